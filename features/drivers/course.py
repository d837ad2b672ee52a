"""A quartier that walks by itself through a definition that ships.

Rule: what it does is the course that proves the definition; whether it may, the engine says each
time. Nobody's hands are needed for the five hundred steps before the one a scenario is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workflow.core import commands as c
from workflow.core.decide.case import Target
from workflow.core.definition import Approval, ApprovalKind, ProcessDefinition
from workflow.core.errors import Blocker, Reason
from workflow.core.state import ItemState, ItemStatus, Outcome, StepStatus
from workflow.definitions.catalogue import find, shipped
from workflow.definitions.proof.run import COORDINATOR, MANAGER, Deed, Run
from workflow.definitions.proof.wishes import EXAMPLE_FILE
from workflow.definitions.proof.witness import find_witness

OUTCOMES = {
    ApprovalKind.DECISION: Outcome.APPROVED,
    ApprovalKind.OPINION: Outcome.GIVEN,
    ApprovalKind.NOTICE: Outcome.NOTED,
}
SAID = {"ja": "true", "nein": "false"}


class Course:
    """One quartier under way. `carrier`: who carries the process, where a definition asks.

    `left_out`: items that nobody completes, each with its step.
    """

    def __init__(self, name: str, carrier: str = "") -> None:
        self.definition, deeds = _proved(name, carrier)
        self.run = Run(self.definition)
        self.left_out: set[tuple[str, str]] = set()
        self._deeds = iter(deeds)

    def status(self, step: str) -> StepStatus:
        """Return how a step stands."""
        return self.run.state.instance.steps[step].status

    def reach(self, step: str) -> None:
        """Do all that is needed so that the gate of a step can be asked for, and pass the others."""
        for deed in self._deeds:
            command = deed.command
            if isinstance(command, c.RequestGate):
                if command.step == step:
                    return
                self._carry_out(deed)
                assert list(self.turns(command.step)) or self.status(command.step) in _PASSED
            elif not isinstance(command, c.DecideApproval):
                self._carry_out(deed)
        raise AssertionError(step)

    def missing(self, step: str) -> tuple[Blocker, ...]:
        """Return why the gate of a step cannot be asked for."""
        return self.run.against(MANAGER, c.RequestGate, Target(step))

    def enter(self, step: str, field: str, value: str) -> bool:
        """Enter a value; return whether it was taken."""
        values = {field: SAID.get(value, value)}
        return self.run.do(COORDINATOR, c.RecordValues(holder=step, values=values))

    def applies(self, step: str, item: str) -> bool:
        """Return whether an item is asked for here."""
        role = self.definition.steps[step].checklist[item].role
        against = self.run.against(role, c.CompleteItem, Target(step, item))
        return all(each.reason is not Reason.DOES_NOT_APPLY for each in against)

    def ask(self, step: str) -> bool:
        """Ask for the gate of a step; return whether that was possible."""
        return self.run.do(MANAGER, c.RequestGate(step=step))

    def turns(self, step: str) -> Iterator[tuple[Approval, ...]]:
        """Let everybody say yes; yields who was able to at the same time, one turn after another."""
        while able := tuple(self._able(step)):
            for approval in able:
                assert self._decide(step, approval), approval.id
            yield able

    def is_done(self, step: str, item: str) -> bool:
        """Return whether somebody has completed an item."""
        known = self.run.state.step(step).items.get(item, ItemState())
        return known.status is ItemStatus.DONE

    def _carry_out(self, deed: Deed) -> None:
        self.run.wait_until(deed.on)
        command = deed.command
        if isinstance(command, c.StartInstance):
            self.run.start(command)
        elif not self._is_left_out(command):
            self.run.do(deed.role, command)

    def _is_left_out(self, command: c.Command) -> bool:
        if not isinstance(command, c.CompleteItem):
            return False
        return (command.holder, command.item) in self.left_out

    def _able(self, step: str) -> Iterator[Approval]:
        part = self.run.state.step(step)
        request = part.request or part.passed  # a notice may follow
        for approval in self.definition.steps[step].gate.approvals:
            if request and approval.id in request.approvals and approval.id not in request.decided:
                target = Target(step, approval.id)
                if not self.run.against(self._who(approval), c.DecideApproval, target):
                    yield approval

    def _who(self, approval: Approval) -> str:
        body = self.definition.bodies.get(approval.body)
        return body.recorded_by if body else approval.role

    def _decide(self, step: str, approval: Approval) -> bool:
        outcome = OUTCOMES[approval.kind]
        decision = c.Decision(on=self.run.today, paper="Vorlage 1", document=EXAMPLE_FILE)
        command = c.DecideApproval(
            step=step,
            approval=approval.id,
            outcome=outcome,
            text="Spricht dafür." if outcome is Outcome.GIVEN else "",
            decision=decision if approval.body else None,
        )
        return self.run.do(self._who(approval), command)


_PASSED = (StepStatus.PASSED, StepStatus.SKIPPED)


@cache
def _proved(name: str, carrier: str) -> tuple[ProcessDefinition, tuple[Deed, ...]]:
    definition = find(name, shipped())
    witness = find_witness(definition, {"traegertyp": carrier} if carrier else {})
    assert witness.is_complete, name
    return definition, witness.deeds
