"""When items are due: counted from the opening of a step, the making of a record, or a date.

Rule: the day is worked out when it is decided and then stands in the event; nothing recalculates it
later but a change of the date it is counted from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workflow.core.calendar import shift
from workflow.core.conditions import Scope, field_value
from workflow.core.definition import ChecklistItem, DueRule


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
