"""Checklist items: what to do, who answers for it, by when, and what proves it.

Rule: a proof names a field beside the item or records of a register; proof that nobody could ever
bring is reported by `checks`.
"""

from __future__ import annotations

from workflow.core.definition import (
    AnyProof,
    ChecklistItem,
    DocumentProof,
    DueRule,
    FieldProof,
    FieldRef,
    FieldType,
    NoteProof,
    Proof,
    RecordsProof,
)
from workflow.definitions.conditions import applies_when
from workflow.definitions.message import Term
from workflow.definitions.names import Data, Scope, column_named, field_named, known
from workflow.definitions.nodes import Path, Plain
from workflow.definitions.problems import nearest
from workflow.definitions.quantities import where_of


def checklist(data: Data | None, path: Path, scope: Scope) -> dict[str, ChecklistItem]:
    """Build the items of a step or a register, in their order."""
    return {
        name: _item(name, part, (*path, name), scope)
        for name, part in (data or {}).items()
        if part is not None
    }


def _item(name: str, data: Data, path: Path, scope: Scope) -> ChecklistItem:
    return ChecklistItem(
        id=name,
        text=data.get("text", ""),
        role=data.get("role", ""),
        required=data.get("required", False),
        evidence=_evidence(data.get("evidence"), (*path, "evidence"), scope),
        help=data.get("help", ""),
        due=_due(data.get("due"), (*path, "due"), scope),
        repeat_months=(data.get("repeat") or {}).get("months", 0),
        applies_when=applies_when(data, path, scope),
        was=tuple(data.get("was") or ()),
    )


def _evidence(data: Plain, path: Path, scope: Scope) -> tuple[Proof, ...]:
    if isinstance(data, list):
        found = [_proof(part, (*path, index), scope) for index, part in enumerate(data)]
    else:
        found = [_proof(data, path, scope)]
    return tuple(proof for proof in found if proof is not None)


def _proof(data: Plain, path: Path, scope: Scope) -> Proof | None:
    match data:
        case "note":
            return NoteProof()
        case "document":
            return DocumentProof()
        case {"field": name}:
            return _field_proof(name, (*path, "field"), scope)
        case {"register": _}:
            return _records_proof(data, path, scope)
        case {"any_of": parts}:
            proofs = [_proof(p, (*path, "any_of", i), scope) for i, p in enumerate(parts)]
            return AnyProof(tuple(proof for proof in proofs if proof is not None))
        case _:
            return None


def _field_proof(name: str, path: Path, scope: Scope) -> Proof | None:
    beside = scope.holder.fields
    if name in beside:
        return FieldProof(name)
    scope.report.add_at("E041/field", path, nearest(name, beside), name=name)
    return None


def _records_proof(data: Data, path: Path, scope: Scope) -> Proof | None:
    register = data["register"]
    place = (*path, "register")
    if not known(register, scope.names.registers, "E041/register", place, scope.report):
        return None
    distinct = data.get("distinct")
    if distinct:
        column_named(register, distinct, (*path, "distinct"), scope)
    where = where_of(data, "where", register, path, scope)
    return RecordsProof(register, where, distinct, data.get("at_least", 1))


def _due(data: Data | None, path: Path, scope: Scope) -> DueRule | None:
    if not data:
        return None
    months, days = data.get("months", 0), data.get("days", 0)
    if "field" not in data:
        if data.get("after") == "record" and not scope.register:
            scope.report.add_at("E039/due", (*path, "after"))
        return DueRule(months=months, days=days)
    found = field_named(data["field"], (*path, "field"), scope)
    if found is None:
        return None
    holder, field, facts = found
    if facts.type not in (None, FieldType.DATE):
        scope.report.add_at("E047/compare", (*path, "field"), expected=Term.DATE, found=facts.term)
    return DueRule(FieldRef(holder, field), months=months, days=days)
