"""`quartiersweg recovery-link`: a new password for who forgot theirs, where no mail can bring the link.

Rule: nobody sets another's password. What is printed is the link that the mail would have brought: once,
for an hour, at the address that the operator has set. Who has a second factor still needs it.
"""

from __future__ import annotations

import click

from web.account.links import RECOVERED_WITHIN, new_token, recovery_path
from web.config import settings_or_exit
from web.context import machine_clock
from web.first_admin import EMAIL, refuse
from web.serve import exit_unless_current
from workflow.service import Service
from workflow.storage.account_links import AccountLinks, Purpose
from workflow.storage.sign_ins import SignIns


@click.command(name="recovery-link")
@click.argument("email", metavar="ADRESSE", callback=EMAIL)
def command(email: str) -> None:
    """Macht einen Link, mit dem jemand ein neues Passwort festlegt.

    ADRESSE ist die E-Mail-Adresse des Kontos. Der Link gilt eine Stunde und nur ein Mal; ein früherer
    gilt dann nicht mehr. Vergewissern Sie sich vorher, dass wirklich diese Person fragt.
    """
    settings = settings_or_exit()
    exit_unless_current(settings)
    token, at = new_token(), machine_clock()
    service = Service.open(settings.database_url, settings.attachments)
    try:
        person = SignIns(service.database).by_email(email)
        if person is None or not person.active:
            refuse(f"Ein offenes Konto mit der Adresse {email} gibt es nicht.")
        if person.password is None:
            refuse(
                f"{email} hat noch kein Passwort. Einen neuen Link für die Einladung macht die "
                "Kontenverwaltung auf der Seite des Kontos, oder: quartiersweg create-admin"
            )
        links = AccountLinks(service.database)
        links.send(person, Purpose.RECOVERY, token, None, at=at, until=at + RECOVERED_WITHIN)
    finally:
        service.close()
    click.echo(
        f"Mit diesem Link legt {person.name} ein neues Passwort fest, eine Stunde lang und nur ein Mal:"
    )
    click.echo(f"\n{settings.base_url}{recovery_path(token)}\n")
