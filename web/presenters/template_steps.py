"""A definition as people read it: its steps by phase, each with what it asks.

Rule: what those who write definitions need, the ids and where each leads, stands beside it for them
alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from workflow.core.definition import (
    Approval,
    ApprovalKind,
    ChecklistItem,
    GateCondition,
    ProcessDefinition,
    Step,
    Strength,
)
from workflow.core.sentences import (
    condition_sentence,
    due_sentence,
    evidence_sentence,
    gate_condition_sentence,
    role_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line of a step, and where its id and its makings are, for those who write definitions."""

    text: str
    under: str = ""
    id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStep:
    """A step as it reads."""

    number: int
    id: str
    url: str
    title: str
    says: tuple[str, ...]
    purpose: str
    items_title: str
    items: tuple[ReadLine, ...]
    fields_title: str
    fields: tuple[ReadLine, ...]
    gate_title: str
    conditions: tuple[ReadLine, ...]
    approvals: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPhase:
    """A phase with its steps."""

    title: str
    steps: tuple[ReadStep, ...]


def read_phases(definition: ProcessDefinition, here: str) -> Iterator[ReadPhase]:
    """Yield the phases; `here` is the version whose ids are shown, "": none are."""
    numbered = list(enumerate(definition.steps.values(), start=1))
    for phase in definition.phases.values():
        own = [(number, step) for number, step in numbered if step.phase == phase.id]
        if own:
            steps = tuple(_step(number, step, definition, here) for number, step in own)
            yield ReadPhase(title=phase.title, steps=steps)


def _step(number: int, step: Step, definition: ProcessDefinition, here: str) -> ReadStep:
    gate, at = step.gate, f"steps.{step.id}"
    return ReadStep(
        number=number,
        id=step.id,
        url=paths.outline(here, at) if here else "",
        title=step.title,
        says=tuple(_says(step, definition)),
        purpose=step.purpose,
        items_title=plural(len(step.checklist), "Punkt", "Punkte"),
        items=tuple(
            _line(item.text, f"{at}.checklist.{item.id}", here, _duty(item, step.id, definition))
            for item in step.checklist.values()
        ),
        fields_title=plural(len(step.fields), "Angabe", "Angaben"),
        fields=tuple(
            _line(each.label, f"{at}.fields.{each.id}", here) for each in step.fields.values()
        ),
        gate_title=say("Freigabe: {title}", title=gate.title or step.title),
        conditions=tuple(
            _line(_condition(each, step.id, definition), _at(each, at), here)
            for each in gate.conditions
        ),
        approvals=tuple(
            _line(_approval(each, definition), f"{at}.gate.approvals.{each.id}", here)
            for each in gate.approvals
        )
        or (
            ReadLine(
                text=say(
                    "Niemand muss zustimmen: Ist alles erfüllt, ist der Schritt abgeschlossen."
                )
            ),
        ),
    )


def _line(text: str, path: str, here: str, under: str = "") -> ReadLine:
    if not here:
        return ReadLine(text=text, under=under)
    url = paths.outline(here, path)
    return ReadLine(text=text, under=under, id=path.rpartition(".")[2], url=url)


def _at(condition: GateCondition, step: str) -> str:
    """Return the path of a condition: its own gate's, or that of all gates."""
    home = "every_gate" if condition.shared else f"{step}.gate.conditions"
    return f"{home}.{condition.id}"


def _says(step: Step, definition: ProcessDefinition) -> Iterator[str]:
    yield say("Leitung: {who}", who=role_name(step.lead, definition, spoken()))
    if step.weeks:
        yield say("Richtwert: {span}", span=plural(step.weeks, "Woche", "Wochen"))
    if step.opens_when is None:
        yield say("Öffnet sofort")
    else:
        said = condition_sentence(step.opens_when, definition, spoken(), place=step.id)
        yield say("Öffnet, wenn: {condition}", condition=said)


def _duty(item: ChecklistItem, step: str, definition: ProcessDefinition) -> str:
    proof = evidence_sentence(item, definition, spoken(), place=step) if item.evidence else ""
    due = due_sentence(item.due, definition, spoken(), place=step) if item.due else ""
    parts = (
        say("Pflicht") if item.required else say("Empfohlen"),
        role_name(item.role, definition, spoken()),
        say("Nachweis: {proof}", proof=proof) if proof else "",
        due,
    )
    return " · ".join(filter(None, parts))


def _condition(each: GateCondition, step: str, definition: ProcessDefinition) -> str:
    said = gate_condition_sentence(each, definition, spoken(), place=step)
    if each.strength is Strength.ADVICE:
        return say("{condition} (Rat)", condition=said)
    if each.strength is Strength.WAIVABLE:
        return say("{condition} (Ausnahme möglich)", condition=said)
    return said


def _approval(each: Approval, definition: ProcessDefinition) -> str:
    who = (
        definition.bodies[each.body].title
        if each.body
        else role_name(each.role, definition, spoken())
    )
    kinds = {
        ApprovalKind.DECISION: say("{who} entscheidet", who=who),
        ApprovalKind.OPINION: say("{who} nimmt Stellung", who=who),
        ApprovalKind.NOTICE: say("{who} nimmt zur Kenntnis", who=who),
    }
    return kinds[each.kind]
