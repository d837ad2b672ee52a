"""The one place that opens databases: who may write, when, and what happens when it fails.

Rules. On SQLite every writing connection comes from `Database.write`, which holds a lock beside the
file across threads and processes (fair where SQLite's busy handler starves, and never two of them
write or checkpoint at once) and begins IMMEDIATE; every other connection is query-only. On
PostgreSQL both come from one pool, readers in read-only transactions. A database that cannot be
written now says `StorageUnavailable`, and nothing has changed.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import PoolProxiedConnection

from workflow.core.errors import StorageUnavailable
from workflow.storage.statements import Transaction

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

LOCK_SECONDS = 10  # how long a thread waits for the others of its process
BUSY_MILLISECONDS = 5000  # how long SQLite waits for a stranger, e.g. a shell
CHECKPOINT_PAGES = 4000  # 16 MB: a checkpoint copies each page once, however often it changed
READERS = 8
WRITERS = 2  # the one that stays open, and one for schema and repair; never at the same time

# SQLite's primary result codes for "not now": busy, locked, read-only, I/O, full, cannot open.
_SQLITE_UNAVAILABLE = frozenset({5, 6, 8, 10, 13, 14})
# PostgreSQL: connection lost, disk full, shutting down, read-only, lock or deadlock, serialisation.
_POSTGRES_UNAVAILABLE = ("08", "53", "57", "25006", "55P03", "40001", "40P01")

# A unique value or key is there already (SQLite: or the trigger that guards the events says so).
_SQLITE_TAKEN = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_TRIGGER,
    }
)
_POSTGRES_TAKEN = "23505"


class Taken(Exception):
    """A place that only one row can have is taken: a command's id, a seat in a stream, a name."""


class Database:
    """A database that is open; close it when done.

    `synchronous` is SQLite's; anything but FULL may lose the last commits when the power fails and
    is there for measuring only.
    """

    def __init__(self, url: str, *, synchronous: str = "FULL") -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn: _WriterLock | nullcontext[None] = nullcontext()
        # SQLite's one writer stays open: taking it from the pool would cost as much as a commit.
        self._kept: PoolProxiedConnection | None = None
        if self.is_sqlite:
            self._turn = _WriterLock(_private_file(self.url.database))
            self._writer = _sqlite_engine(self.url, synchronous, writes=True)
            self._reader = _sqlite_engine(self.url, synchronous, writes=False)
        else:
            self._writer = create_engine(self.url, isolation_level="READ COMMITTED")
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Run one transaction that may write: committed at the end, undone by any exception.

        Raises StorageUnavailable, or `Taken` for a place that only one row can have.
        """
        with _TRANSLATED, self._turn:
            pooled = self._kept or self._writer.raw_connection()
            try:
                connection: Any = pooled.driver_connection
                if self.is_sqlite:
                    self._kept = pooled
                    connection.execute("BEGIN IMMEDIATE")  # psycopg begins by itself
                yield Transaction(connection, self._writer.dialect, writes=True)
                connection.commit()
            except BaseException as problem:
                _undo(pooled, problem)
                raise
            finally:
                if pooled is not self._kept:
                    pooled.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open one consistent view for reading; it cannot write."""
        with _TRANSLATED, self._reader.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def maintain(self) -> Iterator[Connection]:
        """Run one transaction of schema or repair work, alone, with SQLAlchemy's own connection."""
        with _TRANSLATED, self._turn, self._writer.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def scrub(self) -> None:
        """Take what was erased out of SQLite's log as well; PostgreSQL's vacuum does its own."""
        if self.is_sqlite:
            with _TRANSLATED, self._turn, self._writer.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection. SQLite's last one checkpoints, so this too is a write."""
        with self._turn:
            if self._kept is not None:
                self._kept.close()
                self._kept = None
            self._reader.dispose()
            self._writer.dispose()
        if isinstance(self._turn, _WriterLock):
            self._turn.close()


class _WriterLock:
    """One writer at a time, among the threads of this process and among all processes."""

    def __init__(self, path: Path) -> None:
        self._process = os.getpid()
        self._threads = threading.Lock()
        self._file = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        if os.getpid() != self._process:
            raise RuntimeError("a database is not carried over a fork: open it in the child")
        if not self._threads.acquire(timeout=LOCK_SECONDS):
            raise StorageUnavailable
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)  # a queue; a killed holder lets go
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        os.close(self._file)


def _private_file(name: str | None) -> Path:
    """Return the file's path; it and its folder are made for nobody else's eyes."""
    if not name or name == ":memory:":
        raise ValueError("a database in memory cannot be shared: name a file")
    path = Path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    return path


def _sqlite_engine(url: URL, synchronous: str, *, writes: bool) -> Engine:
    # No overflow: a connection that closed in between could checkpoint outside the lock.
    engine = create_engine(
        url,
        pool_size=WRITERS if writes else READERS,
        max_overflow=0,
        pool_timeout=LOCK_SECONDS,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            f"synchronous = {synchronous}",
            f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
            "foreign_keys = ON",
            "secure_delete = ON",
            f"query_only = {'OFF' if writes else 'ON'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _undo(pooled: PoolProxiedConnection, problem: BaseException) -> None:
    """Roll back; a connection that is lost is thrown away."""
    if _is_lost(problem):
        pooled.invalidate()
    else:
        connection: Any = pooled.driver_connection
        connection.rollback()  # nothing to do where SQLite has done it by itself


class _Translation:
    """Turns a driver's "not now" into StorageUnavailable; every other exception passes."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, problem: BaseException | None, __: object) -> None:
        cause = problem.orig if isinstance(problem, DBAPIError) else problem
        if cause is None:
            return
        if isinstance(cause, PoolTimeout) or _is_unavailable(cause):
            raise StorageUnavailable from problem
        if _is_taken(cause):
            raise Taken(str(cause)) from problem


_TRANSLATED = _Translation()


def _is_unavailable(problem: BaseException | None) -> bool:
    if isinstance(problem, sqlite3.OperationalError):
        return problem.sqlite_errorcode & 0xFF in _SQLITE_UNAVAILABLE
    if _is_lost(problem):
        return True
    state = getattr(problem, "sqlstate", None)
    return isinstance(state, str) and state.startswith(_POSTGRES_UNAVAILABLE)


def _is_taken(problem: BaseException | None) -> bool:
    if isinstance(problem, sqlite3.IntegrityError):
        return problem.sqlite_errorcode in _SQLITE_TAKEN
    return getattr(problem, "sqlstate", None) == _POSTGRES_TAKEN


def _is_lost(problem: BaseException | None) -> bool:
    """Whether a PostgreSQL connection is gone: psycopg reports that without a state."""
    return (
        type(problem).__module__.startswith("psycopg")
        and type(problem).__name__ == "OperationalError"
        and getattr(problem, "sqlstate", None) is None
    )
