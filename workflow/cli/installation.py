"""Which installation a command works on: its database and its folder of files.

Rule: both come from an option or, like the server's, from DATABASE_URL and ATTACHMENTS_DIR; a
command that would find another schema than it knows says so and does nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workflow.core.errors import StorageUnavailable
from workflow.service import Service

EX_CONFIG = 78  # sysexits: something is set up wrongly

Command = Callable[..., None]


def on_an_installation(command: Command) -> Command:
    """Give a command the options that name an installation."""
    database = click.option(
        "--database",
        envvar="DATABASE_URL",
        required=True,
        help="Adresse der Datenbank, zum Beispiel sqlite:////srv/quartiersweg/daten.db",
    )
    files = click.option(
        "--files",
        envvar="ATTACHMENTS_DIR",
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        help="Ordner der hochgeladenen Dateien",
    )
    return database(files(command))


@contextmanager
def opened(database: str, files: Path) -> Iterator[Service]:
    """Open the installation; exits with 78 if the schema is not this program's."""
    service = Service.open(database, files)
    try:
        if not service.is_current():
            fail("Die Datenbank passt nicht zu diesem Programm: quartiersweg migrate")
        yield service
    except StorageUnavailable:
        fail("Die Datenbank ist gerade nicht erreichbar oder nicht beschreibbar.")
    finally:
        service.close()


def fail(sentence: str) -> None:
    """Say what is set up wrongly and end."""
    click.echo(sentence, err=True)
    sys.exit(EX_CONFIG)
