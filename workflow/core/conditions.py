"""The one condition language: three truth values and what stands behind each.

Rule: yes, no and *not known yet* are different answers. An unset value is not known yet; *no*
decides `AllOf`, *yes* decides `AnyOf`; count and sum of nothing are 0, shares, ratios, earliest and
latest of nothing are not known yet, `Every` over nothing is yes; in a `where` an unset field does
not match. Evaluation reads the state and the day it is given, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import prod
from types import MappingProxyType
from typing import assert_never

from workflow.core.calendar import months_between, shift
from workflow.core.definition import (
    Aggregate,
    AggregateKind,
    AllOf,
    AnyOf,
    Arithmetic,
    ArithmeticKind,
    Compare,
    Condition,
    Count,
    Elapsed,
    Every,
    Field,
    FieldRef,
    Has,
    ItemDone,
    Literal,
    Months,
    ProcessDefinition,
    Quantity,
    Share,
    StepMilestone,
    StepReached,
    Test,
    TestKind,
    Today,
    Where,
    WhereTest,
)
from workflow.core.known import Known, Typed, as_text, compares, known, same
from workflow.core.state import (
    UNTOUCHED,
    Answer,
    Erased,
    ItemState,
    ItemStatus,
    ProcessLife,
    ProcessState,
    Record,
    StepLife,
    StepStatus,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition is asked: the process on a day, inside a `where` also a record."""

    definition: ProcessDefinition
    state: ProcessState
    today: date
    record: Record | None = None

    def within(self, record: Record) -> Scope:
        """Return the scope inside a record, where bare names are its fields."""
        return Scope(self.definition, self.state, self.today, record)


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with what is there and what is needed (canonical values as text, "" if unknown)."""

    answer: Answer
    have: str = ""
    need: str = ""


# --- answers ---------------------------------------------------------------------------------


def evaluate(condition: Condition, scope: Scope) -> Answer:
    """Return whether the condition holds: yes, no or not known yet."""
    match condition:
        case Compare():
            value = measure(condition.value, scope)
            return _all(_test(test, value, scope) for test in condition.tests)
        case AllOf():
            return _all(evaluate(part, scope) for part in condition.parts)
        case AnyOf():
            return _any(evaluate(part, scope) for part in condition.parts)
        case Every():
            return _yes_no(not any(True for _ in lacking(condition, scope)))
        case _:
            return _evaluate_progress(condition, scope)


def _evaluate_progress(condition: ItemDone | StepReached | Elapsed, scope: Scope) -> Answer:
    life = scope.state.instance.steps[condition.step]
    match condition:
        case ItemDone():
            item = scope.state.step(condition.step).items.get(condition.item)
            return _yes_no(item is not None and is_settled(item, scope.today))
        case StepReached():
            return _yes_no(has_reached(life, condition.milestone))
        case Elapsed():
            if life.since is None:
                return Answer.NO
            due = shift(life.since, months=condition.months, days=condition.days)
            return _yes_no(running_day(scope) >= due)
        case _:
            assert_never(condition)


def holds(condition: Condition | None, scope: Scope) -> Answer:
    """Return the answer of an optional condition; none at all holds."""
    return Answer.YES if condition is None else evaluate(condition, scope)


def explain(condition: Condition, scope: Scope) -> Explained:
    """Return the answer with what is there and what is needed for the part that decides it."""
    match condition:
        case Compare():
            return _explain_compare(condition, scope)
        case Every():
            records = matching(condition.register, condition.where, scope)
            missing = sum(1 for _ in lacking(condition, scope))
            answer = _yes_no(missing == 0)
            return Explained(answer, str(len(records) - missing), str(len(records)))
        case AllOf() | AnyOf():
            parts = [explain(part, scope) for part in condition.parts]
            answer = evaluate(condition, scope)
            decisive = next((part for part in parts if part.answer is answer), None)
            return replace(decisive, answer=answer) if decisive else Explained(answer)
        case _:
            return Explained(evaluate(condition, scope))


def _explain_compare(condition: Compare, scope: Scope) -> Explained:
    value = measure(condition.value, scope)
    for test in condition.tests:
        answer = _test(test, value, scope)
        if answer is not Answer.YES:
            return Explained(answer, as_text(value), as_text(measure(test.operand, scope)))
    need = as_text(measure(condition.tests[0].operand, scope)) if condition.tests else ""
    return Explained(Answer.YES, as_text(value), need)


def lacking(condition: Every, scope: Scope) -> Iterator[Record]:
    """Yield each matching record that lacks something it must have."""
    for record in matching(condition.register, condition.where, scope):
        if not all(_has(has, record, scope) for has in condition.has):
            yield record


def _has(has: Has, record: Record, scope: Scope) -> bool:
    inside = scope.within(record)
    if has.checklist:
        return checklist_done(record, inside)
    if has.register:
        others = matching(has.register, (), scope)
        here = FieldRef("", has.field)
        targets = (field_value(here, scope.within(other)) for other in others)
        return any(_points_to(target, record.number) for target in targets)
    return measure(FieldRef("", has.field), inside) is not None


def _points_to(target: Known, number: int) -> bool:
    return number in target if isinstance(target, tuple) else target == number


def checklist_done(record: Record, scope: Scope) -> bool:
    """Return whether every required item of the record's checklist that applies is settled."""
    checklist = scope.definition.registers[record.register].checklist
    inside = scope.within(record)
    return all(
        is_settled(record.items.get(item.id, UNTOUCHED), scope.today)
        for item in checklist.values()
        if item.required and holds(item.applies_when, inside) is not Answer.NO
    )


