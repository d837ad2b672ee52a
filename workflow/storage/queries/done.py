"""What somebody has finished lately: their own events of the last days, newest first.

Rule: the events alone say what was done; whether it can be taken back the parts around them say,
which are read for all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, func, select, text

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.state import ProcessState, Word
from workflow.storage import codec, tables
from workflow.storage.events import COLUMNS, StoredEvent, instance_stream
from workflow.storage.queries.around import records_of
from workflow.storage.queries.reading import Reading, visible

_i, _e = tables.instance.c, tables.event.c
_BEFORE_NUMBER = len(instance_stream(0))  # where the number of a quartier begins, counted from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneRow:
    """Something that the account has finished, with the quartier it belongs to."""

    instance: int
    municipality: int
    slug: str
    name: Word
    definition: str
    done: Recorded


def done(reading: Reading, *, since: date, limit: int = 10) -> list[DoneRow]:
    """Return what the account itself has finished since a day, the newest first."""
    event = tables.event
    quartier = cast(func.substr(_e.stream, _BEFORE_NUMBER), Integer)
    query = (
        select(
            *(_e[name] for name in COLUMNS),
            tables.event_payload.c.words,
            *(_i.id, _i.municipality_id, _i.slug, _i.name, _i.definition),
        )
        .select_from(event.outerjoin(tables.event_payload).join(tables.instance, _i.id == quartier))
        .where(
            _e.by == reading.reach.account,
            text(tables.FINISHING),
            _e.day >= since.isoformat(),
            visible(reading.reach),
        )
        .order_by(_e.id.desc())
        .limit(limit)
    )
    found = [_row(tuple(row)) for row in reading.connection.execute(query)]
    return sorted(found, key=lambda row: row.done.at, reverse=True)


def _row(row: Sequence[Any]) -> DoneRow:
    stored, (number, town, slug, name, definition) = row[:-5], row[-5:]
    return DoneRow(
        instance=number,
        municipality=town,
        slug=slug,
        name=codec.read_word(name),
        definition=definition,
        done=StoredEvent(*stored).recorded(),
    )


def around(reading: Reading, rows: Iterable[DoneRow]) -> dict[int, ProcessState]:
    """Return the quartiere in which the account settled items, with the steps and entries of these."""
    held = {
        (row.instance, row.done.event.holder)
        for row in rows
        if isinstance(row.done.event, e.ItemCompleted)
    }
    numbers = {number for number, _ in held}
    if not held:
        return {}
    instances = select(_i.id, _i.part).where(_i.id.in_(numbers), visible(reading.reach))
    steps = tables.step_row.c
    of_steps = select(steps.instance_id, steps.step, steps.part).where(
        steps.instance_id.in_(numbers), steps.step.in_({holder for _, holder in held})
    )
    found = {
        number: ProcessState(instance=codec.decode_instance(part), steps={}, records={})
        for number, part in reading.connection.execute(instances)
    }
    for number, step, part in reading.connection.execute(of_steps):
        if number in found:
            found[number] = found[number].with_step(step, codec.decode_step(part))
    for (number, _), entry in records_of(reading, held).items():
        found[number] = found[number].with_record(entry)
    return found
