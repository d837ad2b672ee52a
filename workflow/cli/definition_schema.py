"""`quartiersweg definition schema`: the format as JSON Schema, for editors."""

from __future__ import annotations

from typing import TextIO

import click

from workflow.definitions.schema import as_json


@click.command()
@click.option(
    "-o",
    "output",
    metavar="DATEI",
    type=click.File("w", encoding="utf-8"),
    default="-",
    help="Statt auf den Bildschirm.",
)
def schema(output: TextIO) -> None:
    """Gibt das JSON-Schema des Formats aus, damit ein Editor ergänzt und erklärt."""
    output.write(as_json())
