"""Work of the coordination that is given to one of those who hold it."""

from dataclasses import replace

import pytest

from tests.storage.world import at
from tests.unit.core.story import DAY
from workflow.core import commands as c
from workflow.core.errors import InvalidInput
from workflow.core.municipality import GrantRole, RevokeRole
from workflow.storage import queries

SECOND = 4  # who holds the coordination beside the first
GIVEN = c.AssignItem(holder="start", item="anlass", account=SECOND)


@pytest.fixture
def begun(small_world):
    """A quartier in which the coordination has an item of its own."""
    return small_world.start(at=at(DAY)).instance


def tasks(world, account):
    with world.service.reading(account) as reading:
        return [row.thing for row in queries.tasks(reading, today=DAY)]


def test_it_is_the_work_of_who_was_given_it(small_world, begun):
    assert "anlass" in tasks(small_world, small_world.coordinator)
    small_world.do(begun, GIVEN)
    assert "anlass" in tasks(small_world, SECOND)
    assert "anlass" not in tasks(small_world, small_world.coordinator)
    assert small_world.problems(begun) == []


def test_only_who_holds_the_coordination_of_this_municipality_is_given_it(small_world, begun):
    world = small_world
    elsewhere = world.service.found_municipality("Anderswo", "anderswo", at=at(DAY))
    stranger = world.service.add_account(world.place, "frei@example.org", "Frei", at=at(DAY))
    grant = GrantRole(account=stranger, role="coordinator")
    world.service.govern(elsewhere, grant, account=None, at=at(DAY))
    for account in (stranger, 999):
        with pytest.raises(InvalidInput):
            world.do(begun, replace(GIVEN, account=account))
    with pytest.raises(InvalidInput):
        world.do(begun, replace(GIVEN, item="unterlage"))
    world.service.govern(world.place, grant, account=None, at=at(DAY))
    assert world.do(begun, replace(GIVEN, account=stranger)).events


def test_who_loses_the_coordination_is_shown_nothing_of_it(small_world, begun):
    small_world.do(begun, GIVEN)
    revoke = RevokeRole(account=SECOND, role="coordinator")
    small_world.service.govern(small_world.place, revoke, account=None, at=at(DAY))
    assert tasks(small_world, SECOND) == []
    assert "anlass" in tasks(small_world, small_world.coordinator), "or nobody would see it"
    with pytest.raises(InvalidInput):
        small_world.do(begun, replace(GIVEN, item="partner"))
    small_world.do(begun, replace(GIVEN, account=small_world.coordinator))
    assert "anlass" in tasks(small_world, small_world.coordinator)


def test_who_hands_over_a_role_keeps_the_work_of_the_coordination(small_world, begun):
    world = small_world
    join = c.JoinTeam(account=SECOND, role="manager")
    world.do(begun, join, by="coordinator")
    world.do(begun, GIVEN)
    over = c.HandOver(role="manager", giver=SECOND, taker=world.developer)
    world.do(begun, over, by="coordinator")
    assert "anlass" in tasks(world, SECOND)
    assert world.problems(begun) == []
