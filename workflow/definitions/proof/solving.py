"""What a part must be so that the whole passes its tests.

Rule: pure arithmetic on tests; whether a part can be moved there is tried elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from workflow.core.calendar import shift
from workflow.core.conditions import Scope, measure
from workflow.core.definition import ArithmeticKind, Literal, Test, TestKind
from workflow.core.known import Known, as_text
from workflow.core.state import Erased
from workflow.definitions.proof.wishes import passes

_CENT = Decimal("0.01")


def solved(kind: ArithmeticKind, test: Test, others: Sequence[Decimal], scope: Scope) -> Test:
    """Return what the first operand of a calculation must be if the others stay."""
    match kind:
        case ArithmeticKind.RATIO:
            return _scaled(test, others[0], scope)
        case ArithmeticKind.PERCENT:
            return _scaled(test, others[0] / 100, scope)
        case ArithmeticKind.DIFFERENCE:
            return shifted(test, sum(others, Decimal(0)), scope)
        case ArithmeticKind.TOTAL:
            return shifted(test, -sum(others, Decimal(0)), scope)
        case ArithmeticKind.PRODUCT:
            product = Decimal(1)
            for other in others:
                product *= other
            return _scaled(test, 1 / product, scope) if product else test


def shifted(test: Test, by: Decimal, scope: Scope) -> Test:
    """Return the test for a part where the rest adds up to minus `by`."""
    return _moved(test, lambda wanted: wanted + by, scope)


def months_later(test: Test, start: date, scope: Scope) -> Test:
    """Return the test for the end of a span of months."""
    wanted = number(measure(test.operand, scope))
    if wanted is None or test.kind is TestKind.FILLED:
        return test
    day = shift(start, months=int(wanted), days=0)
    return replace(test, operand=Literal(day.isoformat()))


def suits(value: Known, tests: Sequence[Test], scope: Scope) -> bool:
    """Return whether a value is known and passes."""
    return value is not None and not isinstance(value, Erased) and passes(value, tests, scope)


def is_below(value: Known, tests: Sequence[Test], scope: Scope) -> bool:
    """Return whether a number is less than a test wants."""
    wanted = _bounds(tests, (TestKind.AT_LEAST, TestKind.IS), scope)
    return any((number(value) or 0) < each for each in wanted)


def is_above(value: Known, tests: Sequence[Test], scope: Scope) -> bool:
    """Return whether a number is more than a test allows."""
    wanted = _bounds(tests, (TestKind.AT_MOST, TestKind.IS), scope)
    return any((number(value) or 0) > each for each in wanted)


def number(value: Known) -> Decimal | None:
    """Return a value as a number if it is one."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        return Decimal(value)
    except ArithmeticError:
        return None


def asks_empty(test: Test) -> bool:
    """Return whether a test wants nothing to be there."""
    empty = isinstance(test.operand, Literal) and test.operand.value is False
    return test.kind is TestKind.FILLED and empty


def _bounds(tests: Sequence[Test], kinds: Sequence[TestKind], scope: Scope) -> list[Decimal]:
    found = [number(measure(test.operand, scope)) for test in tests if test.kind in kinds]
    return [each for each in found if each is not None]


def _scaled(test: Test, factor: Decimal, scope: Scope) -> Test:
    return _moved(test, lambda wanted: wanted * factor, scope)


def _moved(test: Test, to: Callable[[Decimal], Decimal], scope: Scope) -> Test:
    wanted = number(measure(test.operand, scope))
    if wanted is None or test.kind in (TestKind.FILLED, TestKind.ONE_OF):
        return test
    rounding = ROUND_FLOOR if test.kind is TestKind.AT_MOST else ROUND_CEILING
    return replace(test, operand=Literal(as_text(to(wanted).quantize(_CENT, rounding))))
