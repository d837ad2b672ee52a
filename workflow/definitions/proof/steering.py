"""Moving a value to where tests want it: by fields, by entries, by their number.

Rule: whatever a value is made of, the nearest thing that people can change is changed: the field
itself, the entries that are counted or summed, the first part of a calculation before the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import assert_never

from workflow.core import commands as c
from workflow.core.calendar import shift
from workflow.core.conditions import Scope, field_value, matches, matching, measure
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
    FieldRef,
    ItemDone,
    Literal,
    Months,
    Quantity,
    Share,
    StepReached,
    Test,
    TestKind,
    Today,
    Where,
)
from workflow.core.known import Known, as_text
from workflow.core.state import Erased, Record
from workflow.definitions.proof.entries import FILLED, Entries, RecordId
from workflow.definitions.proof.run import MANAGER
from workflow.definitions.proof.wishes import passes

MOST_ENTRIES = 120  # more would not be asked of people, and not be found in a second
ONE = (Test(TestKind.AT_LEAST, Literal(1)),)
HUNDRED = (Test(TestKind.AT_LEAST, Literal(100)),)  # whatever share is wanted, it comes out even
_DIVISIONS = frozenset({ArithmeticKind.RATIO, ArithmeticKind.PERCENT})


class Steering:
    """Moves values in a run; `make` brings about a condition that a value is calculated from."""

    def __init__(
        self, entries: Entries, make: Callable[[Condition, RecordId | None], bool]
    ) -> None:
        self.entries = entries
        self.run = entries.run
        self._make = make

    def steer(self, value: Quantity, tests: Sequence[Test], record: RecordId | None) -> None:
        """Try to move a value so that it passes the tests."""
        match value:
            case FieldRef():
                self._field(value, tests, record)
            case Count():
                self._count(value, tests)
            case Share():
                self._share(value, tests)
            case Aggregate():
                self._aggregate(value, tests)
            case Arithmetic():
                self._arithmetic(value, tests, record)
            case Months():
                self._months(value, tests, record)
            case Literal() | Today():
                return
            case _:
                assert_never(value)

    def know(self, value: Quantity, record: RecordId | None) -> None:
        """Try to give a value that is not known yet."""
        if measure(value, self.run.scope_in(record)) is None:
            self.steer(value, FILLED, record)

    def _scope(self, record: RecordId | None) -> Scope:
        return self.run.scope_in(record)

    def _measured(self, value: Quantity, record: RecordId | None) -> Known:
        return measure(value, self._scope(record))

    # --- fields ---

    def _field(self, ref: FieldRef, tests: Sequence[Test], record: RecordId | None) -> None:
        calculate = self.entries.field(ref, record).calculate
        match calculate:
            case None:
                self._fill(ref, tests, record)
            case Compare() | Every() | ItemDone() | StepReached() | Elapsed() | AllOf() | AnyOf():
                self._make(calculate, record)
            case _:
                self.steer(calculate, tests, record)

    def _fill(self, ref: FieldRef, tests: Sequence[Test], record: RecordId | None) -> None:
        if any(_asks_empty(test) for test in tests):
            self.entries.clear(ref, record)
        else:
            self.entries.fill(ref, record, tests)

    # --- numbers of entries ---

    def _count(self, count: Count, tests: Sequence[Test]) -> None:
        scope = self._scope(None)
        for variant in range(MOST_ENTRIES):
            if not _is_below(self._measured(count, None), tests, scope):
                break
            if not self._one_more(count, variant):
                return
        while _is_above(self._measured(count, None), tests, scope):
            surplus = matching(count.register, count.where, self._scope(None))
            if not surplus or not self._one_less(surplus[-1], count.where):
                return

    def _one_more(self, count: Count, variant: int) -> bool:
        """Add an entry that counts; where values are counted, one with another value."""
        more = {count.distinct: FILLED} if count.distinct else {}
        if not self.entries.add(count.register, count.where, more, variant if more else 0):
            return False
        number = self.run.state.instance.numbers[count.register]
        added = self.run.record((count.register, number))
        if added is not None and not matches(added, count.where, self._scope(None)):
            self.conform(added, count.where)  # what is calculated in it follows from the rest
            return matches(self._again(added), count.where, self._scope(None))
        return True

    def _again(self, record: Record) -> Record:
        """Return the entry as it is now."""
        return self.run.state.record(record.register, record.number) or record

    def _one_less(self, record: Record, where: Where) -> bool:
        """Take an entry out of a count: by another option, else out of all counts."""
        key = (record.register, record.number)
        for test in where:
            field = self.run.definition.registers[record.register].fields.get(test.field)
            for option in field.options if field else ():
                other = (Test(TestKind.IS, Literal(option)),)
                if not passes(option, test.tests, self._scope(key)):
                    return self.entries.fill(FieldRef("", test.field), key, other)
        command = c.ArchiveRecord(
            register=record.register, number=record.number, reason="Wird nicht mehr gebraucht."
        )
        return self.run.do(MANAGER, command)

    def _share(self, share: Share, tests: Sequence[Test]) -> None:
        if not matching(share.register, share.of, self._scope(None)):
            self.entries.add(share.register, (*share.of, *share.where))
        for record in matching(share.register, share.of, self._scope(None)):
            if _suits(self._measured(share, None), tests, self._scope(None)):
                return
            if not matches(record, share.where, self._scope(None)):
                self.conform(record, share.where)

    def conform(self, record: Record, where: Where) -> None:
        """Change an entry so that it matches."""
        key = (record.register, record.number)
        for test in where:
            if test.field not in ("step", "round"):
                self.steer(FieldRef("", test.field), test.tests, key)

    # --- sums and dates over entries ---

    def _aggregate(self, aggregate: Aggregate, tests: Sequence[Test]) -> None:
        found = matching(aggregate.register, aggregate.where, self._scope(None))
        ref = FieldRef("", aggregate.field)
        if not found:
            if not self.entries.add(aggregate.register, aggregate.where, {aggregate.field: FILLED}):
                return
            found = matching(aggregate.register, aggregate.where, self._scope(None))
        if aggregate.kind is AggregateKind.SUM:
            self._sum(aggregate, found[0], tests)
            return
        one_is_enough = {
            AggregateKind.EARLIEST: TestKind.AT_MOST,
            AggregateKind.LATEST: TestKind.AT_LEAST,
        }
        for record in found:
            key = (record.register, record.number)
            wanted = [t for t in tests if t.kind is not TestKind.FILLED]
            value = field_value(ref, self._scope(key))
            if not _suits(value, wanted, self._scope(key)):
                self.steer(ref, wanted or FILLED, key)
            if wanted and all(t.kind is one_is_enough[aggregate.kind] for t in wanted):
                return

    def _sum(self, aggregate: Aggregate, record: Record, tests: Sequence[Test]) -> None:
        key, ref = (record.register, record.number), FieldRef("", aggregate.field)
        whole = _number(self._measured(aggregate, None)) or Decimal(0)
        own = _number(field_value(ref, self._scope(key))) or Decimal(0)
        self.steer(ref, [self._shifted(t, -(whole - own), key) for t in tests], key)

    # --- calculations ---

    def _arithmetic(
        self, value: Arithmetic, tests: Sequence[Test], record: RecordId | None
    ) -> None:
        first, *rest = value.operands
        if value.kind in _DIVISIONS and not _number(self._measured(rest[0], record)):
            self.steer(rest[0], HUNDRED, record)
        for operand in value.operands:
            self.know(operand, record)
        if value.kind in _DIVISIONS and not _number(self._measured(rest[0], record)):
            self.steer(rest[0], ONE, record)
        self._solve(value, tests, record)
        for operand in rest:
            if _suits(self._measured(value, record), tests, self._scope(record)):
                return
            self._push(operand, value.kind, tests, record)
            self._solve(value, tests, record)
        if not _suits(self._measured(value, record), tests, self._scope(record)):
            self._push(first, value.kind, tests, record)

    def _solve(self, value: Arithmetic, tests: Sequence[Test], record: RecordId | None) -> None:
        """Move the first operand to where it has to be if the others stay."""
        first, *rest = value.operands
        others = [_number(self._measured(operand, record)) or Decimal(0) for operand in rest]
        wanted = [self._solved(value.kind, test, others, record) for test in tests]
        self.steer(first, wanted, record)

    def _push(
        self,
        operand: Quantity,
        kind: ArithmeticKind,
        tests: Sequence[Test],
        record: RecordId | None,
    ) -> None:
        """Move one operand as far as its limits let it, to where it helps the others."""
        if not isinstance(operand, FieldRef):
            return
        upwards = any(test.kind is TestKind.AT_LEAST for test in tests)
        grows = upwards is (kind in (ArithmeticKind.PRODUCT, ArithmeticKind.TOTAL))
        field = self.entries.field(operand, record)
        limit = field.maximum if grows else field.minimum
        if isinstance(limit, Literal):
            self._field(operand, (Test(TestKind.IS, limit),), record)

    def _solved(
        self,
        kind: ArithmeticKind,
        test: Test,
        others: Sequence[Decimal],
        record: RecordId | None,
    ) -> Test:
        """Return what the first operand must be if the others stay."""
        match kind:
            case ArithmeticKind.RATIO:
                return self._scaled(test, others[0], record)
            case ArithmeticKind.PERCENT:
                return self._scaled(test, others[0] / 100, record)
            case ArithmeticKind.DIFFERENCE:
                return self._shifted(test, sum(others, Decimal(0)), record)
            case ArithmeticKind.TOTAL:
                return self._shifted(test, -sum(others, Decimal(0)), record)
            case ArithmeticKind.PRODUCT:
                product = Decimal(1)
                for other in others:
                    product *= other
                return self._scaled(test, 1 / product, record) if product else test

    def _scaled(self, test: Test, factor: Decimal, record: RecordId | None) -> Test:
        return self._moved(test, lambda wanted: wanted * factor, record)

    def _shifted(self, test: Test, by: Decimal, record: RecordId | None) -> Test:
        return self._moved(test, lambda wanted: wanted + by, record)

    def _moved(self, test: Test, to: Callable[[Decimal], Decimal], record: RecordId | None) -> Test:
        wanted = _number(self._measured(test.operand, record))
        if wanted is None or test.kind in (TestKind.FILLED, TestKind.ONE_OF):
            return test
        rounding = ROUND_FLOOR if test.kind is TestKind.AT_MOST else ROUND_CEILING
        moved = to(wanted).quantize(Decimal("0.01"), rounding)
        return replace(test, operand=Literal(as_text(moved)))

    def _months(self, value: Months, tests: Sequence[Test], record: RecordId | None) -> None:
        self.know(value.start, record)
        start = self._measured(value.start, record)
        if not isinstance(start, date):
            return
        ends = [self._as_day(test, start, record) for test in tests]
        self.steer(value.end, ends, record)

    def _as_day(self, test: Test, start: date, record: RecordId | None) -> Test:
        wanted = _number(self._measured(test.operand, record))
        if wanted is None or test.kind is TestKind.FILLED:
            return test
        day = shift(start, months=int(wanted), days=0)
        return replace(test, operand=Literal(day.isoformat()))


def _suits(value: Known, tests: Sequence[Test], scope: Scope) -> bool:
    return value is not None and not isinstance(value, Erased) and passes(value, tests, scope)


def _is_below(value: Known, tests: Sequence[Test], scope: Scope) -> bool:
    bounds = [t for t in tests if t.kind in (TestKind.AT_LEAST, TestKind.IS)]
    wanted = [_number(measure(test.operand, scope)) for test in bounds]
    return any(each is not None and (_number(value) or 0) < each for each in wanted)


def _is_above(value: Known, tests: Sequence[Test], scope: Scope) -> bool:
    bounds = [t for t in tests if t.kind in (TestKind.AT_MOST, TestKind.IS)]
    wanted = [_number(measure(test.operand, scope)) for test in bounds]
    return any(each is not None and (_number(value) or 0) > each for each in wanted)


def _number(value: Known) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        return Decimal(value)
    except ArithmeticError:
        return None


def _asks_empty(test: Test) -> bool:
    empty = isinstance(test.operand, Literal) and test.operand.value is False
    return test.kind is TestKind.FILLED and empty
