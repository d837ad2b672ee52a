"""The open work that follows from a state: who owes what, until when.

Rule: derived, without a *now*: an item that recurs carries the day it is open again, an overdue one
is overdue because today is later than its date. The projection keeps these as rows (law L5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskKind(StrEnum):
    """What kind of work it is."""

    ITEM = "item"  # an open checklist item
    DATA = "data"  # required fields of an active step are empty (`count`)
    RETURNED = "returned"  # a gate came back
    EXCEPTION = "exception"  # an exception waits to be granted
    APPROVAL = "approval"  # a gate waits for this role, or for a body recorded by this role
    STALE = "stale"  # an approval to confirm
    OBLIGATION = "obligation"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of open work. `person` is set when it is given to somebody; else the role owes it.

    `start` is the day from which it counts (a recurring item opens again); None: at once.
    """

    kind: TaskKind
    holder: str
    thing: str = ""
    role: str
    person: int | None = None
    due: date | None = None
    start: date | None = None
    required: bool = True
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of a step's required items are settled."""

    done: int
    total: int
