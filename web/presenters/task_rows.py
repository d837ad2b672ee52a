"""One piece of open work as a row: its sign, what, where, until when, and one thing to do.

Rule: a row leads to the place where its work is done; what one press settles is a button.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from web import paths
from web.language import plural, said_later, say, spoken
from web.presenters import dates
from web.presenters.dates import When
from web.presenters.desk import Desk
from web.presenters.parts import Action
from web.presenters.reminding import remind_button, reminded_says, staying
from web.presenters.scene import quote, word
from web.presenters.status import (
    NOTICE,
    OPEN,
    OVERDUE,
    RETURNED,
    SITUATION_HOLDS_DAYS,
    STALE,
    WAITING,
    Status,
)
from workflow.core.definition import ChecklistItem, ProcessDefinition
from workflow.core.sentences import role_name
from workflow.core.state import split_key
from workflow.core.tasks import TaskKind
from workflow.storage.queries import SituationRow, TaskRow

DECISIONS = frozenset({TaskKind.APPROVAL, TaskKind.EXCEPTION, TaskKind.STALE, TaskKind.PROPOSAL})
# What is told of a gate: who asked for it and when, or who sent it back.
OF_GATES = frozenset({TaskKind.APPROVAL, TaskKind.EXCEPTION, TaskKind.RETURNED})
_ASKED = frozenset({TaskKind.APPROVAL, TaskKind.EXCEPTION})
_OF_OTHERS = Status("person", said_later("Bei anderen"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One piece of work in the list. `after` stands in the place of an action."""

    status: Status
    title: str
    url: str
    where: str
    when: When
    quote: str = ""
    action: Action | None = None
    after: str = ""


def task_row(task: TaskRow, desk: Desk) -> Row:
    """Return a piece of the reader's own work."""
    title, url, label = _what(task, desk.definition(task))
    name = word(task.name)
    return Row(
        status=_status(task, desk),
        title=title,
        url=url,
        where=_joined(name, *_where(task, desk), *_asked_by(task, desk)),
        when=_when(task, desk),
        quote=_demand(task, desk),
        action=_one_press(task, desk, title)
        or Action(label=label, context=f"{title}, {name}", url=url, first=is_loud(task)),
    )


def waiting_row(task: TaskRow, desk: Desk) -> Row:
    """Return a piece of work that the reader waits for, with the button that reminds of it."""
    title, url, _ = _what(task, desk.definition(task))
    who = desk.who_owes(task)
    lies = task.kind in _ASKED
    owed = say("liegt bei: {who}", who=who) if lies else say("zuständig: {who}", who=who)
    late = task.due is not None and task.due < desk.today
    status = WAITING if lies else OVERDUE if late else _OF_OTHERS
    after = reminded_says(task.reminded_on, desk.today)
    return Row(
        status=status,
        title=_name(task, desk) if lies else title,
        url=paths.gate(task.slug, task.holder) if lies else url,
        where=_joined(word(task.name), *_place(task, desk.definition(task)), owed),
        when=_when(task, desk),
        action=None if after or not desk.people(task) else _reminder(task, desk, title),
        after=after,
    )


def situation_row(row: SituationRow, desk: Desk) -> Row:
    """Return that the Lage of a quartier is to be judged anew."""
    name, url = word(row.name), paths.about(row.slug, "lage")
    title, told, due = say("Lage einschätzen"), say("Noch hat niemand die Lage eingeschätzt"), None
    if row.judged_on is not None:
        title = say("Einschätzung zur Lage aktualisieren")
        age = plural((desk.today - row.judged_on).days, "Tag", "Tage")
        told = say("Die letzte Einschätzung ist {age} alt", age=age)
        due = row.judged_on + timedelta(days=SITUATION_HOLDS_DAYS)
    return Row(
        status=OVERDUE if due else OPEN,
        title=title,
        url=url,
        where=_joined(name, told),
        when=dates.due(due, desk.today),
        action=Action(label=say("Lage einschätzen"), context=name, url=url),
    )


def is_loud(task: TaskRow) -> bool:
    """Return whether others can go on only when this is done."""
    return task.kind in DECISIONS or task.kind is TaskKind.RETURNED


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _status(task: TaskRow, desk: Desk) -> Status:
    if task.kind is TaskKind.RETURNED:
        return RETURNED
    if task.kind is TaskKind.STALE:
        return STALE
    if task.kind in _ASKED:
        return WAITING
    if task.kind is TaskKind.PROPOSAL:
        return NOTICE
    return OVERDUE if task.due is not None and task.due < desk.today else OPEN


