"""A course of commands that takes a fresh quartier through the whole process, or where it ends.

Rule: the search reads what is missing and does it, step by step; the engine alone says whether
something is possible. A course that was found is a proof. Where none is found, the steps that could
not be passed are named with what stands against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workflow.core import commands as c
from workflow.core.decide.case import Target
from workflow.core.definition import (
    Approval,
    ApprovalKind,
    Condition,
    Field,
    FieldRef,
    GateCondition,
    ProcessDefinition,
    Step,
    StepMilestone,
)
from workflow.core.errors import Blocker, Reason
from workflow.core.gate import Check, CheckKind, Verdict, checks
from workflow.core.reads import reads
from workflow.core.state import Outcome, ProcessLife, StepStatus
from workflow.definitions.proof.entries import REASON
from workflow.definitions.proof.fulfilment import Fulfilment
from workflow.definitions.proof.run import COORDINATOR, MANAGER, TEAM, Deed, Run
from workflow.definitions.proof.wishes import EXAMPLE_FILE

MOST_TRIES = 12  # to satisfy one gate, whose conditions may undo each other
PAPER = "Vorlage 1"
NOTHING: Mapping[str, c.Entered] = {}
_SAID: Mapping[ApprovalKind, Outcome] = {
    ApprovalKind.DECISION: Outcome.APPROVED,
    ApprovalKind.OPINION: Outcome.GIVEN,
    ApprovalKind.NOTICE: Outcome.NOTED,
}
Named = TypeVar("Named", GateCondition, Approval)
_CLOSED = frozenset({StepStatus.PASSED, StepStatus.SKIPPED})


@dataclass(frozen=True, slots=True)
class Witness:
    """What was done, and, where the end was not reached, what stood against each open step."""

    deeds: tuple[Deed, ...]
    stuck: Mapping[str, tuple[Blocker, ...]]

    @property
    def is_complete(self) -> bool:
        """Whether the quartier was completed."""
        return not self.stuck


def find_witness(definition: ProcessDefinition, said: Mapping[str, c.Entered] = NOTHING) -> Witness:
    """Return a course through the process, complete or as far as it went.

    `said`: what is entered of the quartier at the start; what else has to be is chosen.
    First in the natural order. Where that ends, once more opening steps as early as possible: what
    opens a step may have to be filled in before another one is passed and locked.
    """
    natural = _walk(_Search(definition), said)
    if natural.is_complete:
        return natural
    eager = _walk(_Eager(definition), said)
    return eager if len(eager.stuck) < len(natural.stuck) else natural


def _walk(search: _Search, said: Mapping[str, c.Entered]) -> Witness:
    search.start(said)
    while search.advance():
        pass
    search.run.do(COORDINATOR, c.CompleteProcess())
    completed = search.run.state.instance.life is ProcessLife.COMPLETED
    return Witness(tuple(search.run.deeds), {} if completed else search.stuck())


class _Search:
    def __init__(self, definition: ProcessDefinition) -> None:
        self.definition = definition
        self.run = Run(definition)
        self._fulfilment = Fulfilment(self.run, self._reach)
        self._under_way: set[str] = set()

    def start(self, said: Mapping[str, c.Entered]) -> None:
        """Start the quartier with what is said of it, and what has to be."""
        profile = self._fulfilment.entries.profile(said)
        self.run.start(c.StartInstance(name="Beispiel", municipality=1, profile=profile, team=TEAM))

    def advance(self) -> bool:
        """Pass what can be passed and open what can be opened; return whether anything moved."""
        before = self._lives()
        for step in self.definition.steps:
            if self._status(step) not in _CLOSED:
                self._pass(step)
        return self._lives() != before

    def stuck(self) -> dict[str, tuple[Blocker, ...]]:
        """Return what stands against each step that is not closed."""
        open_steps = [step for step in self.definition.steps if self._status(step) not in _CLOSED]
        return {step: tuple(self._against(step)) for step in open_steps}

    def _lives(self) -> tuple[StepStatus, ...]:
        return tuple(self._status(step) for step in self.definition.steps)

    def _status(self, step: str) -> StepStatus:
        return self.run.state.instance.steps[step].status

    def _against(self, step: str) -> Iterator[Blocker]:
        if self._status(step) is StepStatus.WAITING:
            yield Blocker(reason=Reason.STEP_WAITING, holder=step)
            return
        yield from self._undecided(step)
        for check in checks(self.definition.steps[step], self.run.scope):
            if check.verdict is Verdict.MISSING and check.blocker is not None:
                yield from self._deeper(step, check, check.blocker)

    def _deeper(self, step: str, check: Check, blocker: Blocker) -> Iterator[Blocker]:
        """Yield why an item is still open, where that can be said; else that it is."""
        if check.kind is not CheckKind.ITEM or blocker.reason is not Reason.ITEM_OPEN:
            yield blocker
            return
        item = self.definition.steps[step].checklist[check.thing]
        found = self.run.against(item.role, c.CompleteItem, Target(step, item.id))
        yield from found or (blocker,)

    def _undecided(self, step: str) -> Iterator[Blocker]:
        request = self.run.state.step(step).request
        for approval in request.approvals if request else ():
            if request and approval not in request.decided:
                yield Blocker(reason=Reason.APPROVAL_NOT_YET, holder=step, thing=approval)

    def _reach(self, step: str, milestone: StepMilestone) -> None:
        """Open or pass a step that another one waits for; a step never waits for itself."""
        if step in self._under_way:
            return
        if milestone is StepMilestone.STARTED:
            self._open(step)
        else:
            self._pass(step)

    def _open(self, step: str) -> bool:
        condition = self.definition.steps[step].opens_when
        if self._status(step) is StepStatus.WAITING and condition is not None:
            self._under_way.add(step)
            if self._fulfilment.make(condition) and self._status(step) is StepStatus.WAITING:
                self.run.do("system", c.OpenSteps())
            self._under_way.discard(step)
        return self._status(step) is not StepStatus.WAITING

    def _pass(self, step: str) -> None:
        if step in self._under_way or not self._open(step):
            return
        self._under_way.add(step)
        if self._status(step) is StepStatus.ACTIVE and self._prepare(self.definition.steps[step]):
            self._ask(self.definition.steps[step])
        self._under_way.discard(step)

    # --- before a gate ---

    def _prepare(self, step: Step) -> bool:
        """Do what the gate asks for; return whether it can be requested."""
        for _ in range(MOST_TRIES):
            unmet = [check for check in checks(step, self.run.scope) if _wants_work(check)]
            done = len(self.run.deeds)
            for check in unmet:
                self._settle(step, check)
            if len(self.run.deeds) == done:
                break
        return not any(c.verdict is Verdict.MISSING for c in checks(step, self.run.scope))

    def _settle(self, step: Step, check: Check) -> None:
        match check.kind:
            case CheckKind.ITEM:
                self._fulfilment.finish(step.id, step.checklist[check.thing])
            case CheckKind.FIELD:
                self._fill(step, step.fields[check.thing])
            case CheckKind.REASON:
                command = c.RecordValues(holder=step.id, values={}, reasons={check.thing: REASON})
                self.run.do(MANAGER, command)
            case CheckKind.CONDITION:
                condition = _named(step.gate.conditions, check.thing)
                self._know(condition.applies_when)
                self._fulfilment.make(condition.condition)
            case CheckKind.APPROVAL:
                self._know(_named(step.gate.approvals, check.thing).applies_when)
            case CheckKind.OBLIGATION:
                return

    def _fill(self, step: Step, field: Field) -> None:
        self._know(field.applies_when)
        self._fulfilment.give(FieldRef(step.id, field.id))

    def _know(self, condition: Condition | None) -> None:
        if condition is not None:
            self._fulfilment.know(condition)

    # --- the gate ---

    def _ask(self, step: Step) -> None:
        exceptions = {
            check.thing: REASON
            for check in checks(step, self.run.scope)
            if check.verdict is Verdict.EXCEPTION
        }
        self.run.do(MANAGER, c.RequestGate(step=step.id, exceptions=exceptions))
        request = self.run.state.step(step.id).request
        if request is None:
            return
        for name, exception in request.exceptions.items():
            if exception.role:
                self.run.do(exception.role, c.GrantException(step=step.id, exception=name))
        for _ in step.gate.approvals:  # in any order: one that waits is asked again
            for approval in step.gate.approvals:
                self._decide(step, approval)

    def _decide(self, step: Step, approval: Approval) -> None:
        body = self.definition.bodies.get(approval.body)
        decision = c.Decision(on=self.run.today, paper=PAPER, document=EXAMPLE_FILE)
        outcome = _SAID[approval.kind]
        command = c.DecideApproval(
            step=step.id,
            approval=approval.id,
            outcome=outcome,
            text="Spricht dafür." if outcome is Outcome.GIVEN else "",
            decision=decision if body else None,
        )
        self.run.do(body.recorded_by if body else approval.role, command)


class _Eager(_Search):
    """Opens what can be opened before it passes anything."""

    _may_pass = True

    def advance(self) -> bool:
        """Open every step that opens without passing another one, then pass a single step."""
        before = self._lives()
        self._may_pass = False
        for step in self.definition.steps:
            self._open(step)
        self._may_pass = True
        for step in self.definition.steps:
            if self._status(step) not in _CLOSED:
                self._pass(step)
            if self._status(step) in _CLOSED and self._lives() != before:
                return True
        return self._lives() != before

    def _pass(self, step: str) -> None:
        if self._may_pass:
            super()._pass(step)

    def _prepare(self, step: Step) -> bool:
        """Also do what later gates ask of this step, before it is locked."""
        for later in self.definition.steps.values():
            if self._status(later.id) not in _CLOSED:
                for condition in later.gate.conditions:
                    if step.id in reads(condition.condition, self.definition).steps:
                        self._fulfilment.make(condition.condition)
        return super()._prepare(step)


def _named(things: Sequence[Named], name: str) -> Named:
    return next(thing for thing in things if thing.id == name)


def _wants_work(check: Check) -> bool:
    if check.verdict is Verdict.MISSING:
        return True
    return check.verdict is Verdict.EXCEPTION and check.kind is CheckKind.CONDITION
