"""Which installation a command works on: its database and its folder of files.

Rule: a command finds both as the server does (`workflow.settings`); an option comes before. One that
would find another schema than it knows says so and does nothing.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from workflow.core.errors import StorageUnavailable
from workflow.service import Service
from workflow.settings import EXIT_CODE, ConfigurationError, place

Command = Callable[..., None]


def on_an_installation(command: Command) -> Command:
    """Give a command `database` and `files`, and the options that name others than the settings."""

    @functools.wraps(command)
    def placed(database: str | None, files: str | None, **others: object) -> None:
        given = {"DATABASE_URL": database, "ATTACHMENTS_DIR": files}
        named = {key: value for key, value in given.items() if value is not None}
        try:
            url, folder = place({**os.environ, **named})
        except ConfigurationError as error:
            fail(str(error))
        command(database=url, files=folder, **others)

    options = (
        click.option(
            "--database",
            metavar="ADRESSE",
            help="Andere Datenbank als die eingestellte (DATABASE_URL).",
        ),
        click.option(
            "--files",
            metavar="ORDNER",
            help="Anderer Ordner der Dateien als der eingestellte (ATTACHMENTS_DIR).",
        ),
    )
    return options[0](options[1](placed))


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


def fail(sentence: str) -> NoReturn:
    """Say what is set up wrongly and end."""
    click.echo(sentence, err=True)
    sys.exit(EXIT_CODE)
