"""What lists and pages read: columns of the projection, never the history, never a loop.

Rule: every query takes a `Reading`, which carries the reach of whoever reads; what is out of reach
is not there. Each is a constant number of statements, whatever the number of quartiere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from workflow.core.events import Recorded
from workflow.core.state import Level, ProcessLife, StepStatus, Word
from workflow.core.tasks import TaskKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What an account may see: its roles by municipality and by quartier."""

    account: int
    municipalities: Mapping[int, frozenset[str]]
    instances: Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A consistent view of the database through the eyes of an account."""

    connection: Connection
    reach: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSummary:
    """How far a step is, as lists show it."""

    step: str
    status: StepStatus
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceRow:
    """A quartier as lists show it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The counts above a list of quartiere."""

    total: int
    by_life: Mapping[ProcessLife, int]
    overdue: int
    quiet: int
    open_requests: int
    critical: int


def tasks(
    reading: Reading, *, today: date, instance: int | None = None, limit: int = 200, offset: int = 0
) -> list[TaskRow]:
    """Return the open work of the account or of its roles, the most urgent first."""
    raise NotImplementedError


def task_count(reading: Reading, *, today: date) -> int:
    """Return how many tasks `tasks` would return without a limit."""
    raise NotImplementedError


def instances(
    reading: Reading,
    *,
    life: ProcessLife | None = None,
    name: str = "",
    limit: int = 50,
    offset: int = 0,
) -> list[InstanceRow]:
    """Return the quartiere in reach, the most urgent first, closed ones last."""
    raise NotImplementedError


def overview(reading: Reading, *, today: date) -> Overview:
    """Return the counts over all quartiere in reach."""
    raise NotImplementedError


def instance(reading: Reading, key: int | str) -> InstanceRow:
    """Return one quartier by id or slug; raises NotFound."""
    raise NotImplementedError


def history(
    reading: Reading, instance: int, *, before: int | None = None, limit: int = 50
) -> list[Recorded]:
    """Return events of a quartier with their words, the newest first; raises NotFound."""
    raise NotImplementedError


def names(reading: Reading, accounts: frozenset[int]) -> dict[int, str]:
    """Return the names of people in the municipalities in reach, by account."""
    raise NotImplementedError
