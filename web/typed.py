"""What people type, read into the canonical values of the core.

Rule: tolerant about form, strict about meaning. 15.6.2026 and 2026-06-15 are the same day,
"1.500,50 €" is 1500.50; what could mean two things is asked back, never guessed. Which text can be
kept the core says (`workflow.core.text`); here only what undecodable bytes leave is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from web.foreign import plain
from workflow.core.commands import Entered
from workflow.core.definition import Field, FieldType
from workflow.core.errors import Problem
from workflow.core.text import normalised, text_problem

LINE_LIMIT = 500
TEXT_LIMIT = 20_000
_DIGITS_LIMIT = 18
_NUMBER_LIMIT = 2**53
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200

# Separators that break a line of a log or a CSV file in two, and what stands where bytes could not
# be decoded: neither is what anybody typed.
_BROKEN = frozenset("\u2028\u2029\ufffd")
BLANK = " \t\n\r\u00a0\u202f"

_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_GERMAN_NUMBER = re.compile(r"(-?)([1-9]\d{0,2}(?:[. ]\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_POINT_NUMBER = re.compile(r"(-?)(\d+)\.(\d+)", re.ASCII)
_WHOLE = re.compile(r"0|[1-9]\d{0,15}", re.ASCII)
_UNITS = ("€", "euro", "eur", "%", "prozent")
_YES_NO = {"ja": True, "nein": False}


class Unreadable(ValueError):
    """What was typed cannot be read as what is asked for; carries the `problem` and its limit."""

    def __init__(self, problem: Problem, limit: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.limit = limit


def clean_text(raw: str, limit: int = TEXT_LIMIT, *, lines: bool = True) -> str:
    """Return text as the engine keeps it; raises Unreadable for what it would refuse."""
    text = normalised(raw)
    problem = text_problem(text, lines=lines)
    if problem is not None or _BROKEN.intersection(text):
        raise Unreadable(Problem.BAD_CHARACTER)
    if len(text) > limit:
        raise Unreadable(Problem.TOO_LONG, str(limit))
    return text


def clean_line(raw: str, limit: int = LINE_LIMIT) -> str:
    """Return one line of text; raises Unreadable as `clean_text` does."""
    return clean_text(raw, limit, lines=False)


def printable(raw: str) -> str:
    """Return what was typed, to show it again; nothing, if no page can hold it."""
    with suppress(Unreadable):
        return clean_line(raw)
    return ""


def read_day(raw: str) -> date:
    """Return a day written as 15.6.2026, 15.06.2026 or 2026-06-15; raises Unreadable."""
    text = raw.strip(BLANK)
    if found := _GERMAN_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise Unreadable(Problem.NOT_A_DATE)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise Unreadable(Problem.NOT_A_DATE)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(Problem.NOT_A_DATE) from error


def read_number(raw: str, unit: str = "") -> str:
    """Return a number as decimal text: "1.500,50 €" becomes "1500.50"; raises Unreadable.

    A point before exactly three digits groups thousands, as it does in German; else it is read as
    the decimal sign it must have been meant as.
    """
    text = _without_unit(raw.strip(BLANK), unit)
    text = text.replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    found = _GERMAN_NUMBER.fullmatch(text) or _POINT_NUMBER.fullmatch(text)
    if found is None:
        raise Unreadable(Problem.NOT_A_NUMBER)
    sign, whole, fraction = found.groups()
    whole = whole.replace(".", "").replace(" ", "").lstrip("0") or "0"
    if len(whole) + len(fraction or "") > _DIGITS_LIMIT:
        raise Unreadable(Problem.NOT_A_NUMBER)
    number = f"{whole}.{fraction}" if fraction else whole
    return f"{sign}{number}" if number.strip("0.") else number


def read_integer(raw: str, unit: str = "") -> int:
    """Return a whole number, thousands grouped or not; raises Unreadable."""
    try:
        number = int(read_number(raw, unit))
    except ValueError as error:  # Unreadable is one too: what is asked for is a whole number
        raise Unreadable(Problem.NOT_A_WHOLE_NUMBER) from error
    if abs(number) > _NUMBER_LIMIT:
        raise Unreadable(Problem.NOT_A_WHOLE_NUMBER)
    return number


def read_key(raw: str) -> int:
    """Return a whole number as a form itself sends it (a person, a record); raises Unreadable."""
    if not _WHOLE.fullmatch(raw) or int(raw) > _NUMBER_LIMIT:
        raise Unreadable(Problem.NO_SUCH_CHOICE)
    return int(raw)


def read_value(field: Field, raw: Sequence[str]) -> Entered:
    """Return what was typed for a field as the core stores it, None if nothing was.

    Limits, options and references are the core's to judge. Raises Unreadable.
    """
    filled = [part for part in raw if part.strip(BLANK)]
    if not filled:
        return None
    if field.type is FieldType.CHOICES:
        return tuple(clean_line(part) for part in filled)
    if field.type is FieldType.REFERENCE and field.many:
        return tuple(read_key(part) for part in filled)
    return _single_value(field, filled[0])


def _single_value(field: Field, raw: str) -> Entered:
    match field.type:
        case FieldType.INTEGER:
            return read_integer(raw, field.unit)
        case FieldType.DECIMAL | FieldType.MONEY | FieldType.PERCENT:
            return read_number(raw, field.unit)
        case FieldType.DATE:
            return read_day(raw).isoformat()
        case FieldType.YES_NO:
            return _read_yes_no(raw)
        case FieldType.PERSON | FieldType.REFERENCE:
            return read_key(raw)
        case FieldType.LONG_TEXT:
            return clean_text(raw)
        case _:
            return clean_line(raw, TEXT_LIMIT)


def _read_yes_no(raw: str) -> bool:
    if raw not in _YES_NO:
        raise Unreadable(Problem.NOT_AN_OPTION)
    return _YES_NO[raw]


def _without_unit(text: str, unit: str) -> str:
    lowered = text.lower()
    for ending in (plain(unit).lower(), *_UNITS):
        if ending and lowered.endswith(ending):
            return text[: len(text) - len(ending)].rstrip(BLANK)
    return text
