"""A quartier in memory, driven by commands, to try out a definition.

Rule: nothing happens here but through the real engine: `decide` says what follows, `evolve` makes it
so. One person stands for each role, so that four eyes are kept as in a small place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from workflow.core.commands import SYSTEM, Actor, Command, Context, OpenSteps, StartInstance
from workflow.core.conditions import Scope
from workflow.core.decide import decide
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import WorkflowError
from workflow.core.events import InstanceStarted, Recorded
from workflow.core.evolve import evolve
from workflow.core.state import ProcessState, Record

DEVELOPER, MANAGER, COORDINATOR = "developer", "manager", "coordinator"
ACCOUNTS: Mapping[str, int] = {DEVELOPER: 1, MANAGER: 2, COORDINATOR: 3}
TEAM = ((ACCOUNTS[DEVELOPER], DEVELOPER), (ACCOUNTS[MANAGER], MANAGER))
FIRST_DAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that was carried out: on which day, in which role."""

    on: date
    role: str
    command: Command


class Run:
    """The quartier, its day, and what was done so far."""

    def __init__(self, definition: ProcessDefinition) -> None:
        self.definition = definition
        self.today = FIRST_DAY
        self.deeds: list[Deed] = []
        self.state = _blank(definition)

    @property
    def scope(self) -> Scope:
        """Where conditions are asked now."""
        return Scope(self.definition, self.state, self.today)

    def scope_in(self, record: tuple[str, int] | None) -> Scope:
        """Where conditions are asked inside a record."""
        found = self.record(record) if record else None
        return Scope(self.definition, self.state, self.today, found)

    def record(self, record: tuple[str, int]) -> Record | None:
        """Return a record by register and number."""
        return self.state.record(*record)

    def start(self, command: StartInstance) -> bool:
        """Start for real; return whether the engine agreed."""
        return self._do(COORDINATOR, command, None)

    def do(self, role: str, command: Command) -> bool:
        """Let a role do something; return whether anything happened."""
        return self._do(role, command, self.state)

    def wait_until(self, day: date) -> None:
        """Let time pass; what opens by time alone opens, as the daily tick would do it."""
        if day > self.today:
            self.today = day
            self.do("system", OpenSteps())

    def _do(self, role: str, command: Command, state: ProcessState | None) -> bool:
        actor = (
            Actor(account=ACCOUNTS[role], roles=frozenset({role})) if role in ACCOUNTS else SYSTEM
        )
        at = datetime.combine(self.today, time(9), tzinfo=UTC)
        context = Context(actor=actor, at=at, today=self.today)
        try:
            events = decide(self.definition, state, command, context)
        except WorkflowError:
            return False
        for event in events:
            seq = state.instance.seq + 1 if state else 1
            recorded = Recorded(seq=seq, at=at, on=self.today, by=actor.account, event=event)
            state = evolve(state, recorded)
        if not events or state is None:
            return False
        self.state = state
        self.deeds.append(Deed(self.today, role, command))
        return True


def _blank(definition: ProcessDefinition) -> ProcessState:
    """Return a quartier before it starts, to choose the first values against."""
    event = InstanceStarted(
        municipality=1, definition=definition.digest, steps=tuple(definition.steps)
    )
    at = datetime.combine(FIRST_DAY, time(9), tzinfo=UTC)
    return evolve(None, Recorded(seq=1, at=at, on=FIRST_DAY, by=0, event=event))
