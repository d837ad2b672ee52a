"""What is kept beside the events so that commands and lists are cheap, and follows from them.

Rule (law L5): every row here equals what `project` says about the definition and the replayed
state. A command writes the rows it changes, in its own transaction (`update`); starting and repair
write all of them (`write_all`). No row holds a *now*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.core.definition import ProcessDefinition
from workflow.core.state import (
    InstancePart,
    ProcessLife,
    ProcessState,
    Record,
    StepStatus,
    record_key,
)
from workflow.core.tasks import Task, TaskKind, instance_tasks, progress, record_tasks, step_tasks
from workflow.storage import codec, rows
from workflow.storage.events import Head
from workflow.storage.loading import LISTED, Counts, LoadedInstance, Summary
from workflow.storage.rows import Owner
from workflow.storage.statements import Transaction

QUIET_DAYS = 14  # so long nothing may happen before a quartier deserves a look
CLOSED = frozenset({StepStatus.PASSED, StepStatus.SKIPPED})

NOTHING = Counts(None, 0, 0)

RecordKey = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """All rows of a quartier, as columns: what `verify` compares."""

    instance: rows.Columns
    steps: Mapping[str, rows.Columns]
    records: Mapping[RecordKey, rows.Columns]
    tasks: frozenset[Task]
    team: rows.Team


def project(definition: ProcessDefinition, state: ProcessState) -> Projected:
    """Return everything that follows from a definition and a whole state."""
    summary = {step: _summary(definition, state, step) for step in state.instance.steps}
    records = _records(state)
    tasks = _tasks(definition, state, state.steps, records)
    counts = _counts(tasks)
    return Projected(
        instance=_instance_columns(definition, state, summary, counts),
        steps={step: _step_columns(state, step, summary[step]) for step in state.steps},
        records={key: _record_columns(each) for key, each in records.items()},
        tasks=frozenset(tasks),
        team=_team(state.instance),
    )


def stored(tx: Transaction, instance: int) -> Projected:
    """Return what the tables hold about a quartier, in the same form."""
    return Projected(
        instance=rows.instance_columns(tx, instance),
        steps=rows.step_columns(tx, instance),
        records=rows.record_columns(tx, instance),
        tasks=frozenset(rows.tasks(tx, instance)),
        team=rows.team(tx, instance),
    )


def differences(expected: Projected, found: Projected) -> Iterator[str]:
    """Yield where the tables say something else than the events, as "table key"."""
    if _read(expected.instance) != _read(found.instance):
        yield "instance"
    for step in {**expected.steps, **found.steps}:
        if _read(expected.steps.get(step)) != _read(found.steps.get(step)):
            yield f"step_row {step}"
    for key in {**expected.records, **found.records}:
        if _read(expected.records.get(key)) != _read(found.records.get(key)):
            yield f"record {record_key(*key)}"
    for task in expected.tasks ^ found.tasks:
        yield f"task_row {task.kind.value} {task.holder} {task.thing}".rstrip()
    for account, role, _ in expected.team ^ found.team:
        yield f"membership {account} {role}"


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
    rows.insert_tasks(tx, owner, projected.tasks)
    rows.insert_team(tx, owner, projected.team)
    rows.update_instance(tx, instance, head, projected.instance)


def update(
    tx: Transaction,
    definition: ProcessDefinition,
    loaded: LoadedInstance,
    *,
    before: ProcessState,
    after: ProcessState,
    head: Head,
) -> None:
    """Write what a command has changed. Both states hold the parts that it touched."""
    owner = Owner(loaded.id, loaded.municipality)
    steps = _touched_steps(before, after)
    records = _touched_records(before, after)
    summary = {**loaded.summary, **{step: _summary(definition, after, step) for step in steps}}

    for step in steps:
        rows.update_step(tx, owner, step, _step_columns(after, step, summary[step]))
    _write_records(tx, owner, records)
    if after.instance.team is not before.instance.team:
        _write_team(tx, owner, _team(before.instance), _team(after.instance))
    old, new = _touched_tasks(definition, before, after, steps, records)
    counts = _write_tasks(tx, owner, loaded.counts, old - new, new - old)
    moving = _moving_columns(after, summary, counts)
    stays = after.instance is loaded.part and counts == loaded.counts
    if stays and moving["urgent_at"] == loaded.urgent_at:
        rows.update_progress(tx, loaded.id, head, moving)
    else:
        lasting = _lasting_columns(definition, after.instance)
        _write_instance(tx, loaded, head, {**moving, **lasting})


def _touched_steps(before: ProcessState, after: ProcessState) -> list[str]:
    """Return the steps whose life or work has changed: their rows and tasks follow from these."""
    lives, parts = before.instance.steps, before.steps
    if after.instance.steps is lives:  # no step has moved: only what is loaded can have changed
        return [step for step, part in after.steps.items() if part is not parts[step]]
    return [
        step
        for step, life in after.instance.steps.items()
        if life is not lives[step] or after.steps.get(step) is not parts.get(step)
    ]


def _touched_records(
    before: ProcessState, after: ProcessState
) -> Mapping[RecordKey, tuple[Record | None, Record]]:
    """Return the records that are new or have changed, each with what it was."""
    if after.records is before.records:
        return {}
    old, new = _records(before), _records(after)
    return {key: (old.get(key), each) for key, each in new.items() if each is not old.get(key)}


def _write_records(
    tx: Transaction, owner: Owner, records: Mapping[RecordKey, tuple[Record | None, Record]]
) -> None:
    added = {key: _record_columns(new) for key, (old, new) in records.items() if old is None}
    rows.insert_records(tx, owner, added)
    for key, (old, new) in records.items():
        if old is not None:
            rows.update_record(tx, owner, key, _record_columns(new))


def _touched_tasks(
    definition: ProcessDefinition,
    before: ProcessState,
    after: ProcessState,
    steps: Collection[str],
    records: Mapping[RecordKey, tuple[Record | None, Record]],
) -> tuple[set[Task], set[Task]]:
    """Return the open work of what was touched, as it was and as it is."""
    old: set[Task] = set()
    new: set[Task] = set()
    for step in steps:
        items = _touched_items(before, after, step)
        old.update(step_tasks(definition, before.instance, step, before.step(step), items))
        new.update(step_tasks(definition, after.instance, step, after.step(step), items))
    for was, each in records.values():
        old.update(record_tasks(definition, before.instance, was) if was else ())
        new.update(record_tasks(definition, after.instance, each))
    if after.instance is not before.instance:
        old.update(instance_tasks(definition, before.instance))
        new.update(instance_tasks(definition, after.instance))
    return old, new


def _touched_items(before: ProcessState, after: ProcessState, step: str) -> list[str] | None:
    """Return the items whose tasks can differ; None: all, for what decides about them has changed.

    That is where the step stands, and the values on which it depends whether an item applies.
    """
    old, new = before.step(step), after.step(step)
    if after.instance.steps is not before.instance.steps or new.values is not old.values:
        return None
    return [name for name, item in new.items.items() if item is not old.items.get(name)]


def _write_tasks(
    tx: Transaction, owner: Owner, counts: Counts, gone: set[Task], new: set[Task]
) -> Counts:
    """Write open work that is gone or new; return what it all comes to now."""
    if not gone and not new:
        return counts
    rows.delete_tasks(tx, owner, gone)
    rows.insert_tasks(tx, owner, new)
    less, more = (_counts(tasks) if tasks else NOTHING for tasks in (gone, new))
    due = min(filter(None, (counts.next_due, more.next_due)), default=None)
    if less.next_due is not None and less.next_due == counts.next_due:
        due = rows.next_due(tx, owner.instance)  # the earliest is gone: which is it now?
    return Counts(
        due,
        counts.exceptions - less.exceptions + more.exceptions,
        counts.approvals - less.approvals + more.approvals,
    )


def _write_instance(
    tx: Transaction, loaded: LoadedInstance, head: Head, columns: rows.Columns
) -> None:
    """Write the quartier's row; an index whose columns stay as they are is spared."""
    if tuple(columns[name] for name in LISTED) == loaded.listed:
        rows.update_unlisted(tx, loaded.id, head, columns)
    else:
        rows.update_instance(tx, loaded.id, head, columns)


