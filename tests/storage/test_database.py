"""Who may write and when, and that what was said to be written is there (R-02, R-06, R-10, R-11)."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, text
from sqlalchemy.exc import DBAPIError

from tests.storage.world import World
from workflow.core import commands as c
from workflow.core.errors import StorageUnavailable
from workflow.definitions.library import compile_definition
from workflow.service import Service
from workflow.storage import database as module
from workflow.storage import events
from workflow.storage.database import Database
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import throttle

WRITER = Path(__file__).with_name("writer.py")
COMMENT = c.AddComment(text="Guten Tag")


def write_in_another_process(database_url, instance, account, times, first=0):
    command = [
        sys.executable,
        str(WRITER),
        database_url,
        str(instance),
        *map(str, (account, times, first)),
    ]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def stream(service, instance):
    with service.database.read() as connection:
        return events.load(Transaction.within(connection), events.instance_stream(instance))


# --- one writer, many readers ---------------------------------------------------------------------


def test_readers_cannot_write(database):
    with pytest.raises((DBAPIError, StorageUnavailable)), database.read() as connection:
        connection.execute(text("DELETE FROM throttle"))


def test_a_reading_is_one_consistent_view(world, service, instance):
    query = text("SELECT count(*) FROM event")
    with service.database.read() as connection:
        before = connection.execute(query).scalar()
        world.do(instance, COMMENT)
        assert connection.execute(query).scalar() == before


def test_every_sqlite_connection_is_durable_and_keeps_references(sqlite_url):
    database = Database(sqlite_url)
    with database.read() as reading, database.maintain() as writing:
        for connection, query_only in ((reading, 1), (writing, 0)):
            found = {
                pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                for pragma in (
                    "journal_mode", "synchronous", "foreign_keys", "secure_delete", "query_only"
                )
            }  # fmt: skip
            assert list(found.values()) == ["wal", 2, 1, 1, query_only]
    database.close()


def test_the_file_is_nobody_elses(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'neu' / 'q.db'}")
    assert (tmp_path / "neu" / "q.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "neu" / "q.db.lock").stat().st_mode & 0o077 == 0
    database.close()


def failing(database):
    with database.write() as tx:
        row = {"key": "k", "count": 1, "since": ""}
        tx.run(Statement(insert(throttle).values({name: bindparam(name) for name in row})), row)
        raise RuntimeError


def test_a_failed_transaction_leaves_nothing(database):
    with pytest.raises(RuntimeError):
        failing(database)
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM throttle")).scalar() == 0


# --- many writers -----------------------------------------------------------------------------------


def test_two_processes_and_two_threads_write_to_one_quartier(
    world, service, instance, database_url
):
    money = {"geber": "Stiftung", "betrag": "400", "bis": "2027-12-31"}
    world.do(instance, c.AddRecord(register="geld", step="wunsch", values=money))
    before = len(stream(service, instance))
    others = [
        write_in_another_process(database_url, instance, world.developer, 20, first)
        for first in (0, 30)
    ]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: world.do(instance, COMMENT), range(20)))
    said = [other.communicate(timeout=60)[0].split() for other in others]
    assert [len(each) for each in said] == [20, 20]
    rows = stream(service, instance)
    assert len(rows) == before + 20 + 2 * 2 * 20
    assert world.problems(instance) == []


def test_a_command_sent_twice_at_once_is_carried_out_once(world, service, instance):
    before = len(stream(service, instance))
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(
            threads.map(lambda _: world.do(instance, COMMENT, command_id="abc"), range(4))
        )
    assert len({outcome.seq for outcome in outcomes}) == 1
    assert len(stream(service, instance)) == before + 1


def test_postgres_holds_back_the_second_command_on_a_quartier(empty_postgres_url, tmp_path):
    database = Database(empty_postgres_url)
    service = Service(database, tmp_path, compile_definition)
    world = World.found(service)
    instance = world.start().instance
    other = Database(empty_postgres_url)
    done = threading.Event()

    def comment():
        world.do(instance, COMMENT)
        done.set()

    with other.maintain() as connection:
        connection.execute(text("SELECT 1 FROM instance FOR UPDATE"))
        waiting = threading.Thread(target=comment)
        waiting.start()
        assert not done.wait(0.3)
    waiting.join(10)
    assert done.is_set()
    other.close()
    database.close()


@pytest.mark.parametrize("round_", range(3))
def test_r06_whole_commands_survive_kill_9(world, service, instance, database_url, round_):
    money = {"geber": "Stiftung", "betrag": "400", "bis": "2027-12-31"}
    world.do(instance, c.AddRecord(register="geld", step="wunsch", values=money))
    process = write_in_another_process(database_url, instance, world.developer, 10_000)
    said = [process.stdout.readline() for _ in range(10 + round_)]  # it is in the middle of writing
    os.kill(process.pid, signal.SIGKILL)
    said += process.communicate(timeout=60)[0].splitlines()
    acknowledged = {int(line) for line in said if line.strip().isdecimal()}
    rows = stream(service, instance)
    assert acknowledged <= {row.seq for row in rows}
    # Each command writes two events: never one without the other.
    kinds = [row.type for row in rows if row.by == world.developer]
    assert kinds == ["RecordChanged", "DueDatesMoved"] * (len(kinds) // 2)
    assert world.problems(instance) == []
    world.do(instance, COMMENT)  # nobody holds the lock any more


# --- not now ----------------------------------------------------------------------------------------


def test_r11_a_locked_database_is_unavailable_and_reading_goes_on(
    sqlite_url, tmp_path, monkeypatch
):
    monkeypatch.setattr(module, "BUSY_MILLISECONDS", 1)
    service = Service(Database(sqlite_url), tmp_path, compile_definition)
    world = World.found(service)
    instance = world.start().instance
    stranger = sqlite3.connect(service.database.url.database, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable):
        world.do(instance, COMMENT)
    seq = world.state(instance).seq
    stranger.execute("ROLLBACK")
    stranger.close()
    assert world.do(instance, COMMENT).seq == seq + 1
    service.close()


def test_r10_a_full_disk_leaves_nothing_half_written(sqlite_url, tmp_path):
    service = Service(Database(sqlite_url), tmp_path, compile_definition)
    world = World.found(service)
    instance = world.start().instance
    writer = service.database._kept.driver_connection
    [pages] = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    long = c.AddComment(text="x" * 15_000)
    before = world.state(instance)
    with pytest.raises(StorageUnavailable):
        world.do(instance, long)
    assert world.state(instance) == before
    writer.execute("PRAGMA max_page_count = 1000000")
    world.do(instance, long)  # it recovers without a restart
    assert world.problems(instance) == []
    service.close()


def test_r11_a_lost_connection_is_unavailable_once(empty_postgres_url, tmp_path):
    service = Service(Database(empty_postgres_url), tmp_path, compile_definition)
    world = World.found(service)
    instance = world.start().instance
    killer = Database(empty_postgres_url)
    with killer.maintain() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    with pytest.raises(StorageUnavailable):
        world.do(instance, COMMENT)
    world.do(instance, COMMENT)
    killer.close()
    service.close()


# --- what a command costs (G2, G10) -------------------------------------------------------------------


def trace(service):
    said = []
    service.database._kept.driver_connection.set_trace_callback(said.append)
    return said


def test_a_command_is_few_statements_and_one_commit_however_long_the_history(sqlite_url, tmp_path):
    service = Service(Database(sqlite_url), tmp_path, compile_definition)
    world = World.found(service)
    instance = world.start().instance
    said = trace(service)

    def statements():
        said.clear()
        world.do(instance, c.AssignItem(holder="wunsch", item="team", account=world.manager))
        first = list(said)
        world.do(instance, c.AssignItem(holder="wunsch", item="team", account=None))
        return first

    early = statements()
    for number in range(100):
        world.do(instance, c.AddComment(text=f"Gruß {number}"))
    late = statements()
    assert early.count("COMMIT") == late.count("COMMIT") == 1
    assert len(early) == len(late) <= 14
    service.close()
