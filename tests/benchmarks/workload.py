"""Workload W: ten steps of ten items (eight mandatory), a gate asked for by one, granted by another.

120 commands, each with its guards and an audit row, each its own durable transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workflow.core import commands as c
from workflow.core.commands import Command
from workflow.core.municipality import GrantRole
from workflow.core.state import Outcome
from workflow.definitions.library import check, compile_definition
from workflow.service import Service
from workflow.storage.database import Database
from workflow.storage.migrations import upgrade

STEPS = 10
ITEMS = 10
MANDATORY = 8
COMMANDS = STEPS * (ITEMS + 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

_HEAD = """\
format: 1
id: workload
version: 1
title: Workload W
language: de
roles:
  developer: {title: Entwicklung}
  manager: {title: Management}
  coordinator: {title: Koordination}
phases:
  phase: {title: Phase}
registers:
  notiz:
    title: Notizen
    singular: Notiz
    fields:
      stand: {type: choice, label: Stand, required: true, options: {offen: Offen, fertig: Fertig}}
steps:
"""


def definition_text(items: int = ITEMS) -> str:
    """Return W as a definition file."""
    return _HEAD + "".join(_step(number, items) for number in range(STEPS))


def _step(number: int, items: int) -> str:
    opens = "[]" if number == 0 else f"{{step: s{number - 1}, is: passed}}"
    lines = [
        f"  s{number}:",
        "    phase: phase",
        f"    title: Schritt {number}",
        f"    short: S{number}",
        "    lead: manager",
        "    purpose: Etwas tun.",
        f"    opens_when: {opens}",
        "    checklist:",
    ]
    for item in range(items):
        required = "true" if item < MANDATORY else "false"
        lines.append(f"      i{item}: {{text: Punkt {item}, role: manager, required: {required}}}")
    lines += ["    gate:", "      approvals:", "        koordination: {role: coordinator}"]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """A town with W published, and the two people who work through it."""

    service: Service
    municipality: int
    digest: str
    manager: int
    coordinator: int

    @classmethod
    def opened(cls, folder: Path, synchronous: str = "FULL", items: int = ITEMS) -> Desk:
        """Found the town in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        database = Database(f"sqlite:///{folder / 'daten.db'}", synchronous=synchronous)
        upgrade(database)
        service = Service(database, folder / "dateien", compile_definition)
        town = service.found_municipality("Messstadt", "messstadt", at=AT)
        manager = service.add_account(town, "m@example.org", "M", at=AT)
        coordinator = service.add_account(town, "k@example.org", "K", at=AT)
        grant = GrantRole(account=coordinator, role="coordinator")
        service.govern(town, grant, account=None, at=AT)
        stored = check(definition_text(items).encode(), "w.yaml").stored
        digest = service.publish(town, stored, account=None, at=AT).digest
        return cls(service, town, digest, manager, coordinator)

    def start(self, name: str = "Quartier") -> int:
        """Start a quartier; returns its id."""
        command = c.StartInstance(
            name=name, municipality=self.municipality, team=((self.manager, "manager"),)
        )
        started = self.service.start(
            command, definition=self.digest, account=self.coordinator, at=AT
        )
        return started.instance

    def commands(self) -> Iterator[tuple[int, Command]]:
        """Yield the 120 commands with who gives them."""
        for step in range(STEPS):
            for item in range(ITEMS):
                yield self.manager, c.CompleteItem(holder=f"s{step}", item=f"i{item}")
            yield self.manager, c.RequestGate(step=f"s{step}")
            approval = c.DecideApproval(
                step=f"s{step}", approval="koordination", outcome=Outcome.APPROVED
            )
            yield self.coordinator, approval

    def run(self, instance: int) -> None:
        """Work through all 120 commands."""
        for account, command in self.commands():
            self.service.handle(instance, command, account=account, at=AT)
