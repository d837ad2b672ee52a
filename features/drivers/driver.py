"""What a scenario needs from a driver: somebody tries something, and is answered in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from features.drivers.world import World
from workflow.core.commands import Command


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it was done, and what the person was told."""

    accepted: bool
    told: str = ""


class Driver(Protocol):
    """One way of using the product."""

    world: World

    def attempt(self, person: str, command: Command) -> Answer:
        """Have somebody try something."""
        ...

    def finds(self, person: str) -> bool:
        """Return whether somebody finds the quartier."""
        ...

    def stands(self, step: str) -> str:
        """Return the word that people see for how a step stands."""
        ...

    def reads(self, person: str, step: str) -> str:
        """Return everything somebody can read about a step."""
        ...
