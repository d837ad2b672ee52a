"""What the gates of steps under way ask for after a move and did not ask for before.

Rule: asked of the very checks that a request has to pass, before and after. What is new by itself (an
item, a field) is told by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.core.conditions import Scope, holds
from workflow.core.definition import Approval, ApprovalKind, Step
from workflow.core.gate import Check, CheckKind, Verdict, checks
from workflow.core.moving.mapping import VersionMap
from workflow.core.moving.places import field_path, item_path
from workflow.core.state import Answer, StepStatus

_Asked = Mapping[tuple[CheckKind, str], Check]
_HOLDS_UP = frozenset({Verdict.MISSING, Verdict.EXCEPTION})


def asked_more(versions: VersionMap, was: Scope, now: Scope) -> Iterator[str]:
    """Yield each step under way (its id before) whose gate asks for more, or for something else."""
    places = versions.places
    for step, life in was.state.instance.steps.items():
        to = places.step(step)
        if life.status is not StepStatus.ACTIVE or to is None:
            continue
        old, new = versions.before.steps[step], versions.after.steps[to]
        if any(_checks(versions, (old, was), (new, now))) or any(_approvals(old, new, now)):
            yield step


def _checks(
    versions: VersionMap, was: tuple[Step, Scope], now: tuple[Step, Scope]
) -> Iterator[Check]:
    before, (step, _) = _asked(versions, *was), now
    new = set(versions.new)
    for check in checks(*now):
        path = _path(step.id, check)
        if check.verdict not in _HOLDS_UP or check.kind is CheckKind.OBLIGATION or path in new:
            continue
        former = before.get((check.kind, path))
        if former is None or _is_harder(former, check):
            yield check


def _asked(versions: VersionMap, step: Step, scope: Scope) -> _Asked:
    """Return what a gate asked for, by what it is about, as that is called now."""
    found = {(check.kind, _path(step.id, check)): check for check in checks(step, scope)}
    return {(kind, versions.kept.get(path, path)): check for (kind, path), check in found.items()}


def _path(step: str, check: Check) -> str:
    match check.kind:
        case CheckKind.ITEM:
            return item_path(step, check.thing)
        case CheckKind.FIELD | CheckKind.REASON:
            return field_path(step, check.thing)
        case _:
            return check.thing


def _is_harder(former: Check, check: Check) -> bool:
    """Return whether it was met before, could be waived, or had another measure."""
    if former.verdict not in _HOLDS_UP:
        return True
    if (former.verdict, check.verdict) == (Verdict.EXCEPTION, Verdict.MISSING):
        return True
    return former.explained.need != check.explained.need


def _approvals(old: Step, new: Step, now: Scope) -> Iterator[Approval]:
    """Yield the approvals that were not needed before, or are given by somebody else now."""
    before = {(each.id, each.role, each.body, each.kind) for each in old.gate.approvals}
    for each in new.gate.approvals:
        is_new = (each.id, each.role, each.body, each.kind) not in before
        may_apply = holds(each.applies_when, now) is not Answer.NO
        if is_new and each.kind is not ApprovalKind.NOTICE and may_apply:
            yield each
