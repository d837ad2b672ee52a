"""What happened to one entry of a register."""

from __future__ import annotations

from sqlalchemy import or_, select

from workflow.core.events import Recorded
from workflow.core.state import record_key
from workflow.storage import tables
from workflow.storage.events import COLUMNS, StoredEvent, instance_stream
from workflow.storage.queries.past import until
from workflow.storage.queries.quartiere import instance
from workflow.storage.queries.reading import Reading


def record_history(reading: Reading, key: int | str, register: str, number: int) -> list[Recorded]:
    """Return the events of an entry and of its own checklist, in order; raises NotFound.

    All of them: what stood there before a change is only found by following them. The facts are canonical JSON, keys in order: what belongs to an entry is found by its text.
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
        .where(tables.event.c.stream == instance_stream(found.id), named, *until(reading))
        .order_by(tables.event.c.seq)
    )
    return [StoredEvent(*tuple(row)).recorded() for row in reading.connection.execute(query)]
