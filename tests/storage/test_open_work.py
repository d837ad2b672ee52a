"""What somebody waits for, what they are to judge anew, and the number on every page."""

from datetime import date, timedelta

import pytest

from tests.storage.test_queries import ask
from tests.storage.world import AT
from workflow.core import commands as c
from workflow.core.municipality import GrantRole
from workflow.core.state import Level
from workflow.core.tasks import TaskKind
from workflow.storage import queries

TODAY = AT.date()
LATER = AT + timedelta(days=10)


def waits(world, account, until=TODAY + timedelta(days=20)):
    found = ask(world.service, account, queries.waiting, today=TODAY, until=until)
    return [(row.kind, row.thing) for row in found]


def test_the_manager_waits_for_required_work_of_others_that_is_soon_due(world, instance):
    assert (TaskKind.ITEM, "umfrage") in waits(world, world.manager)
    assert waits(world, world.manager, until=TODAY + timedelta(days=3)) == []
    assert (TaskKind.ITEM, "umfrage") not in waits(world, world.developer)


def test_what_is_mine_is_not_waited_for(world, instance):
    given = c.AssignItem(holder="wunsch", item="umfrage", account=world.manager)
    world.do(instance, given)
    assert (TaskKind.ITEM, "umfrage") not in waits(world, world.manager)


def test_the_manager_waits_for_decisions(world, instance):
    world.work_a_while(instance)
    assert TaskKind.APPROVAL in {kind for kind, _ in waits(world, world.manager)}
    assert waits(world, world.coordinator) == []


def test_whoever_asked_and_may_not_decide_waits_for_the_others(world, instance):
    more = world.service.add_account(world.place, "zwei@musterstadt.example", "Zwei", at=AT)
    grant = GrantRole(account=more, role="coordinator")
    world.service.govern(world.place, grant, account=None, at=AT)
    world.work_a_while(instance)
    world.do(instance, c.WithdrawRequest(step="wunsch", reason="Ich frage selbst an"), at=LATER)
    world.do(instance, c.RequestGate(step="wunsch"), by="coordinator", at=LATER)
    approvals = {
        account: [
            row.kind
            for row in ask(world.service, account, queries.tasks, today=TODAY)
            if row.kind is TaskKind.APPROVAL
        ]
        for account in (world.coordinator, more)
    }
    waiting = [kind for kind, _ in waits(world, world.coordinator)]
    body = world.definition.steps["wunsch"].gate.approvals[0].body
    assert approvals[more] == [TaskKind.APPROVAL]
    assert approvals[world.coordinator] == ([TaskKind.APPROVAL] if body else [])
    assert waiting == ([] if body else [TaskKind.APPROVAL])
    assert world.problems(instance) == []


def test_the_lage_that_nobody_judged_or_long_ago_is_the_managers(world, instance):
    def old(account, today):
        return ask(world.service, account, queries.old_situations, today=today)

    (never,) = old(world.manager, TODAY)
    assert (never.slug, never.judged_on) == ("muehlburg", None)
    assert old(world.developer, TODAY) == []
    assert old(world.coordinator, TODAY) == []
    world.do(instance, c.AssessSituation(level=Level.AT_RISK, reason="Kein Raum"))
    assert old(world.manager, TODAY) == []
    assert old(world.manager, TODAY + timedelta(days=60)) == []
    assert [row.judged_on for row in old(world.manager, TODAY + timedelta(days=61))] == [TODAY]
    world.do(instance, c.PauseProcess(until=date(2026, 9, 1), reason="Umbau"), by="coordinator")
    assert old(world.manager, TODAY + timedelta(days=61)) == []


@pytest.mark.parametrize("person", ["coordinator", "manager", "developer"])
@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=61)])
def test_the_count_is_that_of_the_lists(world, instance, person, day):
    world.work_a_while(instance)
    world.start("Zweites")
    account = getattr(world, person)
    rows = ask(world.service, account, queries.tasks, today=day)
    old = ask(world.service, account, queries.old_situations, today=day)
    counted = queries.open_count(world.service.database, account, today=day)
    assert counted == len(rows) + len(old) > 0


