"""A form as it was sent: each name read once, every problem kept for the page.

Rule: what a value means `typed` says; what comes twice, or was never asked for, is answered with 400.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from web.typed import (
    BLANK,
    LINE_LIMIT,
    TEXT_LIMIT,
    Unreadable,
    clean_line,
    clean_text,
    read_day,
    read_key,
    read_value,
)
from workflow.core.commands import Entered
from workflow.core.definition import Field, FieldType
from workflow.core.errors import InputProblem, InvalidInput, Problem

Read = TypeVar("Read")

COMMAND_ID = "command_id"
SEEN = "seen"
CSRF = "csrf_token"
ONLY = "only"  # the fields a form is about, if not all it carries
# What comes along when the password is asked for again (`confirming`); no view reads them.
PASSWORD_AGAIN, CODE_AGAIN = "password-again", "code-again"
HOUSEKEEPING = frozenset({COMMAND_ID, SEEN, CSRF, PASSWORD_AGAIN, CODE_AGAIN})

_COMMAND_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


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
        self.must_be_whole()
        return self.raw(COMMAND_ID)

    def must_be_whole(self) -> None:
        """Answer 400 for a body that lost its fields on the way, before it empties what is there."""
        if not _COMMAND_ID.fullmatch(self.raw(COMMAND_ID)):
            raise BadRequest(f"{COMMAND_ID} is missing or malformed")

    @property
    def seen(self) -> int | None:
        """The sequence number shown with what is edited; None if the form carries none."""
        raw = self.raw(SEEN)
        if not raw:
            return None
        try:
            return read_key(raw)
        except Unreadable as error:
            raise BadRequest(f"{SEEN} is malformed") from error

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
        if not self.raw(name).strip(BLANK):
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
