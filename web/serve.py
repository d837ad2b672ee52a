"""`quartiersweg serve`: the shipped server and its setting.

Rule: several processes with one thread each. Threads sharing SQLite and one interpreter lock queue
up behind each other (docs/decisions.md has the figures). Each process opens the database for
itself, after the fork: a connection of SQLite must not be shared between processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from web.app import create_app
from web.config import Settings, settings_or_exit
from web.security_log import to_output
from workflow.service import Service
from workflow.settings import EXIT_CODE, Fault

LEAST_PROCESSES = 2  # one slow request must not stop everybody
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat file; a disk may stall

SETTINGS: dict[str, object] = {
    "worker_class": "sync",
    "threads": 1,
    "preload_app": False,
    "timeout": 60,  # an upload of 20 MB over a slow line
    "graceful_timeout": 30,
    # What a proxy says about the visitor is read in one place (TRUST_PROXY), not in two.
    "forwarded_allow_ips": "",
    "secure_scheme_headers": {},
    "forwarder_headers": "",
    "header_map": "refuse",
    "control_socket_disable": True,
    "worker_tmp_dir": str(_SHARED_MEMORY) if _SHARED_MEMORY.is_dir() else None,
}


@click.command(name="serve")
@click.option(
    "--host",
    metavar="ADRESSE",
    default="127.0.0.1",
    show_default=True,
    help="Adresse, an der gelauscht wird.",
)
@click.option(
    "--port", metavar="ZAHL", default=8000, show_default=True, help="Port, an dem gelauscht wird."
)
@click.option("--processes", metavar="ZAHL", type=click.IntRange(1, 64), help="Wie viele Prozesse.")
def command(host: str, port: int, processes: int | None) -> None:
    """Die Anwendung im Browser anbieten."""
    settings = settings_or_exit()
    exit_unless_current(settings)
    serve(settings, host=host, port=port, processes=processes)


def serve(settings: Settings, *, host: str, port: int, processes: int | None = None) -> None:
    """Serve until somebody stops it."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    workers = processes or max(LEAST_PROCESSES, os.cpu_count() or 1)
    Server({**SETTINGS, "bind": bind, "workers": workers}, lambda: open_app(settings)).run()


def open_app(settings: Settings) -> Flask:
    """Open the engine and return the application over it."""
    to_output()
    return create_app(settings, Service.open(settings.database_url, settings.attachments))


def exit_unless_current(settings: Settings) -> None:
    """Say if this program cannot work on the database, and leave with exit code 78."""
    fault = schema_fault(settings)
    if fault is not None:
        click.echo(str(fault), err=True)
        sys.exit(EXIT_CODE)


def schema_fault(settings: Settings) -> Fault | None:
    """Return what keeps this program from working on the database, if anything (C-10)."""
    service = Service.open(settings.database_url, settings.attachments)
    current = service.is_current()
    service.close()
    if current:
        return None
    return Fault(
        "C-10",
        "Die Datenbank passt nicht zu diesem Programm. Führen Sie aus: quartiersweg migrate",
        "the database does not fit this program; run: quartiersweg migrate",
    )


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn with our setting; it asks for the application in each process."""

    def __init__(self, options: dict[str, object], make: Callable[[], Flask]) -> None:
        self._options = options
        self._make = make
        super().__init__()

    def load_config(self) -> None:
        """Take our setting; no file and no environment variable changes it."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401 - gunicorn's signature
        """Return the application of this process."""
        return self._make()
