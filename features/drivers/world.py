"""The municipality in which every scenario plays, and the calendar it plays by.

Rule: both drivers share this world. It only prepares and looks; what people do in a scenario goes
through the driver under test.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from features.drivers.people import PEOPLE
from workflow.core import commands as c
from workflow.core.commands import Command
from workflow.core.definition import ProcessDefinition
from workflow.core.municipality import GrantRole
from workflow.core.state import Document, DocumentKind, ItemState, Level, Outcome, ProcessState
from workflow.core.substitution import NameSubstitute
from workflow.definitions.library import check
from workflow.service import Service, Whole
from workflow.storage.migrations import upgrade

PROCESS = Path(__file__).parent.parent / "prozess.yaml"
PDF, PAPER = b"%PDF-1.4\n%%EOF\n", "Niederschrift.pdf"
LEVELS = {Level.ON_TRACK: "Im Plan", Level.AT_RISK: "Gefährdet", Level.CRITICAL: "Kritisch"}
FIRST_DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class World:
    """One town, its people and one quartier under way."""

    service: Service
    folder: Path = Path()
    accounts: dict[str, int] = field(default_factory=dict)
    now: datetime = FIRST_DAY
    slug: str = ""
    digest: str = ""
    municipality: int = 0
    town: str = "musterstadt"  # as the municipality stands in addresses
    remembered: dict[str, date] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[World]:
        """Found the town in an empty folder."""
        service = _opened(folder)
        upgrade(service.database)
        world = cls(service, folder)
        world.municipality = service.found_municipality("Musterstadt", world.town, at=world.now)
        for person in PEOPLE:
            account = service.add_account(
                world.municipality, person.email, person.name, at=world.now
            )
            world.accounts[person.name] = account
        world.grant_roles()
        yield world
        service.close()

    @contextmanager
    def copied(self, folder: Path) -> Iterator[World]:
        """Open a copy of this closed town in an empty folder: quicker than founding one."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        service = _opened(folder)
        yield replace(self, service=service, folder=folder, remembered={})
        service.close()

    def grant_roles(self) -> None:
        """Give the town's roles and publish the process."""
        for person in PEOPLE:
            if person.everywhere:
                grant = GrantRole(account=self.accounts[person.name], role=person.everywhere)
                self.service.govern(self.municipality, grant, account=None, at=self.now)
        self.publish_process()

    def publish_process(self) -> None:
        """Publish the process in the town."""
        checked = check(PROCESS.read_bytes(), PROCESS.name)
        assert checked.is_valid, checked.problems
        published = self.service.publish(
            self.municipality, checked.stored, account=None, at=self.now
        )
        self.digest = published.digest

    def next_door(self, name: str, town: str) -> World:
        """Found another town with the same process; the same people, none with a role there."""
        place = self.service.found_municipality(name, town, at=self.now)
        other = replace(self, municipality=place, town=town)
        other.publish_process()
        return other

    # --- looking ---

    def whole(self, on: date | None = None) -> Whole:
        """Return the quartier as the coordination sees it; `on`: as it stood on a day."""
        return self.service.load_whole(self.slug, account=self.accounts["Petra Voss"], on=on)

    @property
    def state(self) -> ProcessState:
        """Return the state of the quartier."""
        return self.whole().state

    @property
    def definition(self) -> ProcessDefinition:
        """Return the process of the quartier."""
        return self.service.definition(self.digest)

    def step_of(self, item: str) -> str:
        """Return the step whose checklist has this item."""
        steps = self.definition.steps.values()
        return next(step.id for step in steps if item in step.checklist)

    def name_of(self, account: int | None) -> str:
        """Return whose account this is; "" for nobody."""
        return next((name for name, key in self.accounts.items() if key == account), "")

    def item(self, step: str, item: str) -> ItemState:
        """Return how an item stands."""
        return self.state.step(step).items.get(item, ItemState())

    @property
    def today(self) -> date:
        """Return the day of the scenario."""
        return self.now.date()

    def pass_days(self, days: int) -> None:
        """Let time pass; what time alone makes ready happens at night."""
        self.now += timedelta(days=days)
        self.service.tick(self.now)

    # --- preparing ---

    def begin(self, name: str, **profile: str) -> None:
        """Start the quartier with its team; `profile`: what is entered at the start."""
        team = tuple((self.accounts[p.name], p.team) for p in PEOPLE if p.team)
        started = self.service.start(
            c.StartInstance(name=name, municipality=self.municipality, profile=profile, team=team),
            definition=self.digest,
            account=self.accounts["Petra Voss"],
            at=self.now,
        )
        self.slug = started.slug

    def do(self, person: str, command: Command) -> None:
        """Have somebody do something that must succeed."""
        self.now += timedelta(minutes=1)
        self.service.handle(self.slug, command, account=self.accounts[person], at=self.now)

    def let_act_for(self, person: str, substitute: str, days: int) -> None:
        """Let somebody act for a person from today on, as that person wants it."""
        until = self.today + timedelta(days=days - 1)
        who, other = self.accounts[person], self.accounts[substitute]
        command = NameSubstitute(person=who, substitute=other, since=self.today, until=until)
        self.service.govern(self.municipality, command, account=who, at=self.now)

    def paper(self, person: str) -> Document:
        """Have somebody upload the minutes of a meeting."""
        return self.service.store_file(
            self.slug, BytesIO(PDF), PAPER, account=self.accounts[person]
        )

    def finish(self, step: str, *, but: str = "") -> None:
        """Bring a step so far that its gate can be asked for, but for one thing."""
        self.reach(step)
        _PREPARE[step](self, but)

    def reach(self, step: str) -> None:
        """Pass every step before this one."""
        for earlier in _PREPARE:
            if earlier == step:
                return
            if self.state.instance.steps[earlier].closed_on is None:
                self.pass_step(earlier)

    def pass_step(self, step: str) -> None:
        """Finish a step and have its gate granted."""
        self.finish(step)
        self.do("Tom Brandt", c.RequestGate(step=step))
        if step == "leitbild":
            self.do("Petra Voss", opinion(self, step))
            self.do("Petra Voss", resolution(self, step))
        elif step != "massnahmen":
            self.do("Petra Voss", approved(step))


