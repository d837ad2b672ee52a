"""The one door to the engine: load, authorise, decide, append, project, in one transaction.

Rule: nothing changes a quartier or a municipality but through here, and every read goes through a
`Reading`, which carries the reach of whoever reads. What is foreign or missing is `NotFound`; both
look the same. Times come in as UTC instants; the day is theirs in Europe/Berlin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from workflow.core.commands import Actor, Command, StartInstance
from workflow.core.definition import ProcessDefinition
from workflow.core.events import Event
from workflow.core.municipality import Command as MunicipalityCommand
from workflow.core.municipality import Event as MunicipalityEvent
from workflow.core.state import Document, ProcessState
from workflow.storage.database import Database
from workflow.storage.queries import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command led to: the stream's sequence number after it, and its events.

    No events: it was already so, and nothing was written.
    """

    seq: int
    events: tuple[Event | MunicipalityEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A quartier that was just started."""

    instance: int
    slug: str
    outcome: Outcome


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
        compile_definition: Callable[[str], ProcessDefinition],
    ) -> None: ...

    @classmethod
    def open(cls, url: str, files: Path) -> Service:
        """Open a database by its URL, e.g. `sqlite:////var/lib/quartiersweg/daten.db`."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the database."""
        raise NotImplementedError

    # --- changing ---

    def handle(
        self,
        instance: int | str,
        command: Command,
        *,
        account: int,
        at: datetime,
        command_id: str | None = None,
        seen: int | None = None,
    ) -> Outcome:
        """Carry out a command on a quartier (by id or slug) for an account.

        Raises NotFound (missing or foreign), Rejected or Forbidden, InvalidInput,
        ConflictingChange, CommandReused, StorageUnavailable. Sending the same `command_id` with the
        same content again gives the earlier outcome.
        """
        raise NotImplementedError

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

        `slug` is a wish; made from the name if empty, and numbered if it is taken.
        """
        raise NotImplementedError

    def tick(self, at: datetime) -> int:
        """Open what time alone has made ready, everywhere; returns how many quartiere changed."""
        raise NotImplementedError

    def found_municipality(self, name: str, slug: str, *, at: datetime) -> int:
        """Found a municipality (the operator's job); returns its id."""
        raise NotImplementedError

    def add_account(self, municipality: int, email: str, name: str, *, at: datetime) -> int:
        """Add an account without a password; returns its id. Rights come by `govern`."""
        raise NotImplementedError

    def govern(
        self,
        municipality: int,
        command: MunicipalityCommand,
        *,
        account: int | None,
        at: datetime,
        command_id: str | None = None,
    ) -> Outcome:
        """Grant or take roles, publish definitions. `account` None is the operator (CLI)."""
        raise NotImplementedError

    def publish(
        self, municipality: int, canonical: str, *, account: int | None, at: datetime
    ) -> ProcessDefinition:
        """Publish a definition (canonical JSON) for a municipality; it never changes again."""
        raise NotImplementedError

    def store_file(
        self, instance: int | str, content: BinaryIO, name: str, *, account: int
    ) -> Document:
        """Keep an uploaded file for a quartier; the Document goes into a command afterwards."""
        raise NotImplementedError

    # --- reading ---

    @contextmanager
    def reading(self, account: int) -> Iterator[Reading]:
        """Open a consistent view for an account; `storage.queries` take it."""
        raise NotImplementedError

    def load_whole(self, instance: int | str, *, account: int) -> Whole:
        """Return a quartier with definition and whole state; raises NotFound."""
        raise NotImplementedError

    def actor_for(self, instance: int | str, *, account: int) -> Actor:
        """Return the actor with the roles the account has there; raises NotFound."""
        raise NotImplementedError

    def definition(self, digest: str) -> ProcessDefinition:
        """Return a published definition, compiled; raises NotFound."""
        raise NotImplementedError

    def open_file(self, instance: int | str, sha256: str, *, account: int) -> tuple[Document, Path]:
        """Return an attachment and where its bytes are, checked; raises NotFound."""
        raise NotImplementedError
