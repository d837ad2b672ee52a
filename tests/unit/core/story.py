"""Given, when, then: what has happened to a quartier, one command, and what comes of it.

A story never changes: `do` returns the next one, so tests can share a beginning. Commands are the
real ones; a day in the story is a Berlin day.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.unit.core.newer import NEWER
from tests.unit.core.small import SMALL
from workflow.core import commands as c
from workflow.core.actions import available_actions
from workflow.core.commands import Actor, Context
from workflow.core.decide import decide
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Forbidden, InvalidInput, Rejected
from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.state import Document, DocumentKind, Outcome, ProcessState

DAY = date(2026, 1, 15)
DEV = Actor(account=1, roles=frozenset({"developer"}))
MAN = Actor(account=2, roles=frozenset({"manager"}))
KO = Actor(account=3, roles=frozenset({"coordinator"}))
KO2 = Actor(account=4, roles=frozenset({"coordinator"}))
ALONE = Actor(account=5, roles=frozenset({"manager", "coordinator"}))
COORDINATION = frozenset({KO.account, KO2.account, ALONE.account})
TEAM = ((DEV.account, "developer"), (MAN.account, "manager"))
FILE = Document(kind=DocumentKind.FILE, name="Protokoll.pdf", sha256="ab" * 32, size=9)
LINK = Document(kind=DocumentKind.LINK, name="https://example.org/protokoll")
PLACE = Document(kind=DocumentKind.PLACE, name="Ordner 7")


@dataclass(frozen=True, kw_only=True)
class Story:
    definition: ProcessDefinition = SMALL
    other: ProcessDefinition = NEWER  # the version that a move, or taking it back, leads to
    state: ProcessState | None = None
    log: tuple[Recorded, ...] = ()
    today: date = DAY

    def on(self, day):
        return replace(self, today=day)

    def later(self, days):
        return self.on(self.today + timedelta(days=days))

    def context(self, by, seen=None):
        at = datetime(self.today.year, self.today.month, self.today.day, 9, tzinfo=UTC)
        return Context(
            actor=by,
            at=at,
            today=self.today,
            seen=seen,
            coordination=COORDINATION,
            history=self.log,
            target=self.other,
        )

    def decide(self, command, by=MAN, seen=None):
        return decide(self.definition, self.state, command, self.context(by, seen))

    def happened(self, *events, by=MAN):
        """Return the story with these events at its end."""
        at, seq = self.context(by).at, len(self.log)
        new = tuple(
            Recorded(seq=seq + i, at=at, on=self.today, by=by.account, event=event)
            for i, event in enumerate(events, 1)
        )
        state = self.state
        for recorded in new:
            state = evolve(state, recorded)
        story = replace(self, state=state, log=self.log + new)
        if state.instance.definition == self.other.digest:
            return replace(story, definition=self.other, other=self.definition)
        return story

    def do(self, *commands, by=MAN):
        story = self
        for command in commands:
            events = story.decide(command, by)
            assert events, f"nothing happened: {command}"
            story = story.happened(*events, by=by)
        return story

    def when(self, command, by=MAN, seen=None):
        return When(self, command, by, seen)

    # --- what is there now ---

    def step(self, step):
        return self.state.steps[step]

    def status(self, step):
        return self.state.instance.steps[step].status.value

    def item(self, holder, item):
        if "/" in holder:
            register, number = holder.split("/")
            return self.state.records[register][int(number)].items[item]
        return self.state.steps[holder].items[item]

    def value(self, holder, field):
        values = self.state.instance.profile if holder == "profile" else self.step(holder).values
        return values[field].value if field in values else None

    def actions(self, by=MAN):
        return {
            (a.command, a.holder, a.thing): a
            for a in available_actions(self.definition, self.state, by, self.today)
        }


@dataclass(frozen=True)
class When:
    story: Story
    command: object
    by: Actor
    seen: int | None

    @property
    def events(self):
        return self.story.decide(self.command, self.by, self.seen)

    def then(self, *events):
        assert self.events == events

    def then_kinds(self, *kinds):
        assert [type(event) for event in self.events] == list(kinds)

    def then_nothing(self):
        assert self.events == ()

    def then_rejected(self, *reasons):
        with pytest.raises(Rejected) as refusal:
            _ = self.events
        assert [blocker.reason for blocker in refusal.value.blockers] == list(reasons)
        return refusal.value.blockers[0]

    def then_forbidden(self, *roles):
        with pytest.raises(Forbidden) as refusal:
            _ = self.events
        assert refusal.value.blockers[0].roles == roles
        return refusal.value.blockers[0].reason

    def then_invalid(self, **problems):
        with pytest.raises(InvalidInput) as refusal:
            _ = self.events
        found = {p.name: p.problem.value for p in refusal.value.problems}
        assert found == {name.replace("__", ":"): problem for name, problem in problems.items()}


def begun(definition=SMALL, **profile):
    """A quartier that has just started."""
    command = c.StartInstance(name="Mühlburg", municipality=1, team=TEAM, profile=profile)
    return Story(definition=definition).do(command, by=KO)


def partner(sektor="kommune", **values):
    values = {"name": "Stadtwerke", "sektor": sektor, **values}
    return c.AddRecord(register="partner", step="start", values=values)


def measure(**values):
    values = {"titel": "Mittagstisch", "kosten": "0", **values}
    return c.AddRecord(register="massnahme", step="umsetzung", values=values)


def completing(holder, item, note="", **more):
    return c.CompleteItem(holder=holder, item=item, note=note, **more)


def recording(holder, /, **values):
    return c.RecordValues(
        holder=holder, values={name.replace("_", "-"): value for name, value in values.items()}
    )


def start_is_ready(story=None):
    """Everything that the gate of `start` asks for, without an exception."""
    story = story or begun(traeger="kommune")
    return (
        story.do(partner(), partner(), partner("wohnen"), recording("start", horizont="5"))
        .do(completing("start", "anlass", "Es ist so weit."), by=KO)
        .do(completing("start", "partner"), by=DEV)
    )


def start_is_asked(by=MAN):
    return start_is_ready().do(c.RequestGate(step="start"), by=by)


PAPER = c.Decision(on=DAY, paper="12/2026", votes="7:1")


def said(approval, outcome=Outcome.APPROVED, step="start", text="", **more):
    if approval in {"beirat", "rat", "presse"}:
        more.setdefault("decision", PAPER)
    return c.DecideApproval(step=step, approval=approval, outcome=outcome, text=text, **more)


OPINION = said("beirat", Outcome.GIVEN, text="Gern.")


def start_has_passed():
    return start_is_asked().do(OPINION, said("leitung"), said("rat"), by=KO)


def netz_has_passed():
    return (
        start_has_passed()
        .do(completing("netz", "runde", "Zwölf waren da."), by=DEV)
        .do(c.RequestGate(step="netz"))
        .do(said("leitung", step="netz"), by=KO)
    )


def all_have_passed():
    """Everything is passed but nobody has closed the process."""
    return (
        netz_has_passed()
        .do(measure())
        .do(completing("massnahme/1", "auftrag", "Klar."))
        .do(recording("umsetzung", ergebnis_am="2026-01-15"), completing("umsetzung", "ergebnis"))
        .do(c.RequestGate(step="umsetzung"), c.RequestGate(step="schluss"))
        .do(said("rat", step="schluss"), by=KO)
    )
