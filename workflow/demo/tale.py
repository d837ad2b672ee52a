"""What a tale says of one quartier: when it began, who works there, and what did not go by the book.

Rule: plain data. Everything not named here happens as the script has it, step by step, until today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from workflow.core.commands import Command
from workflow.core.state import Outcome


@dataclass(frozen=True, slots=True)
class Now:
    """What a moment can name: the accounts by name, and the day it happens on."""

    accounts: Mapping[str, int]
    day: date


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation that comes with a yes; `met` is the note with which it is fulfilled in time."""

    text: str
    days: int
    role: str
    met: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a body or role says to a request, instead of a plain yes."""

    outcome: Outcome
    text: str
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something somebody does on a day, counted back from today."""

    days_ago: int
    who: str
    command: Callable[[Now], Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One quartier; `shows` says what it is there for. Items and approvals are named `step.item`.

    `paces`: how fast a step is worked on, as a share of what the process allows. `delays`: by how
    many days all due dates of a step are moved when it opens. `leaves`: items nobody gets to. `aside`: items set aside, and why. `holds`: approvals and exceptions that wait.
    `answers`: what is said the first, second ... time. `moments`: what else happened.
    """

    key: str
    shows: str
    days_ago: int
    manager: str
    developer: str = ""
    coordinator: str = "Petra Voss"
    municipality: str = "musterhausen"
    variant: int = 0
    pace: float = 0.8
    paces: Mapping[str, float] = field(default_factory=dict)
    delays: Mapping[str, int] = field(default_factory=dict)
    leaves: frozenset[str] = frozenset()
    aside: Mapping[str, str] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    answers: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    stops_days_ago: int = 1
    completes: bool = False
