"""Moving a value to where tests want it: by fields, by entries, by their number.

Rule: whatever a value is made of, the nearest thing that people can change is changed: the field
itself, the entries that are counted or summed, the first part of a calculation before the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from workflow.core import commands as c
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
    Field,
    FieldRef,
    FieldType,
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
from workflow.core.known import Known
from workflow.core.state import Record
from workflow.definitions.proof.entries import FILLED, Entries, RecordId
from workflow.definitions.proof.run import MANAGER
from workflow.definitions.proof.solving import (
    asks_empty,
    is_above,
    is_below,
    months_later,
    number,
    shifted,
    solved,
    suits,
)
from workflow.definitions.proof.wishes import passes

MOST_ENTRIES = 1000  # more is not asked of people, and could not be tried in decent time
ONE = (Test(TestKind.AT_LEAST, Literal(1)),)
HUNDRED = (Test(TestKind.AT_LEAST, Literal(100)),)  # whatever share is wanted, it comes out even
_DIVISIONS = frozenset({ArithmeticKind.RATIO, ArithmeticKind.PERCENT})
_SYMMETRIC = frozenset({ArithmeticKind.PRODUCT, ArithmeticKind.TOTAL})


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
        if any(asks_empty(test) for test in tests):
            self.entries.clear(ref, record)
        else:
            self.entries.fill(ref, record, tests)

    # --- numbers of entries ---

    def _count(self, count: Count, tests: Sequence[Test]) -> None:
        scope = self._scope(None)
        for variant in range(MOST_ENTRIES):
            if not is_below(self._measured(count, None), tests, scope):
                break
            if not self._one_more(count, variant):
                return
        while is_above(self._measured(count, None), tests, scope):
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
        """Take an entry out of a count: by another choice, else out of all counts."""
        if self._spoil(record, where):
            return True
        command = c.ArchiveRecord(
            register=record.register, number=record.number, reason="Wird nicht mehr gebraucht."
        )
        return self.run.do(MANAGER, command)

    def _spoil(self, record: Record, where: Where) -> bool:
        """Choose something else in an entry, so that it no longer matches."""
        key = (record.register, record.number)
        for test in where:
            field = self.run.definition.registers[record.register].fields.get(test.field)
            for choice in _choices(field):
                if not passes(choice, test.tests, self._scope(key)):
                    other = (Test(TestKind.IS, Literal(choice)),)
                    return self.entries.fill(FieldRef("", test.field), key, other)
        return False

    def _share(self, share: Share, tests: Sequence[Test]) -> None:
        if not matching(share.register, share.of, self._scope(None)):
            self.entries.add(share.register, (*share.of, *share.where))
        for record in matching(share.register, share.of, self._scope(None)):
            value, scope = self._measured(share, None), self._scope(None)
            if suits(value, tests, scope):
                return
            if is_above(value, tests, scope):
                self._spoil(record, share.where)
            elif not matches(record, share.where, scope):
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
            if not suits(value, wanted, self._scope(key)):
                self.steer(ref, wanted or FILLED, key)
            if wanted and all(t.kind is one_is_enough[aggregate.kind] for t in wanted):
                return

    def _sum(self, aggregate: Aggregate, record: Record, tests: Sequence[Test]) -> None:
        key, ref = (record.register, record.number), FieldRef("", aggregate.field)
        whole = number(self._measured(aggregate, None)) or Decimal(0)
        own = number(field_value(ref, self._scope(key))) or Decimal(0)
        self.steer(ref, [shifted(test, own - whole, self._scope(key)) for test in tests], key)

    # --- calculations ---

    def _arithmetic(
        self, value: Arithmetic, tests: Sequence[Test], record: RecordId | None
    ) -> None:
        first, *rest = value.operands
        if value.kind in _DIVISIONS and not number(self._measured(rest[0], record)):
            self.steer(rest[0], HUNDRED, record)
        for operand in value.operands:
            self.know(operand, record)
        if value.kind in _DIVISIONS and not number(self._measured(rest[0], record)):
            self.steer(rest[0], ONE, record)
        self._solve(value, 0, tests, record)
        if not suits(self._measured(value, record), tests, self._scope(record)):
            self._push(first, value.kind, tests, record)
        for index, operand in enumerate(rest, start=1):
            if suits(self._measured(value, record), tests, self._scope(record)):
                return
            self._push(operand, value.kind, tests, record)
            if value.kind in _SYMMETRIC:
                self._solve(value, index, tests, record)
            else:
                self._solve(value, 0, tests, record)

    def _solve(
        self, value: Arithmetic, index: int, tests: Sequence[Test], record: RecordId | None
    ) -> None:
        """Move one operand to where it has to be if the others stay."""
        rest = [*value.operands[:index], *value.operands[index + 1 :]]
        others = [number(self._measured(operand, record)) or Decimal(0) for operand in rest]
        scope = self._scope(record)
        wanted = [solved(value.kind, test, others, scope) for test in tests]
        self.steer(value.operands[index], wanted, record)

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
        grows = upwards is (kind in _SYMMETRIC)
        field = self.entries.field(operand, record)
        limit = field.maximum if grows else field.minimum
        if isinstance(limit, Literal):
            self._field(operand, (Test(TestKind.IS, limit),), record)

    def _months(self, value: Months, tests: Sequence[Test], record: RecordId | None) -> None:
        self.know(value.start, record)
        start = self._measured(value.start, record)
        if not isinstance(start, date):
            return
        scope = self._scope(record)
        self.steer(value.end, [months_later(test, start, scope) for test in tests], record)


def _choices(field: Field | None) -> tuple[str | bool, ...]:
    if field is None:
        return ()
    return (False, True) if field.type is FieldType.YES_NO else tuple(field.options)
