"""Pages about a day that is over: what stands on top, and what is said where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.parts import Link, Past, Place

_HERE_TODAY = "?"  # a reference to this very page, without the day


def past_day(day: date) -> Past:
    """Return what stands on top of a page that shows a day that is over."""
    return Past(
        heading=say("Stand vom {day}.", day=dates.long_day(day)),
        says=say("So war es am Ende dieses Tages. Hier lässt sich nichts ändern."),
        back=Link(say("Zurück zum heutigen Stand"), _HERE_TODAY),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchDay:
    """That there is nothing to show of a day, why, and the ways on."""

    title: str
    heading: str
    place: Place
    says: str
    links: tuple[Link, ...]


def no_such_day(place: Place, q: str, why: str) -> NoSuchDay:
    """Return the page that says why a day cannot be shown."""
    heading = say("Diesen Tag gibt es hier nicht")
    return NoSuchDay(
        title=say("{page} – {quarter}", page=heading, quarter=place.name),
        heading=heading,
        place=place,
        says=why,
        links=(
            Link(say("Zum heutigen Stand"), _HERE_TODAY),
            Link(say("Im Verlauf einen anderen Tag wählen"), paths.history(q)),
        ),
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