def _opened(folder: Path) -> Service:
    return Service.open(f"sqlite:///{folder / 'daten.db'}", folder / "dateien")


def place(name: str) -> Document:
    """Return a document that lies in the town's own files."""
    return Document(kind=DocumentKind.PLACE, name=name)


def opinion(world: World, step: str, document: Document | None = None) -> c.DecideApproval:
    """Return the record of the steering group's opinion."""
    return c.DecideApproval(
        step=step,
        approval="lenkung",
        outcome=Outcome.GIVEN,
        text="Die Lenkungsgruppe trägt das mit.",
        decision=c.Decision(on=world.today, paper="LG 3/2026", document=document),
    )


def resolution(world: World, step: str, document: Document | None = None) -> c.DecideApproval:
    """Return the record of the council's resolution."""
    return c.DecideApproval(
        step=step,
        approval="rat",
        outcome=Outcome.APPROVED,
        decision=c.Decision(on=world.today, paper="V 112/2026", document=document),
    )


def approved(step: str) -> c.DecideApproval:
    """Return the coordination's yes."""
    return c.DecideApproval(step=step, approval="koordination", outcome=Outcome.APPROVED)


def partner(number: int, stand: str = "zugesagt") -> c.AddRecord:
    """Return a new partner."""
    return c.AddRecord(
        register="partner",
        step="leitbild",
        values={"organisation": f"Verein {number}", "stand": stand},
    )


def _leitbild(world: World, but: str) -> None:
    world.do("Tom Brandt", partner(1))
    world.do("Tom Brandt", partner(2, "angesprochen" if but == "zusagen" else "zugesagt"))
    if but != "zeithorizont":
        world.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": 5}))
    if but != "anlass":
        note = "Viele Ältere leben allein."
        world.do("Petra Voss", c.CompleteItem(holder="leitbild", item="anlass", note=note))
    if but != "entwurf":
        draft = (place("Akte 40.1, Blatt 3"),)
        done = c.CompleteItem(holder="leitbild", item="entwurf", documents=draft)
        world.do("Tom Brandt", done)
    world.do("Tom Brandt", c.CompleteItem(holder="leitbild", item="partner"))


def _analyse(world: World, but: str) -> None:
    if but != "begehung":
        note = "Zwölf Menschen, zwei Rollatoren, vier Barrieren."
        world.do("Lena Fuchs", c.CompleteItem(holder="analyse", item="begehung", note=note))
    world.do("Tom Brandt", c.CompleteItem(holder="analyse", item="auswertung"))


def _massnahmen(world: World, but: str) -> None:
    if but == "bericht":
        return
    note = "Drei Maßnahmen laufen."
    world.do("Tom Brandt", c.CompleteItem(holder="massnahmen", item="bericht", note=note))


def _verstetigung(world: World, but: str) -> None:
    del but
    note = "Der Haushalt trägt die Stelle."
    done = c.CompleteItem(holder="verstetigung", item="finanzplan", note=note)
    world.do("Petra Voss", done)


_PREPARE = {
    "leitbild": _leitbild,
    "analyse": _analyse,
    "massnahmen": _massnahmen,
    "verstetigung": _verstetigung,
}
