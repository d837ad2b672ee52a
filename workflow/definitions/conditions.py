"""Conditions: from plain data to `Condition`.

Rule: a part that cannot be built has been reported; a condition that misses a part is left out
whole (None), never weakened.
"""

from __future__ import annotations

from workflow.core.definition import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Elapsed,
    Every,
    FieldType,
    Has,
    ItemDone,
    Literal,
    Quantity,
    Share,
    StepMilestone,
    StepReached,
    Test,
    TestKind,
)
from workflow.definitions.format import VALUE_HEADS
from workflow.definitions.names import Data, Facts, Scope, column_named, item_named, known
from workflow.definitions.nodes import Path, Plain
from workflow.definitions.quantities import Measured, tests_of, value, where_of

CHECKLIST = "checklist"


def condition(data: Data | None, path: Path, scope: Scope) -> Condition | None:
    """Build a condition; None if there is none or it cannot be built."""
    if not data:
        return None
    head = next((name for name in data if name in VALUE_HEADS or name in _BUILDERS), "")
    if head in VALUE_HEADS:
        return _compare(data, path, scope)
    return _BUILDERS[head](data, path, scope) if head else None


def applies_when(data: Data, path: Path, scope: Scope) -> Condition | None:
    """Build the condition under which something applies."""
    return condition(data.get("applies_when"), (*path, "applies_when"), scope)


def calculation(
    data: Data | None, facts: Facts, path: Path, scope: Scope
) -> Quantity | Condition | None:
    """Build what a calculated field is calculated from: a value, or a condition for yes or no."""
    if not data:
        return None
    if facts.type is FieldType.YES_NO:
        return condition(data, path, scope)
    if any(name in _BUILDERS for name in data):
        scope.report.add_at("E047/result", path, expected=facts.term, found=_YES_NO.term)
        return None
    found = value(data, path, scope)
    if found is None or not _fits(facts, found, path, scope):
        return None
    return found.quantity


_YES_NO = Facts(FieldType.YES_NO)


def _fits(facts: Facts, found: Measured, path: Path, scope: Scope) -> bool:
    kinds = facts.type, found.facts.type
    if None in kinds or kinds[0] is kinds[1]:
        return True
    if facts.is_number and found.facts.is_number and facts.type is not FieldType.INTEGER:
        return True
    scope.report.add_at("E047/result", path, expected=facts.term, found=found.facts.term)
    return False


def _compare(data: Data, path: Path, scope: Scope) -> Condition | None:
    found = value(data, path, scope)
    if found is None:
        return None
    tests = tests_of(data, found.facts, path, scope)
    if isinstance(found.quantity, Share):
        _check_share(tests, path, scope)
    asked = [kind for kind in TestKind if kind.value in data]
    return Compare(found.quantity, tests) if tests and len(tests) == len(asked) else None


def _check_share(tests: tuple[Test, ...], path: Path, scope: Scope) -> None:
    for test in tests:
        written = test.operand.value if isinstance(test.operand, Literal) else None
        if isinstance(written, str) and not 0 <= float(written) <= 100:  # noqa: PLR2004 - percent
            scope.report.add_at("E049/percent", (*path, test.kind.value))


def _every(data: Data, path: Path, scope: Scope) -> Condition | None:
    register = data.get("every", "")
    place = (*path, "every")
    if not known(register, scope.names.registers, "E041/register", place, scope.report):
        return None
    where = where_of(data, "where", register, path, scope)
    names = enumerate(data.get("has") or [])
    has = [_has(name, register, (*path, "has", i), scope) for i, name in names]
    found = tuple(each for each in has if each is not None)
    return Every(register, where, found) if found and len(found) == len(has) else None


def _has(name: str | None, register: str, path: Path, scope: Scope) -> Has | None:
    if name is None:
        return None
    if name == CHECKLIST and scope.names.registers[register].items:
        return Has(checklist=True)
    other, dot, field = name.partition(".")
    if not dot:
        return Has(field=name) if column_named(register, name, path, scope) else None
    if not known(other, scope.names.registers, "E041/register", path, scope.report):
        return None
    facts = column_named(other, field, path, scope)
    if facts is None:
        return None
    if facts.type and (facts.type is not FieldType.REFERENCE or facts.register != register):
        scope.report.add_at("E047/reference", path, name=name, register=register)
        return None
    return Has(register=other, field=field)


def _item(data: Data, path: Path, scope: Scope) -> Condition | None:
    found = item_named(data["item"], (*path, "item"), scope) if "item" in data else None
    return ItemDone(*found) if found and "is" in data else None


def _step(data: Data, path: Path, scope: Scope) -> Condition | None:
    step = data.get("step", "")
    found = known(step, scope.names.steps, "E041/step", (*path, "step"), scope.report)
    return StepReached(step, StepMilestone(data["is"])) if found and "is" in data else None


def _elapsed(data: Data, path: Path, scope: Scope) -> Condition | None:
    step, span = data.get("elapsed", ""), data.get("at_least")
    found = known(step, scope.names.steps, "E041/step", (*path, "elapsed"), scope.report)
    if not found or not span:
        return None
    return Elapsed(step, months=span.get("months", 0), days=span.get("days", 0))


def _several(data: Data, path: Path, scope: Scope) -> Condition | None:
    head = "all_of" if "all_of" in data else "any_of"
    written: list[Plain] = data[head]
    parts = [condition(part, (*path, head, i), scope) for i, part in enumerate(written)]
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(written):
        return None
    return AllOf(found) if head == "all_of" else AnyOf(found)


_BUILDERS = {
    "every": _every,
    "item": _item,
    "step": _step,
    "elapsed": _elapsed,
    "all_of": _several,
    "any_of": _several,
}
