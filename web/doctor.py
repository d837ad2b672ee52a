"""`quartiersweg doctor`: what an installation lacks, without starting it.

Rule: it says the same as the server would, all at once, and what the server cannot say by itself: that
nobody is there to let others in (C-25). It changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from web.config import settings_or_exit
from web.serve import exit_unless_current
from workflow.service import Service
from workflow.settings import EXIT_CODE, Fault
from workflow.storage.founding import Founding, Place


@click.command(name="doctor")
def command() -> None:
    """Sagt, was der Installation fehlt. Endet mit 78, wenn etwas fehlt."""
    settings = settings_or_exit()
    exit_unless_current(settings)
    service = Service.open(settings.database_url, settings.attachments)
    places = Founding(service.database).places()
    service.close()
    for place in places:
        click.echo(_line(place))
    faults = list(admin_faults(places))
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        sys.exit(EXIT_CODE)
    click.echo("Die Einstellungen stimmen, und die Datenbank passt zu diesem Programm.")


def admin_faults(places: Sequence[Place]) -> Iterator[Fault]:
    """C-25: in each municipality somebody can sign in and let others in."""
    if not places:
        yield Fault(
            "C-25",
            "Es gibt noch keine Kommune und niemanden, der Konten verwaltet. "
            "Führen Sie aus: quartiersweg create-admin",
            "there is no municipality and nobody who keeps accounts; run: quartiersweg create-admin",
        )
    for place in places:
        if not place.has_admin:
            yield Fault(
                "C-25",
                f"{place.name}: Niemand kann sich anmelden und Konten verwalten. "
                f"Führen Sie aus: quartiersweg create-admin {place.slug}",
                "nobody can sign in and keep accounts there; run the command given",
            )


def _line(place: Place) -> str:
    if not place.definitions:
        return (
            f"{place.name} ({place.slug}): noch keine Prozessvorlage. Veröffentlichen Sie eine: "
            f"quartiersweg definition publish kda-10-schritte --for {place.slug}"
        )
    versions = "1 Version" if place.definitions == 1 else f"{place.definitions} Versionen"
    return f"{place.name} ({place.slug}): {versions} von Prozessvorlagen"
