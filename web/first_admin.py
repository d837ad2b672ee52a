"""`quartiersweg create-admin`: a municipality, and the first person who keeps its accounts.

Rule: no password stands on a command line. What is printed is a link as an invitation brings it, once
and for seven days, at the address that the operator has set.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

import click

from web.account.links import INVITED_FOR, invitation_path, new_token
from web.config import Settings, settings_or_exit
from web.context import machine_clock
from web.email_addresses import read_address
from web.presenters import dates
from web.serve import exit_unless_current
from web.typed import Unreadable, clean_line
from workflow.core.errors import InvalidInput
from workflow.service import Service
from workflow.storage.founding import Founded, Founding, Wanted

_LONGEST_NAME = 200


def _read(reader: Callable[[str], str], sentence: str) -> Callable[..., str]:
    def read(context: click.Context, parameter: click.Parameter, raw: str) -> str:
        del context, parameter
        try:
            return reader(raw)
        except Unreadable as error:
            raise click.BadParameter(sentence) from error

    return read


_NAME = _read(
    lambda raw: clean_line(raw, _LONGEST_NAME), f"eine Zeile, höchstens {_LONGEST_NAME} Zeichen"
)
EMAIL = _read(read_address, "eine Adresse wie mara@example.org")


@click.command(name="create-admin")
@click.argument("slug", metavar="KOMMUNE")
@click.option(
    "--email", metavar="ADRESSE", required=True, callback=EMAIL, help="Womit sie sich anmeldet."
)
@click.option("--name", metavar="NAME", required=True, callback=_NAME, help="Wie die Person heißt.")
@click.option(
    "--municipality",
    metavar="NAME",
    default="",
    callback=_NAME,
    help="Wie die Kommune heißt, wenn sie neu ist.",
)
def command(slug: str, email: str, name: str, municipality: str) -> None:
    """Legt eine Kommune an und die erste Person, die ihre Konten verwaltet.

    KOMMUNE ist ihr Kurzname, zum Beispiel musterhausen. Ausgegeben wird ein Link, mit dem die Person
    ihr Passwort festlegt. Noch einmal ausgeführt, ändert der Befehl nichts; wer noch kein Passwort
    hat, bekommt einen neuen Link.
    """
    settings = settings_or_exit()
    exit_unless_current(settings)
    wanted = Wanted(slug=slug, municipality_name=municipality, email=email, name=name)
    token, at = new_token(), machine_clock()
    _say(_made(settings, wanted, token, at), wanted, settings.base_url, token, at)


def _made(settings: Settings, wanted: Wanted, token: str, at: datetime) -> Founded:
    service = Service.open(settings.database_url, settings.attachments)
    try:
        founding = Founding(service.database)
        made = founding.make_admin(wanted, token, at=at, until=at + INVITED_FOR)
    except InvalidInput:
        refuse(f"{wanted.email} gehört zu einem geschlossenen Konto oder zu einer anderen Kommune.")
    finally:
        service.close()
    if made is None:
        refuse(f"Die Kommune „{wanted.slug}“ ist neu. Sagen Sie mit --municipality, wie sie heißt.")
    return made


def _say(made: Founded, wanted: Wanted, base_url: str, token: str, at: datetime) -> None:
    there = "ist angelegt" if made.is_new else "gibt es schon"
    click.echo(f"Die Kommune „{made.municipality_name}“ ({made.slug}) {there}.")
    click.echo(f"{wanted.email} verwaltet ihre Konten.")
    if not made.has_link:
        click.echo(f"Ein Passwort ist schon festgelegt. Anmelden: {base_url}/anmelden")
        return
    until = dates.long_day(dates.day_of(at + INVITED_FOR))
    click.echo(f"Mit diesem Link legt die Person ihr Passwort fest, bis {until} und nur ein Mal:")
    click.echo(f"\n{base_url}{invitation_path(token)}\n")


def refuse(sentence: str) -> NoReturn:
    """Say why a command about accounts cannot be carried out, and end with 1."""
    click.echo(sentence, err=True)
    sys.exit(1)
