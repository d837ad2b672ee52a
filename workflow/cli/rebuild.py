"""`quartiersweg rebuild`: write everything that follows from the events anew."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workflow.cli.installation import on_an_installation, opened
from workflow.core.errors import ChainBroken


@click.command()
@on_an_installation
def rebuild(database: str, files: Path) -> None:
    """Stellt alle Übersichten aus dem Verlauf wieder her."""
    with opened(database, files) as service:
        try:
            number = service.rebuild()
        except ChainBroken as broken:
            click.echo(f"{broken.stream}, Eintrag {broken.seq}: {broken.what}", err=True)
            click.echo("Aus einem veränderten Verlauf wird nichts wiederhergestellt.", err=True)
            sys.exit(1)
    click.echo(f"{number} Quartiere sind wiederhergestellt.")
