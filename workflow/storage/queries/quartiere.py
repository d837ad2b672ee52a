"""Lists of quartiere and the counts above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, select

from workflow.core.errors import NotFound
from workflow.core.state import Level, ProcessLife, StepStatus, Word
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading, visible
from workflow.storage.slugs import is_key

_i = tables.instance.c


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSummary:
    """How far a step is, as lists show it: settled and all of its required items."""

    step: str
    status: StepStatus
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceRow:
    """A quartier as lists show it. `urgent_at`: the day from which it deserves a look."""

    id: int
    municipality: int
    slug: str
    name: Word
    life: ProcessLife
    round: int
    phase: str
    definition: str
    steps: tuple[StepSummary, ...]
    last_activity_at: datetime
    next_due: date | None
    urgent_at: date | None
    situation: Level | None
    situation_on: date | None
    open_requests: int
    open_exceptions: int
    open_approvals: int
    open_obligations: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The counts above a list of quartiere; all but `by_life` count running ones."""

    by_life: Mapping[ProcessLife, int]
    overdue: int
    urgent: int
    in_review: int
    critical: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.by_life.values())


def instances(
    reading: Reading,
    *,
    life: ProcessLife | None = None,
    name: str = "",
    limit: int = 50,
    offset: int = 0,
) -> list[InstanceRow]:
    """Return the quartiere in reach, the most urgent first, closed ones last."""
    query = select(tables.instance).where(visible(reading.reach))
    if life is not None:
        query = query.where(_i.life == life.value)
    if name:
        query = query.where(_i.name.icontains(name, autoescape=True))
    query = query.order_by(_i.urgent_at, _i.id).limit(limit).offset(offset)
    return [_instance(row) for row in reading.connection.execute(query)]


def instance(reading: Reading, key: int | str) -> InstanceRow:
    """Return one quartier by id or slug; raises NotFound."""
    column = _i.id if isinstance(key, int) else _i.slug
    query = select(tables.instance).where(column == key, visible(reading.reach))
    row = reading.connection.execute(query).one_or_none() if is_key(key) else None
    if row is None:
        raise NotFound(f"instance {key}")
    return _instance(row)


def overview(reading: Reading, *, today: date) -> Overview:
    """Return the counts over all quartiere in reach."""
    running = _i.life == ProcessLife.RUNNING.value

    def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((and_(running, condition), 1), else_=0))

    query = (
        select(
            _i.life,
            func.count(),
            how_many(_i.next_due < today.isoformat()),
            how_many(_i.urgent_at <= today.isoformat()),
            how_many(_i.open_requests > 0),
            how_many(_i.situation == Level.CRITICAL.value),
        )
        .where(visible(reading.reach))
        .group_by(_i.life)
    )
    rows = reading.connection.execute(query).all()
    return Overview(
        by_life={ProcessLife(row[0]): row[1] for row in rows},
        overdue=sum(row[2] for row in rows),
        urgent=sum(row[3] for row in rows),
        in_review=sum(row[4] for row in rows),
        critical=sum(row[5] for row in rows),
    )


def _instance(row: Row[Any]) -> InstanceRow:
    steps = codec.decode_summary(row.steps).items()
    return InstanceRow(
        id=row.id,
        municipality=row.municipality_id,
        slug=row.slug,
        name=codec.read_word(row.name),
        life=ProcessLife(row.life),
        round=row.round,
        phase=row.phase or "",
        definition=row.definition,
        steps=tuple(
            StepSummary(step=step, status=StepStatus(status), done=done, total=total)
            for step, (status, done, total) in steps
        ),
        last_activity_at=codec.read_instant(row.last_activity_at),
        next_due=codec.read_day(row.next_due),
        urgent_at=codec.read_day(row.urgent_at),
        situation=Level(row.situation) if row.situation else None,
        situation_on=codec.read_day(row.situation_on),
        open_requests=row.open_requests,
        open_exceptions=row.open_exceptions,
        open_approvals=row.open_approvals,
        open_obligations=row.open_obligations,
        seq=row.seq,
    )
