"""What the coordination watches: the counts above the list, and what has got stuck.

Rule: each count and each reason reads an index of its own, and of it only what it shows; a quartier
is stuck for its gravest reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
)

from workflow.core.municipality_settings import Local
from workflow.core.policy import COORDINATOR, MANAGER, TEAM_ROLES
from workflow.core.state import Level, ProcessLife
from workflow.core.tasks import TaskKind
from workflow.storage import codec, tables
from workflow.storage.queries.quartiere import (
    LISTED,
    InstanceRow,
    Matter,
    Wanted,
    conditions,
    is_the,
    is_unled,
    read_row,
    rests,
)
from workflow.storage.queries.reading import Reach, Reading, visible

_i, _t = tables.instance.c, tables.task_row.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How many quartiere there are: all in reach, those wanted, and for each matter those it is with.

    `late_decisions` are part of those with a decision open.
    """

    total: int
    wanted: int
    matters: Mapping[Matter, int]
    late_decisions: int


def overview(reading: Reading, wanted: Wanted) -> Overview:
    """Return the counts over all quartiere in reach, and how many of them are wanted."""
    mine, today, local = visible(reading.reach), wanted.today, wanted.local

    def how_many(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).where(mine, *conditions).scalar_subquery()

    late = rests(_i.requested_on, local, lambda each: each.decision(today))
    matters = [how_many(is_the(each, today, local)) for each in Matter]
    counts = select(how_many(), how_many(*conditions(wanted)), how_many(late), *matters)
    total, hits, late_decisions, *found = reading.connection.execute(counts).one()
    return Overview(
        total=total,
        wanted=hits,
        matters=dict(zip(Matter, found, strict=True)),
        late_decisions=late_decisions,
    )


# --- what has got stuck ------------------------------------------------------------------------


class Reason(IntEnum):
    """Why a quartier is stuck, the gravest first."""

    LATE_DECISION = 1  # the reader's own: a request waits for the coordination too long
    CRITICAL = 2
    UNLED = 3  # nobody manages it any more, or the account of who does is closed
    STILL = 4
    OVERDUE = 5
    RETURNED = 6
    OLD_SITUATION = 7


@dataclass(frozen=True, slots=True)
class Stuck:
    """A quartier that is stuck, why and since when."""

    row: InstanceRow
    reason: Reason
    since: date


def stuck(reading: Reading, *, today: date, local: Local, limit: int = 20) -> list[Stuck]:
    """Return what is stuck, each once, the gravest reason first and within it the longest stuck.

    The reasons overlap, so each hands in as many as are asked for: whatever is left out of one is
    behind so many others that it would not be among the first.
    """
    candidates = [
        _candidates(reading.reach, reason, limit) for reason in _reasons(reading, today, local)
    ]
    each = union_all(*(select(found.subquery()) for found in candidates)).subquery()
    query = (
        select(*LISTED, each.c.reason, each.c.since)
        .join(each, each.c.id == _i.id)
        .order_by(each.c.reason, each.c.since, _i.id)
    )
    first: dict[int, Stuck] = {}
    for row in reading.connection.execute(query):
        since = date.fromisoformat(row.since)
        first.setdefault(row.id, Stuck(read_row(row), Reason(row.reason), since))
    return list(first.values())[:limit]


_Reason = tuple[Reason, ColumnElement[str], ColumnElement[bool]]


def _reasons(reading: Reading, today: date, local: Local) -> list[_Reason]:
    """Return each reason with the column that says since when, and its condition."""
    mine = _i.municipality_id.in_(reading.reach.places(COORDINATOR))
    late = and_(mine, rests(_i.requested_on, local, lambda each: each.decision(today)))
    # An expression, so that SQLite takes the small index of what is critical, not the one on life.
    running, life = ProcessLife.RUNNING.value, _i.life + ""
    under_way = life.in_([running, ProcessLife.PAUSED.value])
    critical = and_(_i.situation == text(f"'{Level.CRITICAL.value}'"), under_way)
    returned = and_(_i.returned_on.is_not(None), life == running)
    # Only the coordination can do something about it.
    unled = and_(mine, _i.life == running, is_unled())
    return [
        (Reason.LATE_DECISION, _i.requested_on, late),
        (Reason.CRITICAL, _i.situation_on, critical),
        (Reason.UNLED, _i.moved_on, unled),
        (Reason.STILL, _i.moved_on, is_the(Matter.STILL, today, local)),
        (Reason.OVERDUE, _i.required_due, is_the(Matter.OVERDUE, today, local)),
        (Reason.RETURNED, _i.returned_on, returned),
        (Reason.OLD_SITUATION, _i.judged_on, is_the(Matter.SITUATION, today, local)),
    ]


