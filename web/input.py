"""What people type, read into the canonical values of the core.

Rule: tolerant about form, strict about meaning. 15.6.2026 and 2026-06-15 are the same day,
"1.500,50 €" is 1500.50; what could mean two things is asked back, never guessed. Which text can be
kept the core says (`workflow.core.text`); here only what undecodable bytes leave is refused too.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from web.foreign import plain
from workflow.core.commands import Entered
from workflow.core.definition import Field, FieldType
from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.core.text import normalised, text_problem

Read = TypeVar("Read")

COMMAND_ID = "command_id"
SEEN = "seen"
CSRF = "csrf_token"
ONLY = "only"  # the fields a form is about, if not all it carries
# What comes along when the password is asked for again (`confirming`); no view reads them.
PASSWORD_AGAIN, CODE_AGAIN = "password-again", "code-again"
HOUSEKEEPING = frozenset({COMMAND_ID, SEEN, CSRF, PASSWORD_AGAIN, CODE_AGAIN})

LINE_LIMIT = 500
TEXT_LIMIT = 20_000
_DIGITS_LIMIT = 18
_NUMBER_LIMIT = 2**53
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200

# Separators that break a line of a log or a CSV file in two, and what stands where bytes could not
# be decoded: neither is what anybody typed.
_BROKEN = frozenset("\u2028\u2029\ufffd")
_BLANK = " \t\n\r\u00a0\u202f"

_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_GERMAN_NUMBER = re.compile(r"(-?)([1-9]\d{0,2}(?:[. ]\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_POINT_NUMBER = re.compile(r"(-?)(\d+)\.(\d+)", re.ASCII)
_COMMAND_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
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


def read_day(raw: str) -> date:
    """Return a day written as 15.6.2026, 15.06.2026 or 2026-06-15; raises Unreadable."""
    text = raw.strip(_BLANK)
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
    text = _without_unit(raw.strip(_BLANK), unit)
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
    """Return the number of a person or a record as a form sends it; raises Unreadable."""
    if not _WHOLE.fullmatch(raw) or int(raw) > _NUMBER_LIMIT:
        raise Unreadable(Problem.NO_SUCH_CHOICE)
    return int(raw)


def read_value(field: Field, raw: Sequence[str]) -> Entered:
    """Return what was typed for a field as the core stores it, None if nothing was.

    Limits, options and references are the core's to judge. Raises Unreadable.
    """
    filled = [part for part in raw if part.strip(_BLANK)]
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


class Submission:
    """One form as it was sent: each name read once, every problem kept for the page.

    `problems` grows while the view reads; `check` raises them together, so that a person sees all
    that is wrong at once. `only` names the fields it is about; None: every one that it carries.
    """

    def __init__(self, form: MultiDict[str, str], only: frozenset[str] | None = None) -> None:
        self._form = form
        self._only = frozenset(form.getlist(ONLY)) if ONLY in form else only
        self._asked = {*HOUSEKEEPING, ONLY}
        self.problems: list[InputProblem] = []

    def is_about(self, field: str) -> bool:
        """Return whether a field of the definition is to be changed by this form."""
        return self._only is None or field in self._only

    @property
    def command_id(self) -> str:
        """The one-time id of the form (128 bit); 400 if it is not one of ours."""
        raw = self.raw(COMMAND_ID)
        if not _COMMAND_ID.fullmatch(raw):
            raise BadRequest(f"{COMMAND_ID} is missing or malformed")
        return raw

    def is_whole(self) -> None:
        """Answer 400 for a body that lost its fields on the way, before it empties what is there."""
        if not self.command_id:
            raise BadRequest(f"{COMMAND_ID} is missing")

    @property
    def seen(self) -> int | None:
        """The sequence number shown with what is edited; None if the form carries none."""
        raw = self.raw(SEEN)
        if not raw:
            return None
        if not _WHOLE.fullmatch(raw):
            raise BadRequest(f"{SEEN} is malformed")
        return int(raw)

    def raw(self, name: str) -> str:
        """Return what was typed, to show it again; 400 if a single value came more than once."""
        self._asked.add(name)
        return single(self._form, name)

    def raws(self, name: str) -> Sequence[str]:
        """Return all values of a name that may come more than once."""
        self._asked.add(name)
        return self._form.getlist(name)

    def nothing_else(self, *prefixes: str) -> None:
        """Answer 400 if the form carries a name that nobody has asked for (T-21).

        Names with these prefixes may: what they stand for can have changed since the page was made.
        """
        for name in self._form:
            if name not in self._asked and not name.startswith(prefixes):
                raise BadRequest(f"unknown form field {name!r}")

    def line(self, name: str, *, required: bool = False, limit: int = LINE_LIMIT) -> str:
        """Return a cleaned line; an empty required one becomes a problem."""
        text = self.read(name, lambda raw: clean_line(raw, limit), "")
        return self._or_empty(name, text, required=required)

    def text(self, name: str, *, required: bool = False, limit: int = TEXT_LIMIT) -> str:
        """Return a cleaned text over several lines; an empty required one becomes a problem."""
        text = self.read(name, lambda raw: clean_text(raw, limit), "")
        return self._or_empty(name, text, required=required)

    def day(self, name: str, *, required: bool = False) -> date | None:
        """Return a day; None if nothing was typed or it became a problem."""
        if not self.raw(name).strip(_BLANK):
            self._or_empty(name, "", required=required)
            return None
        return self.read(name, read_day, None)

    def key(self, name: str, *, required: bool = False) -> int | None:
        """Return the number of a chosen person or record; None if nothing was chosen."""
        if not self.raw(name):
            self._or_empty(name, "", required=required)
            return None
        return self.read(name, read_key, None)

    def value(self, field: Field, name: str) -> Entered:
        """Return what was entered for a field of the definition; None if nothing or a problem."""
        many = field.type is FieldType.CHOICES or field.many
        raw = self.raws(name) if many else (self.raw(name),)
        try:
            return read_value(field, raw)
        except Unreadable as error:
            self.refuse(name, error.problem, error.limit)
            return None

    def read(self, name: str, reader: Callable[[str], Read], default: Read) -> Read:
        """Return the value as `reader` reads it; what it cannot read becomes a problem."""
        try:
            return reader(self.raw(name))
        except Unreadable as error:
            self.refuse(name, error.problem, error.limit)
            return default

    def refuse(self, name: str, problem: Problem, limit: str = "") -> None:
        """Keep one more problem."""
        self.problems.append(InputProblem(name=name, problem=problem, limit=limit))

    def check(self) -> None:
        """Raise InvalidInput if anything could not be read."""
        if self.problems:
            raise InvalidInput(*self.problems)

    def _or_empty(self, name: str, text: str, *, required: bool) -> str:
        known = any(problem.name == name for problem in self.problems)
        if required and not text and not known:
            self.refuse(name, Problem.EMPTY)
        return text


def single(values: MultiDict[str, str], name: str) -> str:
    """Return the one value of a name, "" if it is absent; 400 if it came more than once.

    Two readers of a repeated parameter may pick different ones (T-21); nobody sends it by hand.
    """
    found = values.getlist(name)
    if len(found) > 1:
        raise BadRequest(f"{name!r} came more than once")
    return found[0] if found else ""


def new_command_id() -> str:
    """Return the one-time id for a form: 128 random bits, so that a repeated POST is recognised."""
    return secrets.token_hex(16)


def _without_unit(text: str, unit: str) -> str:
    lowered = text.lower()
    for ending in (plain(unit).lower(), *_UNITS):
        if ending and lowered.endswith(ending):
            return text[: len(text) - len(ending)].rstrip(_BLANK)
    return text
