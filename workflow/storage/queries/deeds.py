"""All that was done in a quartier, command by command, with what followed from each."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.core.events import Recorded
from workflow.storage import events
from workflow.storage.events import StoredEvent, instance_stream
from workflow.storage.queries.quartiere import instance
from workflow.storage.queries.reading import Reading
from workflow.storage.statements import Transaction

# What one command wrote: what was done, and behind it what followed from that.
Deed = tuple[Recorded, ...]


def deeds(reading: Reading, key: int | str) -> list[Deed]:
    """Return all that was done in a quartier, in order; raises NotFound.

    One statement, whole: what stood there before a change is only found by following the stream.
    """
    stream = instance_stream(instance(reading, key).id)
    tx = Transaction.within(reading.connection)
    if reading.until is not None:
        return _by_command(events.load_until(tx, stream, reading.until))
    return _by_command(events.load(tx, stream))


def _by_command(stored: Iterable[StoredEvent]) -> list[Deed]:
    found: list[list[Recorded]] = []
    for row in stored:
        if row.command_id is not None or not found:
            found.append([])
        found[-1].append(row.recorded())
    return [tuple(deed) for deed in found]
