"""Moving a quartier to another version, with every row that follows, on both databases."""

from datetime import timedelta

import pytest

from tests.storage.test_laws import begin
from tests.storage.world import at
from tests.unit.core.newer import NEWER
from tests.unit.core.small import SMALL
from tests.unit.core.story import DAY, measure, partner
from workflow.core import commands as c
from workflow.core.errors import Forbidden, InvalidInput, Rejected

MOVE = c.MoveToVersion(definition=NEWER.digest, reason="Neue Richtlinie")
UNDO = c.UndoMove(reason="Zu früh")


@pytest.fixture
def quarter(small_world):
    instance = begin(small_world, "kommune")
    for command in (
        partner(seit="2025-05-01"),
        measure(titel="Ein Mittagstisch", stand="laeuft"),
        c.RecordValues(holder="start", values={"horizont": "5", "felder": ("kommune",)}),
        c.CompleteItem(holder="massnahme/1", item="auftrag", note="Klar."),
    ):
        small_world.do(instance, command, at=at(DAY))
    return instance


def test_the_rows_follow_and_what_has_no_place_is_kept(small_world, quarter):
    world = small_world
    before = world.state(quarter)
    world.do(quarter, MOVE, by="coordinator", at=at(DAY))
    state = world.state(quarter)
    assert world.problems(quarter) == []
    assert state.instance.definition == NEWER.digest
    assert list(state.steps) == list(NEWER.steps)
    assert state.steps["start"].values["horizont"].value == "5"
    assert state.steps["start"].values["felder"].value == ("stadt",)
    left = state.moves[0].left
    assert left.records["partner"][1].values["seit"].value == "2025-05-01"
    assert left.records["massnahme"][1].values["titel"].value == "Ein Mittagstisch"
    assert state.records["vorhaben"][1].items["auftrag"].note == "Klar."
    world.do(quarter, UNDO, by="coordinator", at=at(DAY + timedelta(days=14)))
    assert world.problems(quarter) == []
    assert world.state(quarter).records == before.records
    assert world.state(quarter).steps["start"] == before.steps["start"]
    assert world.service.rebuild() == 1
    assert world.problems(quarter) == []


def test_a_past_day_shows_the_version_of_then(small_world, quarter):
    world, later = small_world, DAY + timedelta(days=3)
    world.do(quarter, MOVE, by="coordinator", at=at(later))
    whole = world.service.load_whole(quarter, account=world.coordinator, on=DAY)
    assert whole.definition is SMALL
    assert "schluss" in whole.state.steps
    assert world.service.load_whole(quarter, account=world.coordinator).definition is NEWER


def test_only_a_version_of_the_municipality_can_be_gone_to(small_world, quarter):
    with pytest.raises(InvalidInput):
        small_world.do(quarter, c.MoveToVersion(definition="nie", reason="Ja"), by="coordinator")
    with pytest.raises(Forbidden):
        small_world.do(quarter, MOVE, by="manager")


def test_it_can_be_taken_back_for_two_weeks(small_world, quarter):
    world = small_world
    world.do(quarter, MOVE, by="coordinator", at=at(DAY))
    with pytest.raises(Rejected) as refusal:
        world.do(quarter, UNDO, by="coordinator", at=at(DAY + timedelta(days=15)))
    assert [each.reason.value for each in refusal.value.blockers] == ["move-too-old"]


def test_people_who_leave_leave_nothing_in_what_was_left(small_world, quarter):
    world = small_world
    assign = c.AssignItem(holder="umsetzung", item="ergebnis", account=world.developer)
    world.do(quarter, assign, at=at(DAY))
    world.do(quarter, MOVE, by="coordinator", at=at(DAY))
    leave = c.LeaveTeam(account=world.developer, role="developer")
    world.do(quarter, leave, by="coordinator", at=at(DAY))
    assert world.problems(quarter) == []
    left = world.state(quarter).moves[0].left
    assert left.parts["umsetzung"].items["ergebnis"].assigned is None
