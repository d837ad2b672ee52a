"""Lists and pages: only what is in reach, in the right order, in a constant number of statements."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import event

from tests.storage.world import AT, World
from workflow.core import commands as c
from workflow.core.errors import NotFound
from workflow.core.municipality import GrantRole
from workflow.core.state import Level, ProcessLife, StepStatus
from workflow.core.tasks import TaskKind
from workflow.storage import queries

TODAY = AT.date()


def ask(service, account, question, *args, **more):
    with service.reading(account) as reading:
        return question(reading, *args, **more)


def slugs(world, account=None, **more):
    found = ask(world.service, account or world.coordinator, queries.instances, **more)
    return [row.slug for row in found]


def tasks(world, account, **more):
    found = ask(world.service, account, queries.tasks, **{"today": TODAY, **more})
    return [(row.slug, row.kind, row.holder, row.thing) for row in found]


def statements(service, account, question, **more):
    said = []
    engine = service.database._reader

    def note(connection, cursor, statement, *rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        ask(service, account, question, **more)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(said)


# --- reach (T-01) ------------------------------------------------------------------------------------


def test_t01_each_sees_only_what_is_theirs(world, service):
    mine, other = world.start("Mein Quartier"), World.found(service, "nebenan")
    without_me = world.start("Ohne mich").instance
    leave = c.LeaveTeam(account=world.manager, role="manager")
    world.do(without_me, leave, by="coordinator")
    foreign = other.start("Fremdes Quartier")
    assert slugs(world) == ["mein-quartier", "ohne-mich"]
    assert slugs(world, world.manager) == ["mein-quartier"]
    assert slugs(world, other.coordinator) == ["fremdes-quartier"]
    for key in (foreign.slug, foreign.instance, "gibt-es-nicht", 999):
        for question in (queries.instance, queries.history, queries.files):
            with pytest.raises(NotFound):
                ask(service, world.coordinator, question, key)
    assert ask(service, world.manager, queries.instance, mine.slug).id == mine.instance
    assert not {slug for slug, *_ in tasks(world, world.coordinator)} & {foreign.slug}


def test_an_admin_and_a_consultant_see_no_case(world, service, instance):
    account = service.add_account(world.place, "amt@musterstadt.example", "Amt", at=AT)
    for role in ("admin", "consultant"):
        service.govern(world.place, GrantRole(account=account, role=role), account=None, at=AT)
    assert slugs(world, account) == []
    assert tasks(world, account) == []
    assert ask(service, account, queries.overview, today=TODAY).total == 0
    assert [row.id for row in ask(service, account, queries.definitions)] == ["nachbarschaftshaus"]
    people = ask(service, account, queries.people, world.place)
    assert [person.name for person in people] == ["Amt", "Coordinator", "Developer", "Manager"]


def test_people_are_known_by_name_where_they_belong(world, service, instance):
    other = World.found(service, "nebenan")
    asked = [world.manager, world.coordinator, other.manager, 0, 999]
    assert ask(service, world.developer, queries.names, asked) == {
        world.manager: "Manager",
        world.coordinator: "Coordinator",
    }
    for account, place in ((world.manager, world.place), (world.coordinator, other.place)):
        with pytest.raises(NotFound):
            ask(service, account, queries.people, place)


# --- lists -------------------------------------------------------------------------------------------


def test_a_quartier_shows_how_far_its_steps_are(world, service, instance):
    world.work_a_while(instance)
    row = ask(service, world.manager, queries.instance, instance)
    assert [(step.step, step.status, step.done, step.total) for step in row.steps] == [
        ("wunsch", StepStatus.IN_REVIEW, 2, 2),
        ("haus", StepStatus.WAITING, 0, 1),
        ("oeffnung", StepStatus.WAITING, 0, 1),
    ]
    assert (row.phase, row.open_requests, row.life) == ("vorbereitung", 1, ProcessLife.RUNNING)
    assert row.last_activity_at == AT + timedelta(days=5)


def test_the_most_urgent_comes_first_and_the_closed_last(world):
    closed, early, late = (world.start(name).instance for name in ("Zu", "Früh", "Spät"))
    world.do(closed, c.AbandonProcess(reason="Aus"), by="coordinator")
    for instance, day in ((early, 4), (late, 9)):
        due = c.SetItemDue(holder="wunsch", item="umfrage", due=date(2026, 3, day))
        world.do(instance, due)
    assert slugs(world) == ["frueh", "spaet", "zu"]
    assert slugs(world, limit=1, offset=1) == ["spaet"]
    assert slugs(world, life=ProcessLife.ABANDONED) == ["zu"]


@pytest.mark.parametrize(
    ("name", "found"), [("üh", ["fruehling"]), ("50%", ["50-mehr"]), ("%", ["50-mehr"]), ("_", [])]
)
def test_t18_searching_takes_every_character_as_it_is(world, name, found):
    world.start("Frühling")
    world.start("50% mehr")
    assert slugs(world, name=name) == found


def test_the_counts_follow_the_day(world, service):
    first, second = world.start("Eins").instance, world.start("Zwei").instance
    world.do(first, c.SetItemDue(holder="wunsch", item="umfrage", due=date(2026, 3, 4)))
    world.do(first, c.AssessSituation(level=Level.CRITICAL, reason="Kein Personal"))
    world.do(second, c.PauseProcess(until=date(2026, 5, 1), reason="Umbau"), by="coordinator")

    def counts(day):
        found = ask(service, world.coordinator, queries.overview, today=day)
        return found.overdue, found.urgent, found.critical, found.by_life

    both = {ProcessLife.RUNNING: 1, ProcessLife.PAUSED: 1}
    assert counts(date(2026, 3, 3)) == (0, 0, 1, both)
    assert counts(date(2026, 3, 4)) == (0, 1, 1, both)
    assert counts(date(2026, 3, 5)) == (1, 1, 1, both)
    assert counts(date(2026, 5, 1)) == (1, 2, 1, both)  # the pause was to end
    world.do(first, c.AbandonProcess(reason="Aus"), by="coordinator")
    closed = {ProcessLife.ABANDONED: 1, ProcessLife.PAUSED: 1}
    assert counts(date(2026, 5, 1)) == (0, 1, 0, closed)


# --- open work ------------------------------------------------------------------------------------------


def test_work_is_the_roles_until_somebody_is_given_it(world, instance):
    item = ("muehlburg", TaskKind.ITEM, "wunsch", "team")
    assert item in tasks(world, world.manager)
    assert item not in tasks(world, world.developer)
    world.do(instance, c.AssignItem(holder="wunsch", item="team", account=world.developer))
    assert item not in tasks(world, world.manager)
    assert item in tasks(world, world.developer)


def test_the_coordination_sees_what_waits_for_it_in_the_whole_municipality(world, instance):
    world.work_a_while(instance)
    found = {kind for _, kind, *_ in tasks(world, world.coordinator)}
    assert found == {TaskKind.APPROVAL, TaskKind.PROPOSAL}


def test_what_is_due_comes_first_and_what_never_is_last(world, service, instance):
    found = ask(service, world.developer, queries.tasks, today=TODAY)
    world.do(instance, c.SetItemDue(holder="wunsch", item="team", due=date(2026, 3, 3)))
    found = ask(service, world.manager, queries.tasks, today=TODAY)
    days = [row.due for row in found]
    assert days[0] == date(2026, 3, 3)
    assert days[-1] is None
    assert [
        row.due for row in ask(service, world.manager, queries.tasks, today=TODAY, limit=1)
    ] == [date(2026, 3, 3)]


def test_what_recurs_comes_back_on_its_day(world, instance):
    world.do(instance, c.CompleteItem(holder="wunsch", item="notiz", note="Fertig"))
    item = ("muehlburg", TaskKind.ITEM, "wunsch", "notiz")
    assert item not in tasks(world, world.manager)
    assert item in tasks(world, world.manager, today=date(2026, 6, 2))


def test_a_paused_quartier_asks_for_decisions_only(world, instance):
    world.work_a_while(instance)
    pause = c.PauseProcess(until=date(2026, 6, 1), reason="Umbau")
    world.do(instance, pause, by="coordinator", at=AT + timedelta(days=6))
    assert tasks(world, world.manager) == []
    assert {kind for _, kind, *_ in tasks(world, world.coordinator)} == {TaskKind.APPROVAL}
    world.do(instance, c.AbandonProcess(reason="Aus"), by="coordinator")
    assert tasks(world, world.coordinator) == []


# --- what it costs (G12) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "more"),
    [
        (queries.instances, {}),
        (queries.overview, {"today": TODAY}),
        (queries.tasks, {"today": TODAY}),
    ],
    ids=["instances", "overview", "tasks"],
)
def test_the_number_of_statements_does_not_grow(world, service, question, more):
    world.start()
    few = statements(service, world.coordinator, question, **more)
    for _ in range(5):
        world.start()
    assert statements(service, world.coordinator, question, **more) == few <= 7


def test_history_comes_in_pages_the_newest_first(world, service, instance):
    for number in range(5):
        world.do(instance, c.AddComment(text=str(number)))
    first = ask(service, world.manager, queries.history, instance, limit=3)
    assert [each.event.words["text"] for each in first] == ["4", "3", "2"]
    rest = ask(service, world.manager, queries.history, instance, before=first[-1].seq)
    assert [each.seq for each in rest] == list(range(first[-1].seq - 1, 0, -1))


def test_files_come_in_pages_with_the_event_that_brought_them(world, service, instance):
    names = ("eins.pdf", "zwei.pdf", "drei.pdf")
    for name in names:
        paper = service.store_file(
            instance, BytesIO(b"%PDF-1.7 " + name.encode()), name, account=world.manager
        )
        world.do(instance, c.AddEvidence(holder="wunsch", item="umfrage", documents=(paper,)))
    first = ask(service, world.manager, queries.files, instance, limit=2)
    assert [each.document.name for each in first] == ["drei.pdf", "zwei.pdf"]
    assert {each.brought.event.item for each in first} == {"umfrage"}
    rest = ask(service, world.manager, queries.files, instance, before=first[-1].key)
    assert [each.document.name for each in rest] == ["eins.pdf"]
