"""What the registers tell a successor: work, promises, contacts, money, risks, decisions, places.

Rule: which register is what the definition says; here is only how each is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from web.language import say
from web.presenters.report_parts import Cell, Row
from web.presenters.scene import Scene
from web.presenters.values import record_title, scope_of, shown
from workflow.core.definition import (
    DECISIONS,
    Field,
    FieldType,
    Register,
    Reporting,
    ReportPart,
)
from workflow.core.state import Record
from workflow.core.tasks import record_tasks

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
        yield _row(scene, register, record, report.status, report.day, report.amount)


def promises(scene: Scene) -> Iterator[Row]:
    """Yield what somebody was promised."""
    for register, report, record in _records(scene, ReportPart.PROMISE):
        if text := _shown(scene, register.fields.get(report.text), record):
            day = _cell(scene, register, record, report.day)
            yield Row(title=text, cells=tuple(filter(None, [day])))


def contacts(scene: Scene) -> Iterator[Row]:
    """Yield who works along, with how to reach them."""
    for register, report, record in _records(scene, ReportPart.CONTACT):
        personal = [f for f in register.fields.values() if f.personal and f.type in _CONTACT]
        reach = ", ".join(filter(None, (_shown(scene, f, record) for f in personal)))
        row = _row(scene, register, record, report.status, report.day)
        extra = Cell(label=say("Erreichbar"), text=reach or say("nicht eingetragen"))
        yield Row(title=row.title, cells=(*row.cells, extra))


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
    return Cell(label=field.label, text=_shown(scene, field, record) or say("offen"))


def _shown(scene: Scene, field: Field | None, record: Record) -> str:
    if field is None:
        return ""
    return shown(scene, field, record.values.get(field.id), scope_of(scene, record.key))
