"""`quartiersweg grant-role`: a role in one municipality for somebody whose account belongs to another.

Rule: only the operator sees all municipalities, so only they bring somebody from one into another. From
then on the accounts page of that municipality shows the person, and takes the role away again.
"""

from __future__ import annotations

import click

from web.config import settings_or_exit
from web.context import machine_clock
from web.first_admin import EMAIL, refuse
from web.presenters.roles import ROLE_NAMES
from web.serve import exit_unless_current
from workflow.core.errors import NotFound
from workflow.core.municipality import ROLES, GrantRole
from workflow.service import Service
from workflow.storage.sign_ins import SignIns


@click.command(name="grant-role")
@click.argument("role", metavar="ROLLE", type=click.Choice(ROLES))
@click.option("--for", "slug", metavar="KOMMUNE", required=True, help="Kurzname der Kommune.")
@click.option(
    "--email", metavar="ADRESSE", required=True, callback=EMAIL, help="Womit sie sich anmeldet."
)
def command(role: str, slug: str, email: str) -> None:
    """Gibt einer Person, die ihr Konto in einer anderen Kommune hat, hier eine Rolle.

    ROLLE ist consultant (Beratung), coordinator (Koordination) oder admin (Kontenverwaltung). Wer noch
    kein Konto hat, wird unter Konten eingeladen. Dort nimmt die Kommune die Rolle auch wieder weg.
    """
    settings = settings_or_exit()
    exit_unless_current(settings)
    service = Service.open(settings.database_url, settings.attachments)
    try:
        person = SignIns(service.database).by_email(email)
        if person is None or not person.active:
            refuse(
                f"Ein offenes Konto mit der Adresse {email} gibt es nicht. Einladen kann die "
                "Kontenverwaltung der Kommune, für die jemand vor allem arbeitet."
            )
        grant = GrantRole(account=person.account, role=role)
        outcome = service.govern(_place(service, slug), grant, account=None, at=machine_clock())
    finally:
        service.close()
    since = "hat jetzt" if outcome.events else "hatte schon"
    click.echo(f"{person.name} {since} in der Kommune „{slug}“ die Rolle {ROLE_NAMES[role]}.")


def _place(service: Service, slug: str) -> int:
    try:
        return service.find_municipality(slug)
    except NotFound:
        refuse(f"Die Kommune „{slug}“ gibt es nicht. Welche es gibt, sagt: quartiersweg doctor")
