"""Tells what happened in one quartier: an agenda of days, and the commands that were given on them.

Rule: the clock only goes forward and stops before today. What happened is read from the events
that the service returns, never guessed.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from itertools import count

from workflow.core.commands import Command, StartInstance
from workflow.core.conditions import Scope
from workflow.core.definition import ProcessDefinition
from workflow.core.events import Event, Recorded
from workflow.core.evolve import replay
from workflow.core.policy import COORDINATOR, DEVELOPER, MANAGER, members_with
from workflow.core.state import Document, DocumentKind, ProcessLife, ProcessState
from workflow.demo.papers import file_name, pdf
from workflow.demo.script import Entry, Script
from workflow.demo.tale import Tale
from workflow.service import Service

_SATURDAY = 5
_EVERY_NTH_IS_A_FILE = 7  # the others lie in the files of the town hall


@dataclass(frozen=True, slots=True)
class Town:
    """Where the tales play: the service, the accounts by name, the published process, today."""

    service: Service
    municipality: int
    accounts: Mapping[str, int]
    definition: ProcessDefinition
    today: date


@dataclass(order=True, slots=True)
class _Appointment:
    day: date
    order: int
    act: Callable[[], None] = field(compare=False)


class Teller:
    """One quartier while its tale is told."""

    def __init__(self, town: Town, tale: Tale) -> None:
        self.town = town
        self.tale = tale
        self.script = Script(tale.key, tale.variant)
        self.day = town.today - timedelta(days=tale.days_ago)
        self.ends = town.today - timedelta(days=tale.stops_days_ago)
        self.numbers: dict[str, int] = {}  # of the entries that have a name
        self.entries: dict[str, Entry] = {}  # by what they became: "massnahme/3"
        self.listener: Callable[[Event], None] = lambda _: None
        self._agenda: list[_Appointment] = []
        self._order = count()
        self._papers = count(tale.variant)
        self._uploaded: dict[str, Document] = {}
        self._now = self._morning()
        self._slug = ""
        self._state: ProcessState | None = None

    @property
    def definition(self) -> ProcessDefinition:
        """The process that the quartier follows."""
        return self.town.definition

    @property
    def state(self) -> ProcessState:
        """How the quartier stands on this day."""
        assert self._state is not None  # noqa: S101 - `begin` comes first
        return self._state

    @property
    def scope(self) -> Scope:
        """Where conditions are asked on this day."""
        return Scope(self.definition, self.state, self.day)

    @property
    def is_running(self) -> bool:
        """Whether work can be done: neither paused nor closed."""
        return self.state.instance.life is ProcessLife.RUNNING

    # --- the agenda ---

    def on(self, day: date, act: Callable[[], None]) -> None:
        """Put something on the agenda; what lies behind the end of the tale never happens."""
        if day <= self.ends:
            heapq.heappush(self._agenda, _Appointment(day, next(self._order), act))

    def tell(self) -> None:
        """Live through the agenda until its end."""
        while self._agenda:
            appointment = heapq.heappop(self._agenda)
            self._go_to(appointment.day)
            appointment.act()

    def _go_to(self, day: date) -> None:
        if day > self.day:
            self.day = day
            self._now = self._morning()

    def _morning(self) -> datetime:
        minutes = (self.day.toordinal() * 37 + len(self.tale.key) * 53) % 300
        return datetime.combine(self.day, time(7), UTC) + timedelta(minutes=minutes)

    # --- acting ---

    def begin(self, command: StartInstance) -> None:
        """Start the quartier."""
        started = self.town.service.start(
            command,
            definition=self.definition.digest,
            account=self.town.accounts[self.tale.coordinator],
            at=self._now,
            slug=self.tale.key,
        )
        self._slug = started.slug
        self._take_in(started.outcome.events, started.outcome.seq, self.acting(COORDINATOR))

    def do(self, account: int, command: Command) -> None:
        """Have somebody give a command; the engine's no ends the demo."""
        self._now += timedelta(minutes=4)
        outcome = self.town.service.handle(self._slug, command, account=account, at=self._now)
        self._take_in(outcome.events, outcome.seq, account)

    def _take_in(self, events: tuple[object, ...], last: int, account: int) -> None:
        recorded = [
            Recorded(seq=seq, at=self._now, on=self.day, by=account, event=event)  # type: ignore[arg-type]  # a quartier's own
            for seq, event in enumerate(events, last - len(events) + 1)
        ]
        self._state = replay(recorded, self._state) if recorded else self._state
        for each in recorded:
            self.listener(each.event)

    # --- people and papers ---

    def acting(self, role: str) -> int:
        """Return who does the work of a role: where nobody holds it, the next one up."""
        if role in (DEVELOPER, MANAGER):
            team = self.state.instance
            found = members_with(team, role) or members_with(team, MANAGER)
            if found:
                return found[0]
        return self.town.accounts[self.tale.coordinator]

    def paper(self, title: str) -> Document:
        """Return a document: most lie in the town's files, every seventh one is uploaded."""
        number = next(self._papers)
        title = self.text(title)
        if number % _EVERY_NTH_IS_A_FILE:
            place = f"E-Akte 50.2/{self.script.facts['kuerzel']}, Blatt {number + 1}: {title}"
            return Document(kind=DocumentKind.PLACE, name=place)
        return self.file(title)

    def file(self, title: str) -> Document:
        """Return an uploaded paper; one that was uploaded before is not uploaded again."""
        if title not in self._uploaded:
            self._uploaded[title] = self._upload(title)
        return self._uploaded[title]

    def _upload(self, title: str) -> Document:
        day = f"{self.day.day}.{self.day.month}.{self.day.year}"
        content = pdf(title, [self.script.facts["name"], f"Stand: {day}", "Erfunden für die Demo."])
        return self.town.service.store_file(
            self._slug, BytesIO(content), file_name(title), account=self.acting(COORDINATOR)
        )

    def text(self, text: str) -> str:
        """Return a text of the script with the quartier's own facts in it."""
        return text.format_map(self.script.facts)


def working_day(day: date) -> date:
    """Return the day, or the Friday before if it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))
