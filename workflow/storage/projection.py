"""What is kept beside the events so that commands and lists are cheap, and follows from them.

Rule (law L5): every row here equals what `project` says about the definition and the replayed
state. A command writes the rows it changes, in its own transaction (`changing`); starting and repair
write all of them (`write_all`). No row holds a *now*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from workflow.core.definition import ProcessDefinition
from workflow.core.state import ProcessState, Record, record_key
from workflow.core.tasks import Task, instance_tasks, record_tasks, step_tasks
from workflow.storage import codec, rows
from workflow.storage.columns import (
    RecordKey,
    counts_of,
    instance_columns,
    move_columns,
    record_columns,
    records_of,
    step_columns,
    summary_of,
    team_of,
)
from workflow.storage.events import Head
from workflow.storage.rows import Owner
from workflow.storage.statements import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """All rows of a quartier, as columns: what `verify` compares."""

    instance: rows.Columns
    steps: Mapping[str, rows.Columns]
    records: Mapping[RecordKey, rows.Columns]
    moves: Mapping[int, rows.Columns]
    tasks: frozenset[Task]
    team: rows.Team


def project(definition: ProcessDefinition, state: ProcessState) -> Projected:
    """Return everything that follows from a definition and a whole state."""
    summary = {step: summary_of(definition, state, step) for step in state.instance.steps}
    records = records_of(state)
    tasks = _tasks(definition, state, state.steps, records)
    counts = counts_of(tasks)
    return Projected(
        instance=instance_columns(definition, state, summary, counts),
        steps={step: step_columns(state, step, summary[step]) for step in state.steps},
        records={key: record_columns(each) for key, each in records.items()},
        moves={each.seq: move_columns(each) for each in state.moved()},
        tasks=frozenset(tasks),
        team=team_of(state.instance),
    )


def stored(tx: Transaction, instance: int) -> Projected:
    """Return what the tables hold about a quartier, in the same form."""
    return Projected(
        instance=rows.instance_columns(tx, instance),
        steps=rows.step_columns(tx, instance),
        records=rows.record_columns(tx, instance),
        moves=rows.move_columns(tx, instance),
        tasks=frozenset(rows.tasks(tx, instance)),
        team=rows.team(tx, instance),
    )


def differences(expected: Projected, found: Projected) -> Iterator[str]:
    """Yield where the tables say something else than the events, as "table key"."""
    if _read(expected.instance) != _read(found.instance):
        yield "instance"
    yield from _differing("step_row", expected.steps, found.steps)
    records = (_by_name(each.records) for each in (expected, found))
    yield from _differing("record", *records)
    yield from _differing("move_row", expected.moves, found.moves)
    for task in expected.tasks ^ found.tasks:
        yield f"task_row {task.kind.value} {task.holder} {task.thing}".rstrip()
    for account, role, _ in expected.team ^ found.team:
        yield f"membership {account} {role}"


Key = TypeVar("Key")


def _differing(
    table: str, expected: Mapping[Key, rows.Columns], found: Mapping[Key, rows.Columns]
) -> Iterator[str]:
    for key in {**expected, **found}:
        if _read(expected.get(key)) != _read(found.get(key)):
            yield f"{table} {key}"


def _by_name(records: Mapping[RecordKey, rows.Columns]) -> dict[str, rows.Columns]:
    return {record_key(*key): columns for key, columns in records.items()}


def _read(columns: rows.Columns | None) -> rows.Columns:
    """Return columns with their parts read: the order of keys in a part means nothing."""
    return {
        name: codec.read(value) if name == "part" and isinstance(value, str) else value
        for name, value in (columns or {}).items()
    }


# --- writing -----------------------------------------------------------------------------------


def insert(tx: Transaction, definition: ProcessDefinition, state: ProcessState, slug: str) -> int:
    """Insert the row of a new quartier and return its id; `write_all` completes it."""
    columns = project(definition, state).instance
    return rows.insert_instance(tx, state.instance.municipality, slug, columns)


def write_all(
    tx: Transaction, definition: ProcessDefinition, instance: int, state: ProcessState, head: Head
) -> None:
    """Write every row of a quartier anew; what stood there goes. The quartier's row is there."""
    projected = project(definition, state)
    owner = Owner(instance, state.instance.municipality)
    rows.delete_all(tx, instance)
    rows.insert_steps(tx, owner, projected.steps)
    rows.insert_records(tx, owner, projected.records)
    rows.insert_moves(tx, owner, projected.moves)
    rows.insert_tasks(tx, owner, projected.tasks)
    rows.insert_team(tx, owner, projected.team)
    rows.update_instance(tx, instance, head, projected.instance)


def _tasks(
    definition: ProcessDefinition,
    state: ProcessState,
    steps: Collection[str],
    records: Mapping[RecordKey, Record],
) -> list[Task]:
    found = list(instance_tasks(definition, state.instance))
    for step in steps:
        found.extend(step_tasks(definition, state.instance, step, state.step(step)))
    for each in records.values():
        found.extend(record_tasks(definition, state.instance, each))
    return found
