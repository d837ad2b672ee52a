"""Why not, and who can help: one sentence for every reason the engine gives.

Rule: plain words, no blame; what is missing first, then what is there, then what to do. No full
stop at the end: these sentences stand in lists. A test asks for every reason in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from workflow.core.definition import (
    AnyProof,
    Condition,
    DocumentProof,
    FieldProof,
    NoteProof,
    ProcessDefinition,
    Proof,
    RecordsProof,
)
from workflow.core.errors import Blocker, Reason
from workflow.core.sentences.blocker_phrases import BLOCKERS
from workflow.core.sentences.conditions import condition_sentence
from workflow.core.sentences.have import canonical_text, have_text, usual_text
from workflow.core.sentences.language import Language, one_of_words, phrase, quoted
from workflow.core.sentences.places import Place, role_name
from workflow.core.sentences.proofs import evidence_sentence
from workflow.core.sentences.values import date_text


def blocker_sentence(blocker: Blocker, definition: ProcessDefinition, language: Language) -> str:
    """Return why not: what is missing, what is there and what to do."""
    place = Place(definition=definition, language=language, holder=blocker.holder)
    names = {
        "holder": place.name,
        "item": place.item_name(blocker.thing),
        "field": place.field_name(blocker.thing),
        "condition": place.condition_name(blocker.thing),
        "approval": place.approval_name(blocker.thing),
        "thing": place.any_name(blocker.thing),
        "role": quoted(role_name(blocker.thing, definition, language), language),
    }
    sentence = phrase(BLOCKERS, language, blocker.reason, **names)
    if place.register and "{holder}" not in BLOCKERS[language][blocker.reason]:
        sentence += phrase(BLOCKERS, language, "in", holder=place.name)
    more = _MORE.get(blocker.reason)
    return sentence + more(blocker, place) if more else sentence


def blocker_help(blocker: Blocker, definition: ProcessDefinition, language: Language) -> str:
    """Return who can help, by role; "" if it is nobody in particular."""
    if not blocker.roles:
        return ""
    roles = [role_name(role, definition, language) for role in blocker.roles]
    return phrase(BLOCKERS, language, "who", roles=one_of_words(roles, language))


def _opening(blocker: Blocker, place: Place) -> str:
    step = place.definition.steps.get(blocker.holder)
    if step is None or step.opens_when is None:
        return ""
    return _with_condition("opens", step.opens_when, place)


def _dependence(blocker: Blocker, place: Place) -> str:
    found = (
        place.fields.get(blocker.thing),
        place.checklist.get(blocker.thing),
        place.condition(blocker.thing),
        place.approval(blocker.thing),
    )
    conditions = [each.applies_when for each in found if each and each.applies_when is not None]
    return _with_condition("on_what", conditions[0], place) if conditions else ""


def _with_condition(key: str, condition: Condition, place: Place) -> str:
    text = condition_sentence(
        condition,
        place.definition,
        place.language,
        place=place.holder,
        register=place.register,
    )
    return phrase(BLOCKERS, place.language, key, condition=text)


def _now(blocker: Blocker, place: Place) -> str:
    condition = place.condition(blocker.thing)
    if not blocker.have or condition is None:
        return phrase(BLOCKERS, place.language, "unknown") if not blocker.have else ""
    have = have_text(
        condition.condition, blocker.have, blocker.need, place.definition, place.language
    )
    return phrase(BLOCKERS, place.language, "now", have=have)


def _proof(blocker: Blocker, place: Place) -> str:
    item = place.checklist.get(blocker.thing)
    if item is None:
        return ""
    lacking = [proof for proof in item.evidence if _is_meant(proof, blocker.need)]
    need = evidence_sentence(
        replace(item, evidence=tuple(lacking) or item.evidence),
        place.definition,
        place.language,
        place=place.holder,
        register=place.register,
    )
    text = phrase(BLOCKERS, place.language, "missing", need=need)
    counted = len(lacking) == 1 and isinstance(lacking[0], RecordsProof)
    return text + phrase(BLOCKERS, place.language, "now", have=blocker.have) if counted else text


def _is_meant(proof: Proof, need: str) -> bool:
    """Return whether a blocker's `need` is this proof ("note", "field:x", a number of records)."""
    match proof:
        case NoteProof():
            return need == "note"
        case DocumentProof():
            return need == "document"
        case FieldProof(field=field):
            return need == f"field:{field}"
        case RecordsProof(at_least=at_least):
            return need == str(at_least)
        case AnyProof():
            return need == "any"


def _usual(blocker: Blocker, place: Place) -> str:
    field = place.fields.get(blocker.thing)
    if field is None or not blocker.have:
        return ""
    have = canonical_text(blocker.have, field, place.language)
    return phrase(BLOCKERS, place.language, "usual", have=have, need=usual_text(field, place))


def _deadline(blocker: Blocker, place: Place) -> str:
    try:
        day = date_text(date.fromisoformat(blocker.need), place.language)
    except ValueError:
        return ""
    return phrase(BLOCKERS, place.language, "since", day=day)


_MORE: Mapping[Reason, Callable[[Blocker, Place], str]] = {
    Reason.STEP_WAITING: _opening,
    Reason.DEPENDS: _dependence,
    Reason.CONDITION_NOT_MET: _now,
    Reason.PROOF_MISSING: _proof,
    Reason.REASON_MISSING: _usual,
    Reason.OBLIGATION_OVERDUE: _deadline,
    Reason.OBLIGATION_OPEN: _deadline,
    Reason.MOVE_TOO_OLD: _deadline,
}
