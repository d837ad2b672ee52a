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
    STALE,
    WAITING,
    Status,
)
from web.presenters.task_titles import deed_url, item_of, name_of, step_name, what
from web.presenters.values import entry_title
from workflow.core.policy import MANAGER
from workflow.core.sentences import role_name
from workflow.core.state import split_key
from workflow.core.tasks import LOUD, TaskKind
from workflow.storage.queries import SituationRow, TaskRow

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
    title, url, label = what(task, desk)
    name = word(task.name)
    return Row(
        status=_status(task, desk),
        title=title,
        url=url,
        where=_joined(name, *_where(task, desk), *_asked_by(task, desk), _whose(task, desk)),
        when=_when(task, desk),
        quote=_demand(task, desk),
        action=_one_press(task, desk, title)
        or Action(
            label=label,
            context=f"{title}, {name}",
            url=deed_url(task, url),
            first=is_loud(task),
        ),
    )


def waiting_row(task: TaskRow, desk: Desk) -> Row:
    """Return a piece of work that the reader waits for, with the button that reminds of it."""
    title, url, _ = what(task, desk)
    who = desk.who_owes(task)
    lies = task.kind in _ASKED
    owed = say("liegt bei: {who}", who=who) if lies else say("zuständig: {who}", who=who)
    late = task.due is not None and task.due < desk.today
    status = WAITING if lies else OVERDUE if late else _OF_OTHERS
    after = reminded_says(task.reminded_on, desk.today)
    return Row(
        status=status,
        title=name_of(task, desk) if lies else title,
        url=paths.gate(task.slug, task.holder) if lies else url,
        where=_joined(word(task.name), *_place(task, desk), owed),
        when=_when(task, desk),
        action=None if after or not desk.people(task) else _reminder(task, desk, title),
        after=after,
    )


def situation_row(row: SituationRow, desk: Desk) -> Row:
    """Return that the Lage of a quartier is to be judged anew."""
    away = desk.acting_for(row.instance, MANAGER)
    name, url = word(row.name), paths.about(row.slug, "lage")
    title, told, due = say("Lage einschätzen"), say("Noch hat niemand die Lage eingeschätzt"), None
    if row.judged_on is not None:
        title = say("Einschätzung zur Lage aktualisieren")
        age = plural((desk.today - row.judged_on).days, "Tag", "Tage")
        told = say("Die letzte Einschätzung ist {age} alt", age=age)
        due = row.judged_on + timedelta(days=row.settings.situation_days)
    return Row(
        status=OVERDUE if due else OPEN,
        title=title,
        url=url,
        where=_joined(name, told, say("in Vertretung für {people}", people=away) if away else ""),
        when=dates.due(due, desk.today, row.settings.land),
        action=Action(label=say("Lage einschätzen"), context=name, url=url),
    )


def is_loud(task: TaskRow) -> bool:
    """Return whether others can go on only when this is done."""
    return task.kind in LOUD


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
    if task.due is None and is_loud(task):
        return When()
    return dates.due(task.due, desk.today, desk.local[task.municipality].land)


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


def _one_press(task: TaskRow, desk: Desk, title: str) -> Action | None:
    """Return the button for an item that asks for no proof and is the reader's own to do."""
    item = item_of(task, desk.definition(task)) if task.kind is TaskKind.ITEM else None
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


def _place(task: TaskRow, desk: Desk) -> Iterator[str]:
    definition = desk.definition(task)
    key = split_key(task.holder)
    if key and key[0] in definition.registers:
        yield _entry_place(task, desk, *key)
    elif task.holder in definition.steps:
        number = list(definition.steps).index(task.holder) + 1
        name = step_name(task.holder, definition)
        yield say("Schritt {number} {name}", number=number, name=name)


def _entry_place(task: TaskRow, desk: Desk, register_id: str, number: int) -> str:
    """Return which entry it is: its title stands there, unless the row is called by it."""
    definition, entry = desk.definition(task), desk.entry(task)
    name = f"{definition.registers[register_id].singular} {number}"
    if entry is None or task.kind is TaskKind.RECORD:
        return name
    return say("{entry} ({title})", entry=name, title=entry_title(definition, entry))


def _stand(task: TaskRow, desk: Desk) -> str:
    """Return how an entry stands, as its register says that in reports."""
    entry = desk.entry(task)
    register = desk.definition(task).registers[entry.register] if entry else None
    field = register.fields.get(register.report.status) if register and register.report else None
    if entry is None or field is None or field.id not in entry.values:
        return ""
    return field.options.get(str(entry.values[field.id].value), "")


def _whose(task: TaskRow, desk: Desk) -> str:
    """Return for whom the reader does it, or who had it and is not there any more."""
    away = desk.acting_for(task.instance, task.role, task.person)
    if away:
        return say("in Vertretung für {people}", people=away)
    if task.person is None or task.person == desk.reach.account:
        return ""
    return say("zuletzt zuständig: {name}", name=desk.named(task.person))


def _where(task: TaskRow, desk: Desk) -> Iterator[str]:
    definition = desk.definition(task)
    yield from _place(task, desk)
    if task.kind is TaskKind.ITEM:
        yield say("Pflicht") if task.required else say("Empfohlen")
        item = item_of(task, definition)
        if item and item.evidence:
            yield say("Nachweis nötig")
    if task.kind is TaskKind.RECORD:
        yield _stand(task, desk)
    if task.kind is TaskKind.OBLIGATION:
        yield say("zuständig: {who}", who=role_name(task.role, definition, spoken()))
