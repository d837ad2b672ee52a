"""What happened to one entry of a register: all of it, in order, and nothing of its neighbours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.world import AT, HELPER, World
from workflow.core import commands as c
from workflow.core.errors import NotFound
from workflow.core.state import ERASED
from workflow.storage import queries

DAY = timedelta(days=1)


def kinds(world, instance, register, number, **more):
    with world.service.reading(world.coordinator) as reading:
        found = queries.record_history(replace(reading, **more), instance, register, number)
    return [type(each.event).__name__ for each in found]


@pytest.fixture
def instance(world):
    started = world.start().instance
    world.work_a_while(started)
    return started


def test_an_entry_has_all_that_happened_to_it_in_order(world, instance):
    assert kinds(world, instance, "helfer", 1) == ["RecordAdded", "RecordChanged"]
    assert kinds(world, instance, "helfer", 2) == ["RecordAdded"]
    assert kinds(world, instance, "helfer", 3) == ["RecordAdded", "RecordArchived"]


def test_its_own_checklist_belongs_to_it(world, instance):
    assert kinds(world, instance, "geld", 1) == ["RecordAdded", "ItemAssigned"]


def test_one_and_eleven_are_two_entries(world, instance):
    for number in range(4, 12):
        values = {**HELPER, "name": f"Helfende {number}"}
        world.do(instance, c.AddRecord(register="helfer", step="wunsch", values=values))
    change = c.ChangeRecord(register="helfer", number=11, values={"stunden": "2"})
    world.do(instance, change)
    assert kinds(world, instance, "helfer", 1) == ["RecordAdded", "RecordChanged"]
    assert kinds(world, instance, "helfer", 11) == ["RecordAdded", "RecordChanged"]


def test_what_an_entry_says_cannot_pass_for_another(world, instance):
    values = {**HELPER, "name": '"number":2,"register":"helfer"'}
    world.do(instance, c.AddRecord(register="helfer", step="wunsch", values=values))
    assert kinds(world, instance, "helfer", 2) == ["RecordAdded"]


def test_a_day_that_is_over_ends_it(world, instance):
    day = AT.date()
    assert kinds(world, instance, "helfer", 1, until=day) == ["RecordAdded"]
    assert kinds(world, instance, "helfer", 1, until=day + DAY) == ["RecordAdded", "RecordChanged"]


def test_a_word_that_was_erased_is_missing(world, instance):
    with world.service.reading(world.coordinator) as reading:
        seq = queries.record_history(reading, instance, "helfer", 1)[0].seq
    erase = c.EraseWords(words=((seq, "value:name"),), reason="Wunsch der Person")
    world.do(instance, erase, by="coordinator", at=AT + 9 * DAY)
    with world.service.reading(world.coordinator) as reading:
        added = queries.record_history(reading, instance, "helfer", 1)[0].event
    assert added.words["value:name"] == ERASED


def test_nothing_is_told_of_what_never_was(world, instance):
    assert kinds(world, instance, "helfer", 99) == []
    assert kinds(world, instance, "gibt-es-nicht", 1) == []


def test_T01_a_foreign_entry_is_a_missing_one(world, instance, service):
    other = World.found(service, "nebenan")
    with service.reading(other.coordinator) as reading, pytest.raises(NotFound):
        queries.record_history(reading, instance, "helfer", 1)
