"""Recorded values as facts with a label, and the entries of registers by their name.

Rule: a value that is missing says so and leads to where it can be given; one that does not apply is
left out; one whose question is still open stays in sight and says on what it depends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from web import paths
from web.language import said_later, say, spoken
from web.presenters.parts import Fact, Link
from web.presenters.scene import Scene, register_of, word
from workflow.core.conditions import Scope, calculated, field_value, holds
from workflow.core.definition import Field, FieldRef, FieldType, Has, ProcessDefinition, Value
from workflow.core.known import as_text, known
from workflow.core.sentences import condition_sentence, value_text
from workflow.core.state import Answer, Erased, FieldValue, Record, split_key
from workflow.core.values import is_unusual

_TITLE_LENGTH = 90
_MISSING = said_later("Fehlt noch, Pflichtangabe")
_EMPTY = said_later("keine Angabe")


def scope_of(scene: Scene, holder: str) -> Scope:
    """Return where the conditions of a holder's fields are asked."""
    key = split_key(holder)
    record = scene.state.record(*key) if key else _blank(scene, holder)
    return Scope(scene.definition, scene.state, scene.today, record)


def _blank(scene: Scene, holder: str) -> Record | None:
    """Return an entry that is not there yet, if the holder is a register."""
    register = register_of(holder)
    if not register:
        return None
    now = scene.state.instance.round
    return Record(register=register, number=0, step="", round=now, by=0, on=scene.today, values={})


def facts(
    scene: Scene, holder: str, edit_url: str = "", names: Mapping[str, str] = MappingProxyType({})
) -> tuple[Fact, ...]:
    """Return the values of a step, the profile or an entry, each with its link if editable.

    `names` says how files are called, as far as that is known.
    """
    return tuple(_facts(scene, holder, edit_url, names))


def is_given(fact: Fact) -> bool:
    """Return whether a fact has something to say: a value, or that one is owed."""
    return fact.missing or fact.value != say(_EMPTY)


def _facts(scene: Scene, holder: str, edit_url: str, names: Mapping[str, str]) -> Iterator[Fact]:
    scope = scope_of(scene, holder)
    for field in scene.fields_of(holder).values():
        answer = holds(field.applies_when, scope)
        if answer is not Answer.NO:
            url = "" if field.calculate is not None else edit_url
            fact = _fact(scene, holder, field, url, answer)
            found = scene.values_of(holder).get(field.id)
            name = names.get(str(found.value)) if found and field.type is FieldType.FILE else None
            yield replace(fact, value=name) if name else fact


def _fact(scene: Scene, holder: str, field: Field, edit_url: str, answer: Answer) -> Fact:
    found = scene.values_of(holder).get(field.id)
    text = shown(scene, field, found, scope_of(scene, holder))
    missing = field.required and not text and answer is Answer.YES
    label = say("Ändern") if text else say("Angeben")
    link = Link(label, f"{edit_url}#{paths.field_anchor(field.id)}") if edit_url else None
    return Fact(
        label=field.label,
        value=text or say(_MISSING if missing else _EMPTY),
        missing=missing,
        link=link,
        note=_note(scene, holder, field, found, answer),
        anchor=paths.field_anchor(field.id),
        url=_address(scene, field, found),
    )


def _note(scene: Scene, holder: str, field: Field, found: FieldValue | None, answer: Answer) -> str:
    if found is not None and found.reason is not None:
        return say("Begründung: {reason}", reason=word(found.reason))
    if answer is Answer.UNKNOWN:
        return depends(scene, holder, field)
    return say("wird berechnet") if field.calculate is not None else ""


def unexplained(scene: Scene, holder: str) -> tuple[Field, ...]:
    """Return the fields whose value is not usual and has no reason yet."""
    scope, bare = scope_of(scene, holder), scope_of(scene, holder).record is not None
    place = "" if bare else holder  # an entry's own fields have no holder
    return tuple(
        field
        for field in scene.fields_of(holder).values()
        if is_unusual(field_value(FieldRef(place, field.id), scope), field, place, scope)
        and _reason_of(scene, holder, field) is None
    )


def _reason_of(scene: Scene, holder: str, field: Field) -> object:
    found = scene.values_of(holder).get(field.id)
    return found.reason if found else None


