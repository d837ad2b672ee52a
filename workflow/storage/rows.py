"""The statements that write and read back the rows of the projection.

Rule: columns in, columns out. What they should hold is decided in `projection`; nothing is decided
here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Table, bindparam, case, delete, func, insert, select, text, update

from workflow.core.tasks import Task, TaskKind
from workflow.storage import codec
from workflow.storage.events import Head
from workflow.storage.loading import LISTED
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import instance, membership, move_row, record, step_row, task_row

Columns = Mapping[str, object]
Team = frozenset[tuple[int, str, date]]

_INSTANCE = (
    "definition", "part", "name", "name_key", "life", "round", "phase", "steps", "last_activity_at",
    "moved_on", "next_due", "required_due", "urgent_at", "situation", "situation_on", "judged_on",
    "requested_on", "returned_on", "open_requests", "open_exceptions", "open_approvals",
    "open_obligations",
)  # fmt: skip
_STEP = ("part", "status", "done", "total")
_RECORD = ("part", "archived")
_TASK = (
    "kind", "holder", "thing", "role", "account_id", "due", "starts", "required", "count",
    "reminded_on", "barred_id",
)  # fmt: skip
_TASK_KEY = ("kind", "holder", "thing", "role")
_OWNER = ("municipality_id", "instance_id")


def _inserts(table: Table, *names: str) -> Statement:
    return Statement(insert(table).values({name: bindparam(name) for name in names}))


_NEW_INSTANCE = Statement(
    insert(instance)
    .values(
        {name: bindparam(name) for name in ("municipality_id", "slug", "seq", "head", *_INSTANCE)}
    )
    .returning(instance.c.id)
)
_SET_PROGRESS = Statement(
    update(instance)
    .where(instance.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in ("seq", "head", "steps", "last_activity_at")})
)
_SELECT_INSTANCE = Statement(
    select(*(instance.c[name] for name in _INSTANCE)).where(instance.c.id == bindparam("key"))
)
_NEW_STEP = _inserts(step_row, *_OWNER, "step", *_STEP)
_SET_STEP = Statement(
    update(step_row)
    .where(step_row.c.instance_id == bindparam("key"), step_row.c.step == bindparam("place"))
    .values({name: bindparam(name) for name in _STEP})
)
_SELECT_STEPS = Statement(
    select(step_row.c.step, *(step_row.c[name] for name in _STEP)).where(
        step_row.c.instance_id == bindparam("key")
    )
)
_NEW_RECORD = _inserts(record, *_OWNER, "register", "number", *_RECORD)
_SET_RECORD = Statement(
    update(record)
    .where(
        record.c.instance_id == bindparam("key"),
        record.c.register == bindparam("place"),
        record.c.number == bindparam("place_number"),
    )
    .values({name: bindparam(name) for name in _RECORD})
)
_SELECT_RECORDS = Statement(
    select(record.c.register, record.c.number, *(record.c[name] for name in _RECORD)).where(
        record.c.instance_id == bindparam("key")
    )
)
_NEW_MOVE = _inserts(move_row, *_OWNER, "seq", "part")
_SET_MOVE = Statement(
    update(move_row)
    .where(move_row.c.instance_id == bindparam("key"), move_row.c.seq == bindparam("place"))
    .values(part=bindparam("part"))
)
_SELECT_MOVES = Statement(
    select(move_row.c.seq, move_row.c.part).where(move_row.c.instance_id == bindparam("key"))
)
_NEW_TASK = _inserts(task_row, *_OWNER, *_TASK)
_OLD_TASK = Statement(
    delete(task_row).where(
        task_row.c.instance_id == bindparam("instance_id"),
        *(task_row.c[name] == bindparam(name) for name in _TASK_KEY),
    )
)
_SELECT_TASKS = Statement(
    select(*(task_row.c[name] for name in _TASK)).where(task_row.c.instance_id == bindparam("key"))
)
_REQUIRED_DUE = case((task_row.c.required == text("1"), task_row.c.due), else_=None)
_DUES = Statement(
    select(func.min(task_row.c.due), func.min(_REQUIRED_DUE)).where(
        task_row.c.instance_id == bindparam("key")
    )
)
_NEW_MEMBER = _inserts(membership, *_OWNER, "account_id", "role", "since")
_OLD_MEMBER = Statement(
    delete(membership).where(
        membership.c.instance_id == bindparam("instance_id"),
        membership.c.account_id == bindparam("account_id"),
        membership.c.role == bindparam("role"),
    )
)
_SELECT_TEAM = Statement(
    select(membership.c.account_id, membership.c.role, membership.c.since).where(
        membership.c.instance_id == bindparam("key")
    )
)
_DELETE_ALL = [
    Statement(delete(table).where(table.c.instance_id == bindparam("key")))
    for table in (step_row, record, move_row, task_row, membership)
]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose rows they are."""

    instance: int
    municipality: int

    def columns(self) -> dict[str, object]:
        """Return the columns that say so."""
        return {"instance_id": self.instance, "municipality_id": self.municipality}


