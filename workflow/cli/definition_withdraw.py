"""`quartiersweg definition withdraw`: let nothing new begin with a version.

Rule: what is withdrawn stays withdrawn, so the version and the reason are always named.
"""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.definition_named import no_such_version, version_named
from workflow.cli.installation import (
    for_a_municipality,
    municipality,
    now,
    on_an_installation,
    opened,
)
from workflow.core.errors import InvalidInput, NotFound


@click.command()
@click.argument("wanted", metavar="ID@VERSION")
@for_a_municipality
@click.option("--reason", metavar="GRUND", required=True, help="Warum; bleibt bei der Version.")
@on_an_installation
def withdraw(wanted: str, slug: str, reason: str, database: str, files: Path) -> None:
    """Zieht eine Version zurück: Kein neues Quartier beginnt damit, nichts baut mehr darauf auf.

    Was damit schon läuft, geht weiter. Eine zurückgezogene Version kommt nicht wieder.
    """
    definition, version = version_named(wanted)
    with opened(database, files) as service:
        place = municipality(service, slug)
        try:
            outcome = service.workbench.withdraw(
                place, definition, version, reason, account=None, at=now()
            )
        except NotFound as err:
            raise no_such_version(wanted, service.workbench.versions(place)) from err
        except InvalidInput as err:
            raise click.ClickException("Sagen Sie mit --reason in einem Satz, warum.") from err
    if outcome.events:
        click.echo(f"{wanted} ist zurückgezogen.")
    else:
        click.echo(f"{wanted} war schon zurückgezogen.")
