"""Values in conditions and calculations: from plain data to `Quantity`, with their type.

Rule: every builder returns what it built together with what kind of value it is, or None after
reporting why not. Operands are typed by the value they are tested against.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.core.definition import (
    Aggregate,
    AggregateKind,
    Arithmetic,
    ArithmeticKind,
    Count,
    FieldRef,
    FieldType,
    Literal,
    Months,
    Quantity,
    Share,
    Test,
    TestKind,
    Today,
    Where,
    WhereTest,
)
from workflow.definitions.format import VALUE_HEADS
from workflow.definitions.literals import DATE_FORM, NUMBER_FORM, WHOLE_FORM, day, literal
from workflow.definitions.names import (
    DATE,
    NUMBER,
    WHOLE_NUMBER,
    Data,
    Facts,
    Scope,
    column_named,
    field_named,
    known,
)
from workflow.definitions.nodes import Path, Plain
from workflow.definitions.scalars import truth

_ONLY_FILLED = frozenset({FieldType.FILE, FieldType.PERSON, FieldType.REFERENCE})
_PERCENT = Facts(FieldType.PERCENT)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with what is known about it."""

    quantity: Quantity
    facts: Facts


def value(data: Data, path: Path, scope: Scope) -> Measured | None:
    """Build the value a mapping describes."""
    head = next((name for name in data if name in VALUE_HEADS), "")
    if not head:
        return None
    place = (*path, head)
    named = data[head]
    match head:
        case "field":
            found = field_named(named, place, scope)
            return Measured(FieldRef(found[0], found[1]), found[2]) if found else None
        case "count" | "share":
            return _of_register(head, data, path, scope)
        case "sum" | "earliest" | "latest":
            return _aggregate(AggregateKind(head), data, path, scope)
        case "months":
            return _months(named, place, scope)
        case _:
            return _arithmetic(ArithmeticKind(head), named, place, scope)


def _of_register(head: str, data: Data, path: Path, scope: Scope) -> Measured | None:
    register = data[head]
    registers = scope.names.registers
    if not known(register, registers, "E041/register", (*path, head), scope.report):
        return None
    where = where_of(data, "where", register, path, scope)
    if head == "share":
        whole = where_of(data, "of", register, path, scope)
        return Measured(Share(register, whole, where), _PERCENT)
    distinct = data.get("distinct")
    if distinct and not column_named(register, distinct, (*path, "distinct"), scope):
        return None
    return Measured(Count(register, where, distinct), WHOLE_NUMBER)


def _aggregate(kind: AggregateKind, data: Data, path: Path, scope: Scope) -> Measured | None:
    place = (*path, kind.value)
    register, _, field = data[kind.value].partition(".")
    if not known(register, scope.names.registers, "E041/register", place, scope.report):
        return None
    facts = column_named(register, field, place, scope)
    where = where_of(data, "where", register, path, scope)
    if facts is None:
        return None
    wanted = NUMBER if kind is AggregateKind.SUM else DATE
    if not _same_kind(wanted, facts):
        _mismatch(wanted, facts, place, scope)
        return None
    return Measured(Aggregate(kind, register, field, where), Facts(facts.type))


def _months(data: Data, path: Path, scope: Scope) -> Measured | None:
    start = _term_of(data.get("from"), DATE, (*path, "from"), scope)
    end = _term_of(data.get("to"), DATE, (*path, "to"), scope)
    return Measured(Months(start.quantity, end.quantity), WHOLE_NUMBER) if start and end else None


def _arithmetic(
    kind: ArithmeticKind, terms: list[Plain], path: Path, scope: Scope
) -> Measured | None:
    found = [_term_of(term, NUMBER, (*path, i), scope) for i, term in enumerate(terms)]
    operands = [operand for operand in found if operand is not None]
    if len(operands) < len(found):
        return None
    quantity = Arithmetic(kind, tuple(operand.quantity for operand in operands))
    return Measured(quantity, Facts(_result(kind, [operand.facts.type for operand in operands])))


def _result(kind: ArithmeticKind, types: list[FieldType | None]) -> FieldType:
    if kind is ArithmeticKind.PERCENT:
        return FieldType.PERCENT
    if kind is ArithmeticKind.RATIO:
        return FieldType.DECIMAL
    if all(each is FieldType.INTEGER for each in types):
        return FieldType.INTEGER
    return FieldType.MONEY if FieldType.MONEY in types else FieldType.DECIMAL


def _term_of(data: Plain, wanted: Facts, path: Path, scope: Scope) -> Measured | None:
    """Build what is calculated with: a name, a number, a date, today or another value."""
    if data is None:
        return None
    found = _named_term(data, path, scope) if isinstance(data, str) else computed(data, path, scope)
    if found is not None and not _same_kind(wanted, found.facts):
        _mismatch(wanted, found.facts, path, scope)
        return None
    return found


