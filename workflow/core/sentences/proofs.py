"""What proves an item and when it is due, in words.

Rule: an item without evidence says so; a list of proofs asks for all of them.
"""

from __future__ import annotations

from typing import assert_never

from workflow.core.definition import (
    AnyProof,
    ChecklistItem,
    Compare,
    Count,
    DocumentProof,
    DueRule,
    FieldProof,
    Literal,
    NoteProof,
    ProcessDefinition,
    Proof,
    RecordsProof,
    Test,
    TestKind,
)
from workflow.core.sentences.conditions import condition_text
from workflow.core.sentences.language import (
    Language,
    Phrases,
    all_of_words,
    one_of_words,
    phrase,
    quoted,
)
from workflow.core.sentences.quantities import quantity_text
from workflow.core.sentences.scope import Scope, span_text

_PHRASES: Phrases = {
    "de": {
        "none": "kein Nachweis nötig",
        "note": "eine Notiz",
        "document": "ein Dokument (Datei, Link oder Ort in der Akte)",
        "field": "die Angabe {field}",
        "due_step": "{span} nach Beginn des Schritts",
        "due_record": "{span} nach Anlage des Eintrags",
        "due_after": "{span} nach {field}",
        "due_before": "{span} vor {field}",
        "due_on": "am Tag von {field}",
    },
    "en": {
        "none": "no proof needed",
        "note": "a note",
        "document": "a document (file, link or place in the paper file)",
        "field": "the entry {field}",
        "due_step": "{span} after the step began",
        "due_record": "{span} after the record was made",
        "due_after": "{span} after {field}",
        "due_before": "{span} before {field}",
        "due_on": "on the day of {field}",
    },
}


def evidence_sentence(
    item: ChecklistItem,
    definition: ProcessDefinition,
    language: Language,
    *,
    place: str = "",
    register: str = "",
) -> str:
    """Return everything that has to prove an item, in the middle of a sentence."""
    scope = Scope(definition=definition, language=language, place=place, register=register)
    if not item.evidence:
        return phrase(_PHRASES, language, "none")
    return all_of_words([proof_text(proof, scope) for proof in item.evidence], language)


def proof_text(proof: Proof, scope: Scope) -> str:
    """Return one proof in the middle of a sentence."""
    match proof:
        case NoteProof():
            return phrase(_PHRASES, scope.language, "note")
        case DocumentProof():
            return phrase(_PHRASES, scope.language, "document")
        case FieldProof(field=field):
            label = quoted(_field_label(field, scope), scope.language)
            return phrase(_PHRASES, scope.language, "field", field=label)
        case RecordsProof():
            return condition_text(_as_condition(proof), scope)
        case AnyProof(proofs=proofs):
            return one_of_words([proof_text(each, scope) for each in proofs], scope.language)
        case _:
            assert_never(proof)


def due_sentence(
    due: DueRule,
    definition: ProcessDefinition,
    language: Language,
    *,
    place: str = "",
    register: str = "",
) -> str:
    """Return when an item is due."""
    scope = Scope(definition=definition, language=language, place=place, register=register)
    span = span_text(abs(due.months), abs(due.days), language)
    if due.field is None:
        return phrase(_PHRASES, language, "due_record" if register else "due_step", span=span)
    field = quantity_text(due.field, scope)
    if not due.months and not due.days:
        return phrase(_PHRASES, language, "due_on", field=field)
    before = due.months < 0 or due.days < 0
    return phrase(
        _PHRASES, language, "due_before" if before else "due_after", span=span, field=field
    )


def _as_condition(proof: RecordsProof) -> Compare:
    count = Count(proof.register, proof.where, proof.distinct)
    return Compare(count, (Test(TestKind.AT_LEAST, Literal(proof.at_least)),))


def _field_label(field: str, scope: Scope) -> str:
    if scope.register:
        return scope.register_of(scope.register).fields[field].label
    if scope.place == "profile":
        return scope.definition.profile[field].label
    return scope.definition.steps[scope.place].fields[field].label
