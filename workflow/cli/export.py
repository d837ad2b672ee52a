"""`quartiersweg export QUARTIER`: everything about a quartier as plain files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workflow.cli.installation import on_an_installation, opened
from workflow.core.errors import FileDamaged, FolderNotEmpty, NotFound


@click.command()
@click.argument("slug", metavar="QUARTIER")
@on_an_installation
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Leerer Ordner für den Export",
)
def export(slug: str, database: str, files: Path, target: Path) -> None:
    """Schreibt ein Quartier mit Verlauf, Vorlage und Dateien in einen Ordner."""
    with opened(database, files) as service:
        try:
            number = service.export(slug, target)
            click.echo(f"{number} Dateien liegen in {target}.")
        except NotFound:
            _refuse(f"Das Quartier „{slug}“ gibt es nicht.")
        except FolderNotEmpty:
            _refuse(f"Der Ordner {target} ist nicht leer.")
        except FileDamaged as damaged:
            _refuse(f"Eine Datei ist beschädigt: {damaged}")


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)
