"""`quartiersweg definition explain VORLAGE PFAD`: where a value comes from, through all bases.

Rule: what is told is the library's; this module finds the file and prints. Exit 1 if the path leads
to nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from workflow.cli.definition_named import in_folder_too, opened_document
from workflow.definitions.overlay.explaining import PathUnknown, told
from workflow.definitions.overlay.explaining import explain as stages_of


@click.command()
@click.argument("definition", metavar="VORLAGE|DATEI")
@click.argument("path", metavar="PFAD")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text für Menschen, JSON für Programme.",
)
@in_folder_too
def explain(definition: str, path: str, form: str, folder: Path | None) -> None:
    """Sagt, welche Datei einen Wert gesetzt hat und was vorher dort stand.

    PFAD ist zum Beispiel steps.leitbild.title, wie in einer Anpassung.
    """
    found = opened_document(definition, folder)
    try:
        stages = stages_of(found.root, found.merged, found.name, path)
    except PathUnknown as err:
        near = f" Meinten Sie „{err.near}“?" if err.near else ""
        raise click.ClickException(f"„{err.path}“ gibt es nicht.{near}") from err
    if form == "json":
        data = {"path": path, "stages": [asdict(stage) for stage in stages]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(told(path, stages)))
