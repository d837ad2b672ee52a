"""`quartiersweg definition show ID`: a process, readable in a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.definition_named import (
    in_folder_too,
    named_definition,
    named_entry,
    opened_document,
)
from workflow.definitions.show import show as as_text
from workflow.definitions.writing import as_yaml


@click.command()
@click.argument("definition", metavar="VORLAGE")
@click.option("--step", metavar="SCHRITT", default="", help="Nur dieser Schritt.")
@click.option(
    "--merged",
    is_flag=True,
    help="Zeigt das YAML, bei einer Anpassung mit der Grundlage zusammen und woher was kommt.",
)
@click.option("--source", is_flag=True, help="Zeigt die Datei, wie sie geschrieben wurde.")
@in_folder_too
def show(definition: str, step: str, folder: Path | None, *, merged: bool, source: bool) -> None:
    """Zeigt eine Prozessvorlage (id, id@version oder Datei) in Sätzen."""
    if source:
        click.echo_via_pager(named_entry(definition, folder).data.decode("utf-8", "replace"))
        return
    if merged:
        opened = opened_document(definition, folder)
        click.echo_via_pager(as_yaml(opened.root, opened.name))
        return
    found = named_definition(definition, folder)
    if step and step not in found.steps:
        raise click.ClickException(
            f"Einen Schritt „{step}“ gibt es nicht. Es gibt: {', '.join(found.steps)}"
        )
    click.echo_via_pager(as_text(found, step))
