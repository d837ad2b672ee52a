"""What stands around rows of open work: the gates they belong to, and who holds which role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, tuple_, union

from workflow.core.policy import COORDINATOR
from workflow.core.state import Record, Returned, record_key, split_key
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading, visible
from workflow.storage.queries.work import TaskRow

_i = tables.instance.c


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """What a list says of a gate: who asked for it when, or who sent it back with what."""

    asked_by: int = 0
    asked_on: date | None = None
    returned: Returned | None = None


def gates(reading: Reading, rows: Iterable[TaskRow]) -> dict[tuple[int, str], GateRow]:
    """Return the gates of these rows' steps, by quartier and step."""
    keys = {(row.instance, row.holder) for row in rows}
    steps = tables.step_row.c
    query = (
        select(steps.instance_id, steps.step, steps.part)
        .join(tables.instance)
        .where(
            steps.instance_id.in_({number for number, _ in keys}),
            steps.step.in_({step for _, step in keys}),
            visible(reading.reach),
        )
    )
    if not keys:
        return {}
    found = reading.connection.execute(query)
    return {(number, step): _gate(part) for number, step, part in found if (number, step) in keys}


def _gate(text: str) -> GateRow:
    part = codec.decode_step(text)
    request = part.request or part.passed
    return GateRow(
        asked_by=request.by if request else 0,
        asked_on=request.on if request else None,
        returned=part.returned,
    )


def entries(reading: Reading, rows: Iterable[TaskRow]) -> dict[tuple[int, str], Record]:
    """Return the entries of registers that these rows are about, by quartier and key."""
    return records_of(reading, {(row.instance, row.holder) for row in rows})


def records_of(
    reading: Reading, holders: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], Record]:
    """Return those of these holders that are entries of registers, by quartier and key."""
    named = {place: split_key(place[1]) for place in holders}
    keys = {place: key for place, key in named.items() if key is not None}
    if not keys:
        return {}
    records = tables.record.c
    query = (
        select(records.instance_id, records.register, records.number, records.part)
        .join(tables.instance)
        .where(
            records.instance_id.in_({number for number, _ in keys}),
            tuple_(records.register, records.number).in_(set(keys.values())),
            visible(reading.reach),
        )
    )
    found = {
        (place, record_key(register, number)): part
        for place, register, number, part in reading.connection.execute(query)
    }
    return {place: codec.decode_record(found[place]) for place in keys if place in found}


def holders(reading: Reading, rows: Iterable[TaskRow]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Return who holds which role in the quartiere of these rows, by name."""
    numbers = {row.instance for row in rows}
    people, members, roles = tables.account.c, tables.membership.c, tables.municipality_role.c
    team = (
        select(members.instance_id, members.role, people.name)
        .join_from(tables.membership, tables.account, members.account_id == people.id)
        .join(tables.instance, members.instance_id == _i.id)
        .where(members.instance_id.in_(numbers), people.active == 1, visible(reading.reach))
    )
    coordination = (
        select(_i.id, roles.role, people.name)
        .join_from(
            tables.instance, tables.municipality_role, roles.municipality_id == _i.municipality_id
        )
        .join(tables.account, roles.account_id == people.id)
        .where(
            _i.id.in_(numbers),
            roles.role == COORDINATOR,
            people.active == 1,
            visible(reading.reach),
        )
    )
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for number, role, name in reading.connection.execute(union(team, coordination)):
        found[number, role] = (*found.get((number, role), ()), name)
    return {key: tuple(sorted(named)) for key, named in found.items()}
