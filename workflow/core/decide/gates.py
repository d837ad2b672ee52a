"""Deciding about requests: asking for a gate, taking the request back, exceptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core import policy
from workflow.core.conditions import Scope, calculated, holds
from workflow.core.decide.case import (
    Blockers,
    Case,
    Rule,
    Target,
    process_is_open,
    process_is_running,
)
from workflow.core.definition import Approval, ApprovalKind, Field, Step
from workflow.core.errors import Blocker, InputProblem, InvalidInput, NotFound, Problem, Reason
from workflow.core.gate import Check, CheckKind, Verdict, checks
from workflow.core.known import as_text
from workflow.core.lifecycle import StepMove, step_can
from workflow.core.proofs import proving_records
from workflow.core.revealing import shows_word
from workflow.core.state import (
    UNTOUCHED,
    Answer,
    ItemStatus,
    Outcome,
    Request,
    Sheet,
    SheetLine,
    SheetProof,
)
from workflow.core.text import MAX_REASON, optional_text, required_text, spoken


def _at_step(command: c.RequestGate | c.WithdrawRequest) -> Target:
    return Target(command.step)


def can_request(case: Case, target: Target) -> Blockers:
    """Yield everything that keeps a request back."""
    step = case.step(target.holder)
    yield from process_is_running(case)
    if not step_can(case.life(target.holder).status, StepMove.REQUEST):
        yield Blocker(reason=Reason.STEP_NOT_ACTIVE, holder=target.holder)
        return
    for check in checks(step, case.scope):
        if check.verdict is Verdict.MISSING and check.blocker is not None:
            yield check.blocker


def request(case: Case, command: c.RequestGate) -> Iterable[e.Event]:
    """Freeze the sheet and ask, with every exception named."""
    step = case.step(command.step)
    scope = case.scope
    found = checks(step, scope)
    reasons = _exceptions(case, command, found)
    approvals = [each for each in step.gate.approvals if _applies(each, scope)]
    # An opinion says nothing about an exception: only a decision can grant it.
    decided = any(each.kind is ApprovalKind.DECISION for each in approvals)
    yield e.GateRequested(
        step=command.step,
        round=case.life(command.step).round,
        sheet=sheet(case, step, found),
        approvals=tuple(each.id for each in approvals),
        exceptions={
            check.exception: _granted_by(step, check, decided=decided)
            for check in found
            if check.verdict is Verdict.EXCEPTION
        },
        words={f"exception:{name}": reason for name, reason in reasons.items()},
    )


def _applies(approval: Approval, scope: Scope) -> bool:
    """Return whether the request needs the approval; a notice that may apply stays in sight."""
    answer = holds(approval.applies_when, scope)
    may = answer is Answer.UNKNOWN and approval.kind is ApprovalKind.NOTICE
    return answer is Answer.YES or may


def _exceptions(case: Case, command: c.RequestGate, found: tuple[Check, ...]) -> dict[str, str]:
    """Return the exceptions the request needs with their reasons; raise for a missing one."""
    reasons: dict[str, str] = {}
    items = case.part(command.step).items
    problems: list[InputProblem] = []
    for check in found:
        if check.verdict is not Verdict.EXCEPTION:
            continue
        typed = command.exceptions.get(check.exception, "")
        if not typed and check.kind is CheckKind.ITEM:
            aside = items[check.thing].reason
            typed = aside if isinstance(aside, str) else ""
        try:
            name = check.exception
            reasons[name] = required_text(f"exception:{name}", typed)
        except InvalidInput as error:
            problems.extend(error.problems)
    needed = {check.exception for check in found if check.verdict is Verdict.EXCEPTION}
    problems.extend(
        InputProblem(name=f"exception:{name}", problem=Problem.UNKNOWN)
        for name in command.exceptions
        if name not in needed
    )
    if problems:
        raise InvalidInput(*problems)
    return reasons


def _granted_by(step: Step, check: Check, *, decided: bool) -> e.RequestedException:
    is_item = check.kind is CheckKind.ITEM
    named = (each.waived_by for each in step.gate.conditions if each.id == check.thing)
    role = "" if is_item else next(named, "")
    return e.RequestedException(
        is_item=is_item, role=role or ("" if decided else policy.COORDINATOR)
    )


def sheet(case: Case, step: Step, found: tuple[Check, ...]) -> Sheet:
    """Return what the request freezes: answers, and the event behind each value and proof."""
    lines = tuple(_line(case, step, check) for check in found if check.kind is CheckKind.CONDITION)
    part, scope = case.part(step.id), case.scope
    values = {name: part.values[name].seq for name in step.fields if name in part.values}
    proofs = {
        item.id: SheetProof(
            seq=state.seq,
            records=_record_seqs(case, proving_records(item, scope)),
        )
        for item in step.checklist.values()
        if (state := part.items.get(item.id, UNTOUCHED).on_day(scope.today)).status
        is not ItemStatus.OPEN
    }
    worked_out = {
        field.id: as_text(calculated(field, scope))
        for field in step.fields.values()
        if field.calculate is not None and not _shows_word(case, field)
    }
    return Sheet(
        lines=lines,
        values=values,
        proofs=proofs,
        calculated=worked_out,
        digest=_digest(values, proofs, worked_out),
    )


def _line(case: Case, step: Step, check: Check) -> SheetLine:
    """Return a condition with its answer; a word is not copied, so that it can be erased."""
    asked = next(each.condition for each in step.gate.conditions if each.id == check.thing)
    if shows_word(asked, case.definition):
        return SheetLine(condition=check.thing, answer=check.explained.answer)
    return SheetLine(
        condition=check.thing,
        answer=check.explained.answer,
        have=check.explained.have,
        need=check.explained.need,
    )


def _shows_word(case: Case, field: Field) -> bool:
    return field.is_word or shows_word(field.calculate, case.definition)


def _record_seqs(case: Case, keys: Iterable[str]) -> dict[str, int]:
    return {key: case.record(key).seq for key in keys}


def _digest(
    values: Mapping[str, int], proofs: Mapping[str, SheetProof], calculated: Mapping[str, str]
) -> str:
    """Return the digest of the sheet: a line for each thing, in the order of the alphabet."""
    lines = [f"value {name} {seq}" for name, seq in values.items()]
    lines += [f"calculated {name} {text}" for name, text in calculated.items()]
    for name, proof in proofs.items():
        lines.append(f"proof {name} {proof.seq}")
        lines += [f"record {name} {key} {seq}" for key, seq in proof.records.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def in_review(case: Case, step: str) -> Request | None:
    """Return the request under way, if there is one."""
    return case.part(step).request


def can_withdraw(case: Case, target: Target) -> Blockers:
    """Yield why nothing can be taken back."""
    yield from process_is_running(case)
    if in_review(case, target.holder) is None:
        yield Blocker(reason=Reason.NO_REQUEST, holder=target.holder)


def withdraw(case: Case, command: c.WithdrawRequest) -> Iterable[e.Event]:
    """Take the request back."""
    del case
    reason = optional_text("reason", command.reason, limit=MAX_REASON)
    yield e.RequestWithdrawn(step=command.step, words=spoken(reason=reason))


def can_grant(case: Case, target: Target) -> Blockers:
    """Yield why an exception can be neither granted nor refused."""
    yield from process_is_open(case)
    request = in_review(case, target.holder)
    if request is None:
        yield Blocker(reason=Reason.NO_REQUEST, holder=target.holder, thing=target.thing)
        return
    if target.thing not in request.exceptions:
        raise NotFound(f"{target.holder}.{target.thing}")
    exception = request.exceptions[target.thing]
    if not exception.role:
        yield Blocker(reason=Reason.EXCEPTION_BY_APPROVAL, holder=target.holder, thing=target.thing)
    elif exception.granted_on is not None:
        yield Blocker(reason=Reason.EXCEPTION_GRANTED, holder=target.holder, thing=target.thing)


def grant(case: Case, command: c.GrantException) -> Iterable[e.Event]:
    """Grant the exception."""
    request = in_review(case, command.step)
    changed = request.changed_seq if request else 0
    case.not_changed_since_seen(command.step, command.exception, changed)
    yield e.ExceptionGranted(step=command.step, exception=command.exception)


def is_granted(case: Case, command: c.GrantException) -> bool:
    """Return whether the exception is granted already."""
    request = in_review(case, command.step)
    exception = request.exceptions.get(command.exception) if request else None
    return exception is not None and exception.granted_on is not None


def refuse(case: Case, command: c.RefuseException) -> Iterable[e.Event]:
    """Send the request back, for without this exception it cannot be granted."""
    request = in_review(case, command.step)
    changed = request.changed_seq if request else 0
    case.not_changed_since_seen(command.step, command.exception, changed)
    yield e.GateReturned(
        step=command.step,
        approval="",
        outcome=Outcome.RETURNED,
        exception=command.exception,
        words=spoken(text=required_text("reason", command.reason)),
    )


RULES = {
    c.RequestGate: Rule(target=_at_step, guard=can_request, events=request),
    c.WithdrawRequest: Rule(target=_at_step, guard=can_withdraw, events=withdraw),
    c.GrantException: Rule(
        target=lambda x: Target(x.step, x.exception),
        guard=can_grant,
        events=grant,
        already=is_granted,
    ),
    c.RefuseException: Rule(
        target=lambda x: Target(x.step, x.exception), guard=can_grant, events=refuse
    ),
}