def _named_term(text: str, path: Path, scope: Scope) -> Measured | None:
    if text == "today":
        return Measured(Today(), DATE)
    if WHOLE_FORM.fullmatch(text):
        return Measured(Literal(int(text)), WHOLE_NUMBER)
    if NUMBER_FORM.fullmatch(text):
        return Measured(Literal(text), NUMBER)
    if DATE_FORM.fullmatch(text):
        written = day(text, path, scope.report)
        return Measured(Literal(written), DATE) if written else None
    found = field_named(text, path, scope)
    return Measured(FieldRef(found[0], found[1]), found[2]) if found else None


def computed(data: Data, path: Path, scope: Scope) -> Measured | None:
    """Build `{today: ...}` or any other value that is written as a mapping."""
    if "today" in data:
        return Measured(shifted_today(data), DATE)
    return value(data, path, scope)


def shifted_today(data: Data) -> Today:
    """Build today, moved."""
    span = data.get("today") or {}
    return Today(months=span.get("months", 0), days=span.get("days", 0))


# --- tests ---------------------------------------------------------------------------------------


def tests_of(data: Data, facts: Facts, path: Path, scope: Scope) -> tuple[Test, ...]:
    """Build every test that stands beside a value."""
    found = (_test(kind, data, facts, path, scope) for kind in TestKind if kind.value in data)
    return tuple(test for test in found if test is not None)


def _test(kind: TestKind, data: Data, facts: Facts, path: Path, scope: Scope) -> Test | None:
    place = (*path, kind.value)
    written = data[kind.value]
    if kind is TestKind.FILLED:
        return Test(kind, Literal(written))
    ordered = kind in (TestKind.AT_LEAST, TestKind.AT_MOST)
    if facts.type and (facts.type in _ONLY_FILLED or (ordered and not facts.is_ordered)):
        scope.report.add_at_key("E047/test", place, test=kind.value, type=facts.type.value)
        return None
    if kind is TestKind.ONE_OF:
        return _one_of(written, facts, place, scope)
    operand = _operand(written, facts, place, scope)
    return None if operand is None else Test(kind, operand)


def _one_of(written: list[Plain], facts: Facts, path: Path, scope: Scope) -> Test | None:
    found = [
        literal(text, facts, (*path, index), scope.report)
        for index, text in enumerate(written)
        if text is not None
    ]
    if None in found or len(found) < len(written):
        return None
    if all(isinstance(each, int) for each in found):
        return Test(TestKind.ONE_OF, Literal(tuple(e for e in found if isinstance(e, int))))
    return Test(TestKind.ONE_OF, Literal(tuple(str(each) for each in found)))


def _operand(written: Plain, facts: Facts, path: Path, scope: Scope) -> Quantity | None:
    if isinstance(written, dict):
        found = computed(written, path, scope)
        if found is None:
            return None
        if not _same_kind(facts, found.facts):
            _mismatch(facts, found.facts, path, scope)
            return None
        return found.quantity
    if written == "today" and facts.type is FieldType.DATE:
        return Today()
    value = literal(written, facts, path, scope.report)
    return None if value is None else Literal(value)


def _same_kind(left: Facts, right: Facts) -> bool:
    if left.type is None or right.type is None:
        return True  # broken: already reported
    return left.type is right.type or (left.is_number and right.is_number)


def _mismatch(wanted: Facts, found: Facts, path: Path, scope: Scope) -> None:
    scope.report.add_at("E047/compare", path, expected=wanted.term, found=found.term)


# --- where ---------------------------------------------------------------------------------------


def where_of(data: Data, key: str, register: str, path: Path, scope: Scope) -> Where:
    """Build the tests on records that stand under `where` or `of`."""
    tests: Mapping[str, Plain] = data.get(key) or {}
    if register not in scope.names.registers:
        return ()
    place = (*path, key)
    found = (_where_test(n, t, register, (*place, n), scope) for n, t in tests.items())
    return tuple(test for test in found if test is not None and test.tests)


def _where_test(
    name: str, written: Plain, register: str, path: Path, scope: Scope
) -> WhereTest | None:
    if name == "round":
        return _round_test(written, path, scope)
    if name == "step":
        facts = Facts(FieldType.CHOICE, {step: step for step in scope.names.steps})
    else:
        found = column_named(register, name, path, scope)
        if found is None:
            return None
        facts = found
    if written is None:
        return None
    if isinstance(written, str):
        written = {TestKind.IS.value: written}
        return WhereTest(name, _short_test(written, facts, path, scope))
    return WhereTest(name, tests_of(written, facts, path, scope))


def _short_test(written: Data, facts: Facts, path: Path, scope: Scope) -> tuple[Test, ...]:
    """`status: offen`: the value itself stands where a test could."""
    if facts.type is FieldType.YES_NO:
        said = truth(written["is"], scope.report.value_at(path), path, scope.report)
        return () if said is None else (Test(TestKind.IS, Literal(said)),)
    if facts.type in _ONLY_FILLED:
        scope.report.add_at("E047/test", path, test="is", type=str(facts.type))
        return ()
    operand = _operand(written["is"], facts, path, scope)
    return () if operand is None else (Test(TestKind.IS, operand),)


def _round_test(written: Plain, path: Path, scope: Scope) -> WhereTest | None:
    if written != "current":
        scope.report.add_at("E047/round", path)
        return None
    return WhereTest("round", (Test(TestKind.IS, Literal("current")),))
