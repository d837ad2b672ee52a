"""The scenario straight at the engine: commands in, events or reasons out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from features.drivers.driver import Answer, Duty
from features.drivers.registers_engine import EngineRegisters
from features.drivers.world import LEVELS, World
from workflow.core import commands as c
from workflow.core.commands import Command
from workflow.core.compare import (
    Difference,
    MemberDiffers,
    Moment,
    ReportDiffers,
    SituationDiffers,
    compare,
)
from workflow.core.conditions import Scope, is_settled
from workflow.core.errors import InvalidInput, NotFound, Rejected
from workflow.core.events import ItemCompleted, ReportFrozen
from workflow.core.foresight import foreseen, opened_by_passing
from workflow.core.municipality_settings import ChangeSettings
from workflow.core.sentences import blocker_help, blocker_sentence, problem_sentence
from workflow.core.state import Document, ProcessLife, Record, StepStatus
from workflow.core.tasks import TaskKind
from workflow.storage import queries
from workflow.storage.queries import TaskRow

WORDS = {
    StepStatus.WAITING: "Noch nicht offen",
    StepStatus.ACTIVE: "In Arbeit",
    StepStatus.IN_REVIEW: "Zur Freigabe",
    StepStatus.PASSED: "Abgeschlossen",
    StepStatus.SKIPPED: "Entfällt",
}
LIVES = {
    ProcessLife.RUNNING: "läuft",
    ProcessLife.PAUSED: "pausiert",
    ProcessLife.COMPLETED: "abgeschlossen",
    ProcessLife.ABANDONED: "abgebrochen",
}
_TASKS = {
    TaskKind.DATA: "Pflichtangabe",
    TaskKind.RETURNED: "nacharbeiten",
    TaskKind.APPROVAL: "Freigabe",
    TaskKind.EXCEPTION: "Ausnahme",
    TaskKind.STALE: "bestätigen",
    TaskKind.OBLIGATION: "Auflage",
    TaskKind.PROPOSAL: "Vorschlag",
}


class EngineDriver(EngineRegisters):
    """Drives the service."""

    def __init__(self, world: World) -> None:
        self.world = world

    def attempt(self, person: str, command: Command | ChangeSettings) -> Answer:
        """Hand the command in and put the answer into words."""
        world = self.world
        world.now += timedelta(minutes=1)
        account = world.accounts[person]
        try:
            if isinstance(command, ChangeSettings):
                world.service.govern(world.municipality, command, account=account, at=world.now)
            else:
                world.service.handle(world.slug, command, account=account, at=world.now)
        except NotFound:
            return Answer(accepted=False)
        except Rejected as no:
            return Answer(accepted=False, told=self._blockers(no))
        except InvalidInput as no:
            return Answer(accepted=False, told=self._problems(no, command))
        return Answer(accepted=True)

    def _blockers(self, no: Rejected) -> str:
        definition = self.world.whole().definition
        return "\n".join(
            f"{blocker_sentence(b, definition, 'de')} {blocker_help(b, definition, 'de')}"
            for b in no.blockers
        )

    def _problems(self, no: InvalidInput, command: Command | ChangeSettings) -> str:
        definition = self.world.whole().definition
        holder = getattr(command, "holder", "")
        return "\n".join(problem_sentence(p, definition, "de", holder=holder) for p in no.problems)

    def paper(self, person: str) -> Document:
        """Have somebody upload the minutes of a meeting."""
        return self.world.paper(person)

    def finds(self, person: str) -> bool:
        """Return whether the quartier is there for somebody."""
        try:
            self.world.service.load_whole(
                self.world.slug, account=self.world.accounts[person], today=self.world.today
            )
        except NotFound:
            return False
        return True

    def is_unled(self, person: str) -> bool:
        """Whether the list of what is stuck says so."""
        account = self.world.accounts[person]
        with self.world.service.reading(account, today=self.world.today) as reading:
            local = queries.local_settings(reading)
            stuck = queries.stuck(reading, today=self.world.today, local=local)
        return queries.Reason.UNLED in {each.reason for each in stuck}

    def stands(self, step: str, on: date | None = None) -> str:
        """Return the word for the step's status."""
        state = self.world.whole(on).state
        status = state.instance.steps[step].status
        if status is StepStatus.ACTIVE and state.step(step).returned is not None:
            return "Zurückgegeben"
        return WORDS[status]

    def settled(self, step: str, item: str) -> bool:
        """Return whether an item is done or set aside."""
        return is_settled(self.world.item(step, item), self.world.today)

    def is_stale(self, step: str) -> bool:
        """Return whether an approval is stale."""
        passed = self.world.state.step(step).passed
        return passed is not None and bool(passed.stale)

    def life(self) -> str:
        """Return the word for the life of the quartier."""
        return LIVES[self.world.state.instance.life]

    def situation(self, on: date | None = None) -> str:
        """Return the word for the Lage."""
        found = self.world.whole(on).state.instance.situation
        if found is None:
            return "Keine Einschätzung"
        with self._reading("Petra Voss") as now:
            reading = replace(now, until=on)
            limits = queries.settings(reading, self.world.municipality).limits
        is_old = found.on <= limits.situation(on or self.world.today)
        return "Einschätzung veraltet" if is_old else LEVELS[found.level]

    def is_still(self) -> bool:
        """Return whether the quartier is among those in which nothing moves."""
        with self._reading("Petra Voss") as reading:
            local, today = queries.local_settings(reading), self.world.today
            wanted = queries.Wanted(today=today, local=local, matter=queries.Matter.STILL)
            return any(row.slug == self.world.slug for row in queries.instances(reading, wanted))

    def is_called(self, register: str, title: str) -> bool:
        """Return whether the definition that the quartier follows titles the register so."""
        return self.world.whole().definition.registers[register].title == title

    def was_there(self, on: date) -> bool:
        """Return whether the quartier had begun on a day."""
        try:
            self.world.whole(on)
        except NotFound:
            return False
        return True

    def may_change(self, person: str, on: date) -> bool:
        """No command carries a day to be done on: what is over is over."""
        del person, on
        return False

    def reads(self, person: str, step: str = "") -> str:
        """Return why the Lage is what it is; of a step, what came back and what is excepted."""
        whole = self.world.service.load_whole(
            self.world.slug, account=self.world.accounts[person], today=self.world.today
        )
        if not step:
            situation = whole.state.instance.situation
            return str(situation.reason) if situation else ""
        part = whole.state.step(step)
        said = [str(part.returned.text)] if part.returned else []
        request = part.request or part.passed
        said += [str(x.reason) for x in request.exceptions.values()] if request else []
        said += [str(d.name) for each in part.items.values() for d in each.documents]
        said += [str(each.note) for each in part.items.values() if each.note]
        said += [str(each.former.note) for each in part.items.values() if each.former]
        return "\n".join(said)

    def opens(self, step: str) -> tuple[str, ...]:
        """Return the steps that would open."""
        whole = self.world.whole()
        return opened_by_passing(step, Scope(whole.definition, whole.state, self.world.today))

    def foretells(self, person: str, step: str) -> tuple[str, ...]:
        """Return the steps that would wait again after a new round."""
        world = self.world
        whole = world.service.load_whole(world.slug, account=world.accounts[person])
        command = c.StartRound(step=step, reason="-")
        then = foreseen(whole.definition, whole.state, command, whole.actor, world.today)
        before = whole.state.instance.steps
        lives = then.instance.steps.items()
        return tuple(
            name
            for name, life in lives
            if life.status is StepStatus.WAITING and life != before[name]
        )

    def files(self, person: str) -> tuple[str, ...]:
        """Return the names of the files."""
        world = self.world
        with world.service.reading(world.accounts[person]) as reading:
            found = queries.files(reading, world.slug)
        return tuple(str(each.document.name) for each in found)

    def report(self, person: str, number: int = 0) -> str:
        """Return all words of the draft, or of the event that froze a report."""
        world = self.world
        with world.service.reading(world.accounts[person]) as reading:
            found = queries.stream(reading, world.slug)
        draft = world.state.instance.draft
        if not number:
            return "\n".join(map(str, draft.texts.values())) if draft else ""
        (frozen,) = (each for each in world.state.instance.reports if each.number == number)
        event = found[frozen.seq - 1].event
        assert isinstance(event, ReportFrozen)
        return "\n".join(map(str, event.words.values()))

    def reports(self, on: date | None = None) -> tuple[int, ...]:
        """Return the numbers of the reports."""
        return tuple(each.number for each in self.world.whole(on).state.instance.reports)

    def compares(self, first: date) -> str:
        """Return a line for each report, member of the team and judgement that differs."""
        before, after = (self.world.whole(day).state for day in (first, None))
        found = compare(Moment(before, first), Moment(after, self.world.today))
        return "\n".join(filter(None, map(self._difference, found)))

    def _difference(self, found: Difference) -> str:
        match found:
            case ReportDiffers():
                return f"Sachstandsbericht Nr. {found.number}"
            case SituationDiffers():
                return LEVELS[found.after.level] if found.after else ""
            case MemberDiffers():
                names = {account: name for name, account in self.world.accounts.items()}
                return names[found.account]
            case _:
                return ""

    def recalls(self, person: str) -> str:
        """Return all words of the history."""
        with self.world.service.reading(
            self.world.accounts[person], today=self.world.today
        ) as reading:
            found = queries.history(reading, self.world.slug)
        words = (getattr(each.event, "words", {}).values() for each in found)
        return "\n".join(str(word) for said in words for word in said)

    def finished(self, person: str) -> tuple[str, ...]:
        """Return the items that somebody settled in the last days and nobody opened again."""
        world = self.world
        with world.service.reading(world.accounts[person], today=world.today) as reading:
            rows = queries.done(reading, since=world.today - timedelta(days=7))
            around = queries.around(reading, rows)
        return tuple(
            world.definition.steps[event.holder].checklist[event.item].text
            for row in rows
            if isinstance(event := row.done.event, ItemCompleted)
            and around[row.instance].steps[event.holder].items[event.item].seq == row.done.seq
        )

    def owes(self, person: str) -> tuple[Duty, ...]:
        """Return the open work of somebody."""
        world = self.world
        with world.service.reading(world.accounts[person], today=world.today) as reading:
            rows = queries.tasks(reading, today=world.today)
            entries = queries.entries(reading, rows)
        return tuple(
            Duty(self._title(row, entries), row.due is not None and row.due < world.today)
            for row in rows
        )

    def _title(self, row: TaskRow, entries: Mapping[tuple[int, str], Record]) -> str:
        if row.kind is TaskKind.RECORD:
            return str(entries[row.instance, row.holder].values["titel"].value)
        if row.kind is TaskKind.ITEM:
            definition, register = self.world.definition, row.holder.partition("/")[0]
            holder = definition.registers.get(register) or definition.steps[row.holder]
            return holder.checklist[row.thing].text
        return _TASKS[row.kind]
