"""What happened in a quartier, with the words that are left."""

from __future__ import annotations

from sqlalchemy import select

from workflow.core.events import Recorded
from workflow.storage import tables
from workflow.storage.events import COLUMNS, StoredEvent, instance_stream
from workflow.storage.queries.quartiere import instance
from workflow.storage.queries.reading import Reading


def history(
    reading: Reading, key: int | str, *, before: int | None = None, limit: int = 50
) -> list[Recorded]:
    """Return events of a quartier with their words, the newest first; raises NotFound."""
    found = instance(reading, key)
    query = (
        select(*(tables.event.c[name] for name in COLUMNS), tables.event_payload.c.words)
        .select_from(tables.event.outerjoin(tables.event_payload))
        .where(tables.event.c.stream == instance_stream(found.id))
        .order_by(tables.event.c.seq.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(tables.event.c.seq < before)
    return [StoredEvent(*tuple(row)).recorded() for row in reading.connection.execute(query)]
