"""`quartiersweg definition download`: a published version as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from workflow.cli.definition_named import no_such_version, version_named
from workflow.cli.installation import for_a_municipality, municipality, on_an_installation, opened
from workflow.core.errors import NotFound


@click.command()
@click.argument("wanted", metavar="ID@VERSION")
@for_a_municipality
@click.option(
    "-o",
    "output",
    metavar="DATEI",
    type=click.File("w", encoding="utf-8", lazy=True),
    default="-",
    help="Statt auf den Bildschirm.",
)
@on_an_installation
def download(wanted: str, slug: str, output: TextIO, database: str, files: Path) -> None:
    """Gibt eine veröffentlichte Version so aus, wie sie geschrieben wurde."""
    definition, version = version_named(wanted)
    with opened(database, files) as service:
        place = municipality(service, slug)
        try:
            text = service.workbench.version_text(place, definition, version)
        except NotFound as err:
            raise no_such_version(wanted, service.workbench.versions(place)) from err
    output.write(text)
