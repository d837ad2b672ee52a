"""Substitutions as rows: projected, verified, rebuilt; rights within the days and not beyond."""

from datetime import timedelta

import pytest

from tests.storage.world import AT
from workflow.core import commands as c
from workflow.core.errors import InvalidInput, NotFound
from workflow.core.substitution import EndSubstitution, NameSubstitute
from workflow.storage import queries
from workflow.storage.tables import event

TODAY = AT.date()
DAY = timedelta(days=1)


@pytest.fixture
def other(world):
    """A colleague who is in no team."""
    return world.service.add_account(world.place, "ines@musterstadt.example", "Ines", at=AT)


def let_act(world, other, since=TODAY, until=TODAY + DAY):
    command = NameSubstitute(person=world.manager, substitute=other, since=since, until=until)
    return world.service.govern(world.place, command, account=world.manager, at=AT)


def comment(world, instance, account, at):
    command = c.AddComment(holder="", text="Ich vertrete.")
    return world.service.handle(instance, command, account=account, at=at)


def test_within_the_days_the_substitute_acts_under_their_own_name(world, instance, other):
    let_act(world, other)
    for day in (0, 1):
        comment(world, instance, other, AT + day * DAY)
    with pytest.raises(NotFound):
        comment(world, instance, other, AT + 2 * DAY)
    with world.service.database.read() as connection:
        by = connection.execute(event.select().where(event.c.type == "CommentAdded")).all()
    assert {row.by for row in by} == {other}


def test_reading_reaches_as_far_as_acting(world, instance, other):
    let_act(world, other)
    for day, found in ((0, 1), (2, 0)):
        with world.service.reading(other, today=TODAY + day * DAY) as reading:
            assert len(queries.instances(reading)) == found
    with world.service.reading(other) as reading:
        assert queries.instances(reading) == []


def test_ending_takes_the_rights_at_once(world, instance, other):
    let_act(world, other)
    end = EndSubstitution(number=1)
    world.service.govern(world.place, end, account=world.coordinator, at=AT)
    with pytest.raises(NotFound):
        comment(world, instance, other, AT)


def test_nobody_from_elsewhere_acts_here(world, instance):
    there = world.service.found_municipality("Nachbarstadt", "nachbarstadt", at=AT)
    foreign = world.service.add_account(there, "nora@example.org", "Nora", at=AT)
    with pytest.raises(InvalidInput):
        let_act(world, foreign)


def test_verify_finds_a_row_that_no_event_says_and_rebuild_restores_it(world, instance, other):
    let_act(world, other)
    assert world.service.verify().findings == ()
    with world.service.database.maintain() as connection:
        connection.exec_driver_sql("UPDATE substitute SET until = '2030-01-01'")
    assert any("substitute differs" in each.what for each in world.service.verify().findings)
    world.service.rebuild()
    assert world.service.verify().findings == ()
    with pytest.raises(NotFound):
        comment(world, instance, other, AT + 2 * DAY)


# --- their work ---------------------------------------------------------------------------------------


def work(world, account, day=TODAY):
    """What somebody owes on a day; it is as much as the number on every page says."""
    with world.service.reading(account, today=day) as reading:
        rows = queries.tasks(reading, today=day)
        old = queries.old_situations(reading, today=day)
    counted = queries.open_count(world.service.database, account, today=day)
    assert counted == len(rows) + len(old)
    return [(row.holder, row.thing, row.person) for row in rows]


def test_what_was_given_to_who_is_away_is_the_substitutes_too(world, instance, other):
    world.do(instance, c.AssignItem(holder="wunsch", item="team", account=world.manager))
    given = ("wunsch", "team", world.manager)
    assert given not in work(world, other)
    let_act(world, other)
    assert given in work(world, other)
    assert given in work(world, world.manager)
    assert given not in work(world, other, TODAY + 2 * DAY)
    done = c.SetItemAside(holder="wunsch", item="team", reason="Gibt es schon.")
    world.do(instance, done, by=other)
    assert given not in work(world, other)


def test_an_entry_of_who_is_away_is_the_substitutes_too(world, instance, other):
    money = {"geber": "Stiftung", "zustaendig": str(world.manager)}
    world.do(instance, c.AddRecord(register="geld", step="wunsch", values=money))
    let_act(world, other)
    assert ("geld/1", "", world.manager) in work(world, other)
    world.do(instance, c.ChangeRecord(register="geld", number=1, values={"betrag": "1"}), by=other)
    assert ("geld/1", "", world.manager) not in work(world, other)


def test_a_reading_knows_whose_roles_are_lent(world, instance, other):
    let_act(world, other)
    with world.service.reading(other, today=TODAY) as reading:
        assert reading.reach.acts_for == {world.manager}
        assert reading.reach.lent == {(instance, "manager"): frozenset({world.manager})}
    world.do(instance, c.JoinTeam(account=other, role="manager"), by="coordinator")
    with world.service.reading(other, today=TODAY) as reading:
        assert reading.reach.lent == {}
