"""From rows to the parts of a state: what a command touches, or the whole.

Rule: a command loads its quartier's row, locked, and the parts it needs; a long history or a big
register costs it nothing. Only a page or a repair loads the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, true

from workflow.core.municipality_settings import Settings
from workflow.core.parts import Parts
from workflow.core.policy import COORDINATOR
from workflow.core.state import (
    InstancePart,
    Move,
    ProcessLife,
    ProcessState,
    Record,
    StepPart,
    StepStatus,
)
from workflow.storage import codec
from workflow.storage.events import Head
from workflow.storage.slugs import is_key
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import (
    account,
    instance,
    move_row,
    municipality,
    municipality_role,
    record,
    step_row,
)

# How far each step is, as the quartier's row keeps it: status, settled and all required items.
Summary = Mapping[str, codec.HowFar]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a quartier's open tasks come to: the earliest due days, and what waits for a yes."""

    next_due: str | None
    required_due: str | None
    exceptions: int
    approvals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedInstance:
    """A quartier's row. `listed`: its columns that stand in an index, in the order of `LISTED`."""

    id: int
    slug: str
    municipality: int
    settings: Settings  # of the municipality
    definition: str
    head: Head
    last_at: datetime
    part: InstancePart
    summary: Summary
    counts: Counts
    listed: Row

    @property
    def moved_on(self) -> date:
        """The day on which a person last moved something."""
        return date.fromisoformat(self.listed[LISTED.index("moved_on")])


def _locking(found: Select[Any], *, shared: bool = False) -> tuple[Statement, Statement]:
    """Return the statement that reads and the one that also locks (PostgreSQL), in this order."""
    return Statement(found), Statement(found.with_for_update(read=shared))


# The columns of a quartier's row that stand in an index: lists are filtered, ordered, counted by them.
LISTED = (
    "life", "urgent_at", "moved_on", "required_due", "requested_on", "returned_on", "judged_on",
    "situation", "situation_on", "name_key", "definition",
)  # fmt: skip
_SETTINGS = select(municipality.c.settings).where(municipality.c.id == instance.c.municipality_id)
_INSTANCE = select(
    instance.c.id, instance.c.slug, instance.c.municipality_id, _SETTINGS.scalar_subquery(),
    instance.c.definition,
    instance.c.seq, instance.c.head, instance.c.last_activity_at, instance.c.part,
    instance.c.steps, instance.c.next_due, instance.c.required_due, instance.c.open_exceptions,
    instance.c.open_approvals, *(instance.c[name] for name in LISTED),
)  # fmt: skip
_BY_ID = _locking(_INSTANCE.where(instance.c.id == bindparam("key")))
_BY_SLUG = _locking(_INSTANCE.where(instance.c.slug == bindparam("key")))
_WAITING = Statement(
    select(instance.c.id)
    .distinct()
    .join(step_row)
    .where(
        instance.c.life == ProcessLife.RUNNING.value,
        step_row.c.status == StepStatus.WAITING.value,
    )
    .order_by(instance.c.id)
)
_ACCOUNT = _locking(
    select(account.c.municipality_id).where(
        account.c.id == bindparam("account"), account.c.active == 1
    ),
    shared=True,
)


def _standing(*, locks: bool) -> Statement:
    """Return the statement that reads an active account's roles: one row at least, if it is one."""
    held = select(municipality_role.c.role).where(
        municipality_role.c.account_id == bindparam("account"),
        municipality_role.c.municipality_id == bindparam("municipality"),
    )
    roles = (held.with_for_update(read=True) if locks else held).subquery()
    found = (
        select(roles.c.role)
        .select_from(account.outerjoin(roles, true()))
        .where(account.c.id == bindparam("account"), account.c.active == 1)
    )
    return Statement(found.with_for_update(read=True, of=account) if locks else found)


_STANDING = (_standing(locks=False), _standing(locks=True))
_COORDINATORS = Statement(
    select(account.c.id)
    .join_from(municipality_role, account)
    .where(
        municipality_role.c.municipality_id == bindparam("municipality"),
        municipality_role.c.role == COORDINATOR,
        account.c.active == 1,
    )
)
_STEPS = Statement(
    select(step_row.c.step, step_row.c.part).where(step_row.c.instance_id == bindparam("instance"))
)
_STEP = Statement(
    select(step_row.c.step, step_row.c.part).where(
        step_row.c.instance_id == bindparam("instance"), step_row.c.step == bindparam("step")
    )
)
_MOVES = Statement(
    select(move_row.c.part)
    .where(move_row.c.instance_id == bindparam("instance"))
    .order_by(move_row.c.seq)
)
_RECORDS = Statement(select(record.c.part).where(record.c.instance_id == bindparam("instance")))
_REGISTER = Statement(
    select(record.c.part).where(
        record.c.instance_id == bindparam("instance"), record.c.register == bindparam("register")
    )
)
_RECORD = Statement(
    select(record.c.part).where(
        record.c.instance_id == bindparam("instance"),
        record.c.register == bindparam("register"),
        record.c.number == bindparam("number"),
    )
)


