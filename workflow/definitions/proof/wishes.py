"""Choosing a value for a field that the engine will take and that passes tests.

Rule: a value is proposed from what is written (limits, options, usual range, tests); whether it is
taken the engine says. None means that no such value can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from workflow.core.commands import Entered
from workflow.core.conditions import Scope, measure
from workflow.core.definition import NUMBER_TYPES, Field, FieldType, Limit, Test, TestKind
from workflow.core.known import Typed, as_text, compares, same
from workflow.core.state import Document, DocumentKind, Erased
from workflow.core.values import limit_value
from workflow.definitions.proof.run import ACCOUNTS, MANAGER

EXAMPLE_FILE = Document(
    kind=DocumentKind.FILE,
    name="beispiel.pdf",
    sha256="0" * 64,
    size=1,
    media_type="application/pdf",
)
_EXAMPLES = {
    FieldType.EMAIL: "name@example.org",
    FieldType.PHONE: "0721 1234567",
    FieldType.URL: "https://example.org/",
}
_WORDS = "Beispiel "


def chosen(
    field: Field, tests: Sequence[Test], scope: Scope, holder: str, *, variant: int = 0
) -> Entered:
    """Return a value for the field that passes the tests; another `variant`, another value."""
    if field.type in NUMBER_TYPES:
        return _number(field, tests, scope, holder, variant)
    match field.type:
        case FieldType.DATE:
            return _day(field, tests, scope, holder, variant)
        case FieldType.CHOICE:
            return _option(list(field.options), tests, scope, variant)
        case FieldType.CHOICES:
            return _options(field, tests, scope, variant)
        case FieldType.YES_NO:
            fitting = [flag for flag in (False, True) if passes(flag, tests, scope)]
            return fitting[variant % len(fitting)] if fitting else None
        case FieldType.PERSON:
            return (ACCOUNTS[MANAGER],) if field.many else ACCOUNTS[MANAGER]
        case FieldType.FILE:
            return EXAMPLE_FILE
        case _:
            return _text(field, tests, scope, variant)


def passes(value: Typed, tests: Sequence[Test], scope: Scope) -> bool:
    """Return whether a value passes every test whose operand is known."""
    return all(_passes(value, test, scope) for test in tests)


def _passes(value: Typed, test: Test, scope: Scope) -> bool:
    operand = measure(test.operand, scope)
    if test.kind is TestKind.FILLED:
        return operand is True
    if operand is None or isinstance(operand, Erased):
        return True
    if test.kind is TestKind.IS:
        return same(value, operand)
    if test.kind is TestKind.ONE_OF:
        options = operand if isinstance(operand, tuple) else (operand,)
        return any(same(value, option) for option in options)
    return compares(test.kind, value, operand)


def _number(
    field: Field, tests: Sequence[Test], scope: Scope, holder: str, variant: int
) -> Entered:
    low, high = _bounds(field, tests, scope, holder)
    exact = [Decimal(each) for each in _exact(tests, scope)]
    if exact:
        return as_text(exact[variant % len(exact)])
    usual_low = _as_number(limit_value(field.usual_minimum, field, holder, scope))
    start = low if low is not None else min(Decimal(1), high) if high is not None else Decimal(1)
    if usual_low is not None and start < usual_low and (high is None or usual_low <= high):
        start = usual_low
    value = start + variant
    if field.type is FieldType.INTEGER:
        value = value.to_integral_value(ROUND_CEILING)
    if high is not None and value > high:
        return None
    return format(value, "f")


def _day(field: Field, tests: Sequence[Test], scope: Scope, holder: str, variant: int) -> Entered:
    exact = _exact(tests, scope)
    if exact:
        return exact[variant % len(exact)]
    lows = [
        day for day in _limits(field, tests, scope, holder, least=True) if isinstance(day, date)
    ]
    highs = [
        day for day in _limits(field, tests, scope, holder, least=False) if isinstance(day, date)
    ]
    value = min([scope.today, *highs])
    value = max([value - timedelta(days=variant), *lows])
    if highs and value > min(highs):
        return None
    return value.isoformat()


def _option(
    options: Sequence[str], tests: Sequence[Test], scope: Scope, variant: int
) -> str | None:
    fitting = [option for option in options if passes(option, tests, scope)]
    if variant and variant >= len(fitting):
        return None
    return fitting[variant] if fitting else None


def _options(field: Field, tests: Sequence[Test], scope: Scope, variant: int) -> Entered:
    wanted = tuple(option for option in _exact(tests, scope) if option in field.options)
    if wanted:
        return wanted
    option = _option(list(field.options), tests, scope, variant)
    return (option,) if option is not None else None


def _text(field: Field, tests: Sequence[Test], scope: Scope, variant: int) -> Entered:
    exact = _exact(tests, scope)
    if exact:
        return exact[variant % len(exact)]
    if field.type in _EXAMPLES:
        return _EXAMPLES[field.type]
    text = f"{_WORDS}{variant or ''}".strip()
    while len(text) < field.min_length:
        text += f" {_WORDS}".rstrip()
    return text[: field.max_length].strip() if field.max_length else text


def _exact(tests: Sequence[Test], scope: Scope) -> list[str]:
    """Return the values that the tests name, as text."""
    found: list[str] = []
    for test in tests:
        if test.kind in (TestKind.IS, TestKind.ONE_OF):
            operand = measure(test.operand, scope)
            options = operand if isinstance(operand, tuple) else (operand,)
            found += [as_text(option) for option in options if option is not None]
    return found


def _bounds(
    field: Field, tests: Sequence[Test], scope: Scope, holder: str
) -> tuple[Decimal | None, Decimal | None]:
    lows = [_as_number(each) for each in _limits(field, tests, scope, holder, least=True)]
    highs = [_as_number(each) for each in _limits(field, tests, scope, holder, least=False)]
    low = max((each for each in lows if each is not None), default=None)
    return low, min((each for each in highs if each is not None), default=None)


def _limits(
    field: Field, tests: Sequence[Test], scope: Scope, holder: str, *, least: bool
) -> Iterator[object]:
    kind = TestKind.AT_LEAST if least else TestKind.AT_MOST
    limit: Limit | None = field.minimum if least else field.maximum
    yield limit_value(limit, field, holder, scope)
    for test in tests:
        if test.kind is kind:
            operand = measure(test.operand, scope)
            is_day = field.type is FieldType.DATE and isinstance(operand, str)
            yield date.fromisoformat(str(operand)) if is_day else operand


def _as_number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    return Decimal(value)
