"""The work that a move brings: what is to be done now and was not before.

Rule: looked up in the quartier as the move leaves it: what does not apply there is no work.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.core.conditions import Scope, holds
from workflow.core.definition import ChecklistItem, Field
from workflow.core.moving.mapping import Thing, VersionMap, things
from workflow.core.moving.places import home_of, item_path
from workflow.core.moving.plan import new_required
from workflow.core.state import Answer, StepStatus
from workflow.core.tasks import TaskKind, record_tasks


def new_items(versions: VersionMap, now: Scope) -> Iterator[str]:
    """Yield the path of each new required item of a step that stays, where it applies."""
    known = things(versions.after)
    for path in new_required(versions):
        item = known[path]
        if isinstance(item, ChecklistItem) and holds(item.applies_when, now) is not Answer.NO:
            yield path


def new_fields(versions: VersionMap, now: Scope) -> Iterator[str]:
    """Yield the path of each new field of a step that stays and has it filled, where it applies."""
    known, new = things(versions.after), set(versions.new)
    for path in versions.new:
        field = known[path]
        if not isinstance(field, Field) or home_of(path) in new:
            continue
        asked = field.required and field.calculate is None and path.startswith("steps.")
        if asked and holds(field.applies_when, now) is not Answer.NO:
            yield path


def new_items_of_records(versions: VersionMap, now: Scope) -> int:
    """Return how many required items the entries have that are new or were not required."""
    known, former = things(versions.before), versions.inverse().kept
    old = {to: known[at] for to, at in former.items()}
    return sum(
        task.required and not _was_required(old.get(item_path(task.holder, task.thing)))
        for records in now.state.records.values()
        for record in records.values()
        for task in record_tasks(versions.after, now.state.instance, record)
        if task.kind is TaskKind.ITEM
    )


def _was_required(thing: Thing | None) -> bool:
    return isinstance(thing, ChecklistItem) and thing.required


def opened_steps(versions: VersionMap, was: Scope, now: Scope) -> Iterator[str]:
    """Yield each step (its id before) that has waited and opens because of the move."""
    places, lives = versions.places, now.state.instance.steps
    for step, life in was.state.instance.steps.items():
        to = places.step(step)
        waited = life.status is StepStatus.WAITING
        if waited and to is not None and lives[to].status is StepStatus.ACTIVE:
            yield step