def waiting_instances(tx: Transaction) -> list[int]:
    """Return the running quartiere in which a step waits."""
    return [identity for (identity,) in tx.all(_WAITING, {})]


def find_instance(tx: Transaction, key: int | str) -> LoadedInstance | None:
    """Return a quartier's row by id or slug; while writing, nobody else changes it meanwhile."""
    if not is_key(key):
        return None
    statement = (_BY_ID if isinstance(key, int) else _BY_SLUG)[tx.writes]
    row = tx.first(statement, {"key": key})
    if row is None:
        return None
    identity, slug, place, settings, definition, seq, head, last_at, part, summary = row[:10]
    return LoadedInstance(
        id=identity,
        slug=slug,
        municipality=place,
        settings=codec.decode_settings(settings),
        definition=definition,
        head=Head(seq, bytes(head)),
        last_at=codec.read_instant(last_at),
        part=codec.decode_instance(part),
        summary=codec.decode_summary(summary),
        counts=Counts(*row[10:14]),
        listed=row[14:],
    )


def home(tx: Transaction, account: int) -> int | None:
    """Return the municipality of an active account; None for any other. While writing, it stays so."""
    row = tx.first(_ACCOUNT[tx.writes], {"account": account})
    return row[0] if row else None


def municipality_roles(tx: Transaction, account: int, municipality: int) -> frozenset[str] | None:
    """Return the roles an active account holds in a municipality; None for any other account.

    While writing, both stay so.
    """
    rows = tx.all(_STANDING[tx.writes], {"account": account, "municipality": municipality})
    return frozenset([role for (role,) in rows if role]) if rows else None


def coordinators(tx: Transaction, municipality: int) -> frozenset[int]:
    """Return the active accounts that hold the coordination of a municipality."""
    place = {"municipality": municipality}
    return frozenset(number for (number,) in tx.all(_COORDINATORS, place))


def load_parts(tx: Transaction, loaded: LoadedInstance, parts: Parts) -> ProcessState:
    """Return the state as far as `parts` asks for it."""
    found: dict[str, dict[int, Record]] = {}
    for register in parts.registers:
        found[register] = {}
        _add(found, tx.all(_REGISTER, {"instance": loaded.id, "register": register}))
    for register, number in parts.records:
        if register not in parts.registers:
            key = {"instance": loaded.id, "register": register, "number": number}
            _add(found, tx.all(_RECORD, key))
    return ProcessState(
        instance=loaded.part,
        steps=load_steps(tx, loaded.id, parts.steps),
        records=found,
        registers=parts.registers,
        moves=load_moves(tx, loaded) if parts.moves or not loaded.part.last_move else None,
        seq=loaded.head.seq,
        last_at=loaded.last_at,
        moved_on=loaded.moved_on,
    )


def load_whole(tx: Transaction, loaded: LoadedInstance) -> ProcessState:
    """Return the whole state."""
    found: dict[str, dict[int, Record]] = {}
    _add(found, tx.all(_RECORDS, {"instance": loaded.id}))
    rows = tx.all(_STEPS, {"instance": loaded.id})
    steps = {step: codec.decode_step(part) for step, part in rows}
    ordered = {step: steps[step] for step in loaded.part.steps}
    return ProcessState(
        instance=loaded.part,
        steps=ordered,
        records=found,
        moves=load_moves(tx, loaded),
        seq=loaded.head.seq,
        last_at=loaded.last_at,
        moved_on=loaded.moved_on,
    )


def load_moves(tx: Transaction, loaded: LoadedInstance) -> tuple[Move, ...]:
    """Return every move to another version; most quartiere have none, and are not asked."""
    if not loaded.part.last_move:
        return ()
    return tuple(codec.decode_move(part) for (part,) in tx.all(_MOVES, {"instance": loaded.id}))


def load_steps(tx: Transaction, instance: int, steps: Iterable[str]) -> dict[str, StepPart]:
    """Return the work in these steps: one statement, whether it is one step or all of them."""
    wanted = frozenset(steps)
    if not wanted:
        return {}
    if len(wanted) == 1:
        rows = tx.all(_STEP, {"instance": instance, "step": next(iter(wanted))})
    else:
        rows = tx.all(_STEPS, {"instance": instance})
    return {step: codec.decode_step(part) for step, part in rows if step in wanted}


def _add(found: dict[str, dict[int, Record]], rows: Iterable[tuple[str]]) -> None:
    for (text,) in rows:
        part = codec.decode_record(text)
        found.setdefault(part.register, {})[part.number] = part
