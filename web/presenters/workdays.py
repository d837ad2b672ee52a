"""Whether a deadline falls on a day on which nobody works, and how many working days are left.

Rule: due dates are calendar days and stay what they are; this is only said beside them. A Land that is
not known has the holidays of the whole country.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

from web.language import plural, say, spoken
from workflow.core.sentences.language import Language

_FRIDAY = 5  # as ISO counts: what comes after is the weekend
_COUNTED = 28  # days within which people think in working days
_NAMES: Mapping[Language, str] = {"de": "de", "en": "en_US"}


def with_free_day(said: str, day: date, today: date, land: str) -> str:
    """Return a deadline with what is to be known of its day: that it is a holiday or a weekend.

    Once it is over nobody needs to know.
    """
    why = free_day(day, land) if day >= today else ""
    if not why:
        return said
    left = workdays(today, day, land) if (day - today).days <= _COUNTED else 0
    if not left:
        return say("{day} ({why})", day=said, why=why)
    days = plural(left, "Arbeitstag", "Arbeitstage")
    return say("{day} ({why}, ab heute {days})", day=said, why=why, days=days)


def free_day(day: date, land: str) -> str:
    """Return why nobody works on a day: Feiertag: Erster Weihnachtstag, Wochenende; "": they do."""
    name = _calendar(land, spoken()).get(day)
    if name:
        return say("Feiertag: {name}", name=name)
    return say("Wochenende") if day.isoweekday() > _FRIDAY else ""


def workdays(since: date, until: date, land: str) -> int:
    """Return how many working days there are, the first and the last day included."""
    days = (since + timedelta(days=each) for each in range((until - since).days + 1))
    return sum(1 for day in days if not free_day(day, land))


@cache
def _calendar(land: str, language: Language) -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv=land or None, language=_NAMES[language])