def depends(scene: Scene, holder: str, field: Field) -> str:
    """Return on what the question itself depends."""
    if field.applies_when is None:
        return ""
    text = condition_sentence(
        field.applies_when,
        scene.definition,
        spoken(),
        place=holder,
        register=register_of(holder),
    )
    return say("Hängt ab von: {condition}", condition=text)


def shown(scene: Scene, field: Field, found: FieldValue | None, scope: Scope) -> str:
    """Return a value as people read it; "" if there is none."""
    if field.calculate is not None:
        known = calculated(field, scope)
        if known is None or isinstance(known, Erased):
            return ""
        return value_text(known if isinstance(known, tuple) else as_text(known), field, spoken())
    if found is None or found.value in ("", ()):
        return ""
    return text_of(scene, field, found.value)


def text_of(scene: Scene, field: Field, value: Value | Erased) -> str:
    """Return one value as text: people by name, entries by title, the rest as it is written."""
    if isinstance(value, Erased):
        return say("gelöscht")
    if field.type is FieldType.PERSON:
        return scene.named(int(str(value)))
    if field.type is FieldType.REFERENCE:
        numbers = value if isinstance(value, tuple) else (value,)
        return ", ".join(reference_title(scene, field.register, int(str(n))) for n in numbers)
    return value_text(value, field, spoken())


def _address(scene: Scene, field: Field, found: FieldValue | None) -> str:
    if found is None or isinstance(found.value, Erased) or not found.value:
        return ""
    if field.type is FieldType.URL:
        return str(found.value)
    if field.type is FieldType.REFERENCE and not isinstance(found.value, tuple):
        return paths.record(scene.q, field.register, int(str(found.value)))
    if field.type is FieldType.FILE:
        return paths.file(scene.q, str(found.value), "datei")
    return ""


def answers(record: Record, field: Field) -> bool:
    """Return whether something stands in a field of an entry."""
    found = record.values.get(field.id)
    return found is not None and found.value not in ("", ())


def targets(record: Record, field: Field) -> tuple[int, ...]:
    """Return the numbers of the entries that a reference of an entry names."""
    found = record.values.get(field.id)
    value = known(found.value, field) if found is not None and found.value != "" else None
    named = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in named if isinstance(each, int))


def is_pointed_at(scene: Scene, has: Has) -> frozenset[int]:
    """Return the numbers of the entries to which an entry elsewhere refers."""
    field = scene.definition.registers[has.register].fields[has.field]
    return frozenset(
        number
        for record in scene.state.register(has.register).values()
        if record.archived is None
        for number in targets(record, field)
    )


def reference_title(scene: Scene, register: str, number: int) -> str:
    """Return an entry that is referred to, by its title; archived ones say so."""
    record = scene.state.record(register, number)
    if record is None:
        return say("Nr. {number}", number=number)
    title = record_title(scene, record)
    return say("{title} (archiviert)", title=title) if record.archived else title


def record_title(scene: Scene, record: Record) -> str:
    """Return what an entry is called: its first text, else its number."""
    return entry_title(scene.definition, record)


def entry_title(definition: ProcessDefinition, record: Record) -> str:
    """Return the same where no whole quartier is at hand."""
    register = definition.registers[record.register]
    for field in register.fields.values():
        found = record.values.get(field.id)
        if field.type in (FieldType.TEXT, FieldType.LONG_TEXT) and found is not None:
            text = word(found.value if isinstance(found.value, Erased) else str(found.value))
            first = text.split("\n", 1)[0]
            return _cut(first)
    return f"{register.singular} {record.number}"


def _cut(title: str) -> str:
    """Return a long title cut behind a word; one that is a single word, anywhere."""
    if len(title) <= _TITLE_LENGTH:
        return title
    return f"{title[:_TITLE_LENGTH].rpartition(' ')[0] or title[:_TITLE_LENGTH]} …"


def title_field(fields: Mapping[str, Field]) -> str:
    """Return the field that names an entry; "" if there is none."""
    texts = (f.id for f in fields.values() if f.type in (FieldType.TEXT, FieldType.LONG_TEXT))
    return next(texts, "")
