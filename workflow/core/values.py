"""Turning what was entered into a value of a field, and measuring it against its limits.

Rule: a value is either taken in its canonical form or refused with one problem. `min` and `max`
refuse; the usual range does not, it only asks for a reason before the next request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from workflow.core.commands import Entered
from workflow.core.conditions import Scope, field_value, measure
from workflow.core.definition import (
    NUMBER_TYPES,
    Field,
    FieldRef,
    FieldType,
    Limit,
    Sibling,
    Value,
)
from workflow.core.errors import InputProblem, Problem
from workflow.core.known import Known, as_text, typed
from workflow.core.state import Document, DocumentKind
from workflow.core.text import normalised, text_problem

# What a text may hold when the definition sets no limit of its own.
MAX_LENGTH: Mapping[FieldType, int] = MappingProxyType(
    {
        FieldType.TEXT: 500,
        FieldType.LONG_TEXT: 20_000,
        FieldType.EMAIL: 254,
        FieldType.PHONE: 50,
        FieldType.URL: 2_000,
    }
)
_MAX_NUMBER = Decimal(10) ** 15
_MOST_DIGITS = 9  # of an account id or the number of a record
_DECIMALS: Mapping[FieldType, Decimal] = MappingProxyType(
    {
        FieldType.MONEY: Decimal("0.01"),
        FieldType.PERCENT: Decimal("0.01"),
        FieldType.DECIMAL: Decimal("0.000001"),
    }
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>\"()\[\]\\]+@[^@\s,;<>\"()\[\]\\.]+(\.[^@\s,;<>\"()\[\]\\.]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{2,}", re.ASCII)
_URL = re.compile(r"https?://[^\s/?#]+[^\s]*")


class Refused(Exception):
    """A value that cannot be taken."""

    def __init__(self, problem: Problem, limit: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.limit = limit

    def named(self, name: str) -> InputProblem:
        """Return the problem with the name of the field it belongs to."""
        return InputProblem(name=name, problem=self.problem, limit=self.limit)


def taken(field: Field, entered: Entered) -> Value | None:
    """Return the canonical value of what was entered, None for nothing; raise Refused."""
    if entered is None or entered in ("", ()):
        return None
    return _number(field.type, entered) if field.type in NUMBER_TYPES else _other(field, entered)


def _other(field: Field, entered: Entered) -> Value:
    match field.type:
        case FieldType.FILE:
            return _file(entered)
        case FieldType.YES_NO:
            return _yes_no(entered)
        case FieldType.CHOICE:
            return _option(field, entered)
        case FieldType.CHOICES:
            return _options(field, entered)
        case FieldType.PERSON | FieldType.REFERENCE:
            return _numbers(field, entered)
        case FieldType.DATE:
            return _date(entered)
        case _:
            return _text(field, entered)


def _file(entered: Entered) -> str:
    if isinstance(entered, Document) and entered.kind is DocumentKind.FILE and entered.sha256:
        return entered.sha256
    raise Refused(Problem.EMPTY)


def _yes_no(entered: Entered) -> bool:
    if isinstance(entered, bool):
        return entered
    if entered in ("true", "false"):
        return entered == "true"
    raise Refused(Problem.NOT_AN_OPTION)


def _option(field: Field, entered: Entered) -> str:
    if isinstance(entered, str) and entered in field.options:
        return entered
    raise Refused(Problem.NOT_AN_OPTION)


def _options(field: Field, entered: Entered) -> tuple[str, ...]:
    chosen = entered if isinstance(entered, tuple) else (entered,)
    if all(isinstance(each, str) and each in field.options for each in chosen):
        return tuple(option for option in field.options if option in chosen)
    raise Refused(Problem.NOT_AN_OPTION)


def _numbers(field: Field, entered: Entered) -> Value:
    many = entered if isinstance(entered, tuple) else (entered,)
    unknown = Problem.NOT_IN_TEAM if field.type is FieldType.PERSON else Problem.NO_SUCH_RECORD
    numbers: list[int] = []
    for each in many:
        text = str(each)
        is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
        if isinstance(each, bool | Document) or not is_number:
            raise Refused(unknown)
        numbers.append(int(text))
    if field.many:
        return tuple(dict.fromkeys(numbers))
    if len(numbers) != 1:
        raise Refused(unknown)
    return numbers[0]


def _date(entered: Entered) -> str:
    text = entered.strip() if isinstance(entered, str) else ""
    try:
        if not _DATE.fullmatch(text):
            raise Refused(Problem.NOT_A_DATE)
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(Problem.NOT_A_DATE) from None


def _number(kind: FieldType, entered: Entered) -> Value:
    text = str(entered).strip()
    if isinstance(entered, bool | tuple | Document) or not _NUMBER.fullmatch(text):
        raise Refused(Problem.NOT_A_NUMBER)
    number = Decimal(text)
    if abs(number) >= _MAX_NUMBER:
        raise Refused(Problem.TOO_LARGE, as_text(_MAX_NUMBER))
    if kind is FieldType.INTEGER:
        if number != number.to_integral_value():
            raise Refused(Problem.NOT_A_WHOLE_NUMBER)
        return int(number)
    plain = number.quantize(_DECIMALS[kind])
    return format(plain if kind is FieldType.MONEY else plain.normalize() + 0, "f")


def _text(field: Field, entered: Entered) -> str:
    if not isinstance(entered, str):
        raise Refused(Problem.BAD_CHARACTER)
    text = normalised(entered)
    if not text:
        raise Refused(Problem.EMPTY)
    problem = text_problem(text, lines=field.type is FieldType.LONG_TEXT)
    if problem is not None:
        raise Refused(problem)
    longest = field.max_length or MAX_LENGTH.get(field.type, 500)
    if len(text) > longest:
        raise Refused(Problem.TOO_LONG, str(longest))
    if len(text) < field.min_length:
        raise Refused(Problem.TOO_SHORT, str(field.min_length))
    pattern, wrong = _PATTERNS.get(field.type, (None, Problem.EMPTY))
    if pattern is not None and not pattern.fullmatch(text):
        raise Refused(wrong)
    return text


_PATTERNS: Mapping[FieldType, tuple[re.Pattern[str], Problem]] = MappingProxyType(
    {
        FieldType.EMAIL: (_EMAIL, Problem.NOT_AN_EMAIL),
        FieldType.PHONE: (_PHONE, Problem.NOT_A_PHONE),
        FieldType.URL: (_URL, Problem.NOT_A_URL),
    }
)


# --- limits ----------------------------------------------------------------------------------


def limit_value(limit: Limit | None, field: Field, holder: str, scope: Scope) -> Known:
    """Return what a limit is now, in the type of the field it limits; None if there is none."""
    if limit is None:
        return None
    if isinstance(limit, Sibling):
        return field_value(FieldRef(holder, limit.field), scope)
    found = measure(limit, scope)
    return typed(found, field.type) if isinstance(found, str) else found


def breaks_limit(value: Known, field: Field, holder: str, scope: Scope) -> InputProblem | None:
    """Return the problem if a value lies outside what is possible at all."""
    least = limit_value(field.minimum, field, holder, scope)
    if _below(value, least):
        return InputProblem(name=field.id, problem=Problem.TOO_SMALL, limit=as_text(least))
    most = limit_value(field.maximum, field, holder, scope)
    if _below(most, value):
        return InputProblem(name=field.id, problem=Problem.TOO_LARGE, limit=as_text(most))
    return None


def is_unusual(value: Known, field: Field, holder: str, scope: Scope) -> bool:
    """Return whether a value lies outside the usual range, which wants a reason."""
    least = limit_value(field.usual_minimum, field, holder, scope)
    most = limit_value(field.usual_maximum, field, holder, scope)
    return _below(value, least) or _below(most, value)


def _below(one: Known, other: Known) -> bool:
    """Return whether both are known and the first is smaller."""
    if isinstance(one, date) and isinstance(other, date):
        return one < other
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return one < other
    return False
