"""Meine Aufgaben: what a person owes, in the order in which it matters.

Rule: groups have a fixed order and empty ones are left out; each row says what, where and until
when, and leads to the place where it is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from web import paths
from web.language import plural, spoken
from web.presenters import dates
from web.presenters.dates import When
from web.presenters.parts import Action
from web.presenters.quarters import QuarterCard, card
from web.presenters.scene import word
from web.presenters.status import NOTICE, OPEN, OVERDUE, RETURNED, STALE, WAITING, Status
from workflow.core.definition import ChecklistItem, ProcessDefinition
from workflow.core.sentences import role_name
from workflow.core.state import split_key
from workflow.core.tasks import TaskKind
from workflow.storage.queries import InstanceRow, TaskRow

SHOWN = 200
_SOON_DAYS = 7
_AT_ONCE = 8  # rows of a group that are seen at once
_DECISIONS = frozenset({TaskKind.APPROVAL, TaskKind.EXCEPTION, TaskKind.STALE, TaskKind.PROPOSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One piece of work in the list."""

    status: Status
    title: str
    url: str
    where: str
    when: When
    quote: str = ""
    action: Action | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; `rest` is folded away beneath what `folded` says."""

    title: str
    count: int
    rows: tuple[Row, ...]
    rest: tuple[Row, ...] = ()
    folded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage:
    """The start page of everybody."""

    title: str
    says: str
    groups: tuple[Group, ...]
    quarters: tuple[QuarterCard, ...] = ()
    more: bool = False
    place: None = None


def tasks_page(
    rows: Sequence[TaskRow],
    definitions: Mapping[str, ProcessDefinition],
    today: date,
    quarters: Sequence[InstanceRow] = (),
) -> TasksPage:
    """Return the list; `definitions` are those of the rows and quartiere, by digest."""
    more, rows = len(rows) > SHOWN, rows[:SHOWN]
    total = len(rows)
    named = [(row, _row(row, definitions[row.definition], today)) for row in rows]
    places = len({row.instance for row in rows})
    says = "Keine offenen Aufgaben."
    if total:
        work = plural(total, "offene Aufgabe", "offene Aufgaben")
        says = f"{work} in {plural(places, 'Quartier', 'Quartieren')}."
    return TasksPage(
        title=f"Meine Aufgaben ({total} offen)" if total else "Meine Aufgaben",
        says=f"{says} Stand: {dates.full_day(today)}",
        groups=tuple(_groups(named, today)),
        quarters=tuple(card(row, definitions[row.definition], today) for row in quarters),
        more=more,
    )


def _groups(named: list[tuple[TaskRow, Row]], today: date) -> Iterator[Group]:
    soon = today + timedelta(days=_SOON_DAYS)
    decide = [r for t, r in named if t.kind in _DECISIONS]
    back = [r for t, r in named if t.kind is TaskKind.RETURNED]
    rest = [(t, r) for t, r in named if t.kind not in _DECISIONS | {TaskKind.RETURNED}]
    late = [r for t, r in rest if t.due is not None and t.due < today]
    near = [r for t, r in rest if t.due is not None and today <= t.due <= soon]
    later = [r for t, r in rest if t.due is None or t.due > soon]
    until = f"Bis {dates.full_day(soon).rsplit(' ', 1)[0]}"
    yield from _group("Ihre Entscheidung fehlt", decide)
    yield from _group("Zurückgegeben an Sie", back)
    yield from _group("Überfällig", late)
    yield from _group(until, near)
    others = len(decide) + len(back) + len(late) + len(near)
    yield from _group("Später oder ohne Termin", later, max(0, _AT_ONCE - others))


def _group(title: str, rows: list[Row], at_once: int = _AT_ONCE) -> Iterator[Group]:
    if not rows:
        return
    shown, rest = tuple(rows[:at_once]), tuple(rows[at_once:])
    one, many = ("Aufgabe", "Aufgaben") if not shown else ("weitere", "weitere")
    folded = f"{plural(len(rest), one, many)} anzeigen"
    yield Group(title=title, count=len(rows), rows=shown, rest=rest, folded=folded)


def _row(task: TaskRow, definition: ProcessDefinition, today: date) -> Row:
    name = word(task.name)
    title, url, action = _what(task, definition)
    return Row(
        status=_status(task, today),
        title=title,
        url=url,
        where=" · ".join(part for part in (name, *_where(task, definition)) if part),
        when=When() if task.due is None and _is_loud(task) else dates.due(task.due, today),
        action=Action(label=action, context=f"{title}, {name}", url=url, first=_is_loud(task)),
    )


def _is_loud(task: TaskRow) -> bool:
    return task.kind in _DECISIONS or task.kind is TaskKind.RETURNED


def _status(task: TaskRow, today: date) -> Status:
    if task.kind is TaskKind.RETURNED:
        return RETURNED
    if task.kind is TaskKind.STALE:
        return STALE
    if task.kind in (TaskKind.APPROVAL, TaskKind.EXCEPTION):
        return WAITING
    if task.kind is TaskKind.PROPOSAL:
        return NOTICE
    return OVERDUE if task.due is not None and task.due < today else OPEN


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
    again = f"Freigabe „{step}“ nacharbeiten und erneut anfragen"
    stale = f"Freigabe „{step}“ bestätigen: Seitdem hat sich etwas geändert"
    return {
        TaskKind.DATA: (
            f"{fields} zu „{step}“ ergänzen",
            paths.step_values(q, task.holder),
            "Angaben eintragen",
        ),
        TaskKind.RETURNED: (again, gate, "Nacharbeiten"),
        TaskKind.EXCEPTION: (f"Ausnahme zu „{step}“ entscheiden", gate, "Ansehen"),
        TaskKind.STALE: (stale, gate, "Ansehen"),
        TaskKind.OBLIGATION: (
            f"Auflage {task.thing} erfüllen",
            paths.obligation(q, task.thing),
            "Auflage erfüllen",
        ),
        TaskKind.PROPOSAL: (
            "Vorschlag aus dem Quartier beantworten",
            paths.proposal(q, task.thing),
            "Antworten",
        ),
    }[task.kind]


def _item(task: TaskRow, definition: ProcessDefinition) -> tuple[str, str, str]:
    item = _item_of(task, definition)
    text = item.text if item else task.thing
    proof = "Nachweis hinzufügen" if item and item.evidence else "Bearbeiten"
    return text, paths.item(task.slug, task.holder, task.thing), proof


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
        return f"Beschluss eintragen: {name} ({body})", url, "Beschluss eintragen"
    return f"Über die Freigabe entscheiden: {name}", url, "Entscheiden"


def _step_name(holder: str, definition: ProcessDefinition) -> str:
    step = definition.steps.get(holder)
    return (step.short or step.title) if step else holder


def _where(task: TaskRow, definition: ProcessDefinition) -> Iterator[str]:
    key = split_key(task.holder)
    if key and key[0] in definition.registers:
        yield f"{definition.registers[key[0]].singular} {key[1]}"
    elif task.holder in definition.steps:
        number = list(definition.steps).index(task.holder) + 1
        yield f"Schritt {number} {_step_name(task.holder, definition)}"
    if task.kind is TaskKind.ITEM:
        yield "Pflicht" if task.required else "Empfohlen"
        item = _item_of(task, definition)
        if item and item.evidence:
            yield "Nachweis nötig"
    if task.kind is TaskKind.OBLIGATION:
        yield f"zuständig: {role_name(task.role, definition, spoken())}"
