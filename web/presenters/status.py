"""The signs of the house: each status is a shape, a sign and a word (reference: UX brief, d.6).

Rule: a step's status is computed, never chosen. The Lage alone is a human judgement; it counts for a
while, and how long its municipality says (`workflow.core.limits`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.language import said_later, say
from workflow.core.limits import Limits
from workflow.core.state import (
    ItemStatus,
    Level,
    ProcessLife,
    Situation,
    StepLife,
    StepPart,
    StepStatus,
)

_CLOSED = frozenset({ProcessLife.COMPLETED, ProcessLife.ABANDONED})


@dataclass(frozen=True, slots=True)
class Status:
    """A sign by its key, and its word; `german` is the word as it stands in the source."""

    key: str
    german: str

    @property
    def word(self) -> str:
        """The word in the spoken language."""
        return say(self.german)


LOCKED = Status("locked", said_later("Noch nicht offen"))
OPEN = Status("open", said_later("Offen"))
WORKING = Status("working", said_later("In Arbeit"))
WAITING = Status("waiting", said_later("Zur Freigabe"))
RETURNED = Status("returned", said_later("Zurückgegeben"))
DONE = Status("done", said_later("Abgeschlossen"))
DROPPED = Status("dropped", said_later("Entfällt"))
STEP_STATUSES = (OPEN, WORKING, WAITING, RETURNED, DONE, LOCKED, DROPPED)

SETTLED = Status("done", said_later("Erledigt"))
ITEM_SIGNS = {
    ItemStatus.OPEN: OPEN,
    ItemStatus.DONE: SETTLED,
    ItemStatus.NOT_APPLICABLE: DROPPED,
}
OVERDUE = Status("overdue", said_later("Überfällig"))
MET = Status("done", said_later("Erfüllt"))
NOTICE = Status("notice", said_later("Hinweis"))
STILL = Status("still", said_later("Stillstand"))
UNLED = Status("unknown", said_later("Unbesetzt"))
STALE = Status("stale", said_later("Zu bestätigen"))
GATE_OPEN = Status("gate-open", said_later("Freigabe offen"))
GATE_LATER = Status("gate-later", said_later("Freigabe noch nicht dran"))
GATE_DONE = Status("gate-done", said_later("Freigabe erteilt"))
PAUSED = Status("pause", said_later("Pausiert"))

LEVELS = {
    Level.ON_TRACK: Status("on-track", said_later("Im Plan")),
    Level.AT_RISK: Status("at-risk", said_later("Gefährdet")),
    Level.CRITICAL: Status("critical", said_later("Kritisch")),
}
NO_SITUATION = Status("unknown", said_later("Keine Einschätzung"))
OLD_SITUATION = Status("unknown", said_later("Einschätzung veraltet"))


def step_status(life: StepLife, part: StepPart) -> Status:
    """Return the status of a step, computed from its life and what has been done in it."""
    return status_of(
        life.status, returned=part.returned is not None, touched=is_touched(life, part)
    )


def status_of(status: StepStatus, *, returned: bool = False, touched: bool = False) -> Status:
    """Return the sign for the life of a step; an active one differs by what was done in it."""
    match status:
        case StepStatus.WAITING:
            return LOCKED
        case StepStatus.IN_REVIEW:
            return WAITING
        case StepStatus.PASSED:
            return DONE
        case StepStatus.SKIPPED:
            return DROPPED
        case StepStatus.ACTIVE if returned:
            return RETURNED
        case StepStatus.ACTIVE:
            return WORKING if touched else OPEN


def is_touched(life: StepLife, part: StepPart) -> bool:
    """Return whether somebody has worked in the step in this round."""
    worked = any(item.by and item.round == life.round for item in part.items.values())
    proved = any(item.documents or item.note for item in part.items.values())
    return worked or proved or bool(part.values)


def situation_status(
    level: Level | None, on: date | None, life: ProcessLife, *, today: date, limits: Limits
) -> Status:
    """Return the sign of the Lage: what was judged, or that it is missing or too old.

    Where nothing moves any more the last judgement stands.
    """
    if level is None or on is None:
        return NO_SITUATION
    is_old = life not in _CLOSED and on <= limits.situation(today)
    return OLD_SITUATION if is_old else LEVELS[level]


def status_of_situation(
    situation: Situation | None, life: ProcessLife, *, today: date, limits: Limits
) -> Status:
    """Return the sign of a quartier's Lage."""
    if situation is None:
        return NO_SITUATION
    return situation_status(situation.level, situation.on, life, today=today, limits=limits)