def test_a_gate_says_who_asked_and_what_is_demanded(world, instance):
    world.work_a_while(instance)
    rows = ask(world.service, world.coordinator, queries.tasks, today=TODAY)
    asked = ask(world.service, world.coordinator, queries.gates, rows)
    assert asked[instance, "wunsch"].asked_by == world.manager
    assert ask(world.service, world.coordinator, queries.gates, []) == {}
    stranger = world.service.add_account(world.place, "wer@musterstadt.example", "Wer", at=AT)
    assert ask(world.service, stranger, queries.gates, rows) == {}


def test_who_holds_a_role_is_known_by_name_to_who_may_see_the_quartier(world, instance):
    rows = ask(world.service, world.manager, queries.tasks, today=TODAY)
    found = ask(world.service, world.manager, queries.holders, rows)
    assert found[instance, "developer"] == ("Developer",)
    assert found[instance, "coordinator"] == ("Coordinator",)
    stranger = world.service.add_account(world.place, "wer@musterstadt.example", "Wer", at=AT)
    assert ask(world.service, stranger, queries.holders, rows) == {}


# --- entries that somebody answers for ----------------------------------------------------------------


def money(world, person, **values):
    values = {"geber": "Stiftung", "bis": "2026-03-20", "zustaendig": str(person), **values}
    return c.AddRecord(register="geld", step="wunsch", values=values)


def entries(world, account):
    found = ask(world.service, account, queries.tasks, today=TODAY)
    return [(row.holder, row.person) for row in found if row.kind is TaskKind.RECORD]


def counted(world, account):
    return queries.open_count(world.service.database, account, today=TODAY)


def test_whoever_an_entry_names_has_it_among_their_tasks_until_it_is_finished(world, instance):
    world.do(instance, money(world, world.developer))
    assert entries(world, world.developer) == [("geld/1", world.developer)]
    assert entries(world, world.manager) == []
    before = counted(world, world.developer)
    change = c.ChangeRecord(register="geld", number=1, values={"betrag": "400"})
    world.do(instance, change)
    assert entries(world, world.developer) == []
    assert counted(world, world.developer) == before - 1
    assert world.problems(instance) == []


def test_entries_go_on_while_the_quartier_is_paused(world, instance):
    world.do(instance, money(world, world.developer))
    world.do(instance, c.PauseProcess(until=date(2026, 9, 1), reason="Umbau"), by="coordinator")
    assert entries(world, world.developer) == [("geld/1", world.developer)]


def test_the_manager_finds_what_is_with_somebody_who_has_left(world, instance):
    world.do(instance, money(world, world.developer))
    leave = c.LeaveTeam(account=world.developer, role="developer")
    world.do(instance, leave, by="coordinator")
    assert entries(world, world.manager) == [("geld/1", world.developer)]
    assert entries(world, world.developer) == []
    rows = ask(world.service, world.manager, queries.tasks, today=TODAY)
    old = ask(world.service, world.manager, queries.old_situations, today=TODAY)
    assert counted(world, world.manager) == len(rows) + len(old)
    assert world.problems(instance) == []


def test_what_others_wait_for_comes_before_all_that_has_a_day(world, instance):
    world.work_a_while(instance)
    world.do(instance, c.JoinTeam(account=world.coordinator, role="manager"), by="coordinator")
    world.do(instance, money(world, world.coordinator), by="coordinator")
    rows = ask(world.service, world.coordinator, queries.tasks, today=TODAY, limit=3)
    kinds = [row.kind for row in rows]
    assert set(kinds[:2]) == {TaskKind.APPROVAL, TaskKind.PROPOSAL}
    assert rows[2].due is not None
