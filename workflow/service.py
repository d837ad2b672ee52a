"""The one door to the engine: load, authorise, decide, append, project, in one transaction.

Rule: nothing changes a quartier or a municipality but through here, and every read goes through a
`Reading`, which carries the reach of whoever reads. What is foreign or missing is `NotFound`; both
look the same. Times come in as UTC instants; the day is theirs in Europe/Berlin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeVar

from workflow.core import municipality as m
from workflow.core.commands import SYSTEM, Actor, Command, Context, OpenSteps, StartInstance
from workflow.core.definition import GenderForm, ProcessDefinition
from workflow.core.errors import (
    ConflictingChange,
    InvalidInput,
    NotFound,
    Rejected,
)
from workflow.core.events import WordsErased
from workflow.core.gender_form import in_gender_form
from workflow.core.municipality_definitions import PublishDefinition
from workflow.core.state import Document, ProcessState
from workflow.definitions.library import compile_definition
from workflow.going_on import go_on
from workflow.moving import Moves
from workflow.storage import (
    admission,
    attached,
    governing,
    handling,
    loading,
    migrations,
    municipalities,
    past,
    queries,
    stamping,
    verify,
    versions,
)
from workflow.storage.attachments import FileStore
from workflow.storage.daily import Ticked, clear, for_each
from workflow.storage.database import Database, Taken
from workflow.storage.export import export
from workflow.storage.handling import Outcome, Started
from workflow.storage.loading import LoadedInstance
from workflow.storage.queries import Reading
from workflow.storage.statements import Transaction
from workflow.storage.verify import Verified
from workflow.workbench import Workbench

__all__ = ["Outcome", "Service", "Started", "Ticked", "Verified", "Whole"]

Thing = TypeVar("Thing")

# What may really mean "this very command has been carried out before".
_MAYBE_REPEATED = (Rejected, InvalidInput, ConflictingChange, Taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A quartier with everything a page may need: its definition, its whole state, who looks."""

    instance: int
    slug: str
    definition: ProcessDefinition
    state: ProcessState
    actor: Actor


