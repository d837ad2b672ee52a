"""The one door: each command is authorised, carried out once, and leaves rows that follow from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from tests.storage.world import AT, HELPER, STORED, World
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.errors import (
    CommandReused,
    ConflictingChange,
    Forbidden,
    InvalidInput,
    NotFound,
    Rejected,
)
from workflow.core.municipality import GrantRole, RevokeRole
from workflow.core.state import Level, ProcessLife, StepStatus
from workflow.storage import events, queries, tables
from workflow.storage.statements import Transaction

COMMENT = c.AddComment(text="Guten Tag")


def count(service):
    with service.database.read() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM event").scalar()


def deactivate(service, account):
    with service.database.maintain() as connection:
        connection.execute(update(tables.account).values(active=0).filter_by(id=account))


def test_a_command_changes_the_state_and_says_what_happened(world, instance):
    outcome = world.do(instance, c.RecordValues(holder="wunsch", values={"plaetze": "30"}))
    state = world.state(instance)
    assert outcome.seq == state.seq
    assert outcome.events == (e.ValuesRecorded(holder="wunsch", facts={"plaetze": 30}),)
    assert state.step("wunsch").values["plaetze"].value == 30


def test_l5_the_profile_decides_whose_work_applies(world, instance):
    def work():
        with world.service.reading(world.coordinator) as reading:
            found = reading.connection.execute(select(tables.task_row.c.thing))
            return {thing for (thing,) in found}

    assert "notiz" in work()
    world.do(instance, c.RecordValues(holder="profile", values={"traeger": "stadt"}))
    assert "notiz" not in work()
    assert world.problems(instance) == []
    world.do(instance, c.RecordValues(holder="profile", values={"traeger": "verein"}))
    assert "notiz" in work()
    assert world.problems(instance) == []


def test_a_quartier_is_found_by_its_slug_too(world):
    slug = world.start("Mühlburg Süd").slug
    assert slug == "muehlburg-sued"
    assert world.do(slug, COMMENT).seq == world.state(slug).seq


def test_l5_every_row_follows_from_the_events(world, instance):
    assert world.problems(instance) == []
    world.work_a_while(instance)
    assert world.problems(instance) == []
    assert world.state(instance).instance.steps["wunsch"].status is StepStatus.IN_REVIEW
    pause = c.PauseProcess(until=date(2026, 6, 1), reason="Umbau")
    world.do(instance, pause, by="coordinator")
    assert world.problems(instance) == []
    resumed = AT + timedelta(days=30)
    world.do(instance, c.ResumeProcess(), by="coordinator", at=resumed)
    assert world.problems(instance) == []
    world.do(instance, c.StartRound(step="wunsch", reason="Neu"), by="coordinator", at=resumed)
    assert world.problems(instance) == []


def test_l7_what_is_true_already_writes_nothing(world, instance):
    command = c.RecordValues(holder="wunsch", values={"plaetze": "30"})
    first = world.do(instance, command)
    before = count(world.service)
    again = world.do(instance, command)
    assert (again.seq, again.events) == (first.seq, ())
    assert count(world.service) == before


def test_a_refused_command_leaves_everything_as_it_was(world, instance):
    before = (count(world.service), world.state(instance))
    with pytest.raises(Rejected):
        world.do(instance, c.RequestGate(step="wunsch"))
    with pytest.raises(InvalidInput):
        world.do(instance, c.RecordValues(holder="wunsch", values={"plaetze": "viele"}))
    assert (count(world.service), world.state(instance)) == before


def many(*rows):
    """Return a file of helpers: their numbers (0: new) with what stands beside them."""
    records = tuple(
        c.ImportedRecord(row=at, number=number, step="wunsch", values=values)
        for at, (number, values) in enumerate(rows, 2)
    )
    return c.ImportRecords(register="helfer", records=records)


def test_l5_many_entries_come_in_at_once(world, instance):
    world.work_a_while(instance)
    command = many((1, {"stunden": "7"}), *[(0, {**HELPER, "name": f"Neu {n}"}) for n in range(40)])
    outcome = world.do(instance, command, command_id="abc")
    found = world.state(instance).records["helfer"]
    assert (len(found), found[1].values["stunden"].value) == (43, "7")
    assert world.problems(instance) == []
    assert world.do(instance, command, command_id="abc") == outcome


def test_nothing_comes_in_by_halves(world, instance):
    before = (count(world.service), world.state(instance))
    with pytest.raises(InvalidInput) as refusal:
        world.do(instance, many((0, HELPER), (0, {**HELPER, "bereich": "dach"})))
    assert [problem.row for problem in refusal.value.problems] == [3]
    assert (count(world.service), world.state(instance)) == before


def test_many_at_once_meet_what_has_changed_since_they_were_shown(world, instance):
    shown = world.do(instance, many((0, HELPER))).seq
    world.do(instance, many((0, HELPER)))
    with pytest.raises(ConflictingChange):
        world.do(instance, many((1, {"stunden": "7"})), seen=shown)


# --- once only (R-08) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        COMMENT,
        c.AddRecord(register="helfer", step="wunsch", values=HELPER),
        c.CompleteItem(holder="wunsch", item="notiz", note="Ein Haus für alle"),
        c.JoinTeam(account=2, role="developer"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_r08_the_same_command_sent_again_gives_the_same_outcome(world, instance, command):
    by = "coordinator" if isinstance(command, c.JoinTeam) else "manager"
    first = world.do(instance, command, by, command_id="abc")
    before = count(world.service)
    again = world.do(instance, command, by, command_id="abc", at=AT + timedelta(hours=1))
    assert first.events
    assert again == first
    assert count(world.service) == before


def test_r08_the_earlier_outcome_is_given_though_it_would_now_be_refused(world, instance):
    world.work_a_while(instance)
    command = c.WithdrawRequest(step="wunsch", reason="Noch etwas")
    first = world.do(instance, command, command_id="abc")
    assert world.do(instance, command, command_id="abc") == first


def test_r08_the_same_id_with_other_content_is_refused(world, instance):
    world.do(instance, COMMENT, command_id="abc")
    with pytest.raises(CommandReused):
        world.do(instance, c.AddComment(text="Anders"), command_id="abc")
    with pytest.raises(CommandReused):
        world.do(instance, COMMENT, by="developer", command_id="abc")
    with pytest.raises(CommandReused):
        world.do(world.start("Anderswo").instance, COMMENT, command_id="abc")


def test_r08_a_quartier_is_started_once(world):
    first = world.start(command_id="abc")
    assert world.start(command_id="abc") == first
    with pytest.raises(CommandReused):
        world.start("Anderswo", command_id="abc")
    other = world.start()
    assert (first.slug, other.slug) == ("muehlburg", "muehlburg-2")


def test_r01_who_edits_what_has_changed_since_is_told(world, instance):
    seen = world.state(instance).seq
    values = {"plaetze": "30"}
    world.do(instance, c.RecordValues(holder="wunsch", values=values), seen=seen)
    other = c.RecordValues(holder="wunsch", values={"plaetze": "40"})
    with pytest.raises(ConflictingChange) as conflict:
        world.do(instance, other, by="developer", seen=seen)
    assert (conflict.value.holder, conflict.value.thing) == ("wunsch", "plaetze")
    start = c.RecordValues(holder="wunsch", values={"start": "2026-05-01"})
    world.do(instance, start, by="developer", seen=seen)  # another point: they never meet


# --- who may (T-01 to T-03) ------------------------------------------------------------------------


def test_t01_what_is_foreign_looks_as_if_it_were_not_there(world, service, instance):
    other = World.found(service, "nebenan")
    stranger = service.add_account(world.place, "fremd@musterstadt.example", "Fremd", at=AT)
    admin = service.add_account(world.place, "amt@musterstadt.example", "Amt", at=AT)
    for role in ("admin", "consultant"):
        service.govern(world.place, GrantRole(account=admin, role=role), account=None, at=AT)
    for account in (other.coordinator, other.manager, stranger, admin, 0, 999):
        with pytest.raises(NotFound):
            world.do(instance, COMMENT, by=account)
        with pytest.raises(NotFound):
            service.load_whole(instance, account=account)
    with pytest.raises(NotFound):
        world.do("gibt-es-nicht", COMMENT)


@pytest.mark.parametrize("key", ["\0", "\ud83d", "x" * 99, "Ä", 0, -1, 2**31, 2**70])
def test_r19_what_cannot_be_a_quartier_is_not_found(world, service, key):
    with pytest.raises(NotFound):
        world.do(key, COMMENT)
    with service.reading(world.manager) as reading, pytest.raises(NotFound):
        queries.instance(reading, key)


@pytest.mark.parametrize("command_id", ["", "\0", "\ud83d", "x" * 65, "a b"])
def test_r19_what_cannot_be_a_command_id_is_refused(world, instance, command_id):
    with pytest.raises(InvalidInput):
        world.do(instance, COMMENT, command_id=command_id)


def test_r18_text_that_nothing_can_hold_is_refused(world, instance):
    before = world.state(instance)
    for text in ("a\0b", "\ud83d"):
        with pytest.raises(InvalidInput):
            world.do(instance, c.AddComment(text=text), command_id="abc")
    assert world.state(instance) == before


def test_t03_rights_end_with_the_role(world, service, instance):
    second = service.add_account(world.place, "zwei@musterstadt.example", "Zwei", at=AT)
    service.govern(world.place, GrantRole(account=second, role="coordinator"), account=None, at=AT)
    world.do(instance, COMMENT, by=second)
    service.govern(world.place, RevokeRole(account=second, role="coordinator"), account=None, at=AT)
    with pytest.raises(NotFound):
        world.do(instance, COMMENT, by=second)
    leave = c.LeaveTeam(account=world.developer, role="developer")
    world.do(instance, leave, by="coordinator")
    with pytest.raises(NotFound):
        world.do(instance, COMMENT, by="developer")


def test_t03_an_account_that_is_switched_off_can_do_nothing(world, service, instance):
    deactivate(service, world.manager)
    with pytest.raises(NotFound):
        world.do(instance, COMMENT)
    with pytest.raises(NotFound), service.reading(world.manager):
        pass


def test_what_the_role_does_not_allow_is_forbidden(world, instance):
    with pytest.raises(Forbidden) as refusal:
        world.do(instance, c.PauseProcess(until=date(2026, 6, 1), reason="Umbau"))
    assert refusal.value.blockers[0].roles == ("coordinator",)
    with pytest.raises(NotFound):
        world.start(account=world.manager)  # without a role in the municipality


def test_only_people_of_the_municipality_join(world, service, instance):
    other = World.found(service, "nebenan")
    deactivate(service, other.developer)
    for account in (other.manager, 999):
        with pytest.raises(InvalidInput):
            world.do(instance, c.JoinTeam(account=account, role="manager"), by="coordinator")
    with pytest.raises(InvalidInput):
        replace(world, manager=other.manager).start()


def test_only_what_is_published_there_can_be_started(world, service):
    place = service.found_municipality("Nebenan", "nebenan", at=AT)
    account = service.add_account(place, "k@nebenan.example", "K", at=AT)
    service.govern(place, GrantRole(account=account, role="coordinator"), account=None, at=AT)
    command = c.StartInstance(name="Ost", municipality=place, profile={"traeger": "stadt"})
    options = {"definition": world.definition.digest, "account": account, "at": AT}
    with pytest.raises(NotFound):
        service.start(command, **options)
    service.publish(place, STORED, account=None, at=AT)
    assert service.start(command, **options).slug == "ost"


# --- time and governing ------------------------------------------------------------------------


def test_a_step_opens_when_time_has_come(world, service, instance):
    world.work_a_while(instance)
    assert service.tick(AT + timedelta(days=100)).opened == 0
    later = AT + timedelta(days=200)
    assert service.tick(later).opened == 1
    assert world.state(instance).instance.steps["haus"].status is StepStatus.ACTIVE
    assert world.problems(instance) == []
    assert service.tick(later).opened == 0


def test_the_day_of_a_command_is_the_day_in_berlin(world, instance):
    late = AT.replace(month=7, day=1, hour=22, minute=30)  # half past midnight in Berlin
    assessed = c.AssessSituation(level=Level.AT_RISK, reason="Personal fehlt")
    world.do(instance, assessed, at=late)
    assert world.state(instance).instance.situation.on == date(2026, 7, 2)


def test_a_municipality_keeps_its_own_chained_stream(world, service):
    with service.database.read() as connection:
        tx = Transaction.within(connection)
        rows = events.load(tx, events.municipality_stream(world.place))
    assert [row.type for row in rows] == [
        "MunicipalityFounded",
        "RoleGranted",
        "DefinitionPublished",
    ]
    events.check(rows)


def test_publishing_the_same_again_changes_nothing(world, service):
    before = count(service)
    service.publish(world.place, STORED, account=None, at=AT)
    assert count(service) == before
    changed = STORED.replace(b"Ein Nachbarschaftshaus", b"Das Nachbarschaftshaus")
    with pytest.raises(InvalidInput):
        service.publish(world.place, changed, account=None, at=AT)


def test_only_a_consultant_publishes(world, service):
    with pytest.raises(Forbidden):
        service.publish(world.place, STORED, account=world.coordinator, at=AT)


def test_definitions_survive_a_restart(world, service, instance, tmp_path):
    again = type(service)(service.database, tmp_path / "files", service._compile)
    assert again.load_whole(instance, account=world.manager).definition == world.definition


def test_a_closed_quartier_can_be_read_and_commented(world, instance):
    world.do(instance, c.AbandonProcess(reason="Kein Geld"), by="coordinator")
    world.do(instance, COMMENT)
    assert world.state(instance).instance.life is ProcessLife.ABANDONED
    assert world.problems(instance) == []
