"""`quartiersweg definition show ID`: a process, readable in a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.definition_named import named_definition
from workflow.definitions.show import show as as_text


@click.command()
@click.argument("definition", metavar="VORLAGE")
@click.option("--step", metavar="SCHRITT", default="", help="Nur dieser Schritt.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Auch in diesem Ordner suchen.",
)
def show(definition: str, step: str, folder: Path | None) -> None:
    """Zeigt eine Prozessvorlage (id, id@version oder Datei) in Sätzen."""
    found = named_definition(definition, folder)
    if step and step not in found.steps:
        raise click.ClickException(
            f"Einen Schritt „{step}“ gibt es nicht. Es gibt: {', '.join(found.steps)}"
        )
    click.echo_via_pager(as_text(found, step))
