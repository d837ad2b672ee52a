"""Everything a gate asks for, with its answer: one list for the engine and for the page.

Rule: `decide` refuses a request for exactly the checks that this list shows as missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflow.core import policy, proofs
from workflow.core.conditions import (
    Explained,
    Scope,
    explain,
    field_value,
    holds,
    is_settled,
)
from workflow.core.definition import (
    ApprovalKind,
    ChecklistItem,
    Field,
    FieldRef,
    GateCondition,
    Step,
    Strength,
)
from workflow.core.errors import Blocker, Reason
from workflow.core.state import UNTOUCHED, Answer, ItemState, ItemStatus
from workflow.core.values import is_unusual

_ITEM = "item:"  # before the id of an item where a request names an exception


class CheckKind(StrEnum):
    """What is checked."""

    ITEM = "item"
    FIELD = "field"
    REASON = "reason"  # a value outside the usual range
    CONDITION = "condition"
    OBLIGATION = "obligation"
    APPROVAL = "approval"  # whether it applies is not known yet


class Verdict(StrEnum):
    """What a check means for the request."""

    MET = "met"
    MISSING = "missing"  # no request
    EXCEPTION = "exception"  # a request names it, with a reason
    ADVICE = "advice"  # not met, shown only


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing a gate asks for. `blocker` is set unless it is met."""

    kind: CheckKind
    thing: str
    verdict: Verdict
    explained: Explained
    blocker: Blocker | None = None

    @property
    def exception(self) -> str:
        """How a request names it as an exception; an item and a condition may share an id."""
        return item_exception(self.thing) if self.kind is CheckKind.ITEM else self.thing


def item_exception(item: str) -> str:
    """Return the name of the exception for a required item that is set aside."""
    return f"{_ITEM}{item}"


def excepted_item(exception: str) -> str:
    """Return the item that an exception sets aside; "" where it is a condition."""
    return exception.removeprefix(_ITEM) if exception.startswith(_ITEM) else ""


def checks(step: Step, scope: Scope) -> tuple[Check, ...]:
    """Return everything the step's gate asks for, in the order of the definition."""
    return (
        *_items(step, scope),
        *_fields(step, scope),
        *_obligations(scope),
        *_conditions(step, scope),
        *_approvals(step, scope),
    )


_YES = Explained(Answer.YES)
_NO = Explained(Answer.NO)


def _items(step: Step, scope: Scope) -> Iterator[Check]:
    states = scope.state.step(step.id).items
    for item in step.checklist.values():
        if not item.required or (applies := holds(item.applies_when, scope)) is Answer.NO:
            continue
        state = states.get(item.id, UNTOUCHED)
        blocker = _item_blocker(step, item, state, applies, scope)
        if blocker is None and state.status is ItemStatus.NOT_APPLICABLE:
            named = _blocker(step, item, scope, Reason.ITEM_NOT_APPLICABLE)
            yield Check(
                kind=CheckKind.ITEM,
                thing=item.id,
                verdict=Verdict.EXCEPTION,
                explained=_NO,
                blocker=named,
            )
        else:
            yield _check(CheckKind.ITEM, item.id, blocker)


def _check(kind: CheckKind, thing: str, blocker: Blocker | None) -> Check:
    verdict = Verdict.MISSING if blocker else Verdict.MET
    explained = _NO if blocker else _YES
    return Check(kind=kind, thing=thing, verdict=verdict, explained=explained, blocker=blocker)


def _item_blocker(
    step: Step, item: ChecklistItem, state: ItemState, applies: Answer, scope: Scope
) -> Blocker | None:
    if applies is Answer.UNKNOWN:
        return _blocker(step, item, scope, Reason.DEPENDS)
    if not is_settled(state, scope.today):
        return _blocker(step, item, scope, Reason.ITEM_OPEN)
    if state.status is ItemStatus.NOT_APPLICABLE:
        return None
    for proof in proofs.missing(item, step.id, proofs.shown(state), scope):
        have, need = proofs.have_and_need(proof, step.id, scope)
        return _blocker(step, item, scope, Reason.PROOF_MISSING, have, need)
    return None


