"""`quartiersweg definition publish`: make a definition available to a municipality.

Rule: it goes through the same door as in the web, and what there is to say is said in the same
list: what `definition check` finds, and how the version stands to those that are published.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from workflow.cli.definition_check import content_of
from workflow.cli.definition_named import in_folder_too, is_file, named_entry
from workflow.cli.installation import (
    for_a_municipality,
    municipality,
    now,
    on_an_installation,
    opened,
)
from workflow.definitions.library import DefinitionInvalid
from workflow.definitions.message import Language
from workflow.definitions.problems import Problem
from workflow.definitions.rendering import as_text, hint, summary


@click.command()
@click.argument("wanted", metavar="VORLAGE|DATEI")
@for_a_municipality
@in_folder_too
@on_an_installation
def publish(wanted: str, slug: str, folder: Path | None, database: str, files: Path) -> None:
    """Stellt einer Kommune eine Prozessvorlage zur Verfügung: eine mitgelieferte oder eine Datei.

    Baut sie auf einer anderen auf, wird veröffentlicht, was sich zusammen ergibt. Die andere muss
    mitgeliefert sein oder dieser Kommune schon zur Verfügung stehen.

    Danach kann die Koordination damit Quartiere anlegen. Eine veröffentlichte Version ändert sich nie.
    """
    name, data = _content(wanted, folder)
    with opened(database, files) as service:
        place = municipality(service, slug)
        try:
            done = service.workbench.publish(place, data, name, account=None, at=now())
        except DefinitionInvalid as no:
            _refuse(name, no.problems)
    click.echo(as_text(done.findings, Language.DE), nl=False)
    title, version = done.definition.title, done.definition.version
    if done.is_new:
        click.echo(f"{slug} kann jetzt Quartiere anlegen mit: {title} (Version {version}).")
    else:
        click.echo(f"{slug} hat das schon, mit genau diesem Inhalt: {title} (Version {version}).")


def _content(wanted: str, folder: Path | None) -> tuple[str, bytes]:
    """Return the text of what is named, and what to call it; ends if there is none."""
    if not is_file(wanted):
        entry = named_entry(wanted, folder)
        return entry.file, entry.data
    data = content_of(Path(wanted))
    if isinstance(data, tuple):
        _refuse(wanted, data)
    return wanted, data


def _refuse(name: str, problems: tuple[Problem, ...]) -> NoReturn:
    click.echo(as_text(problems, Language.DE), nl=False)
    click.echo(summary(name, problems, Language.DE))
    click.echo(hint(problems, Language.DE))
    sys.exit(1)
