"""Open work across quartiere (Meine Aufgaben): what somebody owes, and what they wait for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    TextClause,
    and_,
    exists,
    not_,
    or_,
    select,
    text,
    union_all,
)

from workflow.core.limits import Limits
from workflow.core.municipality_settings import Settings
from workflow.core.policy import COORDINATOR, MANAGER, TEAM_ROLES
from workflow.core.state import ProcessLife, Word
from workflow.core.tasks import LOUD, TaskKind
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading, visible

_i, _t = tables.instance.c, tables.task_row.c
_LOUD = sorted(kind.value for kind in LOUD)
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
    reminded_on: date | None = None
    municipality: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationRow:
    """A quartier whose Lage is to be judged anew, when that was done last, what holds there."""

    instance: int
    slug: str
    name: Word
    definition: str
    judged_on: date | None
    settings: Settings


# While a process is paused, bodies still decide, obligations and records go on (DESIGN 3).
_ON_PAUSE = (
    TaskKind.EXCEPTION,
    TaskKind.APPROVAL,
    TaskKind.STALE,
    TaskKind.OBLIGATION,
    TaskKind.RECORD,
)
# What others owe and somebody waits for, whenever it is due.
_WAITED_FOR = (TaskKind.EXCEPTION, TaskKind.APPROVAL, TaskKind.OBLIGATION)


def tasks(
    reading: Reading, *, today: date, instance: int | None = None, limit: int = 200
) -> list[TaskRow]:
    """Return the open work of the account or of its roles: what others wait for, then by its day.

    What recurs is there from the day it is open again.
    """
    day, whose = today.isoformat(), _reader(reading)
    here = [] if instance is None else [_t.instance_id == instance]
    by_day = [open_work(day, each, _t.kind.not_in(_LOUD), *here) for each in ways(whose)]
    loud = [open_work(day, each, text(tables.LOUD_TASKS), *here) for each in by_role(whose)]
    return _first(reading, [*loud, *by_day], limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """By what work can be somebody's: as what was read of their roles, or as queries for it.

    `places`: where they hold the coordination; `quartiere`: where a role in the team; `acts_for`:
    whose substitute they are; None: nowhere, nobody's.
    """

    account: Any
    acts_for: Any
    places: Any
    quartiere: Mapping[str, Any]
    sees: ColumnElement[bool]


def _reader(reading: Reading) -> Whose:
    reach = reading.reach
    return Whose(
        account=reach.account,
        acts_for=sorted(reach.acts_for) or None,
        places=reach.places(COORDINATOR) or None,
        quartiere={role: reach.quartiere(role) or None for role in sorted(TEAM_ROLES)},
        sees=visible(reach),
    )


def ways(whose: Whose) -> Iterator[ColumnElement[bool]]:
    """Yield each way work can be somebody's: one list, in the order of an index, for each."""
    # What was given to somebody who may not read the quartier any more is shown to nobody.
    yield and_(_t.account_id == whose.account, whose.sees)
    if whose.acts_for is not None:
        yield _of_those_away(whose)
    if whose.places is not None:
        yield _stranded(whose.places)
    if whose.quartiere[MANAGER] is not None:
        yield _orphaned(whose.quartiere[MANAGER])
    yield from by_role(whose)


def by_role(whose: Whose) -> Iterator[ColumnElement[bool]]:
    """Yield each way work can be a role's: whoever holds it, but four eyes."""
    unclaimed, may = _t.account_id.is_(None), _may(whose.account)
    if whose.places is not None:
        here = and_(unclaimed, _t.municipality_id.in_(whose.places))
        yield and_(here, _t.role == COORDINATOR, may)
    for role, quartiere in whose.quartiere.items():
        if quartiere is not None:
            yield and_(unclaimed, _t.instance_id.in_(quartiere), _t.role == role, may)


def _of_those_away(whose: Whose) -> ColumnElement[bool]:
    """Return the condition on what was given to somebody for whom the account acts.

    The coordination is not lent: its work needs the role itself (`admission`).
    """
    ways = [_t.account_id.in_(whose.acts_for), whose.sees]
    if whose.places is None:
        ways.append(_t.role != COORDINATOR)
    else:
        coordinated = _t.municipality_id.in_(whose.places)
        ways.append(or_(_t.role != COORDINATOR, and_(coordinated, not_(_stranded(whose.places)))))
    if whose.quartiere[MANAGER] is not None:
        ways.append(not_(_orphaned(whose.quartiere[MANAGER])))
    return and_(*ways)


def _is_member() -> ColumnElement[bool]:
    members = tables.membership.c
    return exists().where(
        members.account_id == _t.account_id, members.instance_id == _t.instance_id
    )


def _orphaned(managed: Any) -> ColumnElement[bool]:  # noqa: ANN401 - as below
    """Return the condition on entries whose person has left the team: somebody else has to be named."""
    return and_(_t.kind == TaskKind.RECORD.value, _t.instance_id.in_(managed), not_(_is_member()))


