"""`quartiersweg tick`: the daily run for what time alone makes due."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from workflow.cli.installation import on_an_installation, opened
from workflow.cli.mail import send_waiting


@click.command()
@on_an_installation
def tick(database: str, files: Path) -> None:
    """Öffnet Schritte, deren Zeit gekommen ist, räumt Dateien weg, die zu keinem Eintrag gehören.

    Setzt Umstellungen fort, in denen noch Quartiere warten, und verschickt danach Briefe. Einmal am Tag ausführen. Was in einem Quartier nicht gelingt, hält
    die anderen nicht auf; dann endet der Lauf mit 1.
    """
    now = datetime.now(UTC)
    with opened(database, files) as service:
        done = service.tick(now)
        click.echo(f"In {_quarters(done.opened)} hat sich ein Schritt geöffnet.")
        if done.moved:
            click.echo(f"{_moved(done.moved)} umgestellt.")
        click.echo(_cleared(done.cleared))
        send_waiting(service, now)
    for failure in done.failures:
        where = ", ".join(getattr(failure, "__notes__", ()))
        click.echo(f"Nicht gelungen {where}: {type(failure).__name__}: {failure}", err=True)
    if done.failures:
        click.echo("Mehr sagt: quartiersweg verify", err=True)
        sys.exit(1)


def _quarters(number: int) -> str:
    return {0: "keinem Quartier", 1: "1 Quartier"}.get(number, f"{number} Quartieren")


def _moved(number: int) -> str:
    return "1 Quartier ist" if number == 1 else f"{number} Quartiere sind"


def _cleared(number: int) -> str:
    if number == 0:
        return "Keine Datei war wegzuräumen."
    if number == 1:
        return "1 Datei, die zu keinem Eintrag gehört, ist weggeräumt."
    return f"{number} Dateien, die zu keinem Eintrag gehören, sind weggeräumt."
