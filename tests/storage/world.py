"""A small municipality for tests: people, a published definition, quartiere, a calendar."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workflow.core import commands as c
from workflow.core.definition import ProcessDefinition
from workflow.core.evolve import replay
from workflow.core.municipality import GrantRole
from workflow.definitions.library import check
from workflow.service import Service
from workflow.storage import attached, events, loading, projection
from workflow.storage.statements import Transaction

SOURCE = Path(__file__).parents[1] / "definitions" / "nachbarschaftshaus.yaml"
STORED = check(SOURCE.read_bytes(), SOURCE.name).stored
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HELPER = {"name": "Ayşe Yılmaz", "bereich": "kueche", "seit": "2025-01-01"}


def at(day):
    """The morning of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@dataclass
class World:
    """Everything a test needs to say something short."""

    service: Service
    place: int
    definition: ProcessDefinition
    coordinator: int
    manager: int
    developer: int

    @classmethod
    def found(cls, service, slug="musterstadt"):
        """Found a municipality with one person in each role and a published definition."""
        place = service.found_municipality(slug.title(), slug, at=AT)
        people = {
            role: service.add_account(place, f"{role}@{slug}.example", role.title(), at=AT)
            for role in ("coordinator", "manager", "developer")
        }
        grant = GrantRole(account=people["coordinator"], role="coordinator")
        service.govern(place, grant, account=None, at=AT)
        definition = service.publish(place, STORED, account=None, at=AT)
        return cls(service, place, definition, **people)

    def start(self, name="Mühlburg", **more):
        """Start a quartier with a team."""
        team = ((self.manager, "manager"), (self.developer, "developer"))
        command = c.StartInstance(
            name=name, municipality=self.place, profile={"traeger": "verein"}, team=team
        )
        options = {"definition": self.definition.digest, "account": self.coordinator, "at": AT}
        return self.service.start(command, **{**options, **more})

    def do(self, instance, command, by="manager", **more):
        """Carry out a command as somebody."""
        options = {"account": getattr(self, by) if isinstance(by, str) else by, "at": AT}
        return self.service.handle(instance, command, **{**options, **more})

    def state(self, instance):
        """Return the whole state."""
        return self.service.load_whole(instance, account=self.coordinator).state

    def work_a_while(self, instance):
        """Carry out commands that touch every kind of row."""
        day = timedelta(days=1)
        self.do(instance, c.RecordValues(holder="wunsch", values={"plaetze": "30"}))
        for number, area in enumerate(("kueche", "garten", "buero")):
            values = {**HELPER, "name": f"Helfende {number}", "bereich": area}
            self.do(instance, c.AddRecord(register="helfer", step="wunsch", values=values))
        change = c.ChangeRecord(register="helfer", number=1, values={"stunden": "3.5"})
        self.do(instance, change, at=AT + day)
        self.do(instance, c.ArchiveRecord(register="helfer", number=3, reason="Weggezogen"))
        done = c.CompleteItem(holder="wunsch", item="umfrage", note="80 Antworten")
        self.do(instance, done, by="developer", at=AT + 2 * day)
        self.do(instance, c.CompleteItem(holder="wunsch", item="team"), at=AT + 2 * day)
        self.do(instance, c.AddComment(text="Weiter so", holder="wunsch"), at=AT + 3 * day)
        money = {"geber": "Stiftung", "betrag": "400", "bis": "2027-12-31"}
        self.do(instance, c.AddRecord(register="geld", step="wunsch", values=money))
        self.do(instance, c.AssignItem(holder="geld/1", item="antrag", account=self.manager))
        propose = c.Propose(action=c.Action.PAUSE, text="Sommerpause")
        self.do(instance, propose, at=AT + 4 * day)
        self.do(instance, c.RequestGate(step="wunsch"), at=AT + 5 * day)

    def problems(self, instance):
        """Return where chain, state, rows or files of a quartier disagree (laws L3 and L5)."""
        with self.service.database.read() as connection:
            tx = Transaction.within(connection)
            rows = events.load(tx, events.instance_stream(instance))
            head = events.check(rows)
            stream = [row.recorded() for row in rows]
            loaded = loading.find_instance(tx, instance)
            state = replay(stream)
            definition = self.service.definition(state.instance.definition)
            expected = projection.project(definition, state)
            found = list(projection.differences(expected, projection.stored(tx, instance)))
            found += ["head"] if loaded.head != head else []
            found += ["state"] if loading.load_whole(tx, loaded) != state else []
            files = attached.attached(stream)
            found += ["files"] if attached.stored_files(tx, instance) != files else []
            return found
