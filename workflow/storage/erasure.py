"""Erasing single words of a quartier for good (DSGVO), and rebuilding what follows from the rest.

Rule: the event that says so is in the history already. Within one transaction the words go, the
letters that hold them and the reason of a run of moves go, and every row of the quartier is written
anew from the events that are left; the bytes of files go after the commit, since they cannot be
brought back.
"""

from __future__ import annotations

from workflow.core.definition import ProcessDefinition
from workflow.core.errors import NotFound
from workflow.core.evolve import replay
from workflow.storage import attached, codec, events, move_runs, outbox, projection
from workflow.storage.rows import Owner
from workflow.storage.statements import Transaction


def are_there(tx: Transaction, instance: int, words: tuple[tuple[int, str], ...]) -> bool:
    """Return whether one of these words is still there; raise NotFound if one was never said."""
    rows = {row.seq: row for row in events.load(tx, events.instance_stream(instance))}
    for seq, key in words:
        if seq not in rows or key not in codec.decode_digests(rows[seq].digests):
            raise NotFound(f"word {key} of event {seq}")
    return any(key in codec.decode_payload(rows[seq].words) for seq, key in words)


def erase_words(
    tx: Transaction,
    definition: ProcessDefinition,
    instance: int,
    words: tuple[tuple[int, str], ...],
) -> frozenset[str]:
    """Erase the words and rebuild the quartier; return the files whose bytes have to go."""
    outbox.erase(tx, instance, events.erase(tx, events.instance_stream(instance), words))
    move_runs.erase(tx, instance, [seq for seq, _ in words])
    return rebuild(tx, definition, instance)


def rebuild(tx: Transaction, definition: ProcessDefinition, instance: int) -> frozenset[str]:
    """Write every row of a quartier anew from its events; return its files that nobody keeps."""
    rows = events.load(tx, events.instance_stream(instance))
    stream = [row.recorded() for row in rows]
    state = replay(stream)
    projection.write_all(tx, definition, instance, state, events.Head(rows[-1].seq, rows[-1].hash))
    files = attached.attached(stream)
    attached.rewrite_files(tx, Owner(instance, state.instance.municipality), files)
    return attached.gone(files)