# --- the quartier ------------------------------------------------------------------------------


def insert_instance(tx: Transaction, municipality: int, slug: str, columns: Columns) -> int:
    """Insert the row of a new quartier; its head follows with `update_instance`."""
    start = {"municipality_id": municipality, "slug": slug, "seq": 0, "head": bytes(32)}
    [(identity,)] = tx.all(_NEW_INSTANCE, {**start, **columns})
    return int(identity)


@cache
def _setting(listed: frozenset[str]) -> Statement:
    """Return the statement that writes a quartier's row, and of its columns in an index only these.

    SQLite writes every index of a column that is set, whether or not its value differs.
    """
    spared = {*LISTED} - listed
    names = [name for name in ("seq", "head", *_INSTANCE) if name not in spared]
    here = update(instance).where(instance.c.id == bindparam("key"))
    return Statement(here.values({name: bindparam(name) for name in names}))


def update_instance(
    tx: Transaction,
    instance: int,
    head: Head,
    columns: Columns,
    listed: Iterable[str] = LISTED,
) -> None:
    """Write the row of a quartier; of its columns that stand in an index, those that differ."""
    values = {**columns, "key": instance, "seq": head.seq, "head": head.hash}
    tx.run(_setting(frozenset(listed)), values)


def update_progress(tx: Transaction, instance: int, head: Head, columns: Columns) -> None:
    """Write how far a quartier is: all that most commands change in its row."""
    tx.run(_SET_PROGRESS, {**columns, "key": instance, "seq": head.seq, "head": head.hash})


def instance_columns(tx: Transaction, instance: int) -> Columns:
    """Return the row of a quartier."""
    row = tx.first(_SELECT_INSTANCE, {"key": instance})
    return dict(zip(_INSTANCE, row or (), strict=False))


# --- steps and records --------------------------------------------------------------------------


def insert_steps(tx: Transaction, owner: Owner, steps: Mapping[str, Columns]) -> None:
    """Insert the rows of steps."""
    tx.run_many(_NEW_STEP, [{**owner.columns(), "step": s, **row} for s, row in steps.items()])


def update_step(tx: Transaction, owner: Owner, step: str, columns: Columns) -> None:
    """Write the row of a step."""
    tx.run(_SET_STEP, {**columns, "key": owner.instance, "place": step})


def step_columns(tx: Transaction, instance: int) -> dict[str, Columns]:
    """Return the rows of all steps."""
    rows = tx.all(_SELECT_STEPS, {"key": instance})
    return {step: dict(zip(_STEP, row, strict=True)) for step, *row in rows}


def insert_records(
    tx: Transaction, owner: Owner, records: Mapping[tuple[str, int], Columns]
) -> None:
    """Insert the rows of records."""
    rows = [
        {**owner.columns(), "register": register, "number": number, **columns}
        for (register, number), columns in records.items()
    ]
    tx.run_many(_NEW_RECORD, rows)


def update_record(tx: Transaction, owner: Owner, key: tuple[str, int], columns: Columns) -> None:
    """Write the row of a record."""
    place = {"key": owner.instance, "place": key[0], "place_number": key[1]}
    tx.run(_SET_RECORD, {**columns, **place})


