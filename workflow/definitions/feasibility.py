"""Conditions that can never be yes, or always are, judged value by value.

Rule: only tests of one value against what is written in the file are looked at here: limits,
options, contradictions. Whether a whole gate can be fulfilled is proved with the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workflow.core.definition import (
    AllOf,
    Compare,
    Condition,
    Count,
    Field,
    FieldRef,
    FieldType,
    Gate,
    Limit,
    Literal,
    ProcessDefinition,
    Quantity,
    Strength,
    Test,
    TestKind,
)
from workflow.definitions.message import Said
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Report
from workflow.definitions.references import all_conditions, walk

Bound = Decimal | str


@dataclass(slots=True)
class Room:
    """What is left for one value when several tests hold at once."""

    low: Bound | None = None
    high: Bound | None = None
    options: frozenset[str] | None = None

    @property
    def is_sound(self) -> bool:
        """Whether something lies between the bounds."""
        return self.low is None or self.high is None or not _less(self.high, self.low)

    def narrow(self, low: Bound | None, high: Bound | None) -> None:
        """Leave only what lies between."""
        if low is not None and (self.low is None or _less(self.low, low)):
            self.low = low
        if high is not None and (self.high is None or _less(high, self.high)):
            self.high = high

    def keep(self, options: frozenset[str]) -> None:
        """Leave only these options."""
        self.options = options if self.options is None else self.options & options


def check_feasibility(definition: ProcessDefinition, report: Report) -> None:
    """Report conditions that can never be yes, and warn of those that always are."""
    for path, condition in all_conditions(definition):
        _check(list(_together(condition)), path, definition, report)
        for part in walk(condition):
            if isinstance(part, AllOf):
                _check(list(_together(part)), path, definition, report)
            elif isinstance(part, Compare) and _always(part):
                report.add_at("W103", path)
    if report.has_errors:
        return
    for step in definition.steps.values():
        at = ("steps", step.id, "gate", "conditions")
        _check(list(_demanded(step.gate)), at, definition, report)


def _together(condition: Condition) -> Iterator[Compare]:
    """The comparisons that must all hold for a condition to be yes."""
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _together(part)


def _demanded(gate: Gate) -> Iterator[Compare]:
    for each in gate.conditions:
        if each.strength is Strength.MANDATORY and each.applies_when is None:
            yield from _together(each.condition)


def _check(
    compares: list[Compare], path: Path, definition: ProcessDefinition, report: Report
) -> None:
    by_value: dict[Quantity, list[Test]] = {}
    for compare in compares:
        by_value.setdefault(compare.value, []).extend(compare.tests)
    for value, tests in by_value.items():
        field = field_of(value, definition)
        room = _room(value, field)
        if not room.is_sound:
            continue  # limits that contradict each other were reported with the field
        for test in tests:
            _apply(test, field, room)
        _report(room, field, path, report)


def _report(room: Room, field: Field | None, path: Path, report: Report) -> None:
    if not room.is_sound:
        # A field may be asked for in several places: then its name tells which.
        what = Said(f"„{field.id}“ ", f'"{field.id}" ') if field else ""
        low, high = str(room.low), str(room.high)
        report.add_at("E045/range", path, what=what, minimum=low, maximum=high)
    if room.options is not None and not room.options:
        report.add_at("E045/options", path, name=field.id if field else "?")


def field_of(value: Quantity, definition: ProcessDefinition) -> Field | None:
    """Return the field a value names, if it names one outside a register."""
    if not isinstance(value, FieldRef):
        return None
    if value.holder == "profile":
        return definition.profile.get(value.field)
    step = definition.steps.get(value.holder)
    return step.fields.get(value.field) if step else None


def _room(value: Quantity, field: Field | None) -> Room:
    room = Room()
    if isinstance(value, Count):
        room.narrow(Decimal(0), None)
    if field is not None:
        room.narrow(_bound(field.minimum), _bound(field.maximum))
        if field.type is FieldType.CHOICE:
            room.keep(frozenset(field.options))
    return room


def _apply(test: Test, field: Field | None, room: Room) -> None:
    operand = test.operand
    if not isinstance(operand, Literal):
        return
    bound = _bound(operand)
    match test.kind:
        case TestKind.AT_LEAST:
            room.narrow(bound, None)
        case TestKind.AT_MOST:
            room.narrow(None, bound)
        case TestKind.IS if isinstance(operand.value, bool):
            room.keep(frozenset({str(operand.value)}))
        case TestKind.IS if field and field.type is FieldType.CHOICE:
            room.keep(frozenset({str(operand.value)}))
        case TestKind.IS:
            room.narrow(bound, bound)
        case TestKind.ONE_OF if field and field.type is FieldType.CHOICE:
            values = operand.value if isinstance(operand.value, tuple) else (operand.value,)
            room.keep(frozenset(str(value) for value in values))
        case _:
            pass


def _bound(limit: Limit | None) -> Bound | None:
    """A written number or date; anything else sets no bound that is known beforehand."""
    if not isinstance(limit, Literal) or isinstance(limit.value, bool | tuple):
        return None
    text = str(limit.value)
    if text.replace("-", "", 1).replace(".", "", 1).isdecimal():
        return Decimal(text)
    return text if len(text) == len("2026-03-31") and text[:4].isdecimal() else None


def _less(left: Bound, right: Bound) -> bool:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left < right
    return isinstance(left, str) and isinstance(right, str) and left < right


def _always(compare: Compare) -> bool:
    """A count that may be nothing."""
    if not isinstance(compare.value, Count) or not compare.tests:
        return False
    bounds = [
        _bound(test.operand) if isinstance(test.operand, Literal) else None
        for test in compare.tests
        if test.kind is TestKind.AT_LEAST
    ]
    return len(bounds) == len(compare.tests) and all(
        isinstance(bound, Decimal) and bound <= 0 for bound in bounds
    )
