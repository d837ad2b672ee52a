"""What the rows of a quartier hold: from parts of the state to columns.

Rule (law L5): each follows from the definition and the state alone. No column holds a *now*.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from workflow.core.definition import ProcessDefinition
from workflow.core.state import (
    InstancePart,
    Level,
    Move,
    ProcessLife,
    ProcessState,
    Record,
    StepStatus,
)
from workflow.core.tasks import Task, TaskKind, progress
from workflow.storage import codec, rows
from workflow.storage.loading import Counts, Summary

QUIET_DAYS = 14  # so long nothing may happen before a quartier deserves a look
CLOSED = frozenset({StepStatus.PASSED, StepStatus.SKIPPED})

NOTHING = Counts(None, None, 0, 0)
_UNDER_WAY = frozenset({ProcessLife.RUNNING, ProcessLife.PAUSED})

RecordKey = tuple[str, int]


def records_of(state: ProcessState) -> dict[RecordKey, Record]:
    """Return every record that is there, by register and number."""
    return {
        (register, number): each
        for register, found in state.records.items()
        for number, each in found.items()
    }


def counts_of(tasks: Collection[Task]) -> Counts:
    """Return what open work comes to."""
    kinds = [task.kind for task in tasks]
    due = min((task.due for task in tasks if task.due), default=None)
    required = min((task.due for task in tasks if task.due and task.required), default=None)
    return Counts(
        next_due=codec.day(due),
        required_due=codec.day(required),
        exceptions=kinds.count(TaskKind.EXCEPTION),
        approvals=kinds.count(TaskKind.APPROVAL),
    )


def summary_of(definition: ProcessDefinition, state: ProcessState, step: str) -> codec.HowFar:
    """Return how far a step is (`codec.HowFar`)."""
    part = state.step(step)
    settled = progress(definition, state.instance, step, part)
    status = state.instance.steps[step].status
    turn = part.request if status is StepStatus.IN_REVIEW else None
    back = part.returned if status is StepStatus.ACTIVE else None
    since, by = (turn.on, turn.by) if turn else (back.on, back.by) if back else (None, 0)
    return status.value, settled.done, settled.total, part.returned is not None, since, by


def team_of(instance: InstancePart) -> rows.Team:
    """Return who works in the quartier."""
    return frozenset((member.account, member.role, member.since) for member in instance.team)


def step_columns(state: ProcessState, step: str, summary: codec.HowFar) -> rows.Columns:
    """Return the row of a step."""
    status, done, total, *_ = summary
    part = codec.encode_step(state.step(step))
    return {"part": part, "status": status, "done": done, "total": total}


def record_columns(record: Record) -> rows.Columns:
    """Return the row of a record."""
    return {"part": codec.encode_record(record), "archived": int(record.archived is not None)}


def move_columns(move: Move) -> rows.Columns:
    """Return the row of a move to another version."""
    return {"part": codec.encode_move(move)}


def instance_columns(
    definition: ProcessDefinition, state: ProcessState, summary: Summary, counts: Counts
) -> rows.Columns:
    """Return the row of a quartier."""
    moving = moving_columns(state, summary, counts)
    return {**moving, **lasting_columns(definition, state.instance, summary)}


def moving_columns(state: ProcessState, summary: Summary, counts: Counts) -> rows.Columns:
    """Return what any command can change: how far everything is, and what is due when."""
    assert state.last_at is not None  # noqa: S101 - it has at least one event
    return {
        "steps": codec.encode_summary(summary),
        "last_activity_at": codec.instant(state.last_at),
        "moved_on": codec.day(state.moved_on),
        "next_due": counts.next_due,
        "required_due": counts.required_due,
        "urgent_at": _urgent(state, summary, counts) or codec.NEVER,
        "open_exceptions": counts.exceptions,
        "open_approvals": counts.approvals,
    }


def lasting_columns(
    definition: ProcessDefinition, instance: InstancePart, summary: Summary
) -> rows.Columns:
    """Return what changes only with the quartier's own part, which every move of a step is in."""
    situation = instance.situation
    judged = situation.on if situation else instance.started_on
    statuses = [life.status for life in instance.steps.values()]
    return {
        "definition": instance.definition,
        "part": codec.encode_instance(instance),
        "name": codec.word_column(instance.name),
        "name_key": codec.folded(instance.name) if isinstance(instance.name, str) else "",
        "life": instance.life.value,
        "round": instance.round,
        "phase": _phase(definition, instance),
        "situation": situation.level.value if situation else None,
        "situation_on": codec.day(situation.on) if situation else None,
        "judged_on": codec.day(judged) if instance.life in _UNDER_WAY else None,
        "requested_on": _since(instance, summary, StepStatus.IN_REVIEW),
        "returned_on": _since(instance, summary, StepStatus.ACTIVE),
        "open_requests": statuses.count(StepStatus.IN_REVIEW),
        "open_obligations": sum(not each.fulfilled_on for each in instance.obligations.values()),
    }


def _since(instance: InstancePart, summary: Summary, status: StepStatus) -> str | None:
    """Return since when a step waits for a decision, or has come back; None: none, or it is closed."""
    if instance.life not in _UNDER_WAY:
        return None
    days = (since for at, _, _, _, since, _ in summary.values() if at == status.value)
    return codec.day(min(filter(None, days), default=None))


def _phase(definition: ProcessDefinition, instance: InstancePart) -> str | None:
    """Return the phase of the first step that is neither passed nor skipped."""
    for step, each in definition.steps.items():
        life = instance.steps.get(step)
        if life is not None and life.status not in CLOSED:
            return each.phase
    return None


def _urgent(state: ProcessState, summary: Summary, counts: Counts) -> str | None:
    """Return the day from which the quartier deserves a look; None: never, it is closed.

    Whoever waits for a decision, or judges the Lage as critical, calls for one from that day on.
    """
    instance = state.instance
    if instance.pause is not None:
        return codec.day(instance.pause.until)
    if instance.life is not ProcessLife.RUNNING or state.last_at is None:
        return None
    situation = instance.situation
    days = (
        codec.day(codec.berlin_day(state.last_at) + timedelta(days=QUIET_DAYS)),
        codec.day(situation.on) if situation and situation.level is Level.CRITICAL else None,
        counts.next_due,
        _since(instance, summary, StepStatus.IN_REVIEW),
        _since(instance, summary, StepStatus.ACTIVE),
    )
    return min(filter(None, days))
