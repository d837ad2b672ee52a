"""Where a stuck quartier hangs, and whose turn it is.

Rule: pure finding in what the list has read; the words for it are made in `stuck`, but for names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.language import say, spoken
from web.presenters.around import DECISIONS, Around
from workflow.core.definition import Approval, ProcessDefinition
from workflow.core.policy import COORDINATOR, MANAGER
from workflow.core.sentences import role_name
from workflow.core.sentences.language import one_of_words
from workflow.core.state import StepStatus
from workflow.core.tasks import TaskKind
from workflow.storage.queries import InstanceRow, Member, OpenWork, Reason, StepSummary, Stuck

_DATED = {Reason.LATE_DECISION: StepStatus.IN_REVIEW, Reason.RETURNED: StepStatus.ACTIVE}
_OWED = frozenset({Reason.LATE_DECISION, Reason.OVERDUE})
_REMINDED = DECISIONS | {TaskKind.ITEM, TaskKind.OBLIGATION}
_UNDER_WAY = (StepStatus.ACTIVE, StepStatus.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Case:
    """One quartier that is stuck, and what is known around it."""

    stuck: Stuck
    around: Around

    @property
    def reason(self) -> Reason:
        """Why it is stuck."""
        return self.stuck.reason

    @property
    def quarter(self) -> InstanceRow:
        """The quartier."""
        return self.stuck.row

    @property
    def definition(self) -> ProcessDefinition:
        """What it follows."""
        return self.around.definition(self.quarter)

    @property
    def late(self) -> int:
        """How much that is required is overdue."""
        return sum(self.around.overdue(self.quarter).values())

    def step(self) -> StepSummary | None:
        """Return the step it hangs in: that of the reason, else the first that is under way."""
        steps = self.quarter.steps
        if self.reason in _DATED:
            dated = [s for s in steps if s.status is _DATED[self.reason] and s.since]
            return min(dated, key=lambda each: each.since or self.around.today, default=None)
        owed = self.owed()
        if owed is not None and self.reason in (Reason.OVERDUE, Reason.CRITICAL):
            return next((each for each in steps if each.step == owed.holder), None)
        return next((each for each in steps if each.status in _UNDER_WAY), None)

    @property
    def number(self) -> int:
        """Which of the steps that is, counted from 1; 0: none."""
        step = self.step()
        return list(self.definition.steps).index(step.step) + 1 if step else 0

    def owed(self) -> OpenWork | None:
        """Return the required work that is overdue for the longest time."""
        work = self.around.work.get(self.quarter.id, ())
        return next((each for each in work if each.kind not in DECISIONS), None)

    # --- the decision that is asked for ---

    def decision(self) -> OpenWork | None:
        """Return the work that waits for a decision in the step it hangs in."""
        step, work = self.step(), self.around.work.get(self.quarter.id, ())
        asked = (each for each in work if each.kind in DECISIONS)
        return next((each for each in asked if step and each.holder == step.step), None)

    def approval(self) -> Approval | None:
        """Return the approval that is due now; None: there is none, or an exception comes first."""
        decision = self.decision()
        if decision is None or decision.kind is not TaskKind.APPROVAL:
            return None
        approvals = self.definition.steps[decision.holder].gate.approvals
        return next((each for each in approvals if each.id == decision.thing), None)

    def may_decide(self) -> bool:
        """Whether the reader may decide: nobody does on their own request, but may record a body's."""
        step, approval = self.step(), self.approval()
        own = step is not None and step.by == self.around.reach.account
        return not own or (approval is not None and bool(approval.body))

    def waited_for(self) -> OpenWork | None:
        """Return what others owe here and can be reminded of; None: nothing, or it is the reader's."""
        owed = self.decision() if self.reason is Reason.LATE_DECISION else self.owed()
        if self.reason not in _OWED or owed is None or self.is_up_to_me():
            return None
        gone = owed.person is not None and owed.person not in {a.account for a in self.actors()}
        return None if owed.kind not in _REMINDED or gone else owed

    # --- whose turn ---

    def is_up_to_me(self) -> bool:
        """Whether the reader is among those who are to act."""
        return any(each.account == self.around.reach.account for each in self.actors())

    def actors(self) -> Sequence[Member]:
        """Return who is to act."""
        if self.reason is not Reason.LATE_DECISION:
            return self._owing()
        found = self.around.holders(self.quarter, COORDINATOR)
        me = self.around.reach.account
        return [each for each in found if each.account != me or self.may_decide()]

    def _owing(self) -> Sequence[Member]:
        owed = self.owed() if self.reason is Reason.OVERDUE else None
        team = self.around.teams.quartiere.get(self.quarter.id, ())
        given = [each for each in team if owed and each.account == owed.person]
        return given[:1] or self.around.holders(self.quarter, self._role())

    def _role(self) -> str:
        """Return the role that is to act: who owes it, who leads the step, for the Lage the quartier."""
        owed, step = self.owed(), self.step()
        if self.reason in (Reason.LATE_DECISION, Reason.UNLED):
            return COORDINATOR
        if self.reason is Reason.OVERDUE and owed is not None:
            return owed.role
        if step is None or self.reason in (Reason.CRITICAL, Reason.OLD_SITUATION):
            return MANAGER
        return self.definition.steps[step.step].lead

    def turn(self) -> str:
        """Return whose turn it is, by name."""
        me = self.around.reach.account
        found = sorted(self.actors(), key=lambda each: each.account != me)
        names = [say("Sie") if each.account == me else each.name for each in found]
        said = one_of_words(list(dict.fromkeys(names)), spoken())
        if not said:
            role = role_name(self._role(), self.definition, spoken())
            said = say("{role} (unbesetzt)", role=role)
        return say("am Zug: {names}", names=said)
