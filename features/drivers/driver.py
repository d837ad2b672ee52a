"""What a scenario needs from a driver: somebody tries something, and is answered in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from features.drivers.world import World
from workflow.core.commands import Command
from workflow.core.municipality_settings import ChangeSettings
from workflow.core.state import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it was done, and what the person was told."""

    accepted: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that somebody owes, and whether its day has passed."""

    title: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class StuckQuarter:
    """A quartier that is stuck: why, for how long, and whose turn it is."""

    name: str
    why: str
    days: int
    turn: str


class Driver(Protocol):
    """One way of using the product."""

    world: World

    def attempt(self, person: str, command: Command | ChangeSettings) -> Answer:
        """Have somebody try something."""
        ...

    def paper(self, person: str) -> Document:
        """Return the minutes of a meeting as somebody hands them in."""
        ...

    def finds(self, person: str) -> bool:
        """Return whether somebody finds the quartier."""
        ...

    def is_unled(self, person: str) -> bool:
        """Return whether somebody is told that nobody leads the quartier."""
        ...

    def stands(self, step: str, on: date | None = None) -> str:
        """Return the word that people see for how a step stands, or stood at the end of a day."""
        ...

    def settled(self, step: str, item: str) -> bool:
        """Return whether an item is shown as done or set aside."""
        ...

    def is_stale(self, step: str) -> bool:
        """Return whether people are told that an approval has to be confirmed."""
        ...

    def life(self) -> str:
        """Return how the quartier stands as a whole."""
        ...

    def situation(self, on: date | None = None) -> str:
        """Return the word that people see for the Lage, or saw at the end of a day."""
        ...

    def is_still(self) -> bool:
        """Return whether the coordination is told that nothing moves in the quartier."""
        ...

    def is_called(self, register: str, title: str) -> bool:
        """Return whether a register is called that."""
        ...

    def was_there(self, on: date) -> bool:
        """Return whether there is anything to see of the quartier as it stood on a day."""
        ...

    def may_change(self, person: str, on: date) -> bool:
        """Return whether somebody is offered to do anything about a day that is over."""
        ...

    def reads(self, person: str, step: str = "") -> str:
        """Return everything somebody can read about a step, or about the quartier."""
        ...

    def opens(self, step: str) -> tuple[str, ...]:
        """Return the steps that people are told will open once this one has passed."""
        ...

    def foretells(self, person: str, step: str) -> tuple[str, ...]:
        """Return the steps that would wait again after a new round from this one."""
        ...

    def files(self, person: str) -> tuple[str, ...]:
        """Return the names of all files of the quartier that somebody finds, the newest first."""
        ...

    def report(self, person: str, number: int = 0) -> str:
        """Return what somebody reads in a frozen report; 0: in the draft."""
        ...

    def reports(self, on: date | None = None) -> tuple[int, ...]:
        """Return the numbers of all frozen reports, today or at the end of a day."""
        ...

    def compares(self, first: date) -> str:
        """Return what people are told has changed since the end of a day."""
        ...

    def recalls(self, person: str) -> str:
        """Return what somebody can read in the history."""
        ...

    def finished(self, person: str) -> tuple[str, ...]:
        """Return the items that somebody finds among what they have done lately."""
        ...

    def owes(self, person: str) -> tuple[Duty, ...]:
        """Return what stands in somebody's list of tasks."""
        ...

    # --- registers, two people at once, many quartiere ---

    def brings(
        self, person: str, register: str, rows: Sequence[Mapping[str, str]], *, agree: bool
    ) -> Answer:
        """Have somebody bring entries in from a file; without agreeing it is only looked at."""
        ...

    def leads_on(self, person: str, register: str) -> frozenset[str]:
        """Return the registers to whose first entry the first entry of this one leads."""
        ...

    def reads_entry(self, person: str, register: str) -> str:
        """Return everything somebody can read about the first entry of a register."""
        ...

    def types(self, person: str, command: Command) -> None:
        """Have somebody fill a form in, on what they see now, and not send it yet."""
        ...

    def sends(self, person: str) -> Answer:
        """Send what was typed."""
        ...

    def insists(self, person: str) -> Answer:
        """Save one's own version, having seen both."""
        ...

    def gives_way(self, person: str) -> None:
        """Leave what is stored, having seen both."""
        ...

    def comes_back(self, person: str) -> None:
        """Sign in again, after the session has ended with a form filled in."""
        ...

    def stuck(self, person: str) -> Sequence[StuckQuarter]:
        """Return what is stuck in the list of quartiere, the gravest first."""
        ...

    def counts(self, person: str, matter: str) -> int:
        """Return the number that stands above the list for a matter."""
        ...

    def filtered(self, person: str, matter: str) -> frozenset[str]:
        """Return the quartiere that are left if only those with a matter are shown."""
        ...
