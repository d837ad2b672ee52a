"""A municipality's settings as a row: projected, verified, rebuilt; each place has its own limits."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.storage.test_queries import ask
from tests.storage.world import AT, World
from workflow.core import commands as c
from workflow.core.errors import ConflictingChange, Forbidden, NotFound
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import ChangeSettings, Settings
from workflow.core.state import Level
from workflow.storage import queries, tables

TODAY = AT.date()


def change(world, by=None, place=None, **settings):
    account = by or world.coordinator
    command = ChangeSettings(**settings)
    return world.service.govern(place or world.place, command, account=account, at=AT)


def settings(world, account=None):
    return ask(world.service, account or world.manager, queries.settings, world.place)


def test_everybody_in_the_municipality_reads_what_was_set(world):
    assert settings(world) == Settings()
    change(world, land="BW", still_days=45)
    change(world, second_factor=("coordinator",))
    expected = Settings(land="BW", still_days=45, second_factor=("coordinator",))
    assert settings(world) == settings(world, world.developer) == expected


def test_the_changes_tell_who_when_and_what(world):
    change(world, land="BW")
    change(world, land="BW")  # true already
    change(world, land="BY", still_days=45)
    found = ask(world.service, world.coordinator, queries.settings_changes, world.place)
    assert [(each.by, each.at, each.event.land) for each in found] == [
        (world.coordinator, AT, "BW"),
        (world.coordinator, AT, "BY"),
    ]


def test_on_a_day_that_is_over_it_is_as_it_was(world):
    change(world, land="BW")
    later = AT + timedelta(days=10)
    world.service.govern(
        world.place, ChangeSettings(land="BY"), account=world.coordinator, at=later
    )
    with world.service.reading(world.manager) as now:
        for days, land in ((-90, ""), (0, "BW"), (9, "BW"), (10, "BY")):
            then = queries.Reading(now.connection, now.reach, until=TODAY + timedelta(days=days))
            assert queries.settings(then, world.place).land == land


def test_who_belongs_to_another_municipality_finds_none_here(world):
    other = World.found(world.service, "nachbarstadt")
    with pytest.raises(NotFound):
        change(world, by=other.coordinator, land="BY")
    with pytest.raises(NotFound):
        change(world, by=world.manager, land="BY")  # no role for the whole municipality
    consultant = world.service.add_account(world.place, "b@musterstadt.example", "B", at=AT)
    grant = GrantRole(account=consultant, role="consultant")
    world.service.govern(world.place, grant, account=None, at=AT)
    with pytest.raises(Forbidden):
        change(world, by=consultant, land="BY")
    assert settings(world) == Settings()


def test_two_people_do_not_overwrite_each_other_unseen(world):
    change(world, still_days=45, seen=0)
    with pytest.raises(ConflictingChange):
        change(world, still_days=50, seen=0)
    change(world, land="BW", seen=0)
    assert settings(world) == Settings(still_days=45, land="BW")


def test_verify_finds_a_changed_row_and_rebuild_brings_it_back(world):
    change(world, land="BW")
    assert world.service.verify().findings == ()
    with world.service.database.maintain() as connection:
        connection.execute(update(tables.municipality).values(settings='{"land":"BY"}'))
    (finding,) = world.service.verify().findings
    assert finding.what == "municipality differs from the events"
    world.service.rebuild()
    assert world.service.verify().findings == ()
    assert settings(world) == Settings(land="BW")


# --- each place has its own limits ----------------------------------------------------------------


@pytest.fixture
def two(world):
    """Two municipalities with a quartier each, judged on the first day, and one person for both."""
    other = World.found(world.service, "nachbarstadt")
    for each in (world, other):
        grant = GrantRole(account=world.coordinator, role="coordinator")
        if each is other:
            world.service.govern(other.place, grant, account=None, at=AT)
        started = each.start((each is other and "Dort") or "Hier").instance
        each.do(started, c.AssessSituation(level=Level.ON_TRACK, reason="Läuft"))
    change(world, still_days=10, situation_days=20, decision_days=3)
    change(other, by=other.coordinator, still_days=100, situation_days=200, decision_days=50)
    return world, other


def wanted(world, day, **more):
    local = ask(world.service, world.coordinator, queries.local_settings)
    return queries.Wanted(today=day, local=local, **more)


def found(world, day, **more):
    rows = ask(world.service, world.coordinator, queries.instances, wanted(world, day, **more))
    return {row.slug for row in rows}


@pytest.mark.parametrize(
    ("matter", "here", "there"),
    [(queries.Matter.STILL, 10, 100), (queries.Matter.SITUATION, 21, 201)],
)
def test_filter_and_count_take_the_limit_of_each_place(two, matter, here, there):
    world, _ = two
    for days, names in (
        (here - 1, set()),
        (here, {"hier"}),
        (there - 1, {"hier"}),
        (there, {"hier", "dort"}),
    ):
        day = TODAY + timedelta(days=days)
        assert found(world, day, matter=matter) == names
        counts = ask(world.service, world.coordinator, queries.overview, wanted(world, day))
        assert counts.matters[matter] == len(names)


def test_the_lage_that_is_asked_for_is_as_old_as_its_place_says(two):
    world, _ = two
    day = TODAY + timedelta(days=30)
    assert found(world, day, lage=queries.Lage.OLD) == {"hier"}
    assert found(world, day, lage=queries.Lage.ON_TRACK) == {"dort"}


def test_what_is_stuck_is_so_by_the_limits_of_its_place(two):
    world, _ = two
    local = ask(world.service, world.coordinator, queries.local_settings)
    stuck = {
        days: {
            each.row.slug
            for each in ask(
                world.service,
                world.coordinator,
                queries.stuck,
                today=TODAY + timedelta(days=days),
                local=local,
            )
            if each.reason is queries.Reason.STILL
        }
        for days in (9, 10, 100)
    }
    assert stuck == {9: set(), 10: {"hier"}, 100: {"hier", "dort"}}


def test_a_decision_is_late_by_the_limit_of_its_place(world, instance):
    world.work_a_while(instance)
    row = ask(world.service, world.coordinator, queries.instance, instance)
    change(world, decision_days=3)
    late = [
        ask(
            world.service,
            world.coordinator,
            queries.overview,
            wanted(world, row.requested_on + timedelta(days=days)),
        ).late_decisions
        for days in (3, 4)
    ]
    assert late == [0, 1]


def test_the_lage_is_asked_for_and_counted_by_the_limit_of_its_place(two):
    world, _ = two
    for days, open_ in ((20, 0), (21, 1)):
        day = TODAY + timedelta(days=days)
        old = ask(world.service, world.manager, queries.old_situations, today=day)
        tasks = ask(world.service, world.manager, queries.tasks, today=day)
        counted = queries.open_count(world.service.database, world.manager, today=day)
        assert (len(old), counted) == (open_, open_ + len(tasks))
    assert old[0].settings == Settings(still_days=10, situation_days=20, decision_days=3)
    assert old[0].judged_on == date(2026, 3, 2)
