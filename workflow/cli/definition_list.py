"""`quartiersweg definition list`: which definitions there are, and whether they can be used."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.definition_named import in_folder_too
from workflow.cli.installation import found, municipality, opened, which_installation
from workflow.definitions.catalogue import Entry, in_folder, shipped
from workflow.storage.queries import VersionRow


@click.command("list")
@in_folder_too
@click.option("--for", "slug", metavar="KOMMUNE", help="Was diese Kommune veröffentlicht hat.")
@which_installation
def list_definitions(
    folder: Path | None, slug: str | None, database: str | None, files: str | None
) -> None:
    """Zählt die mitgelieferten Prozessvorlagen auf, mit --folder auch eigene.

    Mit --for stattdessen, was eine Kommune veröffentlicht hat, die neueste Version zuerst.
    """
    if slug:
        with opened(*found(database, files)) as service:
            rows = service.workbench.versions(municipality(service, slug))
        lines = [_published(row) for row in rows] or [f"{slug} hat noch nichts veröffentlicht."]
    else:
        entries = [*(in_folder(folder) if folder else ()), *shipped()]
        lines = [_written(entry) for entry in entries]
    for line in lines:
        click.echo(line)


def _written(entry: Entry) -> str:
    definition = entry.definition
    if definition is None:
        return f"{entry.file}: nicht verwendbar (quartiersweg definition check nennt alles)"
    base = f", baut auf {entry.checked.base} auf" if entry.checked.base else ""
    name = f"{definition.id}@{definition.version}"
    return f"{name}  {definition.title} (Schritte: {len(definition.steps)}{base})"


def _published(row: VersionRow) -> str:
    said = [f"veröffentlicht am {row.published_at:%d.%m.%Y}"]
    if row.extends:
        said.append(f"baut auf {row.extends} auf")
    if row.withdrawn_at is not None:
        said.append(f"zurückgezogen am {row.withdrawn_at:%d.%m.%Y}: {row.withdrawn_reason}")
    return f"{row.id}@{row.version}  {row.title} ({', '.join(said)})"
