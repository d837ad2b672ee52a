"""What there is to say when an overlay gets another base.

Rule: a finding is data; sentences are made when it is shown. One conflict keeps the text back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workflow.core.definition import ProcessDefinition
from workflow.definitions.comparing import Told
from workflow.definitions.overlay.operations import Operation
from workflow.definitions.overlay.targets import Names
from workflow.definitions.problems import Problem


class Level(StrEnum):
    """Whether somebody has to do something."""

    SETTLED = "settled"  # goes by itself
    LOOK = "look"  # both have changed it: the overlay's holds
    CONFLICT = "conflict"  # cannot be had together


class Reason(StrEnum):
    """What was found."""

    FOLLOWED = "followed"  # the thing has another path now
    SAME = "same"  # the new base says the same
    OVERRIDES = "overrides"  # both change the same key
    REMOVES_CHANGED = "removes_changed"  # the base changes what the overlay removes
    GONE = "gone"  # the base has removed what the overlay speaks of
    ADDED_BOTH = "added_both"  # both add the same id
    LOCKED = "locked"  # the base protects it now
    PROBLEM = "problem"  # the checker has something against the result


_LEVELS = {
    Reason.FOLLOWED: Level.SETTLED,
    Reason.SAME: Level.SETTLED,
    Reason.OVERRIDES: Level.LOOK,
    Reason.REMOVES_CHANGED: Level.LOOK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found about an operation, at its path and the one it has now.

    `change` is what the new base does there, `problem` what the checker says of the result.
    """

    reason: Reason
    operation: Operation | None = None
    now: Names = ()
    change: Told | None = None
    lock: Names = ()
    problem: Problem | None = None

    @property
    def level(self) -> Level:
        """Whether somebody has to do something."""
        return _LEVELS.get(self.reason, Level.CONFLICT)

    @property
    def line(self) -> int:
        """The line of the overlay it is about; 0: none of its lines alone."""
        if self.problem is not None:
            return self.problem.place.line
        return self.operation.key.line if self.operation else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """An overlay on its new base. `text` is empty and `after` None while there are conflicts.

    `old` and `new` are the bases, `before` and `after` what the overlay makes of them.
    """

    findings: tuple[Finding, ...]
    old: ProcessDefinition
    new: ProcessDefinition
    before: ProcessDefinition
    after: ProcessDefinition | None
    text: str

    @property
    def has_conflicts(self) -> bool:
        """Whether somebody has to decide something first."""
        return any(each.level is Level.CONFLICT for each in self.findings)


class NotRebased(Exception):
    """There is nothing to put onto a base: no usable overlay, or no such base (`wanted`)."""

    def __init__(self, wanted: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.problems = problems
