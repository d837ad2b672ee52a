"""Many quartiere move to another version: previewed, moved one by one, cut off, gone on with, undone."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, update

from tests.storage.world import AT, HELPER, SOURCE, World
from workflow.core import commands as c
from workflow.core.errors import CommandReused, Forbidden, InvalidInput, NotFound
from workflow.core.moving.preview import DecisionKind, Verdict
from workflow.core.municipality import GrantRole
from workflow.definitions.library import check, compile_definition
from workflow.going_on import go_on
from workflow.service import Service
from workflow.storage import move_runs, tables
from workflow.storage.database import Database
from workflow.storage.move_runs import LineStatus
from workflow.storage.statements import Transaction

NEXT = (
    SOURCE.read_text("utf-8")
    .replace("version: 3", "version: 4")
    .replace("umfrage: {text: Nachbarschaft befragen", "haustuer: {was: [umfrage], text: Klingeln")
    .replace("umfrage: {item: umfrage, is: done}", "umfrage: {item: haustuer, is: done}")
    .replace("{item: wunsch.umfrage, is: done}", "{item: wunsch.haustuer, is: done}")
    .replace("      stunden: {type: decimal", "      zeit: {type: decimal")
    .replace("has: [stunden]", "has: [zeit]")
    .replace(
        "      team: {text: Helfende finden",
        "      plan: {text: Plan zeichnen, role: manager, required: true}\n"
        "      team: {text: Helfende finden",
    )
)
REASON = {"reason": "Neue Richtlinie", "account": None, "at": AT}
MANY = 1_000


@pytest.fixture
def newer(world):
    checked = check(NEXT.encode(), "nachbarschaftshaus.yaml")
    assert checked.is_valid, checked.problems
    return world.service.publish(world.place, checked.stored, account=None, at=AT)


@pytest.fixture
def quarters(world):
    names = ("Nord", "Ost", "Süd", "West")
    found = {name: world.start(name) for name in names}
    world.do(
        found["Nord"].instance,
        c.AddRecord(register="helfer", step="wunsch", values={**HELPER, "stunden": "5"}),
    )
    pause = c.PauseProcess(until=AT.date() + timedelta(days=60), reason="Umbau")
    world.do(found["Ost"].instance, pause, by="coordinator")
    world.do(found["West"].instance, c.AbandonProcess(reason="Kein Geld"), by="coordinator")
    return {name: each.instance for name, each in found.items()}


def moves(world):
    return world.service.moves


def run(world, newer, **more):
    number = moves(world).begin(world.place, newer.digest, **REASON, **more)
    return number, list(moves(world).carry_on(world.place, number, account=None, at=AT))


def status(lines):
    return {line.name: line.status.value for line in lines}


def test_the_preview_says_for_each_quartier_what_it_means_and_changes_nothing(
    world, newer, quarters
):
    before = {name: world.state(each) for name, each in quarters.items()}
    found = moves(world).preview(world.place, newer.digest, account=world.coordinator, at=AT)
    assert [row.name for row in found.rows] == ["Nord", "Ost", "Süd"]  # closed ones stay
    assert found.counts == {Verdict.MORE: 3}
    asked = {(each.kind, each.path): slugs for each, slugs in found.decisions.items()}
    field = "registers.helfer.fields.stunden"
    assert asked == {(DecisionKind.SAME, field): ("nord",)}
    [decision] = found.decisions
    assert decision.candidates == ("registers.helfer.fields.zeit",)
    assert {name: world.state(each) for name, each in quarters.items()} == before


def test_a_consultant_sees_counts_and_no_quartier(world, newer, quarters):
    person = world.service.add_account(world.place, "rat@musterstadt.example", "Rat", at=AT)
    grant = GrantRole(account=person, role="consultant")
    world.service.govern(world.place, grant, account=None, at=AT)
    found = moves(world).preview(world.place, newer.digest, account=person, at=AT)
    assert (found.rows, found.counts) == ((), {Verdict.MORE: 3})
    assert set(found.decisions.values()) == {()}
    with pytest.raises(Forbidden):
        moves(world).begin(world.place, newer.digest, **{**REASON, "account": person})
    with pytest.raises(NotFound):
        moves(world).preview(world.place, newer.digest, account=world.manager, at=AT)
    assert quarters


def test_a_run_moves_each_by_itself_and_says_what_waits(world, newer, quarters):
    world.work_a_while(quarters["Süd"])
    number, lines = run(world, newer)
    assert status(lines) == {"Nord": "moved", "Ost": "moved", "Süd": "waits"}
    assert [each.reason.value for each in lines[-1].blockers] == ["request-open"]
    for instance in quarters.values():
        assert world.problems(instance) == []
    withdraw = c.WithdrawRequest(step="wunsch")
    world.do(quarters["Süd"], withdraw)
    again = list(moves(world).carry_on(world.place, number, account=world.coordinator, at=AT))
    assert status(again) == {"Süd": "moved"}
    assert list(moves(world).carry_on(world.place, number, account=None, at=AT)) == []
    assert world.state(quarters["West"]).instance.definition == world.definition.digest


def test_what_is_sent_twice_begins_one_run(world, newer, quarters):
    """Also when all has moved meanwhile; and an id is good for one thing."""
    sent = {**REASON, "command_id": "c" * 32}
    number = moves(world).begin(world.place, newer.digest, **sent)
    assert moves(world).begin(world.place, newer.digest, **sent) == number
    chosen = {**sent, "only": ("nord",)}
    list(moves(world).carry_on(world.place, number, account=None, at=AT))
    assert moves(world).begin(world.place, newer.digest, **chosen) == number
    with pytest.raises(InvalidInput):
        moves(world).begin(world.place, newer.digest, **{**chosen, "command_id": "d" * 32})
    with pytest.raises(CommandReused):
        moves(world).begin(world.place, newer.digest, **{**sent, "account": world.coordinator})
    assert quarters


def test_what_only_people_know_goes_along(world, newer, quarters):
    field = "registers.helfer.fields"
    choices = c.Choices(same={f"{field}.stunden": f"{field}.zeit"})
    run(world, newer, choices=choices, only=["nord"])
    values = world.state(quarters["Nord"]).records["helfer"][1].values
    assert values["zeit"].value == "5"
    assert world.state(quarters["Ost"]).moved() == ()


def test_a_run_is_taken_back_where_nothing_else_has_moved_since(world, newer, quarters):
    before = world.state(quarters["Nord"])
    number, _ = run(world, newer)
    world.do(quarters["Ost"], c.UndoMove(reason="Zu früh"), by="coordinator")
    back = {"reason": "Doch nicht", "account": None, "at": AT}
    lines = list(moves(world).undo(world.place, number, **back))
    assert status(lines) == {"Nord": "undone", "Ost": "moved", "Süd": "undone"}
    assert [each.reason.value for each in lines[1].blockers] == ["nothing-moved"]
    assert world.state(quarters["Nord"]).records == before.records
    assert world.problems(quarters["Nord"]) == []


def test_the_reason_of_a_run_goes_with_its_last_quartier(world, newer, quarters):
    world.work_a_while(quarters["Süd"])
    number, _ = run(world, newer)
    assert reason_of(world, number) == REASON["reason"]  # one waits: it needs it still
    world.do(quarters["Süd"], c.WithdrawRequest(step="wunsch"))
    list(moves(world).carry_on(world.place, number, account=None, at=AT))
    assert reason_of(world, number) == ""
    for quarter in ("Nord", "Ost", "Süd"):
        assert world.state(quarters[quarter]).moves[0].reason == REASON["reason"]


@pytest.mark.parametrize("is_undone", [False, True])
def test_t25_a_reason_that_is_erased_is_gone_from_the_run_too(world, newer, quarters, is_undone):
    world.work_a_while(quarters["Süd"])
    number, _ = run(world, newer)
    if is_undone:
        list(moves(world).undo(world.place, number, reason="Falsch", account=None, at=AT))
    moved = world.state(quarters["Nord"]).moves[0].seq
    erase = c.EraseWords(words=((moved, "reason"),), reason="Antrag nach Artikel 17")
    world.do(quarters["Nord"], erase, by="coordinator")
    assert reason_of(world, number) == ""
    lines = moves(world).lines(world.place, number, account=None)
    assert status(lines)["Süd"] == "stays"  # nothing moves without a reason
    assert list(moves(world).carry_on(world.place, number, account=None, at=AT)) == []
    assert world.problems(quarters["Nord"]) == []


def test_t25_a_run_in_which_nothing_has_moved_loses_its_reason_when_it_is_stopped(
    world, newer, quarters
):
    world.work_a_while(quarters["Süd"])
    number, lines = run(world, newer, only=["sued"])
    assert (status(lines), reason_of(world, number)) == ({"Süd": "waits"}, REASON["reason"])
    with pytest.raises(NotFound):
        moves(world).stop(world.place, number, account=world.manager)
    assert moves(world).stop(world.place, number, account=world.coordinator) == 1
    assert reason_of(world, number) == ""
    assert status(moves(world).lines(world.place, number, account=None)) == {"Süd": "stays"}
    world.do(quarters["Süd"], c.WithdrawRequest(step="wunsch"))
    assert world.service.tick(AT).moved == 0
    assert moves(world).stop(world.place, number, account=None) == 0
    assert status(run(world, newer, only=["sued"])[1]) == {"Süd": "moved"}  # another run may


def reason_of(world, number):
    with world.service.database.read() as connection:
        tx = Transaction.within(connection)
        return move_runs.find(tx, world.place, number).reason


def test_a_long_history_makes_neither_the_preview_nor_the_run_dearer(sqlite_url, tmp_path):
    world = World.found(Service(Database(sqlite_url), tmp_path, compile_definition))
    stored = check(NEXT.encode(), "nachbarschaftshaus.yaml").stored
    newer = world.service.publish(world.place, stored, account=None, at=AT)
    long, short = (world.start(name).instance for name in ("Lang", "Kurz"))
    for number in range(60):
        world.do(long, c.AddComment(text=f"Gruß {number}"))
    looked = {name: read(world, newer, name) for name in ("lang", "kurz")}
    assert looked["lang"] == looked["kurz"] <= 20
    assert read(world, newer, "lang", "kurz") < 2 * looked["kurz"]
    said = []
    world.service.database._kept.driver_connection.set_trace_callback(said.append)
    moved = {name: written(world, newer, name, said) for name in ("lang", "kurz")}
    assert moved["lang"] == moved["kurz"] <= 50
    assert len(world.state(long).moved()) == len(world.state(short).moved()) == 1
    world.service.close()


def read(world, newer, *only):
    """Return how many statements the preview of these quartiere takes."""
    said = []
    engine = world.service.database._reader

    def note(connection, cursor, statement, *rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    moves(world).preview(world.place, newer.digest, account=None, at=AT, only=only)
    event.remove(engine, "before_cursor_execute", note)
    return len(said)


def written(world, newer, name, said):
    """Return how many statements it takes to move a quartier, in one transaction."""
    number = moves(world).begin(world.place, newer.digest, **REASON, only=[name])
    said.clear()
    list(moves(world).carry_on(world.place, number, account=None, at=AT))
    assert said.count("COMMIT") == 1
    return len(said)


def test_nobody_reaches_a_run_of_another_municipality(world, newer, quarters):
    number = moves(world).begin(world.place, newer.digest, **REASON)
    other = World.found(world.service, slug="nachbarstadt")
    with pytest.raises(NotFound):
        moves(world).lines(other.place, number, account=other.coordinator)
    with pytest.raises(NotFound):
        list(moves(world).carry_on(other.place, number, account=other.coordinator, at=AT))
    with pytest.raises(NotFound):
        moves(world).preview(other.place, newer.digest, account=other.coordinator, at=AT)
    with pytest.raises(InvalidInput):
        moves(world).begin(world.place, newer.digest, **REASON, only=["west"])
    with pytest.raises(InvalidInput):
        moves(world).begin(world.place, newer.digest, **{**REASON, "reason": ""})
    assert quarters


def test_a_run_that_was_killed_goes_on_where_it_stopped(world, newer, database_url):
    instances = [world.start(f"Quartier {number}").instance for number in range(MANY)]
    number = moves(world).begin(world.place, newer.digest, **REASON)
    mover = [sys.executable, "-m", "tests.storage.mover", database_url, str(world.place)]
    root = Path(__file__).parents[2]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen([*mover, str(number)], cwd=root, **pipes)
    process.stdin.write("\n" * (MANY // 2))  # it gets no further, however late the kill
    process.stdin.flush()
    said = [process.stdout.readline() for _ in range(MANY // 3)]
    os.kill(process.pid, signal.SIGKILL)
    said += process.communicate(timeout=60)[0].splitlines()
    acknowledged = {int(line) for line in said if line.strip().isdecimal()}
    lines = moves(world).lines(world.place, number, account=None)
    moved = {line.instance for line in lines if line.status is LineStatus.MOVED}
    assert acknowledged <= moved < set(instances)
    for line in lines:  # each is under the one version or the other, and the run knows which
        is_new = line.definition == newer.digest
        assert is_new is (line.status is LineStatus.MOVED)
    assert letters_of(world) == dict.fromkeys(moved, 2)
    rest = list(moves(world).carry_on(world.place, number, account=None, at=AT))
    assert {line.instance for line in rest} == set(instances) - moved
    done = moves(world).lines(world.place, number, account=None)
    assert {(line.status, line.definition) for line in done} == {(LineStatus.MOVED, newer.digest)}
    assert count_of(world, "MovedToVersion") == MANY  # none moved twice
    assert letters_of(world) == dict.fromkeys(instances, 2)  # nor told twice
    assert all(world.problems(each) == [] for each in instances)


def count_of(world, kind):
    """Return how many events of a kind there are in all streams together."""
    query = select(func.count()).where(tables.event.c.type == kind)
    with world.service.database.read() as connection:
        return connection.execute(query).scalar_one()


def letters_of(world):
    """Return how many letters there are about each quartier."""
    about = tables.outbox.c.instance_id
    with world.service.database.read() as connection:
        rows = connection.execute(select(about, func.count()).group_by(about))
        return dict(tuple(row) for row in rows)


def test_one_quartier_that_fails_holds_up_no_other_and_is_said(world, newer, quarters):
    broken = update(tables.instance).where(tables.instance.c.id == quarters["Nord"])
    with world.service.database.maintain() as connection:
        connection.execute(broken.values(part="{"))
    number, lines = run(world, newer)
    assert status(lines) == {"Nord": "open", "Ost": "moved", "Süd": "moved"}
    assert lines[0].failure.__notes__ == [f"in quartier/{quarters['Nord']}"]
    assert letters_of(world).keys() == {quarters["Ost"], quarters["Süd"]}
    moved, [failure] = go_on(world.service.database, moves(world), AT)  # every day anew
    assert (moved, failure.__notes__) == (0, [f"in quartier/{quarters['Nord']}"])
    world.service.rebuild()
    assert world.service.tick(AT).moved == 1
    assert world.service.moves.run(world.place, number, account=None).reason == ""
