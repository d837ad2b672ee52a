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
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from workflow.core.errors import NotFound, StorageUnavailable
from workflow.service import Service
from workflow.settings import EXIT_CODE, ConfigurationError, place

Command = Callable[..., None]


def which_installation(command: Command) -> Command:
    """Give a command the options that name another installation than the settings do."""
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
    return options[0](options[1](command))


def on_an_installation(command: Command) -> Command:
    """Give a command `database` and `files`, and the options that name others than the settings."""

    @functools.wraps(command)
    def placed(database: str | None, files: str | None, **others: object) -> None:
        url, folder = found(database, files)
        command(database=url, files=folder, **others)

    return which_installation(placed)


def found(database: str | None, files: str | None) -> tuple[str, Path]:
    """Return the installation that is named, else the one of the settings; ends if it is none."""
    given = {"DATABASE_URL": database, "ATTACHMENTS_DIR": files}
    named = {key: value for key, value in given.items() if value is not None}
    try:
        return place({**os.environ, **named})
    except ConfigurationError as error:
        fail(str(error))


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


for_a_municipality = click.option(
    "--for", "slug", metavar="KOMMUNE", required=True, help="Kurzname der Kommune, wie angelegt."
)


def municipality(service: Service, slug: str) -> int:
    """Return the municipality of a command; raises ClickException if there is none."""
    try:
        return service.find_municipality(slug)
    except NotFound as err:
        raise click.ClickException(
            f"Die Kommune „{slug}“ gibt es nicht. Welche es gibt, sagt: quartiersweg doctor"
        ) from err


def now() -> datetime:
    """Return the instant at which a command acts."""
    return datetime.now(UTC)


def fail(sentence: str) -> NoReturn:
    """Say what is set up wrongly and end."""
    click.echo(sentence, err=True)
    sys.exit(EXIT_CODE)