def _write_team(tx: Transaction, owner: Owner, old: rows.Team, new: rows.Team) -> None:
    rows.delete_team(tx, owner, old - new)
    rows.insert_team(tx, owner, new - old)


# --- what follows ------------------------------------------------------------------------------


def _records(state: ProcessState) -> dict[RecordKey, Record]:
    return {
        (register, number): each
        for register, found in state.records.items()
        for number, each in found.items()
    }


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


def _counts(tasks: Collection[Task]) -> Counts:
    kinds = [task.kind for task in tasks]
    due = min((task.due for task in tasks if task.due), default=None)
    return Counts(codec.day(due), kinds.count(TaskKind.EXCEPTION), kinds.count(TaskKind.APPROVAL))


def _summary(definition: ProcessDefinition, state: ProcessState, step: str) -> tuple[str, int, int]:
    settled = progress(definition, state.instance, step, state.step(step))
    return state.instance.steps[step].status.value, settled.done, settled.total


def _team(instance: InstancePart) -> rows.Team:
    return frozenset((member.account, member.role, member.since) for member in instance.team)


# --- columns -----------------------------------------------------------------------------------


def _step_columns(state: ProcessState, step: str, summary: tuple[str, int, int]) -> rows.Columns:
    status, done, total = summary
    part = codec.encode_step(state.step(step))
    return {"part": part, "status": status, "done": done, "total": total}


