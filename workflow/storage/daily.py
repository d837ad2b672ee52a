"""The daily run: quartier by quartier, and what is cleared away in each.

Rule: a quartier that fails holds up no other. What lies in its folder and belongs to no entry goes
after seven days, while no command can name it, and only on the word of the events: a row that was
lost must not cost the file. Of a quartier that this database does not know nothing is taken: then
the folder may be another one's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow.storage import attached, events, loading
from workflow.storage.attachments import FileStore
from workflow.storage.database import Database
from workflow.storage.statements import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What a run did: quartiere in which a step opened or that moved, files that were cleared away.

    `failures`: what went wrong in single quartiere, each with its quartier as a note.
    """

    opened: int
    moved: int
    cleared: int
    failures: tuple[Exception, ...] = ()


def for_each(
    instances: Iterable[int],
    work: Callable[[int], int],
    name: Callable[[int], str] = events.instance_stream,
) -> tuple[int, list[Exception]]:
    """Return the sum of what was done, and what failed, each with its quartier as a note."""
    done, failures = 0, []
    for instance in instances:
        try:
            done += work(instance)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the others go on
            failure.add_note(f"in {name(instance)}")
            failures.append(failure)
    return done, failures


def clear(database: Database, files: FileStore, instance: int, now: datetime) -> int:
    """Delete what nobody has named for seven days; returns how many files.

    Raises ChainBroken and what reading raises; then nothing goes.
    """
    old = files.old(instance, now)
    with database.read() as connection:
        rows = attached.stored_files(Transaction.within(connection), instance)
    if old <= _kept(rows):  # the usual case: it costs no turn at writing
        return 0
    with database.write() as tx:
        if loading.find_instance(tx, instance) is None:
            return 0
        history = events.load(tx, events.instance_stream(instance))
        events.check(history)
        named = _kept(attached.attached(row.recorded() for row in history))
        return files.collect(instance, named, now)


def _kept(named: list[attached.Attached]) -> frozenset[str]:
    return frozenset(each.document.sha256 for each in named if not each.is_erased)
