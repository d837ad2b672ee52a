"""The figures of a Sachstandsbericht, as plain data that an event keeps for ever.

Rule: facts alone. What somebody wrote (titles, reasons, paper numbers) stands beside the figures as
words, under the keys that `word` makes, so that a single one can be erased. Titles of the
definition are copied: a frozen report reads the same under any later definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.core.definition import FieldType, ReportPart
from workflow.core.state import Level, Outcome, ProcessLife, StepStatus


class ReportText(StrEnum):
    """What people write into a report themselves, in the order of the page."""

    BODY = "body"  # whom it is laid before, when, how
    REFERENCE = "reference"  # what it refers to
    PROPOSAL = "proposal"  # what is to be decided
    SUMMARY = "summary"
    OUTLOOK = "outlook"
    FINANCE = "finance"


class Deed(StrEnum):
    """What can have happened at a gate or to a step in the time of a report."""

    DECIDED = "decided"
    PASSED = "passed"  # a gate that nobody had to approve
    SKIPPED = "skipped"
    REOPENED = "reopened"
    ROUND = "round"
    RESOLVED = "resolved"  # a decision that was entered by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigure:
    """Where a step stands on the day of the report; `planned` is the day it is meant to end."""

    step: str
    title: str
    status: StepStatus
    done: int
    total: int
    touched: bool = False
    returned: bool = False
    opened_on: date | None = None
    closed_on: date | None = None
    planned: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedFigure:
    """Something that was decided. Words: `paper`, `subject` and `reason`, each under `key`."""

    deed: Deed
    key: str
    on: date
    title: str = ""
    role: str = ""
    body: str = ""
    outcome: Outcome | None = None
    result: str = ""
    again: bool = False  # after it had come back once


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFigure:
    """An entry of a register. Its title is the word `title` under `key`."""

    key: str
    number: int
    day: date | None = None
    status: str = ""
    amount: str = ""
    spent: str = ""
    items: int = 0
    open: int = 0
    touched: bool = False
    late_since: date | None = None
    added: bool = False  # in the time of the report


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountFigure:
    """How an amount is called and counted, and what all of them come to."""

    label: str
    kind: FieldType
    unit: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFigure:
    """The entries of a register that a report tells of."""

    register: str
    part: ReportPart
    title: str
    singular: str
    records: tuple[RecordFigure, ...] = ()
    count: int = 0
    added: int = 0
    by_status: tuple[tuple[str, int], ...] = ()
    day: str = ""  # how its day is called
    amount: AmountFigure | None = None
    spent: AmountFigure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFigure:
    """An obligation that is still open. Its text is the word `text` under `key`."""

    key: str
    due: date
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationFigure:
    """The Lage: since when it is so, and what it was before. Its reason is the word `reason`."""

    level: Level
    since: date
    on: date
    before: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that data say about a quartier on a day and about the time before it."""

    definition: str
    version: int
    life: ProcessLife
    round: int
    steps: tuple[StepFigure, ...]
    deeds: tuple[DeedFigure, ...] = ()
    registers: tuple[RegisterFigure, ...] = ()
    duties: tuple[DutyFigure, ...] = ()
    situation: SituationFigure | None = None


def word(kind: str, key: str) -> str:
    """Return the key under which a word of a report stands."""
    return f"{kind}:{key}"


def text_key(text: ReportText) -> str:
    """Return the key under which a text that people write stands."""
    return word("text", text.value)
