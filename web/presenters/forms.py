"""Forms made from the fields of a definition, and the small inputs of all other forms.

Rule: one input per field, whatever its type; required is the norm, the rest is marked "(freiwillig)".
What was typed stands there again, whatever was wrong with it. Names carry a prefix, so that no
field of a definition can be taken for one of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from web.paths import field_anchor
from web.presenters.parts import ErrorLine, Errors
from web.presenters.scene import GERMAN, Scene, register_of
from web.presenters.values import record_title, scope_of, unexplained
from workflow.core.conditions import holds, matching
from workflow.core.definition import NUMBER_TYPES, Field, FieldType
from workflow.core.errors import InputProblem
from workflow.core.reads import reads
from workflow.core.sentences import (
    Place,
    condition_sentence,
    limits_text,
    problem_sentence,
    usual_text,
)
from workflow.core.state import Answer, Erased, FieldValue

VALUE, REASON = "feld-", "grund-"
NOTHING = "Keine Angabe"
_FEW = 7  # up to here choices are shown side by side, beyond in a list
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


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One question of a form with what stands in it and what is wrong with it."""

    name: str
    label: str
    kind: str = "text"
    id: str = ""
    value: str = ""
    hint: str = ""
    optional: bool = False
    error: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    width: str = ""
    inputmode: str = ""
    autocomplete: str = ""

    def __post_init__(self) -> None:
        """Give it an id, if none was given: its name."""
        if not self.id:
            object.__setattr__(self, "id", self.name)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form that is shown again: all values by name."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: tuple[InputProblem, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is a form to show again."""
        return bool(self.values)

    def one(self, name: str) -> str:
        """Return the typed value of a name, "" if there is none."""
        found = self.values.get(name, ())
        return found[0] if found else ""


UNTYPED = Typed()


def filled(inputs: Sequence[Input], typed: Typed, scene: Scene) -> tuple[Input, ...]:
    """Return the inputs with what was typed into them and what is wrong with it."""
    if not typed:
        return tuple(inputs)
    return tuple(_filled(each, typed, scene) for each in inputs)


def _filled(each: Input, typed: Typed, scene: Scene) -> Input:
    sent = typed.values.get(each.name, ())
    options = tuple(replace(o, chosen=o.value in sent) for o in each.options)
    problem = next((p for p in typed.problems if p.name == each.name), None)
    error = problem_sentence(problem, scene.definition, GERMAN) if problem else ""
    return replace(each, value=typed.one(each.name), options=options, error=error)


def summary(typed: Typed, scene: Scene, inputs: Sequence[Input], holder: str = "") -> Errors | None:
    """Return the summary of what is wrong with a form; None if nothing is."""
    if not typed.problems:
        return None
    ids = {each.name: each.id for each in inputs}
    lines = []
    for problem in typed.problems:
        text = problem_sentence(problem, scene.definition, GERMAN, holder=holder)
        target = ids.get(problem.name) or ids.get(VALUE + problem.name)
        lines.append(ErrorLine(text=text, url=f"#{target}" if target else ""))
    unique = tuple(dict.fromkeys(lines))
    one = "Bitte prüfen Sie 1 Angabe"
    return Errors(
        heading=one if len(unique) == 1 else f"Bitte prüfen Sie {len(unique)} Angaben",
        lines=unique,
    )


# --- fields of a definition ------------------------------------------------------------------


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
    for each in open_fields(scene, holder):
        found = values.get(each.id)
        yield _field_input(scene, holder, each, found, typed)
        if each in unusual or (found and found.reason) or REASON + each.id in typed.values:
            yield _reason_input(scene, holder, each, found, typed)


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
    return problem_sentence(problem, scene.definition, GERMAN, holder=holder) if problem else ""


def _reason_input(
    scene: Scene, holder: str, each: Field, found: FieldValue | None, typed: Typed
) -> Input:
    name = REASON + each.id
    usual = usual_text(each, Place(definition=scene.definition, language=GERMAN, holder=holder))
    kept = found.reason if found is not None and isinstance(found.reason, str) else ""
    return Input(
        name=name,
        label=f"Begründung zu „{each.label}“",
        value=typed.one(name) if typed else kept,
        hint=f"Üblich: {usual}. Warum ist es hier anders?",
        error=_error(scene, holder, f"reason:{each.id}", typed),
    )


