"""Days and sizes as people say them: 9. Juni 2026, Fr., 12. Juni, in 3 Tagen, 1,2 MB.

Rule: everything here is in words and in the spoken language; "heute" is the day that is given, never
the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from web.language import plural, say, spoken
from web.presenters.workdays import with_free_day
from workflow.core.sentences.language import Language

BERLIN = ZoneInfo("Europe/Berlin")
_NEAR = 28  # days that are counted in days; beyond, weeks say more
_HALF_A_YEAR = 182
_YEAR = 365
_WEEKDAY_SAYS = 14  # days within which people think in weekdays
_KILO = 1000

_LOCALES: Mapping[Language, str] = {"de": "de", "en": "en_GB"}
_DAY_AND_MONTH: Mapping[Language, str] = {"de": "d. MMMM", "en": "d MMMM"}


@dataclass(frozen=True, slots=True)
class When:
    """A date with its distance: the bold part, the rest, and whether it is too late."""

    bold: str = ""
    text: str = ""
    late: bool = False


def long_day(day: date) -> str:
    """Return 9. Juni 2026."""
    return _formatted(day, f"{_DAY_AND_MONTH[spoken()]} y")


def short_day(day: date, today: date) -> str:
    """Return 9. Juni, with the year if it is another one."""
    return _formatted(day, _DAY_AND_MONTH[spoken()]) if day.year == today.year else long_day(day)


def week_day(day: date, today: date) -> str:
    """Return Fr., 12. Juni."""
    return f"{_formatted(day, 'EE')}, {short_day(day, today)}"


def full_day(day: date) -> str:
    """Return Dienstag, 9. Juni 2026."""
    return f"{_formatted(day, 'EEEE')}, {long_day(day)}"


def _formatted(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=_LOCALES[spoken()])


def table_day(day: date) -> str:
    """Return 09.06.2026."""
    return f"{day:%d.%m.%Y}" if spoken() == "de" else f"{day:%d/%m/%Y}"


def day_of(at: datetime) -> date:
    """Return the calendar day of an instant in Berlin."""
    return at.astimezone(BERLIN).date()


def clock(at: datetime) -> str:
    """Return the time of day in Berlin, 08:12."""
    return f"{at.astimezone(BERLIN):%H:%M}"


def span(days: int) -> str:
    """Return a length of time in the dative: 1 Tag, 5 Tagen, 6 Wochen, 8 Monaten, 4 Jahren."""
    if days <= _NEAR:
        return plural(days, "Tag", "Tagen")
    if days <= _HALF_A_YEAR:
        return plural(days // 7, "Woche", "Wochen")
    if days < 2 * _YEAR:
        return plural(days * 12 // _YEAR, "Monat", "Monaten")
    return plural(days // _YEAR, "Jahr", "Jahren")


def due(day: date | None, today: date, land: str) -> When:
    """Return when something is due, seen from today; a holiday of the Land is named."""
    if day is None:
        return When(text=say("ohne Termin"))
    distance = (day - today).days
    near = abs(distance) <= _WEEKDAY_SAYS
    if near:
        text = say("fällig {day}", day=week_day(day, today))
    else:
        text = say("fällig am {day}", day=short_day(day, today))
    text = with_free_day(text, day, today, land)
    if distance < 0:
        return When(say("Seit {time} überfällig", time=span(-distance)), text, late=True)
    if distance == 0:
        return When(say("Heute"), text)
    return When(say("Morgen") if distance == 1 else say("In {time}", time=span(distance)), text)


def since(day: date, today: date, what: str) -> When:
    """Return for how long something has been so: Seit 6 Tagen, angefragt am 3. Juni.

    `what` is in the spoken language already.
    """
    text = say("{what} am {day}", what=what, day=short_day(day, today))
    distance = (today - day).days
    return When(
        say("Seit heute") if distance <= 0 else say("Seit {time}", time=span(distance)), text
    )


def in_one_line(when: When) -> str:
    """Return the date with its distance behind it: fällig Fr., 5. Juni, seit 4 Tagen überfällig."""
    return f"{when.text}, {lowered(when.bold)}" if when.bold else when.text


def lowered(text: str) -> str:
    """Return the text as it stands in the middle of a sentence; its nouns keep their capitals."""
    return f"{text[:1].lower()}{text[1:]}"


def file_size(size: int) -> str:
    """Return the size of a file: 84 kB, 1,2 MB."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} kB"
    megabytes = (Decimal(size) / (_KILO * _KILO)).quantize(Decimal("0.1"))
    return f"{format_decimal(megabytes, locale=_LOCALES[spoken()])} MB"
