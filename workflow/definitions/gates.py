"""Gates: conditions and approvals at the exit of a step.

Rule: a definition says who is meant, it grants nothing: whoever decides or records decisions is
the coordination (DESIGN 3, the table of roles).
"""

from __future__ import annotations

from workflow.core.definition import (
    Approval,
    ApprovalKind,
    Gate,
    GateCondition,
    Strength,
)
from workflow.definitions.conditions import applies_when, condition
from workflow.definitions.format import DECIDING_ROLES
from workflow.definitions.names import Data, Scope, known
from workflow.definitions.nodes import Path
from workflow.definitions.problems import listed


def gate(data: Data | None, shared: tuple[GateCondition, ...], path: Path, scope: Scope) -> Gate:
    """Build the gate of a step; conditions that all gates share come last."""
    data = data or {}
    own = gate_conditions(data.get("conditions"), (*path, "conditions"), scope)
    taken = {each.id for each in shared}
    for each in own:
        if each.id in taken:
            at = (*path, "conditions", each.id)
            scope.report.add_at_key("E040", at, id=each.id, other="every_gate")
    return Gate(
        title=data.get("title", ""),
        weigh=_texts(data, "weigh"),
        conditions=(*own, *shared),
        approvals=_approvals(data.get("approvals"), (*path, "approvals"), scope),
    )


def _texts(data: Data, key: str) -> tuple[str, ...]:
    return tuple(text for text in data.get(key) or () if text is not None)


def gate_conditions(
    data: Data | None, path: Path, scope: Scope, *, shared: bool = False
) -> tuple[GateCondition, ...]:
    """Build the conditions of one gate or, as `shared`, those of every gate."""
    built: list[GateCondition] = []
    for name, part in (data or {}).items():
        place = (*path, name)
        found = condition(part, place, scope)
        if part is None:
            continue
        strength = Strength(part.get("strength", Strength.MANDATORY))
        applies = applies_when(part, place, scope)
        waived_by = part.get("waived_by", "")
        _check_waiver(strength, waived_by, place, scope)
        if found is not None:
            built.append(
                GateCondition(
                    id=name,
                    condition=found,
                    strength=strength,
                    waived_by=waived_by,
                    say=part.get("say", ""),
                    applies_when=applies,
                    shared=shared,
                )
            )
    return tuple(built)


def _check_waiver(strength: Strength, waived_by: str, path: Path, scope: Scope) -> None:
    if waived_by and strength is not Strength.WAIVABLE:
        scope.report.add_at_key("E039/waived", (*path, "waived_by"))
    check_decides(waived_by, (*path, "waived_by"), scope)


def check_decides(role: str, path: Path, scope: Scope) -> None:
    """Report a role that is to decide and cannot."""
    if role and role not in DECIDING_ROLES:
        scope.report.add_at("E053/decides", path, allowed=listed(DECIDING_ROLES))


def _approvals(data: Data | None, path: Path, scope: Scope) -> tuple[Approval, ...]:
    data = data or {}
    return tuple(
        _approval(name, part, set(data) - {name}, (*path, name), scope)
        for name, part in data.items()
        if part is not None
    )


def _approval(name: str, data: Data, others: set[str], path: Path, scope: Scope) -> Approval:
    report = scope.report
    body, role = data.get("body", ""), data.get("role", "")
    if body and role:
        report.add_at("E052", path)
    if body:
        known(body, scope.names.bodies, "E041/body", (*path, "body"), report)
    check_decides(role, (*path, "role"), scope)
    after = data.get("after") or []
    after = [after] if isinstance(after, str) else [each for each in after if each]
    for each in after:
        known(each, sorted(others), "E041/approval", (*path, "after"), report)
    return Approval(
        id=name,
        role=role,
        body=body,
        kind=ApprovalKind(data.get("as", ApprovalKind.DECISION)),
        after=tuple(after),
        applies_when=applies_when(data, path, scope),
    )
