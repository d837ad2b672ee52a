"""What a piece of open work is called, where it is done, and the word for doing it.

Rule: titles come from the definition and from the entry the work is about, never from its kind alone.
"""

from __future__ import annotations

from web import paths
from web.language import plural, say
from web.presenters.desk import Desk
from web.presenters.values import entry_title
from workflow.core.definition import ChecklistItem, ProcessDefinition
from workflow.core.state import split_key
from workflow.core.tasks import TaskKind
from workflow.storage.queries import TaskRow


def what(task: TaskRow, desk: Desk) -> tuple[str, str, str]:
    """Return title, address and the word for what to do there."""
    definition = desk.definition(task)
    if task.kind is TaskKind.ITEM:
        return _item(task, definition)
    if task.kind is TaskKind.RECORD:
        return _entry(task, desk)
    if task.kind is TaskKind.APPROVAL:
        return _approval(task, definition)
    return _other(task, step_name(task.holder, definition))


def _other(task: TaskRow, step: str) -> tuple[str, str, str]:
    q, gate = task.slug, paths.gate(task.slug, task.holder)
    fields = plural(task.count, "Pflichtangabe", "Pflichtangaben")
    return {
        TaskKind.DATA: (
            say("{fields} zu „{step}“ ergänzen", fields=fields, step=step),
            paths.step_values(q, task.holder),
            say("Angaben eintragen"),
        ),
        TaskKind.RETURNED: (
            say("Freigabe „{step}“ nacharbeiten und erneut anfragen", step=step),
            gate,
            say("Nacharbeiten"),
        ),
        TaskKind.EXCEPTION: (
            say("Ausnahme zu „{step}“ entscheiden", step=step),
            gate,
            say("Ansehen"),
        ),
        TaskKind.STALE: (
            say("Freigabe „{step}“ bestätigen: Seitdem hat sich etwas geändert", step=step),
            gate,
            say("Ansehen"),
        ),
        TaskKind.OBLIGATION: (
            say("Auflage {number} zu „{step}“ erfüllen", number=task.thing, step=step),
            paths.obligation(q, task.thing),
            say("Auflage erfüllen"),
        ),
        TaskKind.PROPOSAL: (
            say("Vorschlag aus dem Quartier beantworten"),
            paths.proposal(q, task.thing),
            say("Antworten"),
        ),
    }[task.kind]


def _item(task: TaskRow, definition: ProcessDefinition) -> tuple[str, str, str]:
    item = item_of(task, definition)
    text = item.text if item else task.thing
    label = say("Nachweis hinzufügen") if item and item.evidence else say("Bearbeiten")
    return text, paths.item(task.slug, task.holder, task.thing), label


def _entry(task: TaskRow, desk: Desk) -> tuple[str, str, str]:
    entry = desk.entry(task)
    title = entry_title(desk.definition(task), entry) if entry else task.holder
    return title, paths.holder(task.slug, task.holder), say("Stand melden")


def deed_url(task: TaskRow, url: str) -> str:
    """Return where the work is done: the title of an entry leads to its page, its work is a form."""
    return paths.record_form(task.slug, task.holder) if task.kind is TaskKind.RECORD else url


def item_of(task: TaskRow, definition: ProcessDefinition) -> ChecklistItem | None:
    """Return the checklist item that a row is about, as it is written; None if there is none."""
    return written_item(task.holder, task.thing, definition)


def written_item(holder: str, item: str, definition: ProcessDefinition) -> ChecklistItem | None:
    """Return an item of a step or an entry as it is written; None if it is written no more."""
    key = split_key(holder)
    holders = definition.registers if key else definition.steps
    found = holders.get(key[0] if key else holder)
    return found.checklist.get(item) if found else None


def _approval(task: TaskRow, definition: ProcessDefinition) -> tuple[str, str, str]:
    step = definition.steps[task.holder]
    approval = next((a for a in step.gate.approvals if a.id == task.thing), None)
    name = step.gate.title or step.title
    url = paths.decision(task.slug, task.holder, task.thing)
    if approval is not None and approval.body:
        body = definition.bodies[approval.body].title
        title = say("Beschluss eintragen: {name} ({body})", name=name, body=body)
        return title, url, say("Beschluss eintragen")
    return say("Über die Freigabe entscheiden: {name}", name=name), url, say("Entscheiden")


def name_of(task: TaskRow, desk: Desk) -> str:
    """Return what others decide about."""
    definition = desk.definition(task)
    if task.kind is TaskKind.EXCEPTION:
        return say("Ausnahme zu „{step}“", step=step_name(task.holder, definition))
    step = definition.steps[task.holder]
    approval = next((a for a in step.gate.approvals if a.id == task.thing), None)
    body = definition.bodies[approval.body].title if approval and approval.body else ""
    name = step.gate.title or step.title
    if body:
        return say("Freigabe: {name} ({body})", name=name, body=body)
    return say("Freigabe: {name}", name=name)


def step_name(holder: str, definition: ProcessDefinition) -> str:
    """Return a step in one or two words."""
    step = definition.steps.get(holder)
    return (step.short or step.title) if step else holder