def _candidates(reach: Reach, reason: _Reason, limit: int) -> Select[Any]:
    why, since, condition = reason
    columns = (literal(int(why)).label("reason"), since.label("since"), _i.id)
    found = select(*columns).where(visible(reach), condition)
    return found.order_by(since, _i.id).limit(limit)


# --- what a page of the list shows beside its rows --------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """A piece of work that decides who is to act: an overdue duty, or a decision that is asked for."""

    kind: TaskKind
    holder: str
    thing: str
    role: str
    person: int | None
    due: date | None
    reminded_on: date | None = None


_DECISIONS = (TaskKind.APPROVAL.value, TaskKind.EXCEPTION.value)


def pressing_work(
    reading: Reading, ids: Collection[int], *, today: date
) -> dict[int, list[OpenWork]]:
    """Return what is required and overdue in these quartiere, and what waits for a decision."""
    running = _i.life == ProcessLife.RUNNING.value
    late = and_(running, _t.required == 1, _t.due < today.isoformat())
    begun = or_(_t.starts.is_(None), _t.starts <= today.isoformat())
    asked = and_(_t.kind.in_(_DECISIONS), _t.required == 1)
    query = (
        select(tables.task_row)
        .join(tables.instance)
        .where(visible(reading.reach), _t.instance_id.in_(sorted(ids)), or_(late & begun, asked))
        .order_by(_t.instance_id, _t.due, _t.holder, _t.thing)
    )
    found: dict[int, list[OpenWork]] = {}
    for row in reading.connection.execute(query):
        work = OpenWork(
            kind=TaskKind(row.kind),
            holder=row.holder,
            thing=row.thing,
            role=row.role,
            person=row.account_id,
            due=codec.read_day(row.due),
            reminded_on=codec.read_day(row.reminded_on),
        )
        found.setdefault(row.instance_id, []).append(work)
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works in a quartier, by name."""

    account: int
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Teams:
    """Who works where: by quartier, in the order in which they came, and by coordinated municipality."""

    quartiere: Mapping[int, Sequence[Member]]
    coordination: Mapping[int, Sequence[Member]]


def teams(reading: Reading, ids: Collection[int] | None = None) -> Teams:
    """Return who works in these quartiere (all: None), and who coordinates what is in reach."""
    both = union_all(_members(reading, ids), _coordinators(reading)).subquery().c
    query = select(*both).order_by(both.role, both.since, both.name, both.account)
    quartiere: dict[int, list[Member]] = {}
    coordination: dict[int, list[Member]] = {}
    for place, account, name, role, _ in reading.connection.execute(query):
        found = coordination if role == COORDINATOR else quartiere
        found.setdefault(place, []).append(Member(account, role, name))
    return Teams(quartiere, coordination)


def _members(reading: Reading, ids: Collection[int] | None) -> Select[Any]:
    member, who = tables.membership.c, tables.account.c
    query = (
        select(member.instance_id.label("place"), who.id.label("account"), who.name)
        .add_columns(member.role, member.since)
        .join(tables.instance, member.instance_id == _i.id)
        .join(tables.account, member.account_id == who.id)
        .where(visible(reading.reach), member.role.in_(sorted(TEAM_ROLES)), who.active == 1)
    )
    return query if ids is None else query.where(member.instance_id.in_(sorted(ids)))


def _coordinators(reading: Reading) -> Select[Any]:
    roles, who = tables.municipality_role.c, tables.account.c
    elsewhere = select(_i.municipality_id).where(_i.id.in_(sorted(reading.reach.elsewhere)))
    coordinated = roles.municipality_id.in_(reading.reach.places(COORDINATOR))
    return (
        select(roles.municipality_id, who.id, who.name, roles.role, literal(""))
        .join(tables.account, roles.account_id == who.id)
        .where(roles.role == COORDINATOR, or_(coordinated, roles.municipality_id.in_(elsewhere)))
    )


def managers(reading: Reading) -> dict[int, str]:
    """Return everybody who leads a quartier in reach, by name in their order."""
    member, who = tables.membership.c, tables.account.c
    leads = (
        select(member.id)
        .join(tables.instance, member.instance_id == _i.id)
        .where(member.account_id == who.id, member.role == MANAGER, visible(reading.reach))
        .exists()
    )
    query = select(who.id, who.name).where(leads).order_by(who.name, who.id)
    return {row.id: row.name for row in reading.connection.execute(query)}


def definitions_in_use(reading: Reading) -> list[str]:
    """Return the digests of all definitions that a quartier in reach follows."""
    query = select(_i.definition).where(visible(reading.reach)).distinct().order_by(_i.definition)
    return [digest for (digest,) in reading.connection.execute(query)]
