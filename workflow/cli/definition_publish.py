"""`quartiersweg definition publish`: make a definition available to a municipality.

Rule: only what `definition check` finds usable is published, and through the service, as anybody
else would: a version is published once and never changes.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from workflow.cli.definition_check import answer_to
from workflow.cli.definition_named import in_folder_too, is_file, named_entry
from workflow.cli.installation import on_an_installation, opened
from workflow.core.errors import InvalidInput, NotFound
from workflow.definitions.message import Language
from workflow.definitions.rendering import as_text, summary


@click.command()
@click.argument("wanted", metavar="VORLAGE|DATEI")
@click.option(
    "--for", "slug", metavar="KOMMUNE", required=True, help="Kurzname der Kommune, wie angelegt."
)
@in_folder_too
@on_an_installation
def publish(wanted: str, slug: str, folder: Path | None, database: str, files: Path) -> None:
    """Stellt einer Kommune eine Prozessvorlage zur Verfügung: eine mitgelieferte oder eine Datei.

    Baut sie auf einer anderen auf, wird veröffentlicht, was sich zusammen ergibt.

    Danach kann die Koordination damit Quartiere anlegen. Eine veröffentlichte Version ändert sich nie.
    """
    if is_file(wanted):
        text = _checked(Path(wanted), folder)
    else:
        text = named_entry(wanted, folder).checked.stored
    with opened(database, files) as service:
        try:
            place = service.find_municipality(slug)
            found = service.publish(place, text, account=None, at=datetime.now(UTC))
        except NotFound:
            _refuse(
                f"Die Kommune „{slug}“ gibt es nicht. Welche es gibt, sagt: quartiersweg doctor"
            )
        except InvalidInput:
            _refuse(
                "Diese Version ist schon mit anderem Inhalt veröffentlicht und ändert sich nicht "
                "mehr. Zählen Sie in der Datei `version` hoch."
            )
    click.echo(f"{slug} kann jetzt Quartiere anlegen mit: {found.title} (Version {found.version}).")


def _checked(path: Path, folder: Path | None) -> bytes:
    """Return the canonical form of a file; says what is wrong with it, and ends if it is unusable."""
    answer = answer_to(path, folder)
    click.echo(as_text(answer.problems, Language.DE), nl=False)
    if not answer.is_usable:
        click.echo(summary(str(path), answer.problems, Language.DE))
        sys.exit(1)
    return answer.stored


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
