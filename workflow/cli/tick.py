"""`quartiersweg tick`: the daily run for what time alone makes ready."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from workflow.cli.installation import on_an_installation, opened


@click.command()
@on_an_installation
def tick(database: str, files: Path) -> None:
    """Öffnet Schritte, deren Zeit gekommen ist. Einmal am Tag ausführen."""
    with opened(database, files) as service:
        changed = service.tick(datetime.now(UTC))
    click.echo(f"In {_quarters(changed)} hat sich ein Schritt geöffnet.")


def _quarters(number: int) -> str:
    return {0: "keinem Quartier", 1: "1 Quartier"}.get(number, f"{number} Quartieren")
