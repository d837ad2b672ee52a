"""What somebody has finished lately, and what is needed to say whether it can be taken back."""

from datetime import timedelta

from sqlalchemy import select, text

from tests.storage.test_queries import ask
from tests.storage.world import AT, HELPER, World
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.state import ItemStatus
from workflow.storage import queries, tables
from workflow.storage.database import Database
from workflow.storage.tables import event

TODAY = AT.date()
WEEK = timedelta(days=7)


def done(world, account, since=TODAY, **more):
    rows = ask(world.service, account, queries.done, since=since, **more)
    return [type(row.done.event) for row in rows]


def test_what_somebody_finished_is_there_the_newest_first(world, instance):
    world.work_a_while(instance)
    assert done(world, world.manager) == [e.GateRequested, e.ItemCompleted]
    assert done(world, world.manager, limit=1) == [e.GateRequested]
    assert done(world, world.manager, since=TODAY + timedelta(days=5)) == [e.GateRequested]
    assert done(world, world.developer) == [e.ItemCompleted]
    assert done(world, world.coordinator) == []


def test_it_is_seen_by_nobody_who_may_not_read_the_quartier_any_more(world, instance):
    world.work_a_while(instance)
    leave = c.LeaveTeam(account=world.developer, role="developer")
    world.do(instance, leave, by="coordinator")
    assert done(world, world.developer) == []
    assert done(world, World.found(world.service, "nebenan").manager) == []


def test_the_items_around_are_there_in_steps_and_in_entries(world, instance):
    world.do(instance, c.CompleteItem(holder="wunsch", item="notiz", note="Fertig"))
    money = c.AddRecord(register="geld", step="wunsch", values={"geber": "Stiftung"})
    world.do(instance, money)
    paper = c.CompleteItem(holder="geld/1", item="nachweis")
    world.do(instance, c.ChangeRecord(register="geld", number=1, values={"betrag": "40"}))
    world.do(instance, paper)
    world.do(instance, c.AddRecord(register="helfer", step="wunsch", values=HELPER))
    rows = ask(world.service, world.manager, queries.done, since=TODAY)
    found = ask(world.service, world.manager, queries.around, rows)[instance]
    assert found.steps["wunsch"].items["notiz"].status is ItemStatus.DONE
    assert found.records["geld"][1].items["nachweis"].status is ItemStatus.DONE
    assert (set(found.steps), set(found.records)) == ({"wunsch"}, {"geld"})
    assert ask(world.service, world.manager, queries.around, []) == {}


def test_it_is_found_by_an_index(sqlite_url):
    mine = select(event.c.id).where(event.c.by == 1, text(tables.FINISHING))
    asked = mine.order_by(event.c.id.desc()).compile(compile_kwargs={"literal_binds": True})
    database = Database(sqlite_url)
    with database.read() as connection:
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all())
    database.close()
    assert "ix_event_finished" in plan
    assert "TEMP B-TREE" not in plan
