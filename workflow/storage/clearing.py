"""Clearing away what lies in a quartier's folder and belongs to no entry.

Rule: it goes only while no command can name it, and only on the word of the events: a row that was
lost must not cost the file. Of a quartier that this database does not know nothing is taken: then
the folder may be another one's.
"""

from __future__ import annotations

from datetime import datetime

from workflow.storage import attached, events, loading
from workflow.storage.attachments import FileStore
from workflow.storage.database import Database
from workflow.storage.statements import Transaction


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
