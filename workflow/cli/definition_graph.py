"""`quartiersweg definition graph ID`: a process as a drawing (SVG)."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from workflow.cli.definition_named import in_folder_too, named_definition
from workflow.core.sentences import LANGUAGES, Language
from workflow.definitions.diagram import draw


@click.command()
@click.argument("definition", metavar="VORLAGE")
@click.option(
    "-o",
    "output",
    metavar="DATEI",
    type=click.File("w", encoding="utf-8"),
    default="-",
    help="Statt auf den Bildschirm.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="de", help="Sprache.")
@in_folder_too
def graph(definition: str, output: TextIO, language: Language, folder: Path | None) -> None:
    """Zeichnet eine Prozessvorlage (id, id@version oder Datei) als SVG."""
    output.write(draw(named_definition(definition, folder), language))
