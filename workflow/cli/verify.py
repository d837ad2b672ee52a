"""`quartiersweg verify`: whether everything is still what was written.

Exit 1 and the place of each first break, if not. The digest at the end is worth keeping elsewhere:
only a kept one shows that a whole stream or the end of one was cut off.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workflow.cli.installation import on_an_installation, opened
from workflow.service import Verified


@click.command()
@on_an_installation
@click.option("--expect", metavar="PRÜFSUMME", default="", help="Prüfsumme, die herauskommen muss.")
def verify(database: str, files: Path, expect: str) -> None:
    """Prüft Verlauf, Stand und Dateien auf Veränderungen."""
    with opened(database, files) as service:
        found = service.verify()
    for finding in found.findings:
        place = finding.where if finding.seq is None else f"{finding.where}, Eintrag {finding.seq}"
        click.echo(f"{place}: {finding.what}", err=True)
    click.echo(f"Geprüft: {counted(found)}.\nPrüfsumme {found.digest}")
    if expect and expect != found.digest:
        click.echo(f"Erwartet war die Prüfsumme {expect}.", err=True)
    sys.exit(1 if found.findings or (expect and expect != found.digest) else 0)


def counted(found: Verified) -> str:
    """Return how much was looked at: 1 Verlauf, 12 Einträge, 0 Dateien."""
    counts = (
        (found.streams, "Verlauf", "Verläufe"),
        (found.events, "Eintrag", "Einträge"),
        (found.files, "Datei", "Dateien"),
    )
    return ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counts)