class Service:
    """The engine over one database and one folder of files."""

    def __init__(
        self,
        database: Database,
        files: Path,
        compile_definition: Callable[[bytes], ProcessDefinition],
    ) -> None:
        self.database = database
        self.workbench = Workbench(database)
        self.moves = Moves(database, self._definition)
        self.files = FileStore(files)
        self._compile = compile_definition
        self._definitions: dict[tuple[str, GenderForm], ProcessDefinition] = {}

    @classmethod
    def open(cls, url: str, files: Path) -> Service:
        """Open a migrated database by its URL (`sqlite:////var/lib/quartiersweg/daten.db`)."""
        return cls(Database(url), files, compile_definition)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    # --- changing a quartier -------------------------------------------------------------------

    def handle(
        self,
        instance: int | str,
        command: Command,
        *,
        account: int,
        at: datetime,
        command_id: str | None = None,
        seen: int | None = None,
        link: str = "",
    ) -> Outcome:
        """Carry out a command on a quartier (by id or slug) for an account.

        `link` is the page to which a letter about it leads.

        Raises NotFound (missing or foreign), Rejected or Forbidden, InvalidInput,
        ConflictingChange, CommandReused, StorageUnavailable. Sending the same `command_id` with the
        same content again gives the earlier outcome.
        """
        if isinstance(command, StartInstance):
            raise TypeError("a quartier is started with `start`")
        stamp = stamping.stamp(command, account, at, command_id)
        try:
            with self.database.write() as tx:
                loaded, actor = admission.enter(tx, instance, account, stamp.day)
                admission.check_people(tx, loaded.municipality, command)
                admission.check_files(self.files, loaded.id, command)
                context = Context(
                    actor=actor,
                    at=at,
                    today=stamp.day,
                    seen=seen,
                    coordination=admission.coordination(tx, loaded.municipality, command),
                    history=admission.history(tx, loaded, command),
                )
                definition = self._definition(tx, loaded.definition, loaded.settings.gender_form)
                context = self._aimed(tx, loaded, command, context)
                outcome = handling.carry_out(
                    tx, definition, loaded, command, context=context, stamp=stamp, link=link
                )
        except _MAYBE_REPEATED as refusal:
            with self._reading() as tx:
                here = _there(loading.find_instance(tx, instance))
                earlier = handling.find_earlier(tx, here.id, stamp)
            return earlier or _refuse(refusal)
        self._clear_away(loaded.id, outcome)
        return outcome

    def start(
        self,
        command: StartInstance,
        *,
        definition: str,
        account: int,
        at: datetime,
        command_id: str | None = None,
        slug: str = "",
    ) -> Started:
        """Start a quartier in `command.municipality` from a published definition (its digest).

        `slug` is a wish; made from the name if empty, and numbered if it is taken. Raises as
        `handle` does.
        """
        stamp = stamping.stamp((command, definition), account, at, command_id)
        try:
            with self.database.write() as tx:
                actor = admission.actor_in_municipality(tx, command.municipality, account)
                admission.check_people(tx, command.municipality, command)
                admission.check_files(self.files, None, command)
                if not versions.is_startable(tx, command.municipality, definition):
                    raise NotFound(definition)
                context = Context(actor=actor, at=at, today=stamp.day)
                found = self._definition(tx, definition)
                return handling.begin(tx, found, command, slug, context=context, stamp=stamp)
        except _MAYBE_REPEATED as refusal:
            with self._reading() as tx:
                earlier = handling.find_started(tx, stamp)
            return earlier or _refuse(refusal)

    def tick(self, at: datetime) -> Ticked:
        """Do everywhere what is due: open steps, clear away files nobody names, go on with moves."""
        with self._reading() as tx:
            waiting = loading.waiting_instances(tx)
        opened, failures = for_each(waiting, lambda each: self._tick(each, at))
        cleared, more = for_each(
            self.files.instances(), lambda each: clear(self.database, self.files, each, at)
        )
        moved, unmoved = go_on(self.database, self.moves, at)
        failures += more + unmoved
        return Ticked(opened=opened, moved=moved, cleared=cleared, failures=tuple(failures))

    def _tick(self, instance: int, at: datetime) -> bool:
        command = OpenSteps()
        stamp = stamping.stamp(command, SYSTEM.account, at)
        with self.database.write() as tx:
            loaded = _there(loading.find_instance(tx, instance))
            context = Context(actor=SYSTEM, at=at, today=stamp.day)
            definition = self._definition(tx, loaded.definition, loaded.settings.gender_form)
            outcome = handling.carry_out(
                tx, definition, loaded, command, context=context, stamp=stamp
            )
        return bool(outcome.events)

    def _aimed(
        self, tx: Transaction, loaded: LoadedInstance, command: Command, context: Context
    ) -> Context:
        """Return the context with the version that a move leads to."""
        digest = admission.target_of(tx, loaded, command)
        if digest is None:
            return context
        form = loaded.settings.gender_form
        return replace(context, target=self._definition(tx, digest, form))

    def _clear_away(self, instance: int, outcome: Outcome) -> None:
        """Delete from the disk what was erased: it cannot be brought back, so after the commit."""
        for sha256 in outcome.gone:
            self.files.erase(instance, sha256)
        if any(isinstance(event, WordsErased) for event in outcome.events):
            self.database.scrub()

    def store_file(
        self,
        instance: int | str,
        content: BinaryIO,
        name: str,
        *,
        account: int,
        today: date | None = None,
    ) -> Document:
        """Keep an uploaded file for a quartier; the Document goes into a command afterwards.

        Raises NotFound, InvalidInput (name, kind, size) and StorageUnavailable.
        """
        with self._reading() as tx:
            loaded, _ = admission.enter(tx, instance, account, today)
        return self.files.keep(loaded.id, content, name)

    # --- governing a municipality --------------------------------------------------------------

    def found_municipality(self, name: str, slug: str, *, at: datetime) -> int:
        """Found a municipality (the operator's job); returns its id."""
        with self.database.write() as tx:
            return governing.found(tx, slug, name, at)

    def find_municipality(self, slug: str) -> int:
        """Return the id of a municipality; raises NotFound."""
        with self._reading() as tx:
            return _there(municipalities.find(tx, slug))

    def add_account(self, municipality: int, email: str, name: str, *, at: datetime) -> int:
        """Add an account that nobody can sign in to yet; returns its id. Roles come by `govern`.

        Raises `Taken` if the address is known already.
        """
        with self.database.write() as tx:
            return municipalities.add_account(tx, municipality, email.lower(), name, at)

    def govern(
        self, municipality: int, command: m.Command, *, account: int | None, at: datetime
    ) -> Outcome:
        """Grant or take roles. `account` None is the operator (the command line).

        Raises NotFound, Forbidden, Rejected.
        """
        with self.database.write() as tx:
            return governing.govern(tx, municipality, command, account, at)

    def publish(
        self, municipality: int, stored: bytes, *, account: int | None, at: datetime
    ) -> ProcessDefinition:
        """Publish a definition in canonical JSON, checked before; it never changes again.

        What somebody has written is published by the `workbench`. `account` None is the operator.
        Raises InvalidInput if this version cannot follow what is published.
        """
        definition = self._compile(stored)
        command = PublishDefinition(
            definition=definition.id, version=definition.version, digest=definition.digest
        )
        texts = versions.Texts(title=definition.title, canonical=stored)
        with self.database.write() as tx:
            governing.govern(tx, municipality, command, account, at, texts=texts)
        return self._definitions.setdefault((definition.digest, GenderForm.STAR), definition)

    # --- reading -------------------------------------------------------------------------------

    @contextmanager
    def reading(self, account: int, *, today: date | None = None) -> Iterator[Reading]:
        """Open a consistent view for an account; `storage.queries` take it. Raises NotFound.

        `today`: as far as it acts for others on that day, here and below.
        """
        with self.database.read() as connection:
            yield Reading(connection, queries.reach(connection, account, today))

    def load_whole(
        self,
        instance: int | str,
        *,
        account: int,
        on: date | None = None,
        today: date | None = None,
    ) -> Whole:
        """Return a quartier with definition and whole state; `on`: as of the end of that day.

        Raises NotFound; also if it had not begun on that day.
        """
        with self._reading() as tx:
            loaded, actor = admission.enter(tx, instance, account, today)
            state = past.state_on(tx, loaded.id, on) if on else loading.load_whole(tx, loaded)
            return Whole(
                instance=loaded.id,
                slug=loaded.slug,
                actor=actor,
                definition=self._definition(
                    tx, state.instance.definition, loaded.settings.gender_form
                ),
                state=state,
            )

    def definition(self, digest: str, form: GenderForm = GenderForm.STAR) -> ProcessDefinition:
        """Return a published definition, compiled, its texts in a gender form; raises NotFound."""
        with self._reading() as tx:
            return self._definition(tx, digest, form)

    def open_file(
        self, instance: int | str, sha256: str, *, account: int, today: date | None = None
    ) -> tuple[Document, Path]:
        """Return an attachment and where its bytes are, checked; raises NotFound, FileDamaged."""
        with self._reading() as tx:
            loaded, _ = admission.enter(tx, instance, account, today)
            document = _there(attached.find_file(tx, loaded.id, sha256))
        return document, self.files.path(loaded.id, sha256)

    # --- operating -----------------------------------------------------------------------------

    def migrate(self) -> None:
        """Bring the database's schema up to this program's."""
        migrations.upgrade(self.database)

    def is_current(self) -> bool:
        """Whether the database's schema is this program's."""
        with self.database.read() as connection:
            return migrations.current(connection) == migrations.head()

    def verify(self) -> Verified:
        """Compare chains, rows and files with what was written; changes nothing."""
        with self._reading() as tx:
            return verify.verify(tx, self.files, self._definition)

    def rebuild(self) -> int:
        """Write every row anew from the events; returns how many quartiere. Raises ChainBroken."""
        with self.database.write() as tx:
            return verify.rebuild(tx, self._definition)

    def export(self, instance: int | str, target: Path) -> int:
        """Write a quartier into an empty folder; returns how many files.

        Raises NotFound, FolderNotEmpty, FileDamaged. The operator's job: it asks nobody's role.
        """
        with self._reading() as tx:
            loaded = _there(loading.find_instance(tx, instance))
            return export(tx, self.files, loaded, target)

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self.database.read() as connection:
            yield Transaction.within(connection)

    def _definition(
        self, tx: Transaction, digest: str, form: GenderForm = GenderForm.STAR
    ) -> ProcessDefinition:
        known = self._definitions.get((digest, form))
        if known is None:
            compiled = self._compile(_there(versions.canonical(tx, digest)))
            known = self._definitions[digest, form] = in_gender_form(compiled, form)
        return known


def _refuse(refusal: Exception) -> NoReturn:
    if isinstance(refusal, Taken):
        # Nobody can take a seat in a locked stream: this is the net beneath.
        raise ConflictingChange("", "", 0) from refusal
    raise refusal


def _there(found: Thing | None) -> Thing:
    if found is None:
        raise NotFound
    return found
