"""A register as a table of text, every field under its label: what is downloaded and sent back.

Rule: a cell is written the way it can be typed again. So a file that comes back unchanged says
nothing new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from web.language import say
from web.presenters.scene import Scene, word
from web.presenters.values import scope_of, shown
from workflow.core.conditions import field_value
from workflow.core.definition import NUMBER_TYPES, Field, FieldRef, FieldType, Register
from workflow.core.known import Typed, as_text
from workflow.core.state import Erased, Record

BETWEEN = " | "


def own_columns() -> tuple[str, ...]:
    """Return the columns that every register has: number, step, round, day, archived."""
    return say("Nummer"), say("Schritt"), say("Runde"), say("Angelegt am"), say("Archiviert")


def column_names(register: Register) -> Mapping[str, str]:
    """Return the column of each field: its label, with its key where two are called the same."""
    count = Counter(field.label.casefold() for field in register.fields.values())
    count.update(name.casefold() for name in own_columns())
    return {
        field.id: field.label
        if count[field.label.casefold()] == 1
        else f"{field.label} [{field.id}]"
        for field in register.fields.values()
    }


def table(scene: Scene, register: Register, records: Iterable[Record]) -> Iterable[tuple[str, ...]]:
    """Yield the head and a row for each entry."""
    number, *others = own_columns()
    yield (number, *column_names(register).values(), *others)
    for record in records:
        yield (
            str(record.number),
            *(cell(scene, field, record) for field in register.fields.values()),
            step_name(scene, record.step),
            str(record.round),
            f"{record.on:%d.%m.%Y}",
            say("Ja") if record.archived else say("Nein"),
        )


def step_name(scene: Scene, step: str) -> str:
    """Return how a step is called in a file; one the definition has no more by its key."""
    found = scene.definition.steps.get(step)
    return f"{scene.number_of(step)} {found.short or found.title}" if found else step


def cell(scene: Scene, field: Field, record: Record) -> str:
    """Return a value as it can be typed again; "" if there is none."""
    scope = scope_of(scene, record.key)
    value = field_value(FieldRef("", field.id), scope)
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, Erased):
        return word(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if field.type in NUMBER_TYPES:
        return _number(field, record, value).replace(".", ",")
    if field.type in _NAMED:
        return shown(scene, field, record.values.get(field.id), scope)
    many = value if isinstance(value, tuple) else (value,)
    if field.type is FieldType.REFERENCE:
        return ", ".join(map(str, many))
    return BETWEEN.join(field.options.get(str(each), str(each)) for each in many)


def _number(field: Field, record: Record, value: Typed) -> str:
    """Return a number: as it was entered, to the last digit, or as it was calculated."""
    return as_text(value) if field.calculate is not None else str(record.values[field.id].value)


_NAMED = frozenset({FieldType.PERSON, FieldType.YES_NO, FieldType.FILE})
