"""What events about gates, approvals and obligations do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve.words import named, optional, said
from workflow.core.state import (
    ApprovalState,
    ExceptionState,
    Obligation,
    ProcessState,
    Request,
    Returned,
    StepLife,
    StepPart,
    StepStatus,
    Word,
)


def with_status(
    state: ProcessState,
    step: str,
    status: StepStatus,
    *,
    closed_on: date | None = None,
    reason: Word | None = None,
) -> ProcessState:
    """Return the state with the step in another status."""
    life = state.instance.steps[step]
    changed = replace(life, status=status, closed_on=closed_on, reason=reason)
    return with_life(state, step, changed)


def with_life(state: ProcessState, step: str, life: StepLife) -> ProcessState:
    """Return the state with another life for the step."""
    steps = {**state.instance.steps, step: life}
    return state.with_instance(replace(state.instance, steps=steps))


def requested(state: ProcessState, recorded: Recorded, event: e.GateRequested) -> ProcessState:
    """Freeze the sheet; the step is in review."""
    exceptions = {
        name: ExceptionState(
            is_item=asked.is_item,
            role=asked.role,
            reason=said(event.words, f"exception:{name}"),
        )
        for name, asked in event.exceptions.items()
    }
    request = Request(
        seq=recorded.seq,
        by=recorded.by,
        on=recorded.on,
        round=event.round,
        sheet=event.sheet,
        approvals=event.approvals,
        exceptions=exceptions,
        changed_seq=recorded.seq,
    )
    before = state.step(event.step)
    part = replace(before, request=request, returned=None, requests=before.requests + 1)
    return with_status(state.with_step(event.step, part), event.step, StepStatus.IN_REVIEW)


def withdrawn(state: ProcessState, recorded: Recorded, event: e.RequestWithdrawn) -> ProcessState:
    """Back to work; the approvals of this request are void."""
    del recorded
    part = replace(state.step(event.step), request=None)
    return with_status(state.with_step(event.step, part), event.step, StepStatus.ACTIVE)


def exception_granted(
    state: ProcessState, recorded: Recorded, event: e.ExceptionGranted
) -> ProcessState:
    """Note who granted the exception."""
    part = state.step(event.step)
    if part.request is None:
        return state
    granted = replace(
        part.request.exceptions[event.exception], granted_by=recorded.by, granted_on=recorded.on
    )
    exceptions = {**part.request.exceptions, event.exception: granted}
    request = replace(part.request, exceptions=exceptions, changed_seq=recorded.seq)
    return state.with_step(event.step, replace(part, request=request))


def approval_recorded(
    state: ProcessState, recorded: Recorded, event: e.ApprovalRecorded
) -> ProcessState:
    """Note what was decided; a notice may follow when the step has passed."""
    part = state.step(event.step)
    said_so = ApprovalState(
        outcome=event.outcome,
        by=recorded.by,
        on=recorded.on,
        text=optional(event.words, "text"),
        record=event.record,
        digest=event.digest,
    )
    if part.request is not None:
        request = _with_approval(part.request, event.approval, said_so, recorded.seq)
        return state.with_step(event.step, replace(part, request=request))
    if part.passed is not None:
        passed = _with_approval(part.passed, event.approval, said_so, recorded.seq)
        return state.with_step(event.step, replace(part, passed=passed))
    return state


def _with_approval(request: Request, approval: str, said_so: ApprovalState, seq: int) -> Request:
    decided = {**request.decided, approval: said_so}
    return replace(request, decided=decided, changed_seq=seq)


def obligation_imposed(
    state: ProcessState, recorded: Recorded, event: e.ObligationImposed
) -> ProcessState:
    """Add the duty to the process."""
    duty = Obligation(
        step=event.step,
        approval=event.approval,
        text=said(event.words, "text"),
        due=event.due,
        role=event.role,
        seq=recorded.seq,
    )
    return _with_obligation(state, event.obligation, duty)


def _with_obligation(state: ProcessState, number: str, duty: Obligation) -> ProcessState:
    obligations = {**state.instance.obligations, number: duty}
    return state.with_instance(replace(state.instance, obligations=obligations))


def obligation_fulfilled(
    state: ProcessState, recorded: Recorded, event: e.ObligationFulfilled
) -> ProcessState:
    """Note who met it, with the proof."""
    duty = replace(
        state.instance.obligations[event.obligation],
        fulfilled_by=recorded.by,
        fulfilled_on=recorded.on,
        note=optional(event.words, "note"),
        documents=named(event.documents, event.words),
        reopened="",
        seq=recorded.seq,
    )
    return _with_obligation(state, event.obligation, duty)


def obligation_reopened(
    state: ProcessState, recorded: Recorded, event: e.ObligationReopened
) -> ProcessState:
    """Make it open again, with what was not enough; the proof stays readable."""
    duty = replace(
        state.instance.obligations[event.obligation],
        fulfilled_by=None,
        fulfilled_on=None,
        reopened=said(event.words, "reason"),
        seq=recorded.seq,
    )
    return _with_obligation(state, event.obligation, duty)


def returned(state: ProcessState, recorded: Recorded, event: e.GateReturned) -> ProcessState:
    """Back to work with what is demanded; the approvals of this request are void."""
    back = Returned(
        approval=event.approval,
        outcome=event.outcome,
        by=recorded.by,
        on=recorded.on,
        text=said(event.words, "text"),
        exception=event.exception,
    )
    part = replace(state.step(event.step), request=None, returned=back)
    return with_status(state.with_step(event.step, part), event.step, StepStatus.ACTIVE)


def step_passed(state: ProcessState, recorded: Recorded, event: e.StepPassed) -> ProcessState:
    """The request with its approvals is what the step passed with."""
    part: StepPart = state.step(event.step)
    kept = replace(part, request=None, passed=part.request, returned=None)
    moved = state.with_step(event.step, kept)
    return with_status(moved, event.step, StepStatus.PASSED, closed_on=recorded.on)


def became_stale(
    state: ProcessState, recorded: Recorded, event: e.ApprovalBecameStale
) -> ProcessState:
    """Name what has changed since it was approved."""
    part = state.step(event.step)
    if part.request is not None:
        request = _stale(part.request, event.thing, recorded.seq)
        return state.with_step(event.step, replace(part, request=request))
    if part.passed is not None:
        passed = _stale(part.passed, event.thing, recorded.seq)
        return state.with_step(event.step, replace(part, passed=passed))
    return state


def _stale(request: Request, thing: str, seq: int) -> Request:
    return replace(request, stale=(*request.stale, thing), stale_seq=seq)


def confirmed(state: ProcessState, recorded: Recorded, event: e.ApprovalConfirmed) -> ProcessState:
    """The approval holds as it is."""
    del recorded
    part = state.step(event.step)
    request = replace(part.request, stale=()) if part.request else None
    passed = replace(part.passed, stale=()) if part.passed else None
    return state.with_step(event.step, replace(part, request=request, passed=passed))
