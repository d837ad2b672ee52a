"""What stands on top of a page about a day that is over, and what is said where there is nothing."""

from __future__ import annotations

from datetime import date

from web.language import say
from web.presenters import dates
from web.presenters.parts import Link, Past

_HERE_TODAY = "?"  # a reference to this very page, without the day


def past_day(day: date) -> Past:
    """Return what stands on top of a page that shows a day that is over."""
    return Past(
        heading=say("Stand vom {day}.", day=dates.long_day(day)),
        says=say("So war es am Ende dieses Tages. Hier lässt sich nichts ändern."),
        back=Link(say("Zurück zum heutigen Stand"), _HERE_TODAY),
    )


def not_a_day() -> str:
    """Return what is said of a day that cannot be read."""
    return say("Geben Sie das Datum so ein: {example}", example="31.12.2025")


def in_the_future(day: date) -> str:
    """Return what is said of a day that has not come yet."""
    return say("Der {day} kommt erst noch.", day=dates.long_day(day))


def before_the_start(day: date, start: date) -> str:
    """Return what is said of a day before a quartier was begun."""
    return say(
        "Am {day} gab es dieses Quartier hier noch nicht. Es wurde am {start} angelegt.",
        day=dates.long_day(day),
        start=dates.long_day(start),
    )


def not_there_yet(day: date) -> str:
    """Return what is said of a thing that came later, or that the definition of then did not have."""
    return say("Was diese Seite zeigt, gab es am {day} noch nicht.", day=dates.long_day(day))
