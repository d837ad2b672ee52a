"""Moving quartiere as the engine does it: what is known about the move of a scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from features.drivers.driver import Answer
from features.drivers.world import World
from workflow.core import commands as c
from workflow.core.errors import Rejected
from workflow.moving import Preview


@dataclass
class Move:
    """What is known about the move of a scenario."""

    world: World
    told: list[Answer]
    digests: dict[int, str] = field(default_factory=dict)
    seen: Preview | None = None
    run: int = 0

    def do(self, person: str, command: c.Command) -> None:
        """Have somebody do something to the quartier, who may be refused."""
        self._try(lambda: self.world.do(person, command))

    def carry_on(self, person: str) -> None:
        """Let the run go on."""
        account, at = self.world.accounts[person], self.world.now
        moves = self.world.service.moves
        list(moves.carry_on(self.world.municipality, self.run, account=account, at=at))

    def move_all(self, person: str, version: int, reason: str, *, tells: bool = True) -> None:
        """Move every quartier there is, and tell the teams of it or not."""
        self.run = self.world.service.moves.begin(
            self.world.municipality,
            self.digests[version],
            reason=reason,
            account=self.world.accounts[person],
            at=self.world.now,
            tells=tells,
        )
        self.carry_on(person)

    def _try(self, does: Callable[[], object]) -> None:
        try:
            does()
        except Rejected as no:
            self.told.append(Answer(accepted=False, told=str(no)))
        else:
            self.told.append(Answer(accepted=True))
