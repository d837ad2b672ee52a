"""What a thing says under a key, in words: "14 Tage nach Beginn des Schritts", "Pflicht".

Rule: conditions, proofs and limits are worded by the sentences of the core. What nobody wrote is
worded too: a sentence about a change always says what was and what is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from workflow.core.definition import (
    AllOf,
    AnyOf,
    ChecklistItem,
    Compare,
    DueRule,
    Elapsed,
    Every,
    Field,
    FieldType,
    ItemDone,
    StepReached,
)
from workflow.core.sentences import (
    Place,
    condition_sentence,
    due_sentence,
    evidence_sentence,
    limits_text,
    quantity_sentence,
    role_name,
    usual_text,
)
from workflow.core.sentences.language import all_of_words, quoted
from workflow.core.sentences.quantities import records_text
from workflow.core.sentences.scope import Scope
from workflow.definitions.captions import FIELD_TYPES
from workflow.definitions.comparing.keys import LISTS, NAMING, PROSE, VALUES
from workflow.definitions.comparing.things import Thing
from workflow.definitions.comparing.view import View

_ROLES = frozenset({"role", "lead", "recorded_by", "waived_by"})
_CONDITIONS = Compare | Every | ItemDone | StepReached | Elapsed | AllOf | AnyOf


def value_of(thing: Thing, key: str, view: View) -> str:
    """Return what a thing says under a key."""
    value, place, words = thing.says[key], view.place(thing), VALUES[view.language]
    if isinstance(thing.value, Field) and key in _FIELD_KEYS:
        return _of_field(thing.value, key, place)
    if isinstance(thing.value, ChecklistItem) and key == "evidence":
        return evidence_sentence(thing.value, view.definition, view.language, **_at(place))
    match key, value:
        case (_, bool() | Enum()):
            shown = value.value if isinstance(value, Enum) else value
            own = f"{thing.sort.value}.{key}.{shown}"
            return words.get(own) or words[f"{key}.{shown}"]
        case ("applies_when" | "opens_when" | "condition", _):
            return _condition(key, value, place)
        case ("due", DueRule()):
            return due_sentence(value, view.definition, view.language, **_at(place))
        case ("repeat", int()):
            return _repeat(value, words)
        case ("duration", int()) if value:
            return words["weeks"].format(n=value)
        case _:
            return _named(thing, key, view) or words.get(f"{key}.none") or words["none"]


def text_of(thing: Thing, key: str, view: View) -> str:
    """Return what a thing says under any key: its texts as they are, a list line by line."""
    if key in LISTS:
        return "\n".join(names_of(thing, key, view).values())
    if key in NAMING | PROSE:
        said = thing.says[key]
        return said if isinstance(said, str) else ""
    return value_of(thing, key, view)


def names_of(thing: Thing, key: str, view: View) -> dict[str, str]:
    """Return what a list of a thing says, each entry with how it is shown."""
    value = thing.says[key]
    entries = value if isinstance(value, tuple) else ()
    return {str(each): _entry(str(each), key, view) for each in entries}


def _entry(entry: str, key: str, view: View) -> str:
    match key:
        case "acts_for":
            return role_name(entry, view.definition, view.language)
        case "principles":
            entry = view.definition.principles.get(entry, entry)
        case "locked":
            return view.at(tuple(entry.split(".")))
        case _:
            pass
    return quoted(entry, view.language)


def _named(thing: Thing, key: str, view: View) -> str:
    """What is named by its id elsewhere, and plain text; "" where nothing is said."""
    value, definition = thing.says[key], view.definition
    if key in _ROLES:
        return role_name(str(value), definition, view.language) if value else ""
    match key, value:
        case ("phase", str()):
            return quoted(definition.phases[value].title, view.language)
        case ("body", str()) if value:
            return quoted(definition.bodies[value].title, view.language)
        case ("register", str()) if value:
            return quoted(definition.registers[value].title, view.language)
        case ("after", tuple()):
            names = [view.quoted(view.place(thing).approval_name(each)) for each in value]
            said = all_of_words(names, view.language)
            return VALUES[view.language]["after"].format(names=said) if names else ""
        case ("id" | "language" | "unit" | "short" | "singular" | "gate.title", str()) if value:
            return quoted(value, view.language)
    return ""


# --- fields --------------------------------------------------------------------------------------

_FIELD_KEYS = frozenset({"type", "min", "max", "usual", "where", "calculate"}) | {
    "min_length",
    "max_length",
}


def _of_field(field: Field, key: str, place: Place) -> str:
    words = VALUES[place.language]
    match key:
        case "type":
            return FIELD_TYPES[place.language][FieldType(field.type)]
        case "min":
            said = limits_text(replace(field, maximum=None), place)
        case "max":
            said = limits_text(replace(field, minimum=None), place)
        case "usual":
            said = usual_text(field, place)
        case "where":
            said = _records(field, place)
        case "calculate":
            said = _calculation(field, place)
        case _:
            length = getattr(field, key)
            said = words["length"].format(n=length) if length else ""
    return said or words.get(f"{key}.none") or words["none"]


def _records(field: Field, place: Place) -> str:
    if not field.register:
        return ""
    scope = Scope(definition=place.definition, language=place.language)
    return records_text(field.register, field.where, scope)


def _calculation(field: Field, place: Place) -> str:
    definition, language = place.definition, place.language
    match field.calculate:
        case None:
            return ""
        case Compare() | Every() | ItemDone() | StepReached() | Elapsed() | AllOf() | AnyOf():
            return condition_sentence(field.calculate, definition, language, **_at(place))
        case quantity:
            return quantity_sentence(quantity, definition, language, **_at(place))


# --- conditions, spans ---------------------------------------------------------------------------


def _condition(key: str, value: object, place: Place) -> str:
    words = VALUES[place.language]
    if not isinstance(value, _CONDITIONS):
        return words["always" if key == "applies_when" else "at_once"]
    said = condition_sentence(value, place.definition, place.language, **_at(place))
    return words["when"].format(condition=said) if key == "applies_when" else said


def _repeat(months: int, words: Mapping[str, str]) -> str:
    if not months:
        return words["repeat.none"]
    return words["repeat.one"] if months == 1 else words["repeat"].format(n=months)


def _at(place: Place) -> dict[str, str]:
    return {"place": place.holder, "register": place.register}
