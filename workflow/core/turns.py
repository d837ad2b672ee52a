"""Whose turn it is: the order of a gate's approvals.

Rule: an approval waits for those named in its `after`. One that does not apply, or that is only
taken note of, holds nothing up, but what comes before it still does.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.core.definition import Approval, ApprovalKind, Gate
from workflow.core.state import Outcome, Request

_YES = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_OBLIGATIONS, Outcome.GIVEN})


def is_given(request: Request, approval: str) -> bool:
    """Return whether an approval is there and is a yes (or an opinion)."""
    said = request.decided.get(approval)
    return said is not None and said.outcome in _YES


def is_settled(request: Request, approval: str) -> bool:
    """Return whether nothing more is to be said: deferred ones stay open."""
    said = request.decided.get(approval)
    return said is not None and said.outcome is not Outcome.DEFERRED


def holds_up(approval: Approval, request: Request) -> bool:
    """Return whether the request cannot go on without this approval."""
    return approval.id in request.approvals and approval.kind is not ApprovalKind.NOTICE


def open_before(gate: Gate, approval: Approval, request: Request) -> Iterator[str]:
    """Yield the approvals that have to be given before this one, in the order of the gate."""
    first = _all_before(gate, approval)
    for each in gate.approvals:
        if each.id in first and holds_up(each, request) and not is_given(request, each.id):
            yield each.id


def _all_before(gate: Gate, approval: Approval) -> set[str]:
    after = {each.id: each.after for each in gate.approvals}
    found: set[str] = set()
    pending = list(approval.after)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(after.get(name, ()))
    return found


def open_exceptions(request: Request) -> Iterator[str]:
    """Yield the exceptions that a role has to grant before the approvals."""
    for name, exception in request.exceptions.items():
        if exception.role and exception.granted_on is None:
            yield name


def due_now(gate: Gate, request: Request) -> Iterator[Approval]:
    """Yield the approvals whose turn it is."""
    if any(True for _ in open_exceptions(request)):
        return
    for approval in gate.approvals:
        waits = approval.id in request.approvals and not is_settled(request, approval.id)
        if waits and not any(True for _ in open_before(gate, approval, request)):
            yield approval


def is_through(gate: Gate, request: Request) -> bool:
    """Return whether every exception and every approval that holds the request up is there."""
    if any(True for _ in open_exceptions(request)):
        return False
    needed = (each for each in gate.approvals if holds_up(each, request))
    return all(is_given(request, each.id) for each in needed)
