"""What a collective report needs of many quartiere at once: two statements, however many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from workflow.core.events import Recorded
from workflow.core.state import Record
from workflow.storage import codec, tables
from workflow.storage.events import COLUMNS, StoredEvent, instance_of, instance_stream
from workflow.storage.queries.reading import Reading, visible

_TOLD = ("StepPassed", "StepSkipped", "GateReturned", "ReportFrozen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What happened in a quartier in a time, and the records of some of its registers."""

    events: list[Recorded] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


def reported(
    reading: Reading,
    instances: Collection[int],
    registers: Collection[str],
    since: date,
    until: date,
) -> Mapping[int, Reported]:
    """Return both for these quartiere, as far as they are in reach; each has its entry."""
    found = {instance: Reported() for instance in instances}
    event, record = tables.event, tables.record
    happened = (
        select(*(event.c[name] for name in COLUMNS), tables.event_payload.c.words)
        .select_from(event.outerjoin(tables.event_payload))
        .where(
            event.c.stream.in_([instance_stream(each) for each in instances]),
            event.c.type.in_(_TOLD),
            event.c.day.between(since.isoformat(), until.isoformat()),
        )
        .order_by(event.c.stream, event.c.seq)
    )
    for row in reading.connection.execute(happened):
        stored = StoredEvent(*tuple(row))
        found[instance_of(stored.stream)].events.append(stored.recorded())
    kept = (
        select(record.c.instance_id, record.c.part)
        .join(tables.instance)
        .where(
            record.c.instance_id.in_(instances),
            record.c.register.in_(registers),
            record.c.archived == 0,
            visible(reading.reach),
        )
        .order_by(record.c.instance_id, record.c.register, record.c.number)
    )
    for instance, part in reading.connection.execute(kept):
        found[instance].records.append(codec.decode_record(part))
    return found
