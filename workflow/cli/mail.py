"""`quartiersweg mail`: send what waits in the outbox."""

from __future__ import annotations

import os
import smtplib
from datetime import UTC, datetime
from pathlib import Path

import click

from workflow.cli.installation import fail, on_an_installation, opened
from workflow.mailing import deliver, waiting_now
from workflow.service import Service
from workflow.settings import ConfigurationError, mail_server


@click.command()
@on_an_installation
def mail(database: str, files: Path) -> None:
    """Verschickt die Nachrichten, die warten.

    Alle paar Minuten ausführen.
    """
    with opened(database, files) as service:
        send_waiting(service, datetime.now(UTC))


def send_waiting(service: Service, now: datetime) -> None:
    """Send what waits and say what came of it; exits with 78 for settings that are wrong."""
    try:
        settings = mail_server(os.environ)
    except ConfigurationError as error:
        fail(str(error))
    if settings is None:
        click.echo(f"{_letters(len(waiting_now(service, now)))}: Kein Mailserver ist eingestellt.")
        return
    try:
        done = deliver(service, settings, now)
    except (OSError, smtplib.SMTPException) as problem:
        click.echo(f"Der Mailserver ist nicht erreichbar: {problem}", err=True)
        click.echo(f"{_letters(len(waiting_now(service, now)))}.")
        return
    click.echo(f"Verschickt: {done.sent}. Nicht angenommen: {done.failed}.")
    if done.failed:
        click.echo(f"Sie werden später noch einmal versucht ({done.problem}).", err=True)


def _letters(number: int) -> str:
    return "1 Nachricht wartet" if number == 1 else f"{number} Nachrichten warten"
