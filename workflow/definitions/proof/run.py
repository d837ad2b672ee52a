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
from workflow.core.decide import blockers, decide
from workflow.core.decide.case import Case, Target
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Blocker, WorkflowError
from workflow.core.events import InstanceStarted, Recorded
from workflow.core.evolve import evolve
from workflow.core.state import ProcessState, Record

DEVELOPER, MANAGER, COORDINATOR = "developer", "manager", "coordinator"
ACCOUNTS: Mapping[str, int] = {DEVELOPER: 1, MANAGER: 2, COORDINATOR: 3}
TEAM = ((ACCOUNTS[DEVELOPER], DEVELOPER), (ACCOUNTS[MANAGER], MANAGER))
FIRST_DAY = date(2026, 1, 5)
MOST_TRIES = 30_000  # then nothing more happens: a search that long would not end in decent time


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
        self._tries = 0

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

    def against(self, role: str, command: type, target: Target) -> tuple[Blocker, ...]:
        """Return why a role cannot do something now."""
        return blockers(Case(self.definition, self.state, self._context(role)), command, target)

    def _do(self, role: str, command: Command, state: ProcessState | None) -> bool:
        self._tries += 1
        if self._tries > MOST_TRIES:
            return False
        context = self._context(role)
        try:
            events = decide(self.definition, state, command, context)
        except WorkflowError:
            return False
        for event in events:
            seq, by = (state.seq + 1 if state else 1), context.actor.account
            recorded = Recorded(seq=seq, at=context.at, on=self.today, by=by, event=event)
            state = evolve(state, recorded)
        if not events or state is None:
            return False
        self.state = state
        self.deeds.append(Deed(self.today, role, command))
        return True

    def _context(self, role: str) -> Context:
        person = Actor(account=ACCOUNTS.get(role, 0), roles=frozenset({role}))
        at = datetime.combine(self.today, time(9), tzinfo=UTC)
        return Context(actor=person if role in ACCOUNTS else SYSTEM, at=at, today=self.today)


def _blank(definition: ProcessDefinition) -> ProcessState:
    """Return a quartier before it starts, to choose the first values against."""
    event = InstanceStarted(
        municipality=1, definition=definition.digest, steps=tuple(definition.steps)
    )
    at = datetime.combine(FIRST_DAY, time(9), tzinfo=UTC)
    return evolve(None, Recorded(seq=1, at=at, on=FIRST_DAY, by=0, event=event))
