"""The rows that one command changes, and no others: the hot path of the projection.

Rule: what is the same object before and after has not changed. Whatever is written here equals what
`projection.project` says about the whole (law L5), so that `verify` finds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.core.definition import ProcessDefinition
from workflow.core.dependence import Work, work_by_profile
from workflow.core.state import Move, ProcessState, Record
from workflow.core.tasks import Task, instance_tasks, record_tasks, step_tasks
from workflow.storage import rows
from workflow.storage.columns import (
    NOTHING,
    RecordKey,
    counts_of,
    lasting_columns,
    move_columns,
    moving_columns,
    record_columns,
    records_of,
    step_columns,
    summary_of,
    team_of,
)
from workflow.storage.events import Head
from workflow.storage.loading import LISTED, Counts, LoadedInstance
from workflow.storage.rows import Owner
from workflow.storage.statements import Transaction


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
    steps = _touched_steps(definition, before, after)
    records = _touched_records(definition, before, after)
    summary = {**loaded.summary, **{step: summary_of(definition, after, step) for step in steps}}

    for step in steps:
        rows.update_step(tx, owner, step, step_columns(after, step, summary[step]))
    _write_records(tx, owner, records)
    if after.moves is not before.moves:
        _write_moves(tx, owner, before.moved(), after.moved())
    if after.instance.team is not before.instance.team:
        _write_team(tx, owner, team_of(before.instance), team_of(after.instance))
    old, new = _touched_tasks(definition, before, after, steps, records)
    counts = _write_tasks(tx, owner, loaded.counts, old - new, new - old)
    moving = moving_columns(after, summary, counts)
    stays = after.instance is loaded.part and counts == loaded.counts
    if stays and not _differing(moving, loaded):
        rows.update_progress(tx, loaded.id, head, moving)
    else:
        lasting = lasting_columns(definition, after.instance, summary)
        columns = {**moving, **lasting}
        rows.update_instance(tx, loaded.id, head, columns, _differing(columns, loaded))


def _touched_steps(
    definition: ProcessDefinition, before: ProcessState, after: ProcessState
) -> list[str]:
    """Return the steps whose life or work has changed: their rows and tasks follow from these."""
    lives, parts = before.instance.steps, before.steps
    by_profile = _work_by_profile(definition, before, after).steps
    if after.instance.steps is lives:  # no step has moved: only what is loaded can have changed
        return [
            step
            for step, part in after.steps.items()
            if part is not parts[step] or step in by_profile
        ]
    return [
        step
        for step, life in after.instance.steps.items()
        if life is not lives[step]
        or after.steps.get(step) is not parts.get(step)
        or step in by_profile
    ]


_NO_WORK = Work(frozenset(), frozenset())


def _work_by_profile(
    definition: ProcessDefinition, before: ProcessState, after: ProcessState
) -> Work:
    """Return whose open work may differ because the profile does."""
    same = after.instance.profile is before.instance.profile
    return _NO_WORK if same else work_by_profile(definition)


def _touched_records(
    definition: ProcessDefinition, before: ProcessState, after: ProcessState
) -> Mapping[RecordKey, tuple[Record | None, Record]]:
    """Return the records that are new or whose work may differ, each with what it was."""
    by_profile = _work_by_profile(definition, before, after).registers
    if after.records is before.records and not by_profile:
        return {}
    old, new = records_of(before), records_of(after)
    return {
        key: (old.get(key), each)
        for key, each in new.items()
        if each is not old.get(key) or key[0] in by_profile
    }


def _write_records(
    tx: Transaction, owner: Owner, records: Mapping[RecordKey, tuple[Record | None, Record]]
) -> None:
    added = {key: record_columns(new) for key, (old, new) in records.items() if old is None}
    rows.insert_records(tx, owner, added)
    for key, (old, new) in records.items():
        if old is not None:
            rows.update_record(tx, owner, key, record_columns(new))


def _write_moves(
    tx: Transaction, owner: Owner, old: tuple[Move, ...], new: tuple[Move, ...]
) -> None:
    """Write the moves whose leavings have changed: a day was shifted, a person has left."""
    for was, now in zip(old, new, strict=True):
        if was != now:
            rows.update_move(tx, owner, now.seq, move_columns(now))


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
    was, now = before.instance, after.instance
    same = now.steps is was.steps and now.profile is was.profile and new.values is old.values
    if not same:
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
    less, more = (counts_of(tasks) if tasks else NOTHING for tasks in (gone, new))
    due = min(filter(None, (counts.next_due, more.next_due)), default=None)
    required = min(filter(None, (counts.required_due, more.required_due)), default=None)
    if _was_first(less.next_due, counts.next_due) or _was_first(
        less.required_due, counts.required_due
    ):
        due, required = rows.dues(tx, owner.instance)  # the earliest is gone: which is it now?
    return Counts(
        next_due=due,
        required_due=required,
        exceptions=counts.exceptions - less.exceptions + more.exceptions,
        approvals=counts.approvals - less.approvals + more.approvals,
    )


def _was_first(gone: str | None, earliest: str | None) -> bool:
    return gone is not None and gone == earliest


def _differing(columns: rows.Columns, loaded: LoadedInstance) -> list[str]:
    """Return the columns in an index whose value is another one: the other indexes are spared."""
    pairs = zip(LISTED, loaded.listed, strict=True)
    return [name for name, was in pairs if name in columns and columns[name] != was]


def _write_team(tx: Transaction, owner: Owner, old: rows.Team, new: rows.Team) -> None:
    rows.delete_team(tx, owner, old - new)
    rows.insert_team(tx, owner, new - old)
