"""`quartiersweg definition explain VORLAGE [PFAD]`: what stands at a path, and where it comes from.

Rule: what is told is the library's; this module finds the file and prints. Exit 1 if the path leads
to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from workflow.cli.definition_named import in_folder_too, opened_document
from workflow.definitions.library import Opened
from workflow.definitions.outlining import Part, kind_name, likely, outline
from workflow.definitions.overlay.explaining import DEEDS, PathUnknown, path_meant, told
from workflow.definitions.overlay.explaining import explain as stages_of


@click.command()
@click.argument("definition", metavar="VORLAGE|DATEI")
@click.argument("path", metavar="[PFAD]", default="")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text für Menschen, JSON für Programme.",
)
@in_folder_too
def explain(definition: str, path: str, form: str, folder: Path | None) -> None:
    """Sagt, was an einem Pfad steht, welche Datei es gesetzt hat und was vorher dort stand.

    PFAD ist zum Beispiel steps.leitbild.title, wie in einer Anpassung. Ohne PFAD beginnt es oben.
    """
    found, path = opened_document(definition, folder), path_meant(path)
    try:
        here = outline(found, path)
        stages = stages_of(found.root, found.merged, found.name, path) if path else ()
    except PathUnknown as err:
        raise click.ClickException(_unknown(found, definition, err)) from err
    if form == "json":
        listed = [{**asdict(part), "kind": str(part.kind)} for part in here.parts]
        data = {"path": path, "stages": [asdict(stage) for stage in stages], "parts": listed}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join((*(told(path, stages) if path else ()), *_parts(here.parts))))


def _parts(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the ids beneath in a column of their own, with what each is and what it is called."""
    width = max((len(part.name) for part in parts), default=0)
    for part in parts:
        deed = f" ({DEEDS[part.deed]})" if part.deed else ""
        kind = kind_name(part.kind, "de")
        yield f"  {part.name:<{width}}  {kind}: {part.text}{deed}"


def _unknown(found: Opened, definition: str, err: PathUnknown) -> str:
    meant = [err.near] if err.near else [part.path for part in likely(found, err.path)]
    said = f"„{err.path}“ gibt es nicht."
    if not meant:
        there = f"quartiersweg definition explain {definition} {err.around}".rstrip()
        return f"{said} Welche Ids es dort gibt, sagt: {there}"
    if len(meant) == 1:
        return f"{said} Meinten Sie „{meant[0]}“?"
    return f"{said} Gemeint sein kann: {', '.join(meant)}"
