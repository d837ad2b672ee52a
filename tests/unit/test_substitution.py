"""The core of substitutions: who may name whom, for which days."""

from datetime import date, timedelta

import pytest

from workflow.core.commands import Actor
from workflow.core.errors import Forbidden, InvalidInput, NotFound
from workflow.core.municipality import MunicipalityFounded, decide, evolve
from workflow.core.substitution import (
    EndSubstitution,
    NameSubstitute,
    SubstituteNamed,
    SubstitutionEnded,
)

TODAY = date(2026, 6, 9)
TOM = Actor(account=3, roles=frozenset())
PETRA = Actor(account=1, roles=frozenset({"coordinator"}))
ADMIN = Actor(account=9, roles=frozenset({"admin"}))


def state(*events):
    found = None
    for event in (MunicipalityFounded(name="Musterstadt"), *events):
        found = evolve(found, event)
    return found


def wanted(since=0, until=5, person=3, substitute=4):
    return NameSubstitute(
        person=person,
        substitute=substitute,
        since=TODAY + timedelta(days=since),
        until=TODAY + timedelta(days=until),
    )


def named(number=1, **other):
    command = wanted(**other)
    return SubstituteNamed(
        number=number,
        person=command.person,
        substitute=command.substitute,
        since=command.since,
        until=command.until,
    )


@pytest.mark.parametrize("actor", [TOM, PETRA])
def test_oneself_and_the_coordination_name_a_substitute(actor):
    assert decide(state(), wanted(), actor, TODAY) == (named(),)


@pytest.mark.parametrize("actor", [ADMIN, Actor(account=4, roles=frozenset())])
def test_nobody_else_does(actor):
    with pytest.raises(Forbidden) as refusal:
        decide(state(), wanted(), actor, TODAY)
    assert refusal.value.blockers[0].roles == ("coordinator",)


def test_naming_the_same_again_changes_nothing_and_numbers_are_never_reused():
    once = state(named())
    assert decide(once, wanted(), TOM, TODAY) == ()
    ended = evolve(once, SubstitutionEnded(number=1))
    assert decide(ended, wanted(), TOM, TODAY) == (named(number=2),)


@pytest.mark.parametrize(
    "command",
    [
        wanted(substitute=3),
        wanted(since=3, until=2),
        wanted(since=-9, until=-1),
        wanted(until=367),
    ],
)
def test_days_and_people_have_to_make_sense(command):
    with pytest.raises(InvalidInput):
        decide(state(), command, TOM, TODAY)


def test_a_day_and_a_year_are_both_possible():
    assert decide(state(), wanted(until=0), TOM, TODAY)
    assert decide(state(), wanted(until=366), TOM, TODAY)


def test_it_is_ended_by_who_may_name_it():
    once = state(named())
    for actor in (TOM, PETRA):
        assert decide(once, EndSubstitution(number=1), actor, TODAY) == (
            SubstitutionEnded(number=1),
        )
    with pytest.raises(Forbidden):
        decide(once, EndSubstitution(number=1), ADMIN, TODAY)
    with pytest.raises(NotFound):
        decide(once, EndSubstitution(number=2), PETRA, TODAY)
