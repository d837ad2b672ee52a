"""A quartier as it stood at the end of a day: its stream up to there, and nothing of later."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.world import AT, World
from workflow.core import commands as c
from workflow.core.errors import NotFound
from workflow.core.municipality import GrantRole, RevokeRole
from workflow.core.state import ERASED, Level
from workflow.storage import queries

DAY = timedelta(days=1)
FIRST = AT.date()


def value(world, instance, on):
    whole = world.service.load_whole(instance, account=world.coordinator, on=on)
    return whole.state.step("wunsch").values["plaetze"].value


def test_a_day_shows_what_was_there_at_its_end(world):
    instance = world.start().instance
    for days, places in enumerate(("30", "40", "50")):
        command = c.RecordValues(holder="wunsch", values={"plaetze": places})
        world.do(instance, command, at=AT + days * DAY)
    assert [value(world, instance, FIRST + n * DAY) for n in range(4)] == [30, 40, 50, 50]


def test_the_last_day_is_what_is_there_now(world):
    instance = world.start().instance
    world.work_a_while(instance)
    now = world.service.load_whole(instance, account=world.coordinator)
    then = world.service.load_whole(instance, account=world.coordinator, on=FIRST + 9 * DAY)
    assert then == now


def test_before_its_beginning_there_was_nothing(world):
    instance = world.start().instance
    with pytest.raises(NotFound):
        world.service.load_whole(instance, account=world.coordinator, on=FIRST - DAY)


def test_t01_the_past_is_as_foreign_as_the_present(world, service):
    instance, other = world.start().instance, World.found(service, "nebenan")
    with pytest.raises(NotFound):
        service.load_whole(instance, account=other.coordinator, on=FIRST)
    with service.reading(other.coordinator) as reading, pytest.raises(NotFound):
        queries.deeds(reading, instance)


def test_what_was_erased_since_is_erased_in_the_past_too(world):
    instance = world.start().instance
    world.do(instance, c.AssessSituation(level=Level.CRITICAL, reason="Frau X fehlt"))
    with world.service.reading(world.coordinator) as reading:
        seq = queries.history(reading, instance, limit=1)[0].seq
    erase = c.EraseWords(words=((seq, "reason"),), reason="Name stand darin")
    world.do(instance, erase, by="coordinator", at=AT + DAY)
    state = world.service.load_whole(instance, account=world.coordinator, on=FIRST).state
    assert state.instance.situation.reason == ERASED


def test_the_coordination_of_a_day_is_that_of_its_end(world, service):
    new = service.add_account(world.place, "neu@example.org", "Neu", at=AT)
    grant = GrantRole(account=new, role="coordinator")
    service.govern(world.place, grant, account=None, at=AT + 2 * DAY)
    revoke = RevokeRole(account=world.coordinator, role="coordinator")
    service.govern(world.place, revoke, account=None, at=AT + 4 * DAY)

    def held(days):
        with service.reading(new) as reading:
            then = replace(reading, until=FIRST + days * DAY)
            return queries.role_holders(then, world.place, "coordinator")

    assert held(0) == held(1) == (world.coordinator,)
    assert held(2) == (world.coordinator, new)
    assert held(4) == (new,)
    assert held(-1) == ()


def test_deeds_hold_what_followed_from_them(world):
    instance = world.start().instance
    world.work_a_while(instance)
    with world.service.reading(world.coordinator) as reading:
        deeds = queries.deeds(reading, instance)
        first = queries.deeds(replace(reading, until=FIRST), instance)
    assert [each.seq for deed in deeds for each in deed] == list(
        range(1, world.state(instance).seq + 1)
    )
    assert {type(deed[0].event).__name__ for deed in deeds} >= {"InstanceStarted", "RecordAdded"}
    assert "MemberJoined" not in {type(deed[0].event).__name__ for deed in deeds}
    assert first == [deed for deed in deeds if deed[0].on == FIRST][: len(first)]
    assert 0 < len(first) < len(deeds)


def test_nothing_tells_of_what_came_after_the_day(world):
    instance = world.start().instance
    world.work_a_while(instance)
    with world.service.reading(world.coordinator) as reading:
        then = replace(reading, until=FIRST)
        assert {each.on for each in queries.history(then, instance)} == {FIRST}
        assert len(queries.history(reading, instance)) > len(queries.history(then, instance))