def is_settled(item: ItemState, today: date) -> bool:
    """Return whether an item is done or set aside and, if it recurs, still is on this day."""
    if item.status is ItemStatus.OPEN:
        return False
    return item.again_on is None or today < item.again_on


def has_reached(life: StepLife, milestone: StepMilestone) -> bool:
    """Return whether a step has come that far; `passed` includes skipped (DESIGN 3)."""
    if milestone is StepMilestone.STARTED:
        return life.status is not StepStatus.WAITING
    return life.status in (StepStatus.PASSED, StepStatus.SKIPPED)


def running_day(scope: Scope) -> date:
    """Return the day on the process's own clock: it stands still while paused."""
    instance = scope.state.instance
    if instance.life is ProcessLife.PAUSED and instance.pause is not None:
        return instance.pause.since
    return scope.today


# --- values ----------------------------------------------------------------------------------


def measure(quantity: Quantity, scope: Scope) -> Known:
    """Return what a value is now; None if not known yet."""
    match quantity:
        case Literal():
            return quantity.value
        case Today():
            return shift(scope.today, months=quantity.months, days=quantity.days)
        case FieldRef():
            return field_value(quantity, scope)
        case Arithmetic():
            return _calculate(quantity, scope)
        case Months():
            return _months(quantity, scope)
        case _:
            return _over_records(quantity, scope)


def _over_records(quantity: Count | Share | Aggregate, scope: Scope) -> Known:
    if isinstance(quantity, Count):
        return _count(quantity, scope)
    return _share(quantity, scope) if isinstance(quantity, Share) else _aggregate(quantity, scope)


def _months(months: Months, scope: Scope) -> int | None:
    start, end = measure(months.start, scope), measure(months.end, scope)
    if isinstance(start, date) and isinstance(end, date):
        return months_between(start, end)
    return None


def field_of(ref: FieldRef, scope: Scope) -> Field:
    """Return the definition of the field a reference names."""
    definition = scope.definition
    if ref.holder == "profile":
        return definition.profile[ref.field]
    if ref.holder:
        return definition.steps[ref.holder].fields[ref.field]
    assert scope.record is not None  # noqa: S101 - the checker allows bare names only in registers
    return definition.registers[scope.record.register].fields[ref.field]


def field_value(ref: FieldRef, scope: Scope) -> Known:
    """Return the value of a field, calculated or recorded; None if unset."""
    field = field_of(ref, scope)
    if field.calculate is not None:
        return calculated(field, scope)
    if ref.holder == "profile":
        found = scope.state.instance.profile.get(ref.field)
    elif ref.holder:
        found = scope.state.step(ref.holder).values.get(ref.field)
    else:
        found = scope.record.values.get(ref.field) if scope.record else None
    if found is None:
        return None
    return known(found.value, field)


def calculated(field: Field, scope: Scope) -> Known:
    """Return the value of a calculated field; a condition makes a yes-no value."""
    if field.calculate is None:
        return None
    if isinstance(field.calculate, Condition):
        return _as_bool(evaluate(field.calculate, scope))
    return measure(field.calculate, scope)


def matching(register: str, where: Where, scope: Scope) -> list[Record]:
    """Return the records of a register that count and match, in order of their number."""
    records = sorted(scope.state.register(register).items())
    return [r for _, r in records if r.archived is None and matches(r, where, scope)]


def matches(record: Record, where: Where, scope: Scope) -> bool:
    """Return whether a record passes every test of a `where`."""
    if not where:
        return True
    inside = scope.within(record)
    return all(_where_test(test, inside, record) for test in where)


