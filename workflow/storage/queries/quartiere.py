"""Lists of quartiere and the counts above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, func, select, text

from workflow.core.errors import NotFound
from workflow.core.state import Level, ProcessLife, StepStatus, Word
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading, visible
from workflow.storage.slugs import is_key

_i = tables.instance.c


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSummary:
    """How far a step is, as lists show it: settled and all of its required items.

    `returned`: its last request came back, and the step is worked on again.
    """

    step: str
    status: StepStatus
    done: int
    total: int
    returned: bool = False


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
    """The counts above a list of quartiere.

    `overdue`: running, with a due date behind it. `urgent`: deserves a look today, or its pause was
    to end. Closed ones count in `by_life` alone.
    """

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
    mine = visible(reading.reach)
    running = _i.life == ProcessLife.RUNNING.value
    # An expression, so that SQLite takes the small index of what is counted and not the one on life.
    under_way = (_i.life + "").in_([ProcessLife.RUNNING.value, ProcessLife.PAUSED.value])

    def how_many(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).where(mine, *conditions).scalar_subquery()

    lives = select(_i.life, func.count()).where(mine).group_by(_i.life)
    # Each count reads an index of its own, and of it only what it counts.
    counts = select(
        how_many(running, _i.next_due < today.isoformat()),
        how_many(_i.urgent_at <= today.isoformat()),
        how_many(under_way, _i.open_requests > text("0")),
        how_many(under_way, _i.situation == text(f"'{Level.CRITICAL.value}'")),
    )
    overdue, urgent, in_review, critical = reading.connection.execute(counts).one()
    return Overview(
        by_life={ProcessLife(row[0]): row[1] for row in reading.connection.execute(lives)},
        overdue=overdue,
        urgent=urgent,
        in_review=in_review,
        critical=critical,
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
            StepSummary(
                step=step, status=StepStatus(status), done=done, total=total, returned=returned
            )
            for step, (status, done, total, returned) in steps
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
