"""`quartiersweg demo`: a made-up municipality to look around in, seeded and served.

Rule: whoever tries it needs no setting; what is there already is served at once.
"""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

import click

from workflow.cli.installation import fail
from workflow.demo.folder import DemoFolder, NoDemo
from workflow.demo.people import MUNICIPALITIES, PASSWORD, PEOPLE, TITLES
from workflow.demo.tales import TALES

_OLD_DAYS = 14


@click.command()
@click.option(
    "--folder",
    default="demo-data",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Ordner für Datenbank und Dateien der Demo.",
)
@click.option(
    "--port", metavar="ZAHL", default=8000, show_default=True, help="Port, an dem gelauscht wird."
)
@click.option("--no-serve", is_flag=True, help="Nur anlegen, nicht anbieten.")
@click.option("--fresh", is_flag=True, help="Neu anlegen, auch wenn schon eine Demo da ist.")
def demo(folder: Path, port: int, *, no_serve: bool, fresh: bool) -> None:
    """Legt eine erfundene Kommune an, nennt die Zugänge und bietet sie im Browser an."""
    place = DemoFolder(folder)
    seeded = place.seeded_on()
    if fresh or seeded is None:
        _seed(place)
    elif not place.is_current():
        fail("Die Demo stammt von einer anderen Version. Legen Sie sie neu an: --fresh")
    elif (date.today() - seeded).days > _OLD_DAYS:  # noqa: DTZ011 - the day of who looks at it
        click.echo(f"Diese Demo ist vom {seeded:%d.%m.%Y}. Eine von heute legt --fresh an.")
    _print_sign_ins()
    if not no_serve:
        _serve(place, port)


def _seed(place: DemoFolder) -> None:
    try:
        with click.progressbar(
            place.renew(date.today()),  # noqa: DTZ011 - the day of who looks at it
            length=len(TALES),
            label="Erzähle, was in den Quartieren geschah",
            item_show_func=lambda tale: tale.key if tale else None,
        ) as tales:
            for _ in tales:
                pass
    except NoDemo:
        fail(f"Im Ordner {place.path} liegt etwas anderes. Nennen Sie einen anderen: --folder")


def _print_sign_ins() -> None:
    for slug, municipality in MUNICIPALITIES.items():
        click.echo(f"\n{municipality}")
        for person in PEOPLE:
            if person.municipality == slug:
                click.echo(f"  {person.email:<40} {TITLES[person.role]:<22} {person.look}")
    click.echo("\nWas die Quartiere zeigen")
    for tale in TALES:
        click.echo(f"  {tale.key:<16} {tale.shows}")
    click.echo(f"\nKennwort für alle: {PASSWORD}")


def _serve(place: DemoFolder, port: int) -> None:
    """Serve with the shipped server. The web stands above the command line: called by name."""
    address = f"http://127.0.0.1:{port}"
    settings = importlib.import_module("web.config").read_settings(
        {
            "SECRET_KEY": place.secret(),
            "BASE_URL": address,
            "TRUSTED_HOSTS": "127.0.0.1,localhost",
            "DATABASE_URL": place.database_url,
            "ATTACHMENTS_DIR": str(place.files),
            "CONTACT_NAME": "Fachstelle Quartiersentwicklung (Demo)",
            "CONTACT_EMAIL": "quartier@musterhausen.example",
        }
    )
    click.echo(f"Im Browser öffnen: {address}   Beenden mit Strg+C.\n")
    importlib.import_module("web.serve").serve(settings, host="127.0.0.1", port=port)
