"""Registers, two people at once and the coordination's list, straight at the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta

from features.drivers.driver import Answer, StuckQuarter
from features.drivers.world import World
from workflow.core import commands as c
from workflow.core.commands import Command
from workflow.core.definition import FieldType
from workflow.core.errors import ConflictingChange
from workflow.core.foresight import wrong_with
from workflow.core.sentences import problem_sentence
from workflow.storage import queries
from workflow.storage.queries import Matter, Reading, Reason, Stuck, Wanted

_WHY = {
    Reason.LATE_DECISION: "wartet auf",
    Reason.CRITICAL: "Lage kritisch",
    Reason.STILL: "ohne Bewegung",
    Reason.OVERDUE: "überfällig",
    Reason.RETURNED: "zurückgegeben",
    Reason.OLD_SITUATION: "Lage",
}
_MATTERS = {
    "freigaben": Matter.DECISION,
    "stillstand": Matter.STILL,
    "ueberfaellig": Matter.OVERDUE,
    "lage": Matter.SITUATION,
}


class EngineRegisters:
    """What of a driver is about registers, two people at once and many quartiere."""

    world: World
    _begun: tuple[Command, int]

    def brings(
        self, person: str, register: str, rows: Sequence[Mapping[str, str]], *, agree: bool
    ) -> Answer:
        """Hand the rows in, or ask what would be wrong with them."""
        world, account = self.world, self.world.accounts[person]
        whole = world.service.load_whole(world.slug, account=account)
        command = c.ImportRecords(
            register=register,
            records=tuple(
                c.ImportedRecord(row=number, number=0, step="leitbild", values=row)
                for number, row in enumerate(rows, start=2)
            ),
        )
        problems = wrong_with(whole.definition, whole.state, command, whole.actor, world.today)
        if problems:
            said = (
                f"Zeile {p.row}: {problem_sentence(p, whole.definition, 'de', holder=f'{register}/')}"
                for p in problems
            )
            return Answer(accepted=False, told="\n".join(said))
        if agree:
            world.do(person, command)
        return Answer(accepted=True, told=f"{len(rows)} Einträge neu")

    def leads_on(self, person: str, register: str) -> frozenset[str]:
        """Return the registers of what the first entry refers to, and of what refers to it."""
        del person
        state, definition = self.world.state, self.world.definition
        mine = definition.registers[register].fields.values()
        forth = {f.register for f in mine if f.type is FieldType.REFERENCE}
        back = {
            each.id
            for each in definition.registers.values()
            for field in each.fields.values()
            if field.type is FieldType.REFERENCE and field.register == register
        }
        return frozenset(each for each in forth | back if state.register(each))

    def reads_entry(self, person: str, register: str) -> str:
        """Return the words of the first entry, and of what it refers to."""
        del person
        state = self.world.state
        record, said = state.register(register)[1], list[str]()
        for field in self.world.definition.registers[register].fields.values():
            value = record.values[field.id].value if field.id in record.values else ""
            if field.type is not FieldType.REFERENCE:
                said.append(str(value))
                continue
            numbers = value if isinstance(value, tuple) else (value,)
            others = (state.register(field.register)[int(str(number))] for number in numbers)
            said += [str(found.value) for other in others for found in other.values.values()]
        return "\n".join(said)

    def types(self, person: str, command: Command) -> None:
        """Have somebody begin something, on what they see now."""
        del person
        self._begun = command, self.world.state.seq

    def sends(self, person: str) -> Answer:
        """Hand in what was begun, on what was seen then."""
        world, (command, seen) = self.world, self._begun
        world.now += timedelta(minutes=1)
        try:
            world.service.handle(
                world.slug, command, account=world.accounts[person], at=world.now, seen=seen
            )
        except ConflictingChange as error:
            self._begun = command, error.seq
            return Answer(accepted=False, told=f"{command}\n{self._stored(command)}")
        return Answer(accepted=True)

    def _stored(self, command: Command) -> str:
        state = self.world.state
        match command:
            case c.RecordValues():
                return str(state.step(command.holder).values)
            case c.AddEvidence():
                return str(self.world.item(command.holder, command.item).note)
            case c.ChangeRecord():
                return str(state.register(command.register)[command.number].values)
        return ""

    def insists(self, person: str) -> Answer:
        """Hand it in once more, now that both versions are known."""
        return self.sends(person)

    def gives_way(self, person: str) -> None:
        """Leave what is stored as it is."""

    def comes_back(self, person: str) -> None:
        """At the engine there is no session that could end."""

    # --- many quartiere ---

    def stuck(self, person: str) -> Sequence[StuckQuarter]:
        """Return what is stuck."""
        with self._reading(person) as reading:
            local = queries.local_settings(reading)
            found = queries.stuck(reading, today=self.world.today, local=local)
        return [self._told(each) for each in found]

    def _told(self, each: Stuck) -> StuckQuarter:
        days = (self.world.today - each.since).days
        steps = self.world.definition.steps
        under_way = (s.step for s in each.row.steps if s.status.value in {"active", "in_review"})
        lead = steps[next(under_way)].lead
        who = (m.account for m in self.world.state.instance.team if m.role == lead)
        names = " ".join(map(self.world.name_of, who))
        return StuckQuarter(name=str(each.row.name), why=_WHY[each.reason], days=days, turn=names)

    def counts(self, person: str, matter: str) -> int:
        """Return how many quartiere there are with a matter."""
        with self._reading(person) as reading:
            wanted = Wanted(today=self.world.today, local=queries.local_settings(reading))
            return queries.overview(reading, wanted).matters[_MATTERS[matter]]

    def filtered(self, person: str, matter: str) -> frozenset[str]:
        """Return the quartiere with a matter."""
        with self._reading(person) as reading:
            local = queries.local_settings(reading)
            wanted = Wanted(today=self.world.today, local=local, matter=_MATTERS[matter])
            return frozenset(str(row.name) for row in queries.instances(reading, wanted))

    def _reading(self, person: str) -> AbstractContextManager[Reading]:
        return self.world.service.reading(self.world.accounts[person], today=self.world.today)