def _stranded(places: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a list or a query
    """Return the condition on the coordination's work that is with somebody who has left it."""
    people, roles = tables.account.c, tables.municipality_role.c
    coordinates = exists().where(
        roles.account_id == people.id,
        roles.municipality_id == people.municipality_id,
        roles.role == COORDINATOR,
    )
    others = select(people.id).where(people.municipality_id.in_(places), not_(coordinates))
    return and_(
        _t.account_id.in_(others),
        _t.role == COORDINATOR,
        _t.municipality_id.in_(places),
        not_(_is_member()),
    )


def waiting(reading: Reading, *, today: date, until: date, limit: int = 200) -> list[TaskRow]:
    """Return what others owe: what the account asked for itself, and its quartiere as a manager.

    Of these: decisions, obligations, and required items that are due by `until`.
    """
    account = reading.reach.account
    lists = [open_work(today.isoformat(), _t.barred_id == account, visible(reading.reach))]
    if managed := reading.reach.quartiere(MANAGER):
        items = and_(_t.kind == TaskKind.ITEM.value, _t.required == 1, _t.due <= until.isoformat())
        owed = or_(_t.kind.in_([kind.value for kind in _WAITED_FOR]), items)
        others = (_t.instance_id.in_(managed), owed, _of_others(reading), _may(account))
        lists.append(open_work(today.isoformat(), *others))
    return _first(reading, lists, limit)


def _of_others(reading: Reading) -> ColumnElement[bool]:
    """Return the condition on work that is given to another person, or to none of one's roles."""
    held = [
        and_(_t.role == role, _t.instance_id.in_(reading.reach.quartiere(role)))
        for role in sorted(TEAM_ROLES)
    ]
    held.append(
        and_(_t.role == COORDINATOR, _t.municipality_id.in_(reading.reach.places(COORDINATOR)))
    )
    return or_(
        and_(_t.account_id.is_not(None), _t.account_id != reading.reach.account),
        and_(_t.account_id.is_(None), not_(or_(*held))),
    )


def _may(account: Any) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    """Return the condition that four eyes do not keep the account from it."""
    return or_(_t.barred_id.is_(None), _t.barred_id != account)


def _first(reading: Reading, lists: list[Select[Any]], limit: int) -> list[TaskRow]:
    """Return the first rows of several lists together, asked for at once."""
    asked = union_all(*(select(each.limit(limit).subquery()) for each in lists))
    found = [_task(row) for row in reading.connection.execute(asked)]
    return sorted(found, key=_rank)[:limit]


def _rank(row: TaskRow) -> tuple[object, ...]:
    due = row.due or date.max
    return (row.kind not in LOUD, due, row.instance, row.holder, row.thing, row.kind, row.role)


def open_work(
    today: Any,  # noqa: ANN401 - a day or where it is put in
    *conditions: ColumnElement[bool] | TextClause,
) -> Select[Any]:
    """Return the query for open work on a day, the most urgent first."""
    goes_on = or_(
        _i.life == ProcessLife.RUNNING.value,
        and_(
            _i.life == ProcessLife.PAUSED.value,
            or_(*(_t.kind == kind.value for kind in _ON_PAUSE)),
        ),
    )
    has_begun = or_(_t.starts.is_(None), _t.starts <= today)
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
        reminded_on=codec.read_day(row.reminded_on),
        municipality=row.municipality_id,
    )


def old_situations(reading: Reading, *, today: date, limit: int = 200) -> list[SituationRow]:
    """Return the running quartiere the account manages whose Lage nobody has judged for too long.

    How long that is, their municipality says.
    """
    query = unjudged(reading.reach.quartiere(MANAGER), _i.id, _i.slug, _i.name, _i.definition)
    rows = [
        SituationRow(
            instance=number,
            slug=slug,
            name=codec.read_word(name),
            definition=definition,
            judged_on=codec.read_day(judged),
            settings=codec.decode_settings(settings),
        )
        for judged, settings, number, slug, name, definition in reading.connection.execute(query)
    ]
    return [row for row in rows if is_old(row.judged_on, row.settings.limits, today)][:limit]


def unjudged(managed: Any, *columns: ColumnElement[Any]) -> Select[Any]:  # noqa: ANN401 - as above
    """Return the query for managed running quartiere: when each was judged, what holds there."""
    return (
        select(_i.situation_on, tables.municipality.c.settings, *columns)
        .join_from(tables.instance, tables.municipality)
        .where(_i.id.in_(managed), _i.life == ProcessLife.RUNNING.value)
        .order_by(_i.situation_on, _i.id)
    )


def is_old(judged: date | None, limits: Limits, today: date) -> bool:
    """Return whether the Lage of a quartier is to be judged anew."""
    return judged is None or judged <= limits.situation(today)
