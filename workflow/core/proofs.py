"""Whether an item is proved, and what is missing.

Rule: a person says that an item is done; whether the proof suffices follows from what is there.
What was enough once and no longer is counts as missing at the gate (DESIGN section 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.core.conditions import Scope, field_value, matching, measure
from workflow.core.definition import (
    AnyProof,
    ChecklistItem,
    Count,
    DocumentProof,
    FieldProof,
    FieldRef,
    NoteProof,
    Proof,
    RecordsProof,
)
from workflow.core.known import Known, as_text
from workflow.core.state import ItemState, Record, record_key, split_key


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the table: a note, a document (what is there and what is being added)."""

    note: bool
    document: bool


EVERYTHING_TYPED = Shown(note=True, document=True)


def shown(item: ItemState, *, note: str = "", documents: int = 0) -> Shown:
    """Return what an item has, with what is being added."""
    return Shown(
        note=item.note is not None or bool(note),
        document=bool(item.documents) or documents > 0,
    )


def missing(item: ChecklistItem, holder: str, on_table: Shown, scope: Scope) -> Iterator[Proof]:
    """Yield each proof that the item needs and does not have."""
    for proof in item.evidence:
        if not is_there(proof, holder, on_table, scope):
            yield proof


def is_there(proof: Proof, holder: str, on_table: Shown, scope: Scope) -> bool:
    """Return whether one proof is there."""
    match proof:
        case NoteProof():
            return on_table.note
        case DocumentProof():
            return on_table.document
        case FieldProof():
            return proof_value(proof, holder, scope) is not None
        case RecordsProof():
            return found(proof, scope) >= proof.at_least
        case _:
            return any(is_there(each, holder, on_table, scope) for each in proof.proofs)


def proof_value(proof: FieldProof, holder: str, scope: Scope) -> Known:
    """Return the value of the field beside the item that proves it."""
    key = split_key(holder)
    if key is None:
        return field_value(FieldRef(holder, proof.field), scope)
    record = scope.state.record(*key)
    return field_value(FieldRef("", proof.field), scope.within(record)) if record else None


def found(proof: RecordsProof, scope: Scope) -> int:
    """Return how many records (or different values) count for the proof."""
    number = measure(Count(proof.register, proof.where, proof.distinct), scope)
    return number if isinstance(number, int) else 0


def proving_records(item: ChecklistItem, scope: Scope) -> tuple[str, ...]:
    """Return the records that prove an item now, as holders, in order."""
    keys: list[str] = []
    for proof in flat(item.evidence):
        if isinstance(proof, RecordsProof):
            keys.extend(_key(record) for record in matching(proof.register, proof.where, scope))
    return tuple(dict.fromkeys(keys))


def flat(proofs: tuple[Proof, ...]) -> Iterator[Proof]:
    """Yield each single proof, alternatives included."""
    for proof in proofs:
        if isinstance(proof, AnyProof):
            yield from flat(proof.proofs)
        else:
            yield proof


def have_and_need(proof: Proof, holder: str, scope: Scope) -> tuple[str, str]:
    """Return what is there and what is needed, as canonical text for a blocker."""
    match proof:
        case RecordsProof():
            return str(found(proof, scope)), str(proof.at_least)
        case FieldProof():
            return as_text(proof_value(proof, holder, scope)), f"field:{proof.field}"
        case NoteProof():
            return "", "note"
        case DocumentProof():
            return "", "document"
        case _:
            return "", "any"


def _key(record: Record) -> str:
    return record_key(record.register, record.number)