def _when(task: TaskRow, desk: Desk) -> When:
    gate = desk.gate(task)
    if task.kind is TaskKind.RETURNED and gate.returned is not None:
        return dates.since(gate.returned.on, desk.today, say("zurückgegeben"))
    if task.kind in _ASKED and gate.asked_on is not None:
        return dates.since(gate.asked_on, desk.today, say("angefragt"))
    return When() if task.due is None and is_loud(task) else dates.due(task.due, desk.today)


def _demand(task: TaskRow, desk: Desk) -> str:
    """Return what is demanded where a gate came back, in the words of who sent it back."""
    returned = desk.gate(task).returned
    if task.kind is not TaskKind.RETURNED or returned is None or not returned.text:
        return ""
    return say("{name}: {words}", name=desk.named(returned.by), words=quote(returned.text))


def _asked_by(task: TaskRow, desk: Desk) -> Iterator[str]:
    asked_by = desk.gate(task).asked_by
    if task.kind in _ASKED and asked_by:
        yield say("angefragt von {name}", name=desk.named(asked_by))


# --- what there is to do -------------------------------------------------------------------------


def _what(task: TaskRow, definition: ProcessDefinition) -> tuple[str, str, str]:
    """Return title, address and the word for what to do there."""
    if task.kind is TaskKind.ITEM:
        return _item(task, definition)
    if task.kind is TaskKind.APPROVAL:
        return _approval(task, definition)
    return _other(task, _step_name(task.holder, definition))


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
            say("Auflage {number} erfüllen", number=task.thing),
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
    item = _item_of(task, definition)
    text = item.text if item else task.thing
    label = say("Nachweis hinzufügen") if item and item.evidence else say("Bearbeiten")
    return text, paths.item(task.slug, task.holder, task.thing), label


def _item_of(task: TaskRow, definition: ProcessDefinition) -> ChecklistItem | None:
    key = split_key(task.holder)
    holders = definition.registers if key else definition.steps
    found = holders.get(key[0] if key else task.holder)
    return found.checklist.get(task.thing) if found else None


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


def _name(task: TaskRow, desk: Desk) -> str:
    """Return what others decide about."""
    definition = desk.definition(task)
    if task.kind is TaskKind.EXCEPTION:
        return say("Ausnahme zu „{step}“", step=_step_name(task.holder, definition))
    step = definition.steps[task.holder]
    approval = next((a for a in step.gate.approvals if a.id == task.thing), None)
    body = definition.bodies[approval.body].title if approval and approval.body else ""
    name = step.gate.title or step.title
    if body:
        return say("Freigabe: {name} ({body})", name=name, body=body)
    return say("Freigabe: {name}", name=name)


def _one_press(task: TaskRow, desk: Desk, title: str) -> Action | None:
    """Return the button for an item that asks for no proof and is the reader's own to do."""
    item = _item_of(task, desk.definition(task)) if task.kind is TaskKind.ITEM else None
    if item is None or item.evidence or not desk.does(task):
        return None
    return Action(
        label=say("Erledigt"),
        context=f"{title}, {word(task.name)}",
        url=f"{paths.item(task.slug, task.holder, task.thing)}/erledigt",
        post=True,
        data=(("next", paths.TASKS),),
    )


def _reminder(task: TaskRow, desk: Desk, title: str) -> Action:
    is_duty = task.kind is TaskKind.OBLIGATION
    holder, thing = "" if is_duty else task.holder, f"{task.kind.value}:{task.thing}"
    people = desk.people(task)
    button = remind_button(task.slug, holder, thing, people=people, what=title)
    return staying(button, paths.TASKS)


# --- where it is ---------------------------------------------------------------------------------


def _step_name(holder: str, definition: ProcessDefinition) -> str:
    step = definition.steps.get(holder)
    return (step.short or step.title) if step else holder


def _place(task: TaskRow, definition: ProcessDefinition) -> Iterator[str]:
    key = split_key(task.holder)
    if key and key[0] in definition.registers:
        yield f"{definition.registers[key[0]].singular} {key[1]}"
    elif task.holder in definition.steps:
        number = list(definition.steps).index(task.holder) + 1
        name = _step_name(task.holder, definition)
        yield say("Schritt {number} {name}", number=number, name=name)


def _where(task: TaskRow, desk: Desk) -> Iterator[str]:
    definition = desk.definition(task)
    yield from _place(task, definition)
    if task.kind is TaskKind.ITEM:
        yield say("Pflicht") if task.required else say("Empfohlen")
        item = _item_of(task, definition)
        if item and item.evidence:
            yield say("Nachweis nötig")
    if task.kind is TaskKind.OBLIGATION:
        yield say("zuständig: {who}", who=role_name(task.role, definition, spoken()))