def _blocker(  # noqa: PLR0917
    step: Step, item: ChecklistItem, scope: Scope, reason: Reason, have: str = "", need: str = ""
) -> Blocker:
    return Blocker(
        reason=reason,
        holder=step.id,
        thing=item.id,
        have=have,
        need=need,
        roles=policy.who_acts_as(scope.definition, item.role),
        person=scope.state.step(step.id).items.get(item.id, UNTOUCHED).assigned,
    )


def _fields(step: Step, scope: Scope) -> Iterator[Check]:
    for field in step.fields.values():
        value = field_value(FieldRef(step.id, field.id), scope)
        applies = holds(field.applies_when, scope)
        if applies is Answer.NO:
            continue
        if field.required:
            yield _check(
                CheckKind.FIELD,
                field.id,
                _field_blocker(step, field, applies, filled=value is not None),
            )
        if value is not None and is_unusual(value, field, step.id, scope):
            recorded = scope.state.step(step.id).values.get(field.id)
            reasoned = recorded is not None and recorded.reason is not None
            blocker = None if reasoned else _about_field(step, field, Reason.REASON_MISSING)
            yield _check(CheckKind.REASON, field.id, blocker)


def _field_blocker(step: Step, field: Field, applies: Answer, *, filled: bool) -> Blocker | None:
    if applies is Answer.UNKNOWN:
        return _about_field(step, field, Reason.DEPENDS)
    return None if filled else _about_field(step, field, Reason.FIELD_EMPTY)


def _about_field(step: Step, field: Field, reason: Reason) -> Blocker:
    roles = (policy.DEVELOPER, policy.MANAGER, policy.COORDINATOR)
    return Blocker(reason=reason, holder=step.id, thing=field.id, roles=roles)


def _obligations(scope: Scope) -> Iterator[Check]:
    for number, duty in scope.state.instance.obligations.items():
        overdue = duty.fulfilled_on is None and duty.due < scope.today
        if overdue:
            blocker = Blocker(
                reason=Reason.OBLIGATION_OVERDUE,
                holder=duty.step,
                thing=number,
                need=duty.due.isoformat(),
                roles=policy.who_acts_as(scope.definition, duty.role),
            )
            yield _check(CheckKind.OBLIGATION, number, blocker)


def _conditions(step: Step, scope: Scope) -> Iterator[Check]:
    for condition in step.gate.conditions:
        applies = holds(condition.applies_when, scope)
        if applies is Answer.NO:
            continue
        yield _condition(step, condition, applies, scope)


def _condition(step: Step, condition: GateCondition, applies: Answer, scope: Scope) -> Check:
    explained = explain(condition.condition, scope)
    if applies is Answer.YES and explained.answer is Answer.YES:
        verdict, blocker = Verdict.MET, None
    else:
        depends = applies is Answer.UNKNOWN
        verdict = _VERDICTS[condition.strength]
        blocker = Blocker(
            reason=Reason.DEPENDS if depends else Reason.CONDITION_NOT_MET,
            holder=step.id,
            thing=condition.id,
            have=explained.have,
            need=explained.need,
            roles=(policy.DEVELOPER, policy.MANAGER, policy.COORDINATOR),
        )
    return Check(
        kind=CheckKind.CONDITION,
        thing=condition.id,
        verdict=verdict,
        explained=explained,
        blocker=blocker,
    )


_VERDICTS = {
    Strength.MANDATORY: Verdict.MISSING,
    Strength.WAIVABLE: Verdict.EXCEPTION,
    Strength.ADVICE: Verdict.ADVICE,
}


def _approvals(step: Step, scope: Scope) -> Iterator[Check]:
    for approval in step.gate.approvals:
        unknown = holds(approval.applies_when, scope) is Answer.UNKNOWN
        if unknown and approval.kind is not ApprovalKind.NOTICE:
            blocker = Blocker(reason=Reason.DEPENDS, holder=step.id, thing=approval.id)
            yield _check(CheckKind.APPROVAL, approval.id, blocker)
