"""What the registers tell a successor: work, promises, contacts, money, risks, decisions, places.

Rule: which register is what the definition says; here is only how each is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from web.language import plural, say
from web.presenters.report_parts import Cell, Row
from web.presenters.scene import Scene
from web.presenters.status import OPEN, OVERDUE, WORKING, Status
from web.presenters.values import record_title, scope_of, shown
from workflow.core.definition import (
    DECISIONS,
    Field,
    FieldType,
    Register,
    Reporting,
    ReportPart,
)
from workflow.core.state import Erased, Record
from workflow.core.tasks import Task, record_tasks

Rows = Callable[[Scene], Iterator[Row]]
Made = TypeVar("Made")
_CONTACT = (FieldType.TEXT, FieldType.EMAIL, FieldType.PHONE)


def by_part(scene: Scene, rows: Rows, title: str, head: str, make: Callable[..., Made]) -> Made:
    """Return a part of the file with these rows."""
    return make(
        title=title, head=head, nothing=say("Dazu ist nichts eingetragen."), rows=tuple(rows(scene))
    )


def works(scene: Scene) -> Iterator[Row]:
    """Yield what is being done, as long as its own checklist is not settled."""
    for register, report, record in _records(scene, ReportPart.WORK):
        tasks = record_tasks(scene.definition, scene.state.instance, record)
        if register.checklist and not any(task.required for task in tasks):
            continue
        row = _row(scene, register, record, report.day, report.amount)
        sign = _sign(scene, record, tasks)
        text = _shown(scene, register.fields.get(report.status), record) or sign.word
        yield Row(
            title=row.title, cells=(Cell(label=say("Stand"), text=text, sign=sign.key), *row.cells)
        )


def _sign(scene: Scene, record: Record, tasks: Iterable[Task]) -> Status:
    """Return the sign of what is being done: from its own checklist, as a report has it."""
    if any(task.required and task.due and task.due < scene.today for task in tasks):
        return OVERDUE
    return WORKING if any(item.is_touched for item in record.items.values()) else OPEN


def promises(scene: Scene) -> Iterator[Row]:
    """Yield what somebody was promised."""
    for register, report, record in _records(scene, ReportPart.PROMISE):
        if text := _shown(scene, register.fields.get(report.text), record):
            day = _cell(scene, register, record, report.day)
            yield Row(title=text, cells=tuple(filter(None, [day])))


def contacts(scene: Scene) -> Iterator[Row]:
    """Yield who works along, with how to reach them; first those on whom most depends."""
    found = list(_records(scene, ReportPart.CONTACT))
    depends = {record.key: _depending(scene, record) for _, _, record in found}
    for register, report, record in sorted(found, key=lambda each: -depends[each[2].key]):
        ways = [f for f in register.fields.values() if f.personal and f.type in _CONTACT]
        reach = ", ".join(filter(None, (_shown(scene, f, record) for f in ways)))
        row = _row(scene, register, record, report.status, report.day)
        extra = (
            Cell(label=say("Erreichbar"), text=reach or say("nicht eingetragen")),
            Cell(label=say("Daran hängen"), text=_entries(depends[record.key]), number=True),
        )
        yield Row(title=row.title, cells=(*row.cells, *extra))


def _entries(number: int) -> str:
    return plural(number, "Eintrag", "Einträge") if number else "–"


def _depending(scene: Scene, record: Record) -> int:
    """Return how many entries point to this one."""
    return sum(
        1
        for register in scene.definition.registers.values()
        for field in register.fields.values()
        if field.type is FieldType.REFERENCE and field.register == record.register
        for other in scene.state.register(register.id).values()
        if other.archived is None and _points_to(other, field, record.number)
    )


def _points_to(other: Record, field: Field, number: int) -> bool:
    found = other.values.get(field.id)
    if found is None or isinstance(found.value, Erased):
        return False
    many = found.value if isinstance(found.value, tuple) else (found.value,)
    return str(number) in {str(each) for each in many}


def funds(scene: Scene) -> Iterator[Row]:
    """Yield where money comes from, until when, and what is spent."""
    for register, report, record in _records(scene, ReportPart.FUNDS):
        names = (report.status, report.day, report.amount, report.spent)
        yield _row(scene, register, record, *names)


def risks(scene: Scene) -> Iterator[Row]:
    """Yield what can go wrong."""
    for register, report, record in _records(scene, ReportPart.RISK):
        yield _row(scene, register, record, report.status, report.day)


def places(scene: Scene) -> Iterator[Row]:
    """Yield where things lie."""
    for register, report, record in _records(scene, ReportPart.PLACE):
        yield _row(scene, register, record, report.text, report.day)


def personal(scene: Scene) -> Iterator[Row]:
    """Yield which registers hold something about persons, of how many entries, and what."""
    for register in scene.definition.registers.values():
        fields = [field for field in register.fields.values() if field.personal]
        alive = [r for r in scene.state.register(register.id).values() if r.archived is None]
        filled = [r for r in alive if any(field.id in r.values for field in fields)]
        if filled:
            count = plural(len(filled), "Eintrag", "Einträge")
            labels = ", ".join(field.label for field in fields)
            yield Row(
                title=register.title,
                cells=(
                    Cell(label=say("Umfang"), text=count, number=True),
                    Cell(label=say("Angaben"), text=labels),
                ),
            )


def decisions(scene: Scene) -> Iterator[Row]:
    """Yield what bodies have decided, the latest first."""
    register = scene.definition.registers[DECISIONS]
    found = [r for r in scene.state.register(DECISIONS).values() if r.archived is None]
    for record in reversed(found):
        row = _row(scene, register, record, "gremium", "datum", "ergebnis", "vorlage")
        title = _shown(scene, register.fields["gegenstand"], record) or row.title
        yield Row(title=title, cells=row.cells)


def _records(scene: Scene, part: ReportPart) -> Iterator[tuple[Register, Reporting, Record]]:
    for register in scene.definition.registers.values():
        if register.report is not None and register.report.part is part:
            for record in scene.state.register(register.id).values():
                if record.archived is None:
                    yield register, register.report, record


def _row(scene: Scene, register: Register, record: Record, *names: str) -> Row:
    cells = (_cell(scene, register, record, name) for name in names)
    return Row(title=record_title(scene, record), cells=tuple(filter(None, cells)))


def _cell(scene: Scene, register: Register, record: Record, name: str) -> Cell | None:
    field = register.fields.get(name)
    if field is None:
        return None
    return Cell(label=field.label, text=_shown(scene, field, record) or say("nicht eingetragen"))


def _shown(scene: Scene, field: Field | None, record: Record) -> str:
    if field is None:
        return ""
    return shown(scene, field, record.values.get(field.id), scope_of(scene, record.key))
