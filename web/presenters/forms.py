"""Forms made from the fields of a definition: one question per field, whatever its type.

Rule: a field that this very form decides about stands in it and says when it counts; a value
outside the usual range asks for its reason only once it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from web.foreign import plain
from web.language import said_later, say, spoken
from web.paths import field_anchor
from web.presenters.inputs import REASON, UNTYPED, VALUE, Input, Option, Typed
from web.presenters.scene import Scene, register_of
from web.presenters.values import record_title, scope_of, unexplained
from workflow.core.conditions import holds, matching
from workflow.core.definition import NUMBER_TYPES, Field, FieldType
from workflow.core.reads import reads
from workflow.core.sentences import (
    Place,
    condition_sentence,
    limits_text,
    problem_sentence,
    usual_text,
)
from workflow.core.state import Answer, Erased, FieldValue

NOTHING = said_later("Keine Angabe")
FEW = 7  # up to here choices are shown side by side, beyond in a list
_SHORT = NUMBER_TYPES | {FieldType.DATE}
_MIDDLE = frozenset({FieldType.EMAIL, FieldType.PHONE, FieldType.PERSON, FieldType.REFERENCE})
_KINDS = {
    FieldType.LONG_TEXT: "textarea",
    FieldType.EMAIL: "email",
    FieldType.PHONE: "tel",
    FieldType.FILE: "file",
    FieldType.CHOICES: "checkbox",
    FieldType.PERSON: "select",
}


def field_inputs(scene: Scene, holder: str, typed: Typed = UNTYPED) -> tuple[Input, ...]:
    """Return an input for each field of a step, the profile, an entry or a new entry."""
    return tuple(_field_inputs(scene, holder, typed))


def open_fields(scene: Scene, holder: str) -> tuple[Field, ...]:
    """Return the fields that a form asks for: entered by people, and not ruled out."""
    scope = scope_of(scene, holder)
    return tuple(
        each
        for each in scene.fields_of(holder).values()
        if each.calculate is None
        and (holds(each.applies_when, scope) is not Answer.NO or _decided_here(scene, holder, each))
    )


def _decided_here(scene: Scene, holder: str, each: Field) -> bool:
    """Return whether the same form decides if a field applies: then it must stand in it."""
    found = reads(each.applies_when, scene.definition)
    elsewhere = found.lives or found.items or found.registers
    return not elsewhere and all(owner == holder for owner, _ in found.fields)


def _field_inputs(scene: Scene, holder: str, typed: Typed) -> Iterator[Input]:
    values, unusual = scene.values_of(holder), unexplained(scene, holder)
    asked = open_fields(scene, holder)
    for each in asked:
        found = values.get(each.id)
        yield _field_input(scene, holder, each, found, typed)
        if each in unusual or (found and found.reason) or REASON + each.id in typed.values:
            yield _reason_input(scene, holder, each, found, typed)
    for each in unusual:
        if each not in asked:  # calculated: nobody enters it, but somebody can say why it is so
            yield _reason_input(scene, holder, each, values.get(each.id), typed)


def _field_input(
    scene: Scene, holder: str, each: Field, found: FieldValue | None, typed: Typed
) -> Input:
    name = VALUE + each.id
    chosen = tuple(typed.values.get(name, ())) if typed else _as_typed(each, found)
    return Input(
        name=name,
        id=field_anchor(each.id),
        label=each.label,
        kind=_kind(each),
        value=chosen[0] if chosen else "",
        hint=_hint(scene, holder, each, found),
        optional=not each.required,
        error=_error(scene, holder, each.id, typed),
        options=_options(scene, holder, each, chosen),
        unit=_unit(each),
        width=_width(each),
        inputmode=_inputmode(each),
    )


def _error(scene: Scene, holder: str, name: str, typed: Typed) -> str:
    names = (name, VALUE + name)
    problem = next((p for p in typed.problems if p.name in names), None)
    return problem_sentence(problem, scene.definition, spoken(), holder=holder) if problem else ""


def _reason_input(
    scene: Scene, holder: str, each: Field, found: FieldValue | None, typed: Typed
) -> Input:
    name = REASON + each.id
    usual = usual_text(each, Place(definition=scene.definition, language=spoken(), holder=holder))
    kept = found.reason if found is not None and isinstance(found.reason, str) else ""
    return Input(
        name=name,
        id=field_anchor(each.id) if each.calculate is not None else name,
        label=say("Begründung zu „{field}“", field=each.label),
        value=typed.one(name) if typed else kept,
        hint=say("Üblich: {usual}. Warum ist es hier anders?", usual=usual),
        error=_error(scene, holder, f"reason:{each.id}", typed),
    )


def _kind(each: Field) -> str:
    if each.type in (FieldType.CHOICE, FieldType.YES_NO):
        return "radio" if len(each.options) <= FEW else "select"
    if each.type is FieldType.REFERENCE:
        return "checkbox" if each.many else "select"
    return _KINDS.get(each.type, "text")


def _unit(each: Field) -> str:
    if each.type is FieldType.MONEY:
        return "€"
    if each.type is FieldType.PERCENT:
        return "%"
    return each.unit if each.type in NUMBER_TYPES else ""


def _width(each: Field) -> str:
    if each.type in _SHORT:
        return "short"
    return "middle" if each.type in _MIDDLE or _kind(each) == "select" else ""


def _inputmode(each: Field) -> str:
    if each.type is FieldType.INTEGER:
        return "numeric"
    if each.type in NUMBER_TYPES:
        return "decimal"
    return "url" if each.type is FieldType.URL else ""


def _hint(scene: Scene, holder: str, each: Field, found: FieldValue | None) -> str:
    place = Place(definition=scene.definition, language=spoken(), holder=holder)
    limits, usual = _bare(limits_text(each, place), each), _bare(usual_text(each, place), each)
    day = say("TT.MM.JJJJ") if each.type is FieldType.DATE else ""
    parts = [
        each.help,
        ", ".join(part for part in (day, limits) if part),
        say("Üblich: {usual}", usual=usual) if usual else "",
        _length(each),
        _only_if(scene, holder, each),
        _about_file(each, found),
        _nothing_to_choose(scene, holder, each),
    ]
    return " ".join(_as_sentence(part) for part in parts if part)


def _length(each: Field) -> str:
    if each.max_length and each.min_length:
        return say("{least} bis {most} Zeichen", least=each.min_length, most=each.max_length)
    if each.min_length:
        return say("Mindestens {least} Zeichen", least=each.min_length)
    return say("Höchstens {most} Zeichen", most=each.max_length) if each.max_length else ""


def _bare(text: str, each: Field) -> str:
    """Return a range without the unit, which stands beside the input."""
    return text.replace(f"\N{NO-BREAK SPACE}{each.unit}", "") if each.unit else text


def _as_sentence(text: str) -> str:
    capital = f"{text[:1].upper()}{text[1:]}"
    return capital if plain(capital).endswith((".", "?", "!")) else f"{capital}."


def _nothing_to_choose(scene: Scene, holder: str, each: Field) -> str:
    """Return that a list to refer to is still empty, and which one it is."""
    if each.type is not FieldType.REFERENCE or any(_pairs(scene, holder, each)):
        return ""
    title = scene.definition.registers[each.register].title
    return say("Noch steht nichts Passendes im Register „{register}“", register=title)


def _only_if(scene: Scene, holder: str, each: Field) -> str:
    if each.applies_when is None:
        return ""
    text = condition_sentence(
        each.applies_when,
        scene.definition,
        spoken(),
        place=holder,
        register=register_of(holder),
    )
    return say("Nur wenn gilt: {condition}", condition=text)


def _about_file(each: Field, found: FieldValue | None) -> str:
    if each.type is not FieldType.FILE:
        return ""
    if found is not None and found.value:
        return say("Eine Datei liegt vor. Eine neue ersetzt sie. Höchstens 20 MB")
    return say("PDF, Bild, Office-Datei oder Text, höchstens 20 MB")


def _as_typed(each: Field, found: FieldValue | None) -> tuple[str, ...]:
    """Return a recorded value the way somebody would have typed it."""
    if found is None or isinstance(found.value, Erased) or found.value == "":
        return ()
    value = found.value
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if each.type is FieldType.YES_NO:
        return ("ja" if value in (True, "true") else "nein",)
    text = str(value)
    if each.type is FieldType.DATE:
        year, month, day = text.split("-")
        return (f"{day}.{month}.{year}",)
    return (text.replace(".", ",") if each.type in NUMBER_TYPES else text,)


def _options(scene: Scene, holder: str, each: Field, chosen: Sequence[str]) -> tuple[Option, ...]:
    pairs = list(_pairs(scene, holder, each))
    many = each.type is FieldType.CHOICES or each.many
    choosable = each.type in (
        FieldType.CHOICE,
        FieldType.YES_NO,
        FieldType.PERSON,
        FieldType.REFERENCE,
    )
    if choosable and not many and (not each.required or _kind(each) == "select"):
        pairs.insert(0, ("", say("Bitte wählen") if each.required else say(NOTHING)))
    found = tuple(Option(value, label, value in chosen) for value, label in pairs)
    if not each.required and not chosen and found and found[0].value == "" and not many:
        return (replace(found[0], chosen=True), *found[1:])
    return found


def _pairs(scene: Scene, holder: str, each: Field) -> Iterator[tuple[str, str]]:
    match each.type:
        case FieldType.CHOICE | FieldType.CHOICES:
            yield from each.options.items()
        case FieldType.YES_NO:
            yield from (("ja", say("Ja")), ("nein", say("Nein")))
        case FieldType.PERSON:
            members = dict.fromkeys(member.account for member in scene.state.instance.team)
            yield from ((str(account), scene.named(account)) for account in members)
        case FieldType.REFERENCE:
            for record in matching(each.register, each.where, scope_of(scene, holder)):
                title = record_title(scene, record)
                number = str(record.number)
                yield number, say("Nr. {number} {title}", number=number, title=title)
        case _:
            return
