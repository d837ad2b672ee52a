"""What a scenario needs from a driver: somebody tries something, and is answered in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from features.drivers.world import World
from workflow.core.commands import Command
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


class Driver(Protocol):
    """One way of using the product."""

    world: World

    def attempt(self, person: str, command: Command) -> Answer:
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
