"""`quartiersweg definition list`: which definitions there are, and whether they can be used."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.definition_named import in_folder_too
from workflow.definitions.catalogue import in_folder, shipped


@click.command("list")
@in_folder_too
def list_definitions(folder: Path | None) -> None:
    """Zählt die mitgelieferten Prozessvorlagen auf, mit --folder auch eigene."""
    entries = [*(in_folder(folder) if folder else ()), *shipped()]
    for entry in entries:
        found = entry.definition
        if found is None:
            click.echo(
                f"{entry.file}: nicht verwendbar (quartiersweg definition check nennt alles)"
            )
        else:
            base = f", baut auf {entry.checked.base} auf" if entry.checked.base else ""
            steps = len(found.steps)
            click.echo(f"{found.id}@{found.version}  {found.title} (Schritte: {steps}{base})")
