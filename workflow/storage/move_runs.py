"""Runs that move many quartiere to another version: which are left, which are done, and why not.

Rule: a run is a working paper beside the events. A quartier's line is written in the transaction that
moves it, so that each quartier is under the one version or the other and the run knows which. The
reason is a word: it stands here only as long as something is left, and goes when it is erased where it
was said, or when the run is stopped: before anything has moved, it was said nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import bindparam, exists, insert, or_, select, update

from workflow.core.commands import Choices
from workflow.core.errors import Blocker, NotFound
from workflow.storage import codec
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import (
    instance,
    move_run,
    move_run_row,
)


class LineStatus(StrEnum):
    """How far a quartier is in a run."""

    OPEN = "open"  # not tried yet
    MOVED = "moved"
    WAITS = "waits"  # something has to be decided in the quartier first; the run can go on later
    REFUSED = "refused"
    UNDONE = "undone"
    STAYS = "stays"  # it was left when the run was stopped


LEFT = frozenset({LineStatus.OPEN, LineStatus.WAITS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run is about. `by` 0 is the operator; `tells`: each team gets a letter about its move."""

    id: int
    municipality: int
    definition: str  # digest
    reason: str  # "" once nothing is left
    choices: Choices
    tells: bool
    by: int
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A quartier in a run; `seq` is the event of its move, 0 if there is none of this run.

    `failure`: what went wrong when it was tried just now, and is no answer of the engine.
    """

    instance: int
    slug: str
    name: str | None
    definition: str  # under which it is now
    status: LineStatus
    blockers: tuple[Blocker, ...] = ()
    seq: int = 0
    failure: Exception | None = None


_NEW = (
    "municipality_id", "definition", "reason", "choices", "tells", "by", "begun_at", "command_id",
)  # fmt: skip
_NEW_RUN = Statement(
    insert(move_run).values({name: bindparam(name) for name in _NEW}).returning(move_run.c.id)
)
_NEW_LINE = Statement(
    insert(move_run_row).values(
        {name: bindparam(name) for name in ("run_id", "instance_id", "status", "why", "seq")}
    )
)
_RUNS = select(
    move_run.c.id, move_run.c.municipality_id, move_run.c.definition, move_run.c.reason,
    move_run.c.choices, move_run.c.tells, move_run.c.by, move_run.c.begun_at,
)  # fmt: skip
_RUN = Statement(
    _RUNS.where(move_run.c.id == bindparam("run"), move_run.c.municipality_id == bindparam("town"))
)
_UNFINISHED = Statement(
    _RUNS.where(
        select(move_run_row.c.run_id)
        .where(
            move_run_row.c.run_id == move_run.c.id,
            or_(*(move_run_row.c.status == status.value for status in LEFT)),
        )
        .exists()
    ).order_by(move_run.c.id)
)
_BEGUN_WITH = Statement(
    select(move_run.c.id).where(
        move_run.c.command_id == bindparam("command_id"),
        move_run.c.municipality_id == bindparam("town"),
        move_run.c.definition == bindparam("digest"),
        move_run.c.by == bindparam("by"),
    )
)
_TO_VERSION = Statement(
    _RUNS.where(
        move_run.c.municipality_id == bindparam("town"),
        move_run.c.definition == bindparam("digest"),
    ).order_by(move_run.c.id.desc())
)
_LINES = (
    select(
        instance.c.id, instance.c.slug, instance.c.name, instance.c.definition,
        move_run_row.c.status, move_run_row.c.why, move_run_row.c.seq,
    )
    .join_from(move_run_row, instance)
    .where(move_run_row.c.run_id == bindparam("run"))
)  # fmt: skip
_ALL_LINES = Statement(_LINES.order_by(instance.c.name_key, instance.c.id))
_ONE_LINE = _LINES.where(move_run_row.c.instance_id == bindparam("instance"))
_LINE = (Statement(_ONE_LINE), Statement(_ONE_LINE.with_for_update(of=move_run_row)))
_SET_LINE = Statement(
    update(move_run_row)
    .where(
        move_run_row.c.run_id == bindparam("run"),
        move_run_row.c.instance_id == bindparam("instance"),
    )
    .values({name: bindparam(f"new_{name}") for name in ("status", "why", "seq")})
)
_IS_LEFT = or_(*(move_run_row.c.status == status.value for status in sorted(LEFT)))
_FINISH = Statement(
    update(move_run)
    .where(
        move_run.c.id == bindparam("run"),
        ~exists().where(move_run_row.c.run_id == move_run.c.id, _IS_LEFT),
    )
    .values(reason="")
)
_RUN_OF = Statement(
    select(move_run_row.c.run_id).where(
        move_run_row.c.instance_id == bindparam("instance"),
        move_run_row.c.seq == bindparam("moved"),
    )
)
_LET_STAY = Statement(
    update(move_run_row)
    .where(move_run_row.c.run_id == bindparam("run"), _IS_LEFT)
    .values(status=LineStatus.STAYS.value, why="[]")
)


def begin(
    tx: Transaction, run: Run, instances: Iterable[int], command_id: str | None = None
) -> int:
    """Write a run with all its quartiere, none of them moved yet; return its id."""
    row = {
        "municipality_id": run.municipality,
        "definition": run.definition,
        "reason": run.reason,
        "choices": codec.canonical(run.choices),
        "tells": int(run.tells),
        "by": run.by,
        "begun_at": codec.instant(run.begun_at),
        "command_id": command_id,
    }
    [(identity,)] = tx.all(_NEW_RUN, row)
    line = {"run_id": identity, "status": LineStatus.OPEN.value, "why": "[]", "seq": 0}
    tx.run_many(_NEW_LINE, [{**line, "instance_id": each} for each in instances])
    return int(identity)


def find(tx: Transaction, municipality: int, run: int) -> Run:
    """Return a run of this municipality; raises NotFound."""
    row = tx.first(_RUN, {"town": municipality, "run": run})
    if row is None:
        raise NotFound(f"run {run}")
    return _run(row)


def unfinished(tx: Transaction) -> tuple[Run, ...]:
    """Return the runs of all municipalities in which something is left, the oldest first."""
    return tuple(_run(row) for row in tx.all(_UNFINISHED, {}))


def _run(row: tuple[Any, ...]) -> Run:
    identity, town, definition, reason, choices, tells, by, begun_at = row
    return Run(
        id=identity,
        municipality=town,
        definition=definition,
        reason=reason,
        choices=msgspec.json.decode(choices, type=Choices),
        tells=bool(tells),
        by=by,
        begun_at=codec.read_instant(begun_at),
    )


def begun_with(
    tx: Transaction, municipality: int, digest: str, *, by: int, command_id: str | None
) -> int | None:
    """Return the run to a version that somebody began with this very form, if one did."""
    key = {"town": municipality, "digest": digest, "by": by, "command_id": command_id}
    row = tx.first(_BEGUN_WITH, key)
    return row[0] if row else None


def to_version(tx: Transaction, municipality: int, digest: str) -> tuple[Run, ...]:
    """Return the runs to a version, the newest first."""
    rows = tx.all(_TO_VERSION, {"town": municipality, "digest": digest})
    return tuple(_run(row) for row in rows)


def lines(tx: Transaction, run: int) -> tuple[Line, ...]:
    """Return all quartiere of a run, by name."""
    return tuple(_line(row) for row in tx.all(_ALL_LINES, {"run": run}))


def line(tx: Transaction, run: int, instance: int) -> Line | None:
    """Return a quartier of a run, if it still is one; while writing, nobody else changes it meanwhile."""
    row = tx.first(_LINE[tx.writes], {"run": run, "instance": instance})
    return _line(row) if row else None


def write(
    tx: Transaction,
    run: int,
    instance: int,
    status: LineStatus,
    *,
    blockers: Iterable[Blocker] = (),
    seq: int = 0,
) -> None:
    """Note how far a quartier is in a run; with the last one the run needs its reason no more."""
    new = {"new_status": status.value, "new_why": codec.canonical(list(blockers)), "new_seq": seq}
    tx.run(_SET_LINE, {"run": run, "instance": instance, **new})
    if status not in LEFT:
        tx.run(_FINISH, {"run": run})


def stop(tx: Transaction, run: int) -> None:
    """Let what is left of a run stay under its version; with that its reason goes."""
    tx.run(_LET_STAY, {"run": run})
    tx.run(_FINISH, {"run": run})


def erase(tx: Transaction, instance: int, moves: Iterable[int]) -> None:
    """Stop the runs by which a quartier was moved (the events of its moves): no reason, no move."""
    for moved in moves:
        for (run,) in tx.all(_RUN_OF, {"instance": instance, "moved": moved}):
            stop(tx, run)


def _line(row: tuple[object, ...]) -> Line:
    identity, slug, name, definition, status, why, seq = row
    return msgspec.convert(
        {
            "instance": identity,
            "slug": slug,
            "name": name,
            "definition": definition,
            "status": status,
            "blockers": msgspec.json.decode(str(why)),
            "seq": seq,
        },
        Line,
    )
