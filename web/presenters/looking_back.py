"""Looking back: the questions for one day and for two, and the page where a day shows nothing.

Rule: what was typed stands in the question again, wherever it is asked the second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from web import paths
from web.language import say
from web.presenters.inputs import Input, day_input
from web.presenters.parts import Link, Place

STAND, FROM, TO = "stand", "von", "bis"  # what the questions are called in an address
DAYS = (STAND, FROM, TO)
_HERE_TODAY = "?"  # a reference to this very page, without the day
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which day, or which two; `name` is what is asked, as it is heard."""

    name: str
    inputs: tuple[Input, ...]
    url: str
    button: str


def on_a_day(q: str, typed: Mapping[str, str] = _NOTHING) -> Question:
    """Return the question for the day as of which a quartier is shown."""
    return Question(
        name=say("Wie stand es an einem Tag?"),
        inputs=(day_input(STAND, say("Tag"), typed.get(STAND, "")),),
        url=paths.quarter(q),
        button=say("Stand an diesem Tag zeigen"),
    )


def between_days(q: str, typed: Mapping[str, str] = _NOTHING) -> Question:
    """Return the question for the two days between which changes are shown."""
    last = day_input(TO, say("Bis"), typed.get(TO, ""))
    return Question(
        name=say("Was hat sich zwischen zwei Tagen geändert?"),
        # The filter of the history, on the same page, ends with a day of this name too.
        inputs=(day_input(FROM, say("Von"), typed.get(FROM, "")), replace(last, id="bis-tag")),
        url=paths.comparison(q),
        button=say("Änderungen zeigen"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchDay:
    """That there is nothing to show of a day, why, and the ways on."""

    title: str
    heading: str
    place: Place
    says: str
    questions: tuple[Question, ...]
    links: tuple[Link, ...]


def no_such_day(place: Place, q: str, why: str, typed: Mapping[str, str]) -> NoSuchDay:
    """Return the page that says why a day cannot be shown, and asks again."""
    heading = say("Diesen Tag gibt es hier nicht")
    compares = FROM in typed or TO in typed
    return NoSuchDay(
        title=say("{page} – {quarter}", page=heading, quarter=place.name),
        heading=heading,
        place=place,
        says=why,
        questions=(between_days(q, typed) if compares else on_a_day(q, typed),),
        links=(
            Link(say("Zum heutigen Stand"), paths.quarter(q) if compares else _HERE_TODAY),
            Link(say("Zum Verlauf"), paths.history(q)),
        ),
    )
