"""Who acts for whom, from when to when: part of a municipality's stream.

Rule: on these days the substitute has the team roles of the person in that person's quartiere, and
acts under their own name: events say who really did it, and four eyes count that person. Roles for a
whole municipality are not lent. One names a substitute for oneself, the coordination for anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import (
    Blocker,
    Forbidden,
    InputProblem,
    InvalidInput,
    NotFound,
    Problem,
    Reason,
)
from workflow.core.policy import COORDINATOR

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSubstitute:
    """Let somebody act for a person on these days, the last one included."""

    person: int
    substitute: int
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSubstitution:
    """Take a substitution back, whether it has begun or not."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteNamed:
    """Somebody acts for a person on these days."""

    number: int
    person: int
    substitute: int
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionEnded:
    """A substitution counts no longer."""

    number: int


Substitutions = Mapping[int, SubstituteNamed]
SubstitutionCommand = NameSubstitute | EndSubstitution
SubstitutionEvent = SubstituteNamed | SubstitutionEnded


def decide_substitution(
    known: Substitutions, count: int, command: SubstitutionCommand, actor: Actor, today: date
) -> tuple[SubstitutionEvent, ...]:
    """Return what follows; `count`: how many there ever were. Raises Forbidden, InvalidInput."""
    if isinstance(command, EndSubstitution):
        found = known.get(command.number)
        if found is None and 0 < command.number <= count:
            return ()  # it has ended already
        if found is None:
            raise NotFound(f"substitution {command.number}")
        _check_actor(actor, found.person)
        return (SubstitutionEnded(number=command.number),)
    _check_actor(actor, command.person)
    _check_people_and_days(command, today)
    if any(_same(each, command) for each in known.values()):
        return ()
    named = SubstituteNamed(
        number=count + 1,
        person=command.person,
        substitute=command.substitute,
        since=command.since,
        until=command.until,
    )
    return (named,)


def evolve_substitutions(known: Substitutions, event: SubstitutionEvent) -> Substitutions:
    """Return the substitutions after the event."""
    if isinstance(event, SubstituteNamed):
        return {**known, event.number: event}
    return {number: each for number, each in known.items() if number != event.number}


def _check_actor(actor: Actor, person: int) -> None:
    if actor != SYSTEM and actor.account != person and COORDINATOR not in actor.roles:
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=(COORDINATOR,), person=person))


def _check_people_and_days(command: NameSubstitute, today: date) -> None:
    if command.substitute == command.person:
        raise InvalidInput(InputProblem(name="substitute", problem=Problem.NO_SUCH_CHOICE))
    earliest, latest = max(command.since, today), command.since + LONGEST
    if command.until < earliest:
        limit = earliest.isoformat()
        raise InvalidInput(InputProblem(name="until", problem=Problem.TOO_SMALL, limit=limit))
    if command.until > latest:
        limit = latest.isoformat()
        raise InvalidInput(InputProblem(name="until", problem=Problem.TOO_LARGE, limit=limit))


def _same(each: SubstituteNamed, command: NameSubstitute) -> bool:
    ours = (command.person, command.substitute, command.since, command.until)
    return ours == (each.person, each.substitute, each.since, each.until)
