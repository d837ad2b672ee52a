"""A process as text for a terminal, so that it can be read and discussed without a screen.

Rule: everything that steers the process is said in sentences, in the order of the file; ids stand
in brackets, for those who edit it. German, like the definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from textwrap import fill

from workflow.core.definition import (
    AllOf,
    AnyOf,
    Approval,
    ChecklistItem,
    Compare,
    Condition,
    Elapsed,
    Every,
    Field,
    GateCondition,
    ItemDone,
    ProcessDefinition,
    Quantity,
    Register,
    Step,
    StepReached,
    Strength,
)
from workflow.core.sentences import (
    Place,
    condition_sentence,
    due_sentence,
    evidence_sentence,
    gate_condition_sentence,
    limits_text,
    quantity_sentence,
    role_name,
    usual_text,
)
from workflow.definitions.captions import FIELD_TYPES, approval_caption, caption, gate_title

WIDTH = 92


def show(definition: ProcessDefinition, step: str = "") -> str:
    """Return the whole process, or one of its steps, as text."""
    if step:
        number = list(definition.steps).index(step) + 1
        lines = _step(number, definition.steps[step], definition)
    else:
        lines = _whole(definition)
    spaced = [line for line, _ in groupby(lines)]  # one blank line is enough
    return "\n".join(spaced).strip("\n") + "\n"


def _whole(definition: ProcessDefinition) -> Iterator[str]:
    yield from _heading(f"{definition.title} ({definition.id}, Version {definition.version})", "=")
    yield from _paragraphs(definition.summary)
    yield from _people(definition)
    if definition.profile:
        yield from _heading("Eckdaten des Quartiers", "-")
        yield from _fields(definition.profile, _place("profile", definition))
    phase = ""
    for number, step in enumerate(definition.steps.values(), start=1):
        if step.phase != phase:
            phase = step.phase
            yield from _heading(definition.phases[phase].title, "=")
            yield from _paragraphs(definition.phases[phase].purpose)
        yield from _step(number, step, definition)
    yield from _heading("Register", "=")
    for register in definition.registers.values():
        yield from _register(register, definition)
    if definition.sources:
        yield from _heading("Quellen", "-")
        yield from _points(definition.sources)


def _people(definition: ProcessDefinition) -> Iterator[str]:
    yield from _heading("Wer mitwirkt", "-")
    for role in definition.roles.values():
        others = [role_name(each, definition, "de") for each in role.acts_for]
        stands_in = f" Vertritt: {', '.join(others)}." if others else ""
        yield from _point(f"{role.title} [{role.id}]: {role.does}{stands_in}")
    for body in definition.bodies.values():
        recorder = role_name(body.recorded_by, definition, "de")
        does = f" {body.does}" if body.does else ""
        yield from _point(f"{body.title} [{body.id}]: Beschlüsse trägt ein: {recorder}.{does}")


# --- steps -----------------------------------------------------------------------------------


def _step(number: int, step: Step, definition: ProcessDefinition) -> Iterator[str]:
    place = _place(step.id, definition)
    yield from _heading(f"{number}. {step.title} [{step.id}]", "-")
    yield from _wrapped(caption(step, definition, "de"))
    yield from _wrapped(_opening(step, definition))
    yield from _paragraphs(step.purpose)
    for title, points in (
        ("Leitfragen", step.questions),
        ("Methoden", [f"{each.title}: {each.text}" for each in step.methods]),
        ("Stolpersteine", step.pitfalls),
        ("Prinzipien", [definition.principles[each] for each in step.principles]),
        ("Was am Ende vorliegt", step.deliverables),
    ):
        yield from _list(title, points)
    yield from _titled("Punkte", _items(step.checklist, place))
    yield from _titled("Angaben", _fields(step.fields, place))
    yield from _gate(step, place)


def _opening(step: Step, definition: ProcessDefinition) -> str:
    if step.opens_when is None:
        return "Öffnet sofort."
    return f"Öffnet, wenn: {condition_sentence(step.opens_when, definition, 'de', place=step.id)}."


def _gate(step: Step, place: Place) -> Iterator[str]:
    yield from _titled(
        f"Freigabe „{gate_title(step, 'de')}“ verlangt",
        (line for condition in step.gate.conditions for line in _condition(condition, place)),
    )
    yield from _list("Abzuwägen", step.gate.weigh)
    approvals = [_approval(approval, place) for approval in step.gate.approvals]
    nobody = "Niemand: Ist alles erfüllt, ist der Schritt abgeschlossen."
    yield from _list("Wer zustimmt", approvals or [nobody])


def _condition(condition: GateCondition, place: Place) -> Iterator[str]:
    said = gate_condition_sentence(condition, place.definition, "de", place=place.step)
    computed = condition_sentence(condition.condition, place.definition, "de", place=place.step)
    more = (
        f"geprüft wird: {computed}" if said != computed else "",
        _strength(condition, place),
        _only_if(condition.applies_when, place),
    )
    yield from _point(f"{said} [{condition.id}]{_in_brackets(more)}")


def _strength(condition: GateCondition, place: Place) -> str:
    if condition.strength is Strength.ADVICE:
        return "nur ein Hinweis"
    if condition.strength is Strength.MANDATORY:
        return ""
    if not condition.waived_by:
        return "Ausnahme mit der Freigabe möglich"
    return f"Ausnahme möglich: {role_name(condition.waived_by, place.definition, 'de')}"


def _approval(approval: Approval, place: Place) -> str:
    after = [place.approval_name(each) for each in approval.after]
    more = (
        f"nach: {', '.join(after)}" if after else "",
        _only_if(approval.applies_when, place),
    )
    plain = approval_caption(approval, place.definition, "de").removesuffix(" (je nach Fall)")
    return f"{plain} [{approval.id}]{_in_brackets(more)}"


# --- items, fields, registers ----------------------------------------------------------------


def _items(checklist: Mapping[str, ChecklistItem], place: Place) -> Iterator[str]:
    for item in checklist.values():
        at = {"place": place.holder, "register": place.register}
        due = due_sentence(item.due, place.definition, "de", **at) if item.due else ""
        more = (
            "Pflicht" if item.required else "empfohlen",
            role_name(item.role, place.definition, "de"),
            f"Nachweis: {evidence_sentence(item, place.definition, 'de', **at)}",
            f"fällig {due}" if due else "",
            f"alle {item.repeat_months} Monate" if item.repeat_months > 1 else "",
            "jeden Monat" if item.repeat_months == 1 else "",
            _only_if(item.applies_when, place),
        )
        yield from _point(f"{item.text} [{item.id}]{_in_brackets(more)}")


def _fields(fields: Mapping[str, Field], place: Place) -> Iterator[str]:
    for field in fields.values():
        more = (
            f"{FIELD_TYPES['de'][field.type]}{_unit(field)}{_target(field, place)}",
            "Pflicht" if field.required else "",
            ", ".join(field.options.values()),
            limits_text(field, place),
            f"üblich {usual_text(field, place)}" if usual_text(field, place) else "",
            f"höchstens {field.max_length} Zeichen" if field.max_length else "",
            "personenbezogen" if field.personal else "",
            f"berechnet: {_calculation(field.calculate, place)}" if field.calculate else "",
            _only_if(field.applies_when, place),
        )
        yield from _point(f"{field.label} [{field.id}]{_in_brackets(more)}")


def _unit(field: Field) -> str:
    return f", Einheit {field.unit}" if field.unit else ""


def _target(field: Field, place: Place) -> str:
    if not field.register:
        return ""
    register = place.definition.registers[field.register]
    return f" auf {register.title if field.many else register.singular}"


def _calculation(calculate: Quantity | Condition, place: Place) -> str:
    at = {"place": place.holder, "register": place.register}
    match calculate:
        case Compare() | Every() | ItemDone() | StepReached() | Elapsed() | AllOf() | AnyOf():
            return condition_sentence(calculate, place.definition, "de", **at)
        case _:
            return quantity_sentence(calculate, place.definition, "de", **at)


def _register(register: Register, definition: ProcessDefinition) -> Iterator[str]:
    place = _place(f"{register.id}/", definition)
    yield from _heading(f"{register.title} [{register.id}]", "-")
    yield from _paragraphs(register.help)
    yield from _wrapped(_task(register, place))
    yield from _fields(register.fields, place)
    yield from _titled(
        f"Punkte je Eintrag ({register.singular})", _items(register.checklist, place)
    )


def _task(register: Register, place: Place) -> str:
    if register.task is None:
        return ""
    labels = {name: field.label for name, field in register.fields.items()}
    due = f", fällig: {labels[register.task.due]}" if register.task.due else ""
    until = condition_sentence(
        register.task.until, place.definition, "de", place=place.holder, register=place.register
    )
    return f"Aufgabe für: {labels[register.task.person]}{due}, erledigt, wenn: {until}."


def _only_if(condition: Condition | None, place: Place) -> str:
    if condition is None:
        return ""
    sentence = condition_sentence(
        condition, place.definition, "de", place=place.holder, register=place.register
    )
    return f"nur wenn: {sentence}"


# --- lines -----------------------------------------------------------------------------------


def _place(holder: str, definition: ProcessDefinition) -> Place:
    return Place(definition=definition, language="de", holder=holder)


def _heading(title: str, rule: str) -> Iterator[str]:
    yield from ("", title, rule * min(len(title), WIDTH), "")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in filter(None, text.split("\n\n")):
        yield from ("", *_wrapped(paragraph))


def _list(title: str, points: Iterable[str]) -> Iterator[str]:
    yield from _titled(title, _points(points))


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"{title}:", *found)


def _points(points: Iterable[str]) -> Iterator[str]:
    for point in points:
        yield from _point(point)


def _point(text: str) -> Iterator[str]:
    yield fill(
        text,
        WIDTH,
        initial_indent="  - ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )


def _wrapped(text: str) -> Iterator[str]:
    yield fill(text, WIDTH)


def _in_brackets(more: Iterable[str]) -> str:
    said = "; ".join(filter(None, more))
    return f" ({said})" if said else ""
