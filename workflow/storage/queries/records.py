"""What happened to one entry of a register."""

from __future__ import annotations

from sqlalchemy import or_, select

from workflow.core.events import Recorded
from workflow.core.state import record_key
from workflow.storage import tables
from workflow.storage.events import COLUMNS, StoredEvent, instance_stream
from workflow.storage.queries.quartiere import instance
from workflow.storage.queries.reading import Reading


def record_history(
    reading: Reading, key: int | str, register: str, number: int, *, limit: int = 20
) -> list[Recorded]:
    """Return the events of an entry and of its own checklist, the newest first; raises NotFound.

    The facts are canonical JSON, keys in order: what belongs to an entry is found by its text.
    """
    found = instance(reading, key)
    facts = tables.event.c.facts
    named = or_(
        facts.contains(f'"number":{number},"register":"{register}"', autoescape=True),
        facts.contains(f'"holder":"{record_key(register, number)}"', autoescape=True),
    )
    query = (
        select(*(tables.event.c[name] for name in COLUMNS), tables.event_payload.c.words)
        .select_from(tables.event.outerjoin(tables.event_payload))
        .where(tables.event.c.stream == instance_stream(found.id), named)
        .order_by(tables.event.c.seq.desc())
        .limit(limit)
    )
    return [StoredEvent(*tuple(row)).recorded() for row in reading.connection.execute(query)]
