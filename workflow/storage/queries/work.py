"""Open work across quartiere (Meine Aufgaben)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from workflow.core.policy import COORDINATOR, TEAM_ROLES
from workflow.core.state import ProcessLife, Word
from workflow.core.tasks import TaskKind
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading, visible

_i, _t = tables.instance.c, tables.task_row.c
_ORDER = ("due", "instance_id", "holder", "thing", "kind", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A piece of open work with the quartier it belongs to."""

    instance: int
    slug: str
    name: Word
    definition: str
    kind: TaskKind
    holder: str
    thing: str
    role: str
    person: int | None
    due: date | None
    start: date | None
    required: bool
    count: int


# While a process is paused, bodies still decide and obligations still run (DESIGN 3).
_ON_PAUSE = (TaskKind.EXCEPTION, TaskKind.APPROVAL, TaskKind.STALE, TaskKind.OBLIGATION)


def tasks(
    reading: Reading, *, today: date, instance: int | None = None, limit: int = 200, offset: int = 0
) -> list[TaskRow]:
    """Return the open work of the account or of its roles, the most urgent first.

    What recurs is there from the day it is open again.
    """
    # One list for each way work can be somebody's, each in the order of an index; then merged.
    # What was given to somebody who may not read the quartier any more is shown to nobody.
    mine = [and_(_t.account_id == reading.reach.account, visible(reading.reach))]
    if places := reading.reach.places(COORDINATOR):
        unclaimed = and_(_t.account_id.is_(None), _t.municipality_id.in_(places))
        mine.append(and_(unclaimed, _t.role == COORDINATOR))
    for role in sorted(TEAM_ROLES):
        if quartiere := reading.reach.quartiere(role):
            unclaimed = and_(_t.account_id.is_(None), _t.instance_id.in_(quartiere))
            mine.append(and_(unclaimed, _t.role == role))
    here = [] if instance is None else [_t.instance_id == instance]
    found = [
        reading.connection.execute(_open_work(today, each, *here).limit(offset + limit)).all()
        for each in mine
    ]
    ordered = merge(*found, key=attrgetter(*_ORDER))
    return [_task(row) for row in islice(ordered, offset, offset + limit)]


def _open_work(today: date, *conditions: ColumnElement[bool]) -> Select[Any]:
    goes_on = or_(
        _i.life == ProcessLife.RUNNING.value,
        and_(
            _i.life == ProcessLife.PAUSED.value,
            _t.kind.in_([kind.value for kind in _ON_PAUSE]),
        ),
    )
    has_begun = or_(_t.starts.is_(None), _t.starts <= today.isoformat())
    return (
        select(tables.task_row, _i.slug, _i.name, _i.definition)
        .join(tables.instance)
        .where(goes_on, has_begun, *conditions)
        .order_by(*(_t[name] for name in _ORDER))
    )


def _task(row: Row[Any]) -> TaskRow:
    return TaskRow(
        instance=row.instance_id,
        slug=row.slug,
        name=codec.read_word(row.name),
        definition=row.definition,
        kind=TaskKind(row.kind),
        holder=row.holder,
        thing=row.thing,
        role=row.role,
        person=row.account_id,
        due=codec.read_day(row.due),
        start=codec.read_day(row.starts),
        required=bool(row.required),
        count=row._mapping["count"],  # noqa: SLF001 - a row has a method of that name
    )
