"""Lists and pages: only what is in reach, in the right order, in a constant number of statements."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import event

from tests.storage.world import AT, World
from workflow.core import commands as c
from workflow.core.errors import NotFound
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import Settings
from workflow.core.state import Action, Level, Outcome, ProcessLife, StepStatus
from workflow.core.tasks import TaskKind
from workflow.storage import queries
from workflow.storage.account_keeping import AccountKeeping

TODAY = AT.date()
ALL = queries.Wanted(today=TODAY, local={1: Settings()})


def ask(service, account, question, *args, **more):
    with service.reading(account) as reading:
        return question(reading, *args, **more)


def wanted_of(world, account, **more):
    return queries.Wanted(local=ask(world.service, account, queries.local_settings), **more)


def slugs(world, account=None, **more):
    page = {name: more.pop(name) for name in ("order", "limit", "offset") if name in more}
    account = account or world.coordinator
    wanted = wanted_of(world, account, today=more.pop("today", TODAY), **more)
    found = [row.slug for row in ask(world.service, account, queries.instances, wanted, **page)]
    if not page:
        assert ask(world.service, account, queries.overview, wanted).wanted == len(found)
    return found


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
    assert ask(service, account, queries.overview, ALL).total == 0
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


def test_what_waits_for_a_decision_or_is_critical_is_urgent_from_that_day_on(world):
    quiet, asked, critical = (world.start(name).instance for name in ("Still", "Frage", "Not"))
    for instance in (quiet, asked, critical):
        world.do(instance, c.AddComment(text="Bald mehr"), at=AT + timedelta(days=1))
    assert slugs(world) == ["still", "frage", "not"]
    world.work_a_while(asked)
    world.do(
        critical,
        c.AssessSituation(level=Level.CRITICAL, reason="Kein Personal"),
        at=AT + timedelta(days=6),
    )
    assert slugs(world) == ["frage", "not", "still"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("üh", ["fruehling"]), ("50%", ["quartier-50-mehr"]), ("%", ["quartier-50-mehr"]), ("_", [])],
)
def test_t18_searching_takes_every_character_as_it_is(world, name, found):
    world.start("Frühling")
    world.start("50% mehr")
    assert slugs(world, name=name) == found


def test_the_list_is_sorted_as_in_a_directory_or_by_the_age_of_the_lage(world):
    for name in ("Zoo", "Übersee", "Talaue"):
        world.start(name)
    assert slugs(world, order=queries.Order.NAME) == ["talaue", "uebersee", "zoo"]
    judged = c.AssessSituation(level=Level.ON_TRACK, reason="Läuft")
    world.do(1, judged, at=AT + timedelta(days=2))
    assert slugs(world, order=queries.Order.SITUATION) == ["uebersee", "talaue", "zoo"]


def test_the_list_is_narrowed_by_who_leads_the_phase_and_the_lage(world):
    led, unled = world.start("Mit").instance, world.start("Ohne").instance
    world.do(unled, c.LeaveTeam(account=world.manager, role="manager"), by="coordinator")
    world.do(led, c.AssessSituation(level=Level.CRITICAL, reason="Kein Personal"))
    assert slugs(world, manager=world.manager) == ["mit"]
    assert slugs(world, manager=queries.NOBODY) == ["ohne"]
    assert slugs(world, phase="vorbereitung") == ["mit", "ohne"]
    assert slugs(world, phase="betrieb") == []
    lages = {lage: slugs(world, lage=lage) for lage in queries.Lage}
    assert (lages[queries.Lage.CRITICAL], lages[queries.Lage.MISSING]) == (["mit"], ["ohne"])
    later = TODAY + timedelta(days=61)
    assert slugs(world, lage=queries.Lage.CRITICAL, today=later) == []
    assert slugs(world, lage=queries.Lage.OLD, today=later) == ["mit"]
    world.do(led, c.AbandonProcess(reason="Aus"), by="coordinator")
    assert slugs(world, lage=queries.Lage.CRITICAL, today=later) == ["mit"]  # it stands as it was


# --- the counts, and what is stuck ---------------------------------------------------------------


def counts(world, day, account=None):
    account = account or world.coordinator
    found = ask(world.service, account, queries.overview, wanted_of(world, account, today=day))
    for matter, number in found.matters.items():
        assert len(slugs(world, account, matter=matter, today=day)) == number
    assert found.total == len(slugs(world, account))
    return tuple(found.matters.values())


def stuck(world, day, account=None, **more):
    account = account or world.coordinator
    local = ask(world.service, account, queries.local_settings)
    found = ask(world.service, account, queries.stuck, today=day, local=local, **more)
    return [(each.row.slug, each.reason.name, each.since) for each in found]


def test_the_counts_follow_the_day(world):
    first, second = world.start("Eins").instance, world.start("Zwei").instance
    world.do(first, c.SetItemDue(holder="wunsch", item="umfrage", due=date(2026, 3, 4)))
    world.do(second, c.PauseProcess(until=date(2026, 5, 1), reason="Umbau"), by="coordinator")
    assert counts(world, date(2026, 3, 4)) == (0, 0, 0, 0)
    assert counts(world, date(2026, 3, 5)) == (0, 0, 1, 0)
    assert counts(world, TODAY + timedelta(days=29)) == (0, 0, 1, 0)
    assert counts(world, TODAY + timedelta(days=30)) == (
        0,
        1,
        1,
        0,
    )  # who pauses does not stand still
    assert counts(world, TODAY + timedelta(days=60)) == (0, 1, 1, 0)
    assert counts(world, TODAY + timedelta(days=61)) == (0, 1, 1, 2)  # nobody has judged the Lage
    world.do(first, c.AbandonProcess(reason="Aus"), by="coordinator")
    assert counts(world, TODAY + timedelta(days=61)) == (0, 0, 0, 1)


def test_talking_about_a_quartier_does_not_move_it(world, instance):
    day = TODAY + timedelta(days=30)
    for talk in (
        c.AddComment(text="Was ist los?"),
        c.AssessSituation(level=Level.ON_TRACK, reason="Alles gut"),
        c.Propose(action=Action.PAUSE, text="Umbau"),
    ):
        world.do(instance, talk, at=AT + timedelta(days=20))
    assert stuck(world, day) == [("muehlburg", "STILL", TODAY)]
    world.do(
        instance,
        c.AssignItem(holder="wunsch", item="team", account=world.developer),
        at=AT + timedelta(days=20),
    )
    assert [each[1] for each in stuck(world, day)] == ["OVERDUE"]


def test_each_is_stuck_once_for_its_gravest_reason(world, instance):
    world.work_a_while(instance)  # asked for on 7 March
    critical, late, still = (world.start(name).instance for name in ("Rot", "Spät", "Still"))
    del still
    for each in (critical, late):
        world.do(each, c.SetItemDue(holder="wunsch", item="umfrage", due=date(2026, 3, 10)))
    world.do(critical, c.AssessSituation(level=Level.CRITICAL, reason="Kein Personal"))
    assert stuck(world, date(2026, 3, 15)) == [
        ("rot", "CRITICAL", TODAY),
        ("spaet", "OVERDUE", date(2026, 3, 10)),
    ]
    day = TODAY + timedelta(days=40)
    (first, *rest) = stuck(world, day)
    assert first[:2] == ("muehlburg", "LATE_DECISION")
    assert [each[:2] for each in rest] == [
        ("rot", "CRITICAL"),
        ("spaet", "STILL"),
        ("still", "STILL"),
    ]
    assert stuck(world, day, limit=2) == [first, rest[0]]
    # Nobody else is asked for the coordination's decisions.
    assert ("muehlburg", "STILL") in [each[:2] for each in stuck(world, day, world.manager)]


def test_a_quartier_that_nobody_leads_is_stuck_for_the_coordination(world, instance):
    assert stuck(world, TODAY) == []
    leave = c.LeaveTeam(account=world.manager, role="manager")
    world.do(instance, leave, by="coordinator")
    assert stuck(world, TODAY) == [("muehlburg", "UNLED", TODAY)]
    assert stuck(world, TODAY, world.developer) == []  # who can do nothing about it
    assert slugs(world, manager=queries.NOBODY) == ["muehlburg"]
    join = c.JoinTeam(account=world.developer, role="manager")
    world.do(instance, join, by="coordinator")
    assert stuck(world, TODAY) == []


def test_somebody_whose_account_is_closed_leads_nothing(world, instance):
    admin = world.service.add_account(world.place, "a@musterstadt.example", "A", at=AT)
    grant = GrantRole(account=admin, role="admin")
    world.service.govern(world.place, grant, account=None, at=AT)
    AccountKeeping(world.service.database).close(world.place, world.manager, account=admin)
    assert stuck(world, TODAY) == [("muehlburg", "UNLED", TODAY)]
    assert slugs(world, manager=queries.NOBODY) == ["muehlburg"]
    pause = c.PauseProcess(until=TODAY + timedelta(days=9), reason="Niemand da")
    world.do(instance, pause, by="coordinator")
    assert stuck(world, TODAY) == []


def test_what_came_back_is_stuck_until_it_is_asked_for_again(world, instance):
    world.do(instance, c.RecordValues(holder="profile", values={"traeger": "stadt"}))
    world.work_a_while(instance)
    back = AT + timedelta(days=6)
    paper = c.Decision(on=back.date(), paper="7/2026")
    for approval, outcome in (("beirat", Outcome.GIVEN), ("rat", Outcome.RETURNED)):
        said = c.DecideApproval(
            step="wunsch", approval=approval, outcome=outcome, text="Zu teuer", decision=paper
        )
        world.do(instance, said, by="coordinator", at=back)
    assert ("muehlburg", "RETURNED", back.date()) in stuck(world, back.date())
    pause = c.PauseProcess(until=date(2026, 6, 1), reason="Umbau")
    world.do(instance, pause, by="coordinator", at=back)
    assert stuck(world, back.date()) == []


def test_a_page_knows_who_works_where_and_what_presses(world, instance):
    world.do(instance, c.SetItemDue(holder="wunsch", item="umfrage", due=date(2026, 3, 4)))
    found = ask(
        world.service,
        world.coordinator,
        queries.pressing_work,
        [instance, 999],
        today=date(2026, 3, 5),
    )
    assert [(each.thing, each.role) for each in found[instance]] == [("umfrage", "developer")]
    member = queries.Member(world.coordinator, "coordinator", "Coordinator")
    for reader in (world.coordinator, world.manager):
        people = ask(world.service, reader, queries.teams, [instance])
        manager = queries.Member(world.manager, "manager", "Manager")
        assert manager in people.quartiere[instance]
        assert people.coordination == {world.place: [member]}
    assert ask(world.service, world.coordinator, queries.managers) == {world.manager: "Manager"}
    assert len(ask(world.service, world.coordinator, queries.definitions_in_use)) == 1
    latest = ask(world.service, world.coordinator, queries.latest_start)
    assert latest == (world.place, "nachbarschaftshaus")


def test_nothing_presses_while_a_quartier_rests(world, instance):
    day = date(2026, 3, 20)
    assert ask(world.service, world.manager, queries.pressing_work, [instance], today=day)
    pause = c.PauseProcess(until=date(2026, 6, 1), reason="Umbau")
    world.do(instance, pause, by="coordinator")
    assert not ask(world.service, world.manager, queries.pressing_work, [instance], today=day)


def test_nothing_of_this_shows_a_foreign_quartier(world, service, instance):
    other = World.found(service, "nebenan")
    far = TODAY + timedelta(days=100)
    assert stuck(world, far, other.coordinator) == []
    assert counts(world, far, other.coordinator) == (0, 0, 0, 0)
    pressing = ask(service, other.coordinator, queries.pressing_work, [instance], today=far)
    assert pressing == {}
    assert ask(service, other.coordinator, queries.teams, [instance]).quartiere == {}
    assert ask(service, other.coordinator, queries.managers) == {}
    assert ask(service, other.coordinator, queries.definitions_in_use) == []
    assert ask(service, other.coordinator, queries.latest_start) is None


def test_who_coordinates_and_leads_too_sees_each_once(world, instance):
    world.do(instance, c.JoinTeam(account=world.coordinator, role="manager"), by="coordinator")
    assert slugs(world) == ["muehlburg"]


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
        (queries.overview, {"wanted": ALL}),
        (queries.stuck, {"today": TODAY + timedelta(days=90), "local": ALL.local}),
        (queries.tasks, {"today": TODAY}),
    ],
    ids=["instances", "overview", "stuck", "tasks"],
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
