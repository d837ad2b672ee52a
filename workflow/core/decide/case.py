"""What a decision is about: the case, its target, and the blockers that many commands share.

Rule: a guard yields blockers and looks only at case and target, never at what was typed, so that
`decide` and `available_actions` ask the very same guard (law L4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workflow.core.commands import Actor, Context
from workflow.core.conditions import Scope
from workflow.core.definition import ChecklistItem, ProcessDefinition, Register, Step
from workflow.core.errors import Blocker, ConflictingChange, NotFound, Reason
from workflow.core.events import Event
from workflow.core.state import (
    InstancePart,
    ProcessLife,
    ProcessState,
    Record,
    StepLife,
    StepPart,
    StepStatus,
    split_key,
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a command is aimed at: a step, a record or nothing; and a thing there."""

    holder: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A definition, a state and what arrived with the command."""

    definition: ProcessDefinition
    state: ProcessState
    context: Context

    @property
    def instance(self) -> InstancePart:
        """Return the life of the process."""
        return self.state.instance

    @property
    def actor(self) -> Actor:
        """Return who acts."""
        return self.context.actor

    @property
    def scope(self) -> Scope:
        """Return where conditions are asked."""
        return Scope(self.definition, self.state, self.context.today)

    def step(self, step: str) -> Step:
        """Return the step's definition; raise NotFound if there is none."""
        if step not in self.definition.steps or step not in self.instance.steps:
            raise NotFound(step)
        return self.definition.steps[step]

    def life(self, step: str) -> StepLife:
        """Return where the step stands; raise NotFound if there is none."""
        self.step(step)
        return self.instance.steps[step]

    def part(self, step: str) -> StepPart:
        """Return the work in the step; raise NotFound if there is none."""
        self.step(step)
        return self.state.step(step)

    def register(self, register: str) -> Register:
        """Return the register's definition; raise NotFound if there is none."""
        if register not in self.definition.registers:
            raise NotFound(register)
        return self.definition.registers[register]

    def record(self, holder: str) -> Record:
        """Return the record a holder names; raise NotFound if there is none."""
        key = split_key(holder)
        if key is None:
            raise NotFound(holder)
        self.register(key[0])
        record = self.state.record(*key)
        if record is None:
            raise NotFound(holder)
        return record

    def item(self, holder: str, item: str) -> ChecklistItem:
        """Return an item's definition; raise NotFound if there is none."""
        key = split_key(holder)
        checklist = self.register(key[0]).checklist if key else self.step(holder).checklist
        if item not in checklist:
            raise NotFound(f"{holder}.{item}")
        return checklist[item]

    def not_changed_since_seen(self, holder: str, thing: str, seq: int) -> None:
        """Raise ConflictingChange if the thing is newer than what was shown."""
        seen = self.context.seen
        if seen is not None and seq > seen:
            raise ConflictingChange(holder, thing, seq)


Blockers = Iterator[Blocker]
Guard = Callable[[Case, Target], Blockers]
# What a handler takes is one member of the closed union; the table pairs them.
Handler = Callable[[Case, Any], Iterable[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one command is decided: its target, its guard, its events."""

    target: Callable[[Any], Target]
    guard: Guard
    events: Handler
    # Already true: nothing happens (law L7).
    already: Callable[[Case, Any], bool] = lambda _case, _command: False
    # The definition that holds afterwards: what follows is asked under it.
    under: Callable[[Case, Any], ProcessDefinition] = lambda case, _command: case.definition


def nothing(case: Case, target: Target) -> Blockers:
    """Yield no blocker."""
    del case, target
    return iter(())


def process_is_running(case: Case) -> Blockers:
    """Yield what keeps work back: a pause or the end."""
    if case.instance.life is ProcessLife.PAUSED:
        yield Blocker(reason=Reason.PROCESS_NOT_RUNNING, roles=("coordinator",))
    yield from process_is_open(case)


def process_is_open(case: Case) -> Blockers:
    """Yield what keeps everything back but reading and comments: the end."""
    if case.instance.life in (ProcessLife.COMPLETED, ProcessLife.ABANDONED):
        yield Blocker(reason=Reason.PROCESS_CLOSED, roles=("coordinator",))


def step_is_workable(case: Case, step: str, item: str = "") -> Blockers:
    """Yield what keeps items and fields of a step back; an item that is owed since is workable."""
    status = case.life(step).status
    if status is StepStatus.WAITING:
        yield Blocker(reason=Reason.STEP_WAITING, holder=step)
    elif status is StepStatus.IN_REVIEW:
        yield Blocker(reason=Reason.LOCKED_IN_REVIEW, holder=step, roles=("manager", "coordinator"))
    elif status is StepStatus.SKIPPED or (
        status is StepStatus.PASSED
        and not case.step(step).ongoing
        and not case.part(step).added.get(item)
    ):
        yield Blocker(reason=Reason.STEP_NOT_WORKABLE, holder=step, roles=("coordinator",))


def record_is_alive(case: Case, holder: str) -> Blockers:
    """Yield what keeps a record back: it is archived."""
    if case.record(holder).archived is not None:
        yield Blocker(reason=Reason.RECORD_ARCHIVED, holder=holder)
