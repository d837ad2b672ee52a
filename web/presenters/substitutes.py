"""Who acts for whom: the list, and the form that names a substitute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    day_input,
    filled,
    select_input,
    summary,
)
from web.presenters.parts import Action, Errors
from workflow.storage.queries import SubstituteRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSubstitute:
    """Somebody who acts for a person on these days."""

    person: str
    substitute: str
    days: str
    now: bool
    end: Action | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutesPage:
    """All substitutions that concern somebody, and the form for one more."""

    title: str
    rows: tuple[ListedSubstitute, ...]
    inputs: tuple[Input, ...]
    errors: Errors | None
    place: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks: which account, on which day, and whether they coordinate."""

    account: int
    coordinates: bool
    today: date


def substitutes_page(
    rows: Iterable[SubstituteRow],
    people: Mapping[int, str],
    viewer: Viewer,
    typed: Typed = UNTYPED,
) -> SubstitutesPage:
    """Return what concerns somebody; the coordination names substitutes for anybody."""
    inputs = filled(tuple(_inputs(people, viewer)), typed)
    return SubstitutesPage(
        title=say("Vertretungen"),
        rows=tuple(_row(row, people, viewer) for row in rows),
        inputs=inputs,
        errors=summary(typed, None, inputs),
    )


def _row(row: SubstituteRow, people: Mapping[int, str], viewer: Viewer) -> ListedSubstitute:
    names = [people.get(each) or say("gelöschte Person") for each in (row.person, row.substitute)]
    may_end = viewer.coordinates or row.person == viewer.account
    days = say(
        "{since} bis {until}",
        since=dates.short_day(row.since, viewer.today),
        until=dates.short_day(row.until, viewer.today),
    )
    end = Action(
        label=say("Beenden"),
        context=say("{substitute} vertritt {person}", substitute=names[1], person=names[0]),
        url=f"{paths.SUBSTITUTES}/ende",
        post=True,
        data=(("number", str(row.number)),),
    )
    return ListedSubstitute(
        person=names[0],
        substitute=names[1],
        days=days,
        now=row.since <= viewer.today,
        end=end if may_end else None,
    )


def _inputs(people: Mapping[int, str], viewer: Viewer) -> Iterable[Input]:
    options = [Option(str(account), name) for account, name in people.items()]
    if viewer.coordinates:
        yield select_input(
            "person",
            say("Wer wird vertreten?"),
            [Option(o.value, o.label, chosen=o.value == str(viewer.account)) for o in options],
        )
    others = (
        options if viewer.coordinates else [o for o in options if o.value != str(viewer.account)]
    )
    nobody = Option("", say("Bitte wählen"), chosen=True)  # who comes first is no suggestion
    yield select_input("substitute", say("Wer vertritt?"), (nobody, *others))
    yield day_input("since", say("Vom"), value=dates.table_day(viewer.today))
    yield day_input("until", say("Bis einschließlich"))