def _where_test(test: WhereTest, scope: Scope, record: Record) -> bool:
    value: Known
    if test.field == "step":
        value = record.step
    elif test.field == "round":
        value = "current" if record.round == scope.state.instance.round else str(record.round)
    else:
        value = field_value(FieldRef("", test.field), scope)
    if isinstance(value, Erased):
        return False
    return all(_test(each, value, scope) is Answer.YES for each in test.tests)


def _count(count: Count, scope: Scope) -> int:
    records = matching(count.register, count.where, scope)
    if count.distinct is None:
        return len(records)
    different: set[Typed] = set()
    for record in records:
        value = field_value(FieldRef("", count.distinct), scope.within(record))
        if isinstance(value, tuple):
            different.update(value)
        elif value is not None and not isinstance(value, Erased):
            different.add(value)
    return len(different)


def _share(share: Share, scope: Scope) -> Decimal | None:
    whole = matching(share.register, share.of, scope)
    part = [record for record in whole if matches(record, share.where, scope)]
    return Decimal(100 * len(part)) / len(whole) if whole else None


def _aggregate(aggregate: Aggregate, scope: Scope) -> Known:
    ref = FieldRef("", aggregate.field)
    found = (
        field_value(ref, scope.within(record))
        for record in matching(aggregate.register, aggregate.where, scope)
    )
    values = [v for v in found if isinstance(v, int | Decimal | date)]
    if aggregate.kind is AggregateKind.SUM:
        return sum((v for v in values if not isinstance(v, date)), Decimal(0))
    first = min if aggregate.kind is AggregateKind.EARLIEST else max
    return first((v for v in values if isinstance(v, date)), default=None)


def _calculate(arithmetic: Arithmetic, scope: Scope) -> Decimal | None:
    numbers: list[Decimal] = []
    for operand in arithmetic.operands:
        value = measure(operand, scope)
        if isinstance(value, str):
            value = Decimal(value)  # a literal in the definition
        if not isinstance(value, int | Decimal):
            return None
        numbers.append(Decimal(value))
    return _COMBINE[arithmetic.kind](numbers)


def _ratio(numbers: list[Decimal]) -> Decimal | None:
    return numbers[0] / numbers[1] if numbers[1] else None


def _percent(numbers: list[Decimal]) -> Decimal | None:
    return 100 * numbers[0] / numbers[1] if numbers[1] else None


_COMBINE: Mapping[ArithmeticKind, Callable[[list[Decimal]], Decimal | None]] = MappingProxyType(
    {
        ArithmeticKind.RATIO: _ratio,
        ArithmeticKind.PERCENT: _percent,
        ArithmeticKind.DIFFERENCE: lambda numbers: numbers[0] - sum(numbers[1:], Decimal(0)),
        ArithmeticKind.PRODUCT: lambda numbers: prod(numbers, start=Decimal(1)),
        ArithmeticKind.TOTAL: lambda numbers: sum(numbers, Decimal(0)),
    }
)


# --- tests -----------------------------------------------------------------------------------


def _test(test: Test, value: Known, scope: Scope) -> Answer:
    operand = measure(test.operand, scope)
    if test.kind is TestKind.FILLED:
        return _yes_no((value is not None) is (operand is True))
    if value is None or operand is None or isinstance(value, Erased | None):
        return Answer.UNKNOWN
    if isinstance(operand, Erased):
        return Answer.UNKNOWN
    if test.kind is TestKind.IS:
        return _yes_no(same(value, operand))
    if test.kind is TestKind.ONE_OF:
        options = operand if isinstance(operand, tuple) else (operand,)
        return _yes_no(any(same(value, option) for option in options))
    return _yes_no(compares(test.kind, value, operand))


def _all(answers: Iterable[Answer]) -> Answer:
    found = Answer.YES
    for answer in answers:
        if answer is Answer.NO:
            return Answer.NO
        if answer is Answer.UNKNOWN:
            found = Answer.UNKNOWN
    return found


def _any(answers: Iterable[Answer]) -> Answer:
    found = Answer.NO
    for answer in answers:
        if answer is Answer.YES:
            return Answer.YES
        if answer is Answer.UNKNOWN:
            found = Answer.UNKNOWN
    return found


def _yes_no(true: bool) -> Answer:  # noqa: FBT001 - a truth value is its only argument
    return Answer.YES if true else Answer.NO


def _as_bool(answer: Answer) -> bool | None:
    return None if answer is Answer.UNKNOWN else answer is Answer.YES
