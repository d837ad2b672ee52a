"""Lists of quartiere: which are wanted, in which order, a page of them.

Rule: filters and orders read columns that hold no *now*; the day and what holds where come with the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, not_, or_, select

from workflow.core.errors import NotFound
from workflow.core.limits import Limits
from workflow.core.municipality_settings import Local
from workflow.core.policy import MANAGER
from workflow.core.state import Level, ProcessLife, StepStatus, Word
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading, visible
from workflow.storage.slugs import is_key

_i = tables.instance.c
# All that lists read: not the part, which is long.
LISTED = tuple(each for each in _i if each.name not in ("part", "head"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSummary:
    """How far a step is, as lists show it: settled and all of its required items.

    `returned`: its last request came back, and the step is worked on again. `since` and `by`: when
    it was asked for, or came back, and who did that.
    """

    step: str
    status: StepStatus
    done: int
    total: int
    returned: bool = False
    since: date | None = None
    by: int = 0


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
    moved_on: date
    next_due: date | None
    required_due: date | None
    urgent_at: date | None
    situation: Level | None
    situation_on: date | None
    judged_on: date | None
    requested_on: date | None
    returned_on: date | None
    open_requests: int
    open_exceptions: int
    open_approvals: int
    open_obligations: int
    seq: int


class Order(StrEnum):
    """How a list is sorted."""

    URGENCY = "urgency"  # what deserves a look first, closed ones last
    NAME = "name"
    SITUATION = "situation"  # the Lage that was judged longest ago first, closed ones last


class Lage(StrEnum):
    """What a list can ask of the Lage: a level that still counts, none, or one that is too old."""

    ON_TRACK = Level.ON_TRACK.value
    AT_RISK = Level.AT_RISK.value
    CRITICAL = Level.CRITICAL.value
    MISSING = "missing"
    OLD = "old"


class Matter(StrEnum):
    """What can be the matter with a quartier."""

    DECISION = "decision"  # a request waits for its decision
    STILL = "still"  # no person has moved anything for long
    OVERDUE = "overdue"  # a required item or an obligation is overdue
    SITUATION = "situation"  # nobody has judged the Lage for long


NOBODY = 0  # as a manager: quartiere without one


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which quartiere a list shows, seen on a day; each part that is set narrows it."""

    today: date
    local: Local
    life: ProcessLife | None = None
    name: str = ""
    manager: int | None = None
    phase: str = ""
    lage: Lage | None = None
    matter: Matter | None = None


def instances(
    reading: Reading,
    wanted: Wanted | None = None,
    *,
    order: Order = Order.URGENCY,
    limit: int | None = 50,
    offset: int = 0,
) -> list[InstanceRow]:
    """Return the quartiere in reach that are wanted (all: None), in this order; no limit: all."""
    query = select(*LISTED).where(visible(reading.reach), *conditions(wanted))
    query = query.order_by(*_ORDERS[order], _i.id).limit(limit).offset(offset)
    return [read_row(row) for row in reading.connection.execute(query)]


_ORDERS: Mapping[Order, tuple[ColumnElement[Any], ...]] = {
    Order.URGENCY: (_i.urgent_at,),
    Order.NAME: (_i.name_key,),
    Order.SITUATION: (_i.judged_on.is_(None), _i.judged_on),
}
_RUNNING = _i.life == ProcessLife.RUNNING.value


def is_the(matter: Matter, today: date, local: Local) -> ColumnElement[bool]:
    """Return the condition that this is the matter with a quartier on that day."""
    match matter:
        case Matter.DECISION:
            return _i.requested_on.is_not(None)
        case Matter.STILL:
            return and_(_RUNNING, rests(_i.moved_on, local, lambda each: each.still(today)))
        case Matter.OVERDUE:
            return and_(_RUNNING, _i.required_due < today.isoformat())
        case Matter.SITUATION:
            return rests(_i.judged_on, local, lambda each: each.situation(today))


def rests(
    since: ColumnElement[str], local: Local, last: Callable[[Limits], date]
) -> ColumnElement[bool]:
    """Return the condition that a day is no later than the last one its municipality says.

    Where all say the same, as where there is but one, an index holds it.
    """
    places: dict[str, list[int]] = {}
    for place, each in local.items():
        places.setdefault(last(each.limits).isoformat(), []).append(place)
    if len(places) == 1:
        (day,) = places
        return since <= day
    differ = (and_(_i.municipality_id.in_(here), since <= day) for day, here in places.items())
    return or_(false(), *differ)


def conditions(wanted: Wanted | None) -> Iterator[ColumnElement[bool]]:
    """Yield what a quartier has to fulfil to be wanted."""
    if wanted is None:
        return
    if wanted.life is not None:
        yield _i.life == wanted.life.value
    if wanted.name:
        yield _i.name_key.contains(codec.folded(wanted.name), autoescape=True)
    if wanted.manager is not None:
        yield _managed_by(wanted.manager)
    if wanted.phase:
        yield _i.phase == wanted.phase
    if wanted.lage is not None:
        yield _lage(wanted.lage, is_the(Matter.SITUATION, wanted.today, wanted.local))
    if wanted.matter is not None:
        yield is_the(wanted.matter, wanted.today, wanted.local)


def is_unled() -> ColumnElement[bool]:
    """Return the condition that nobody with an open account leads a quartier."""
    member, who = tables.membership.c, tables.account.c
    leads = select(member.id).join(tables.account, member.account_id == who.id)
    return ~leads.where(
        member.instance_id == _i.id, member.role == MANAGER, who.active == 1
    ).exists()


def _managed_by(account: int) -> ColumnElement[bool]:
    member = tables.membership.c
    managers = select(member.instance_id).where(member.role == MANAGER)
    if account == NOBODY:
        return is_unled()
    return _i.id.in_(managers.where(member.account_id == account))


def _lage(lage: Lage, old: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on the Lage as it is shown: where nothing moves any more, it stands."""
    if lage is Lage.MISSING:
        return _i.situation.is_(None)
    if lage is Lage.OLD:
        return and_(_i.situation.is_not(None), old)
    return and_(_i.situation == lage.value, or_(_i.judged_on.is_(None), not_(old)))


def instance(reading: Reading, key: int | str) -> InstanceRow:
    """Return one quartier by id or slug; raises NotFound."""
    column = _i.id if isinstance(key, int) else _i.slug
    query = select(*LISTED).where(column == key, visible(reading.reach))
    row = reading.connection.execute(query).one_or_none() if is_key(key) else None
    if row is None:
        raise NotFound(f"instance {key}")
    return read_row(row)


def read_row(row: Row[*tuple[Any, ...]]) -> InstanceRow:
    """Return a row of `LISTED` as what lists show."""
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
                step=step,
                status=StepStatus(status),
                done=done,
                total=total,
                returned=returned,
                since=since,
                by=by,
            )
            for step, (status, done, total, returned, since, by) in steps
        ),
        last_activity_at=codec.read_instant(row.last_activity_at),
        moved_on=date.fromisoformat(row.moved_on),
        next_due=codec.read_day(row.next_due),
        required_due=codec.read_day(row.required_due),
        urgent_at=codec.read_day(row.urgent_at),
        situation=Level(row.situation) if row.situation else None,
        situation_on=codec.read_day(row.situation_on),
        judged_on=codec.read_day(row.judged_on),
        requested_on=codec.read_day(row.requested_on),
        returned_on=codec.read_day(row.returned_on),
        open_requests=row.open_requests,
        open_exceptions=row.open_exceptions,
        open_approvals=row.open_approvals,
        open_obligations=row.open_obligations,
        seq=row.seq,
    )
