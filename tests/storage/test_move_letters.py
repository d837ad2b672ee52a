"""Who gets a letter when a run moves quartiere, that it is one, and what happens when words are erased."""

from collections import Counter

import pytest

from tests.storage.test_move_runs import NEXT, REASON, moves
from tests.storage.test_outbox import SOON
from tests.storage.world import AT
from workflow.core import commands as c
from workflow.core.municipality import GrantRole
from workflow.core.sentences.moving import consequences_sentence
from workflow.definitions.library import check
from workflow.mailing import waiting_now
from workflow.storage.account_keeping import AccountKeeping

MANAGER, DEVELOPER = "manager@musterstadt.example", "developer@musterstadt.example"


@pytest.fixture
def newer(world):
    stored = check(NEXT.encode(), "nachbarschaftshaus.yaml").stored
    return world.service.publish(world.place, stored, account=None, at=AT)


@pytest.fixture
def quarters(world):
    return {name: world.start(name).instance for name in ("Nord", "Süd")}


def run(world, newer, **more):
    number = moves(world).begin(world.place, newer.digest, **{**REASON, **more})
    list(moves(world).carry_on(world.place, number, account=more.get("account"), at=AT))
    return number


def undo(world, number, reason="Zu früh"):
    return list(moves(world).undo(world.place, number, reason=reason, account=None, at=AT))


def letters(world):
    return waiting_now(world.service, SOON)


def addresses(world):
    return Counter(each.address for each in letters(world))


def test_each_person_of_a_team_gets_one_letter_for_each_quartier(world, newer, quarters):
    number = run(world, newer)
    assert addresses(world) == {MANAGER: len(quarters), DEVELOPER: len(quarters)}
    assert {each.letter.link for each in letters(world)} == {
        "/quartiere/nord/umstellung",
        "/quartiere/sued/umstellung",
    }
    list(moves(world).carry_on(world.place, number, account=None, at=AT))
    assert addresses(world).total() == 4
    assert all(world.problems(each) == [] for each in quarters.values())


def test_it_says_what_the_preview_said(world, newer, quarters):
    [row] = moves(world).preview(world.place, newer.digest, account=None, at=AT, only=["nord"]).rows
    meaning = consequences_sentence(row.consequences, row.before, "de")
    assert meaning == "1 neuer Pflichtpunkt"
    run(world, newer, only=["nord"])
    said = letters(world)[0].letter
    assert said.subject == "Neue Version für ein Quartier"
    assert (
        "das Quartier „Nord“ arbeitet jetzt mit Version 4 der Prozessvorlage "
        "„Ein Nachbarschaftshaus gründen“, bisher war es Version 3. "
        f"Mehr Aufwand: {meaning}."
    ) in said.text
    assert "Anlass: Neue Richtlinie" in said.text


def test_a_quiet_run_writes_to_nobody_nor_does_taking_it_back(world, newer, quarters):
    number = run(world, newer, tells=False)
    assert {line.status.value for line in undo(world, number)} == {"undone"}
    assert letters(world) == []
    assert quarters


def test_who_moves_and_who_cannot_come_in_any_more_get_none(world, newer, quarters):
    grant = GrantRole(account=world.manager, role="coordinator")
    keeper = GrantRole(account=world.coordinator, role="admin")
    for command in (grant, keeper):
        world.service.govern(world.place, command, account=None, at=AT)
    keeping = AccountKeeping(world.service.database)
    keeping.close(world.place, world.developer, account=world.coordinator)
    run(world, newer, account=world.manager)
    assert letters(world) == []
    assert quarters


def test_who_has_two_roles_in_a_team_gets_one(world, newer, quarters):
    join = c.JoinTeam(account=world.manager, role="developer")
    world.do(quarters["Nord"], join, by="coordinator")
    run(world, newer, only=["nord"])
    assert addresses(world) == {MANAGER: 1, DEVELOPER: 1}


def test_what_waits_is_told_when_it_is_moved_and_by_whoever_goes_on(world, newer, quarters):
    world.work_a_while(quarters["Süd"])
    run(world, newer, account=world.coordinator)
    assert addresses(world) == {MANAGER: 1, DEVELOPER: 1}
    world.do(quarters["Süd"], c.WithdrawRequest(step="wunsch"))
    assert world.service.tick(AT).moved == 1
    assert addresses(world) == {MANAGER: 2, DEVELOPER: 2}


def test_whoever_was_told_is_told_that_it_was_taken_back(world, newer, quarters):
    number = run(world, newer)
    world.do(quarters["Nord"], c.UndoMove(reason="Falsch"), by="coordinator")
    undo(world, number)
    back = [each for each in letters(world) if each.letter.subject == "Umstellung zurückgenommen"]
    assert Counter(each.letter.link for each in back) == {
        "/quartiere/nord/umstellung": 2,
        "/quartiere/sued/umstellung": 2,
    }
    said = back[0].letter.text
    assert "„Nord“ arbeitet wieder mit Version 3" in said
    assert "Begründung: Falsch" in said
    assert all(world.problems(each) == [] for each in quarters.values())


def test_a_single_move_tells_nobody(world, newer, quarters):
    move = c.MoveToVersion(definition=newer.digest, reason="Neue Richtlinie")
    world.do(quarters["Nord"], move, by="coordinator")
    world.do(quarters["Nord"], c.UndoMove(reason="Falsch"), by="coordinator")
    assert letters(world) == []


def test_t25_a_letter_goes_with_the_reason_that_is_erased(world, newer, quarters):
    run(world, newer)
    moved = world.state(quarters["Nord"]).moves[0].seq
    erase = c.EraseWords(words=((moved, "reason"),), reason="Antrag nach Artikel 17")
    world.do(quarters["Nord"], erase, by="coordinator")
    assert {each.letter.link for each in letters(world)} == {"/quartiere/sued/umstellung"}
