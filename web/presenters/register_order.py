"""Which entries of a register are shown, in which order, with which of their fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from web.presenters.collation import collated
from web.presenters.register_lacks import lacks
from web.presenters.register_wanted import NUMBER, TITLE, Wanted, takes
from web.presenters.scene import Scene
from web.presenters.values import record_title, scope_of, shown, title_field
from workflow.core.conditions import field_value
from workflow.core.definition import NUMBER_TYPES, Field, FieldRef, FieldType, Register
from workflow.core.state import Erased, Record

_COLUMNS = 5
_UNFIT = (FieldType.LONG_TEXT, FieldType.FILE)


def chosen_records(scene: Scene, register: Register, asked: Wanted) -> list[Record]:
    """Return the entries that are asked for, in no order."""
    missing = lacks(scene, register) if asked.lacks else {}
    return [
        record
        for record in scene.state.register(register.id).values()
        if takes(scene, register, asked, record, missing.get(record.number, ()))
    ]


def ordered(
    scene: Scene, register: Register, asked: Wanted, records: Iterable[Record]
) -> list[Record]:
    """Return entries in the order that is asked for; those without a value come last."""
    by_number = sorted(records, key=lambda record: record.number)
    if asked.sorted_by == NUMBER:
        return by_number[::-1] if asked.downwards else by_number
    keyed = [(_sort_key(scene, register, asked.sorted_by, record), record) for record in by_number]
    found = [pair for pair in keyed if pair[0] is not None]
    found.sort(key=lambda pair: pair[0], reverse=asked.downwards)  # type: ignore[arg-type,return-value] # one column, one type
    return [record for _, record in found] + [record for key, record in keyed if key is None]


def _sort_key(scene: Scene, register: Register, by: str, record: Record) -> object:
    if (by == TITLE and TITLE not in register.fields) or by == title_field(register.fields):
        return collated(record_title(scene, record))
    field, scope = register.fields[by], scope_of(scene, record.key)
    value = field_value(FieldRef("", by), scope)
    if value is None or isinstance(value, Erased):
        return None
    if isinstance(value, Decimal | date | bool) or field.type in NUMBER_TYPES:
        return value
    if field.type is FieldType.CHOICE:  # in the order of the definition: idea before done
        return list(field.options).index(str(value)) if value in field.options else None
    return collated(shown(scene, field, record.values.get(by), scope))


def columns_of(register: Register) -> tuple[Field, ...]:
    """Return the few fields that a list shows beside the title.

    First what the register is reported by (its day, amount, status), then who is responsible, then
    what every entry must have.
    """
    name, told = title_field(register.fields), _reported(register)
    short = [
        f
        for f in register.fields.values()
        if f.id != name and not f.personal and f.type not in _UNFIT
    ]
    best = sorted(short, key=lambda field: _rank(field, told))[:_COLUMNS]
    return tuple(f for f in register.fields.values() if f in best)


def _reported(register: Register) -> frozenset[str]:
    said = register.report
    return frozenset((said.day, said.amount, said.status)) if said else frozenset()


def _rank(field: Field, told: frozenset[str]) -> tuple[bool, bool, bool, bool, bool]:
    by_hand = field.type in (FieldType.PERSON, FieldType.CHOICE, FieldType.DATE, FieldType.MONEY)
    return (
        field.id not in told,
        field.type is not FieldType.PERSON,
        field.applies_when is not None,
        not field.required,
        not by_hand,
    )
