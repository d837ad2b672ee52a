"""`quartiersweg definition list`: which definitions there are, and whether they can be used."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.definitions.catalogue import in_folder, shipped


@click.command("list")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Auch in diesem Ordner suchen.",
)
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
            click.echo(f"{found.id}@{found.version}  {found.title} (Schritte: {len(found.steps)})")