def _kind(each: Field) -> str:
    if each.type in (FieldType.CHOICE, FieldType.YES_NO):
        return "radio" if len(each.options) <= _FEW else "select"
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
    place = Place(definition=scene.definition, language=GERMAN, holder=holder)
    bare = replace(each, unit="")  # the unit stands beside the input
    limits, usual = limits_text(bare, place), usual_text(bare, place)
    day = "TT.MM.JJJJ" if each.type is FieldType.DATE else ""
    parts = [
        each.help,
        ", ".join(part for part in (day, limits) if part),
        f"Üblich: {usual}" if usual else "",
        f"Höchstens {each.max_length} Zeichen" if each.max_length else "",
        _only_if(scene, holder, each),
        _about_file(each, found),
        _nothing_to_choose(scene, holder, each),
    ]
    return " ".join(_as_sentence(part) for part in parts if part)


def _as_sentence(text: str) -> str:
    capital = f"{text[:1].upper()}{text[1:]}"
    return capital if capital.endswith((".", "?", "!")) else f"{capital}."


def _nothing_to_choose(scene: Scene, holder: str, each: Field) -> str:
    """Return that a list to refer to is still empty, and which one it is."""
    if each.type is not FieldType.REFERENCE or any(_pairs(scene, holder, each)):
        return ""
    return f"Noch steht nichts Passendes im Register „{scene.definition.registers[each.register].title}“"


def _only_if(scene: Scene, holder: str, each: Field) -> str:
    if each.applies_when is None:
        return ""
    text = condition_sentence(
        each.applies_when,
        scene.definition,
        GERMAN,
        place=holder,
        register=register_of(holder),
    )
    return f"Nur wenn gilt: {text}"


def _about_file(each: Field, found: FieldValue | None) -> str:
    if each.type is not FieldType.FILE:
        return ""
    if found is not None and found.value:
        return "Eine Datei liegt vor. Eine neue ersetzt sie. Höchstens 20 MB"
    return "PDF, Bild, Office-Datei oder Text, höchstens 20 MB"


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
        pairs.insert(0, ("", "Bitte wählen" if each.required else NOTHING))
    found = tuple(Option(value, label, value in chosen) for value, label in pairs)
    if not each.required and not chosen and found and found[0].value == "" and not many:
        return (replace(found[0], chosen=True), *found[1:])
    return found


def _pairs(scene: Scene, holder: str, each: Field) -> Iterator[tuple[str, str]]:
    match each.type:
        case FieldType.CHOICE | FieldType.CHOICES:
            yield from each.options.items()
        case FieldType.YES_NO:
            yield from (("ja", "Ja"), ("nein", "Nein"))
        case FieldType.PERSON:
            members = dict.fromkeys(member.account for member in scene.state.instance.team)
            yield from ((str(account), scene.named(account)) for account in members)
        case FieldType.REFERENCE:
            for record in matching(each.register, each.where, scope_of(scene, holder)):
                title = f"Nr. {record.number} {record_title(scene, record)}"
                yield str(record.number), title
        case _:
            return


# --- small inputs ----------------------------------------------------------------------------


def text_input(name: str, label: str, hint: str = "", *, optional: bool = False) -> Input:
    """Return an input for a few sentences."""
    return Input(name=name, label=label, kind="textarea", hint=hint, optional=optional)


def line_input(name: str, label: str, hint: str = "", *, optional: bool = False) -> Input:
    """Return an input for one line."""
    return Input(name=name, label=label, hint=hint, optional=optional, width="middle")


def day_input(name: str, label: str, value: str = "", *, optional: bool = False) -> Input:
    """Return an input for a day."""
    return Input(
        name=name,
        label=label,
        value=value,
        hint="TT.MM.JJJJ",
        optional=optional,
        width="short",
    )


def file_input(name: str, label: str, *, optional: bool = False, hint: str = "") -> Input:
    """Return an input for a file."""
    hint = hint or "PDF, Bild, Office-Datei oder Text, höchstens 20 MB"
    return Input(name=name, label=label, kind="file", hint=hint, optional=optional)


def choice_input(
    name: str, label: str, options: Sequence[Option], *, hint: str = "", optional: bool = False
) -> Input:
    """Return radios for a few choices."""
    return Input(
        name=name, label=label, kind="radio", options=tuple(options), hint=hint, optional=optional
    )


def select_input(
    name: str, label: str, options: Sequence[Option], *, hint: str = "", optional: bool = False
) -> Input:
    """Return a list to choose from."""
    return Input(
        name=name,
        label=label,
        kind="select",
        options=tuple(options),
        hint=hint,
        optional=optional,
        width="middle",
    )
