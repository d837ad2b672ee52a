"""The folder a demo lives in: its database, its files, its secret, and the day it was seeded.

Rule: a demo appears whole or not at all: it is seeded beside its place and then moved there. Only a
folder that holds a demo is ever replaced.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.definitions.library import compile_definition
from workflow.demo.seeding import seed
from workflow.demo.tale import Tale
from workflow.demo.tales import TALES
from workflow.service import Service
from workflow.storage.database import Database


class NoDemo(Exception):
    """The folder holds something else; it is not touched."""


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where a demo is, or will be."""

    path: Path

    @property
    def database_url(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.path.absolute() / 'daten.db'}"

    @property
    def files(self) -> Path:
        """The folder of uploaded files."""
        return self.path.absolute() / "dateien"

    @property
    def _mark(self) -> Path:
        return self.path / "demo.txt"

    def seeded_on(self) -> date | None:
        """Return the day it was seeded, None if there is no demo here."""
        with suppress(OSError, ValueError):
            return date.fromisoformat(self._mark.read_text("utf-8").strip())
        return None

    def is_current(self) -> bool:
        """Whether this program can work on it."""
        service = Service.open(self.database_url, self.files)
        try:
            return service.is_current()
        finally:
            service.close()

    def secret(self) -> str:
        """Return the secret that the server signs with; made once."""
        path = self.path / "geheimnis"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), "utf-8")
        return path.read_text("utf-8")

    def renew(self, today: date) -> Iterator[Tale]:
        """Seed anew and put the demo in its place; yields each tale when it is told.

        Raises NoDemo if something else is there.
        """
        if self.path.exists() and self.seeded_on() is None and any(self.path.iterdir()):
            raise NoDemo(str(self.path))
        beside = DemoFolder(self.path.with_name(self.path.name + ".neu"))
        shutil.rmtree(beside.path, ignore_errors=True)
        beside.files.mkdir(parents=True)
        try:
            yield from beside._fill(today)
            shutil.rmtree(self.path, ignore_errors=True)
            beside.path.rename(self.path)
        finally:
            shutil.rmtree(beside.path, ignore_errors=True)

    def _fill(self, today: date) -> Iterator[Tale]:
        # A demo that a power cut spoils is seeded again: nothing has to be on the disk by now.
        database = Database(self.database_url, synchronous="OFF")
        service = Service(database, self.files, compile_definition)
        try:
            service.migrate()
            yield from seed(service, TALES, today)
        finally:
            service.close()
        self._mark.write_text(f"{today.isoformat()}\n", "utf-8")