def _record_columns(record: Record) -> rows.Columns:
    return {"part": codec.encode_record(record), "archived": int(record.archived is not None)}


def _instance_columns(
    definition: ProcessDefinition, state: ProcessState, summary: Summary, counts: Counts
) -> rows.Columns:
    moving = _moving_columns(state, summary, counts)
    return {**moving, **_lasting_columns(definition, state.instance)}


def _moving_columns(state: ProcessState, summary: Summary, counts: Counts) -> rows.Columns:
    """Return what any command can change: how far everything is, and what is due when."""
    assert state.last_at is not None  # noqa: S101 - it has at least one event
    return {
        "steps": codec.encode_summary(summary),
        "last_activity_at": codec.instant(state.last_at),
        "next_due": counts.next_due,
        "urgent_at": codec.day(_urgent(state, codec.read_day(counts.next_due))) or codec.NEVER,
        "open_exceptions": counts.exceptions,
        "open_approvals": counts.approvals,
    }


def _lasting_columns(definition: ProcessDefinition, instance: InstancePart) -> rows.Columns:
    """Return what follows from the quartier's own part alone."""
    situation = instance.situation
    statuses = [life.status for life in instance.steps.values()]
    return {
        "definition": instance.definition,
        "part": codec.encode_instance(instance),
        "name": codec.word_column(instance.name),
        "life": instance.life.value,
        "round": instance.round,
        "phase": _phase(definition, instance),
        "situation": situation.level.value if situation else None,
        "situation_on": codec.day(situation.on) if situation else None,
        "open_requests": statuses.count(StepStatus.IN_REVIEW),
        "open_obligations": sum(not each.fulfilled_on for each in instance.obligations.values()),
    }


def _phase(definition: ProcessDefinition, instance: InstancePart) -> str | None:
    """Return the phase of the first step that is neither passed nor skipped."""
    for step, each in definition.steps.items():
        life = instance.steps.get(step)
        if life is not None and life.status not in CLOSED:
            return each.phase
    return None


def _urgent(state: ProcessState, next_due: date | None) -> date | None:
    """Return the day from which the quartier deserves a look; None: never, it is closed."""
    instance = state.instance
    if instance.pause is not None:
        return instance.pause.until
    if instance.life is not ProcessLife.RUNNING or state.last_at is None:
        return None
    quiet = codec.berlin_day(state.last_at) + timedelta(days=QUIET_DAYS)
    return min(next_due, quiet) if next_due else quiet