def record_columns(tx: Transaction, instance: int) -> dict[tuple[str, int], Columns]:
    """Return the rows of all records."""
    rows = tx.all(_SELECT_RECORDS, {"key": instance})
    return {(reg, number): dict(zip(_RECORD, row, strict=True)) for reg, number, *row in rows}


# --- moves to other versions -------------------------------------------------------------------


def insert_moves(tx: Transaction, owner: Owner, moves: Mapping[int, Columns]) -> None:
    """Insert the rows of moves."""
    rows = [{**owner.columns(), "seq": seq, **columns} for seq, columns in moves.items()]
    tx.run_many(_NEW_MOVE, rows)


def update_move(tx: Transaction, owner: Owner, seq: int, columns: Columns) -> None:
    """Write the row of a move."""
    tx.run(_SET_MOVE, {**columns, "key": owner.instance, "place": seq})


def move_columns(tx: Transaction, instance: int) -> dict[int, Columns]:
    """Return the rows of all moves."""
    return {seq: {"part": part} for seq, part in tx.all(_SELECT_MOVES, {"key": instance})}


# --- open work ---------------------------------------------------------------------------------


def insert_tasks(tx: Transaction, owner: Owner, tasks: Iterable[Task]) -> None:
    """Insert rows of open work."""
    tx.run_many(_NEW_TASK, [{**owner.columns(), **_task_columns(task)} for task in tasks])


def delete_tasks(tx: Transaction, owner: Owner, tasks: Iterable[Task]) -> None:
    """Delete rows of open work."""
    rows = [
        {
            "instance_id": owner.instance,
            "kind": task.kind.value,
            "holder": task.holder,
            "thing": task.thing,
            "role": task.role,
        }
        for task in tasks
    ]
    tx.run_many(_OLD_TASK, rows)


def tasks(tx: Transaction, instance: int) -> list[Task]:
    """Return all open work of a quartier."""
    return [_task(row) for row in tx.all(_SELECT_TASKS, {"key": instance})]


def dues(tx: Transaction, instance: int) -> tuple[str | None, str | None]:
    """Return the earliest days on which any, and any required open work of a quartier is due."""
    [(due, required)] = tx.all(_DUES, {"key": instance})
    return None if due == codec.NEVER else due, None if required == codec.NEVER else required


def _task_columns(task: Task) -> dict[str, object]:
    return {
        "kind": task.kind.value,
        "holder": task.holder,
        "thing": task.thing,
        "role": task.role,
        "account_id": task.person,
        "due": codec.day(task.due) or codec.NEVER,
        "starts": codec.day(task.start),
        "required": int(task.required),
        "count": task.count,
        "reminded_on": codec.day(task.reminded_on),
        "barred_id": task.barred,
    }


def _task(row: Row) -> Task:
    kind, holder, thing, role, person, due, starts, required, count, reminded, barred = row
    return Task(
        kind=TaskKind(kind),
        holder=holder,
        thing=thing,
        role=role,
        person=person,
        due=codec.read_day(due),
        start=codec.read_day(starts),
        required=bool(required),
        count=count,
        reminded_on=codec.read_day(reminded),
        barred=barred,
    )


# --- the team ----------------------------------------------------------------------------------


def insert_team(tx: Transaction, owner: Owner, team: Team) -> None:
    """Insert the rows of members."""
    tx.run_many(_NEW_MEMBER, [_member_columns(owner, *member) for member in team])


def delete_team(tx: Transaction, owner: Owner, team: Team) -> None:
    """Delete the rows of members."""
    tx.run_many(_OLD_MEMBER, [_member_columns(owner, *member) for member in team])


def team(tx: Transaction, instance: int) -> Team:
    """Return the members of a quartier."""
    rows = tx.all(_SELECT_TEAM, {"key": instance})
    return frozenset((account, role, date.fromisoformat(since)) for account, role, since in rows)


def _member_columns(owner: Owner, account: int, role: str, since: date) -> dict[str, object]:
    return {**owner.columns(), "account_id": account, "role": role, "since": codec.day(since)}


def delete_all(tx: Transaction, instance: int) -> None:
    """Delete every row of a quartier but its own; they follow from the events."""
    for statement in _DELETE_ALL:
        tx.run(statement, {"key": instance})
