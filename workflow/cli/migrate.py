"""`quartiersweg migrate`: bring the database's schema up to this program's."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.installation import on_an_installation
from workflow.service import Service


@click.command()
@on_an_installation
def migrate(database: str, files: Path) -> None:
    """Bringt die Datenbank auf den Stand dieses Programms."""
    service = Service.open(database, files)
    service.migrate()
    service.close()
    click.echo("Die Datenbank ist auf dem Stand dieses Programms.")
