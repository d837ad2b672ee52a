"""When items are due: counted from the opening of a step, the making of a record, or a date.

Rule: the day is worked out when it is decided and then stands in the event; nothing recalculates it
later but a change of the date it is counted from. A day that a person set stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from workflow.core.calendar import shift
from workflow.core.conditions import Scope, field_value
from workflow.core.definition import ChecklistItem, DueRule
from workflow.core.state import ItemState


def due_day(rule: DueRule, start: date | None, scope: Scope) -> date | None:
    """Return the day an item is due, None while the date it is counted from is not known."""
    if rule.field is None:
        base = start
    else:
        found = field_value(rule.field, scope)
        base = found if isinstance(found, date) else None
    return shift(base, months=rule.months, days=rule.days) if base else None


def checklist_dues(
    checklist: Mapping[str, ChecklistItem], start: date, scope: Scope
) -> dict[str, date]:
    """Return the days that are known for a checklist that begins on a day."""
    days = {item.id: due_day(item.due, start, scope) for item in checklist.values() if item.due}
    return {item: day for item, day in days.items() if day is not None}


def not_by_hand(days: Mapping[str, date], items: Mapping[str, ItemState]) -> dict[str, date]:
    """Return the days without those that a person has set."""
    return {name: day for name, day in days.items() if not _is_by_hand(items.get(name))}


def moved_dues(
    checklist: Mapping[str, ChecklistItem],
    items: Mapping[str, ItemState],
    names: Iterable[str],
    scopes: tuple[Scope, Scope],
) -> dict[str, date | None]:
    """Return the days that differ because the date they are counted from has (before, after)."""
    moved: dict[str, date | None] = {}
    for name in names:
        rule = checklist[name].due
        if rule is None or rule.field is None or _is_by_hand(items.get(name)):
            continue
        old, new = (due_day(rule, None, scope) for scope in scopes)
        if old != new:
            moved[name] = new
    return moved


def _is_by_hand(item: ItemState | None) -> bool:
    return item is not None and item.due_by_hand
