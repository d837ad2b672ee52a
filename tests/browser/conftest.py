"""A town served on this machine, and people who look at it in a real browser.

The town is the one of the scenarios, with quartiere in many states. Scripts are off, as the product
promises; only measuring (axe, sizes, focus) switches them on.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from features.drivers.world import PROCESS, World
from tests.browser.places import (
    ADMIN,
    CONSULTANT,
    FORGOTTEN,
    INVITED,
    OF_SEVERAL,
    PASSWORD,
    RECOVERY_CODE,
    WITH_FACTOR,
)
from tests.states import tell
from web.app import create_app
from web.config import Settings
from web.second_factor import Codes
from workflow.core.municipality import GrantRole
from workflow.service import Service
from workflow.storage.account_links import AccountLinks, Letter, Purpose
from workflow.storage.own_accounts import OwnAccounts
from workflow.storage.sign_ins import SignIns

HOST = "127.0.0.1"
KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
_ADAPTATION = """format: 1
id: unser-weg
version: 1
extends: {base}
title: Unser Weg
change:
  steps.leitbild.checklist.besuch.text: Die Nachbarstadt besuchen
"""


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A town to copy from: its folder, and its world."""
    folder = tmp_path_factory.mktemp("stadt")
    (folder / "dateien").mkdir()
    hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)
    with World.opened(folder) as world:
        _take_up(world, ADMIN, "admin")
        _take_up(world, CONSULTANT, "consultant")
        _take_up(world, OF_SEVERAL, "consultant")
        _work_next_door(world)
        for account in world.accounts.values():
            SignIns(world.service.database).set_password(account, hashed)
        _send_links(world)
        _write_drafts(world)
        tell(world)
        _move_one(world)
        world.begin("Talaue")
        world.finish("leitbild", but="entwurf")
    return folder, world


def _take_up(world: World, name: str, role: str) -> None:
    """Let somebody in who is in no team, with a role in the whole town."""
    service, at = world.service, world.now
    shown = name.replace(".", " ").title()
    number = service.add_account(world.municipality, f"{name}@example.org", shown, at=at)
    world.accounts[shown] = number
    grant = GrantRole(account=number, role=role)
    service.govern(world.municipality, grant, account=None, at=at)


def _work_next_door(world: World) -> None:
    """Let somebody who advises the town coordinate the next one."""
    other = world.service.found_municipality("Nachbarstadt", "nachbarstadt", at=world.now)
    number = world.accounts[OF_SEVERAL.replace(".", " ").title()]
    grant = GrantRole(account=number, role="coordinator")
    world.service.govern(other, grant, account=None, at=world.now)


def _write_drafts(world: World) -> None:
    """Begin two drafts, one of them with errors."""
    text = PROCESS.read_text("utf-8").replace("version: 1", "version: 3", 1)
    broken = text.replace("kleines-quartier", "am-fluss", 1).replace(
        "role: manager", "role: manger"
    )
    shown = CONSULTANT.replace(".", " ").title()
    for each in (text, broken):
        world.service.workbench.create_draft(
            world.municipality, "", each, account=world.accounts[shown], at=world.now
        )


def _move_one(world: World) -> None:
    """Publish a second version of what is adapted, and move one quartier to it."""
    text = PROCESS.read_text("utf-8").replace("version: 1", "version: 2", 1)
    newer = text.replace("text: Anlass beschreiben", "text: Den Anlass beschreiben", 1)
    service, at = world.service, world.now
    found = service.workbench.publish(
        world.municipality, newer.encode(), account=None, at=at
    ).definition
    petra, shown = world.accounts["Petra Voss"], CONSULTANT.replace(".", " ").title()
    run = service.moves.begin(
        world.municipality,
        found.digest,
        reason="Anders gesagt.",
        account=petra,
        at=at,
        only=("suedhang",),
    )
    assert list(service.moves.carry_on(world.municipality, run, account=petra, at=at))
    overlay = _ADAPTATION.format(base=f"{found.id}@1")
    service.workbench.create_draft(
        world.municipality, "", overlay, account=world.accounts[shown], at=at
    )


def _send_links(world: World) -> None:
    """Send the two links that open a page before the door."""
    database, at = world.service.database, world.now
    links, letter = AccountLinks(database), Letter(subject="", text="", link="")
    person = SignIns(database).by_email("jan.roth@example.org")
    assert person is not None
    until = at + timedelta(days=60)
    for purpose, token in ((Purpose.INVITATION, INVITED), (Purpose.RECOVERY, FORGOTTEN)):
        links.send(person, purpose, token, letter, at=at, until=until)


@dataclass(frozen=True, slots=True)
class Served:
    """A town that is being served: where, and by which app."""

    address: str
    app: Flask


@pytest.fixture
def town(founded: tuple[Path, World], tmp_path: Path) -> Iterator[Served]:
    """The town, served from a copy that belongs to this test alone."""
    with _served(*founded, tmp_path) as served:
        yield served


@pytest.fixture
def site(town: Served) -> str:
    """The address of the town."""
    return town.address


@pytest.fixture(scope="session")
def sight(
    founded: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A town that is only looked at: served once for all such tests."""
    with _served(*founded, tmp_path_factory.mktemp("ansicht")) as served:
        yield served


@contextmanager
def _served(founded: Path, world: World, folder: Path) -> Iterator[Served]:
    """Serve a copy of a town as long as it is needed."""
    shutil.copytree(founded, folder, dirs_exist_ok=True)
    settings = Settings(
        secret_key=KEY,
        base_url=f"http://{HOST}",
        trusted_hosts=(HOST,),
        database_url=f"sqlite:///{folder / 'daten.db'}",
        attachments=folder / "dateien",
        contact_name="Fachstelle Quartiersentwicklung",
        sends_mail=True,
    )
    with closing(Service.open(settings.database_url, settings.attachments)) as service:
        later = world.now + timedelta(days=9)
        app = create_app(settings, service, clock=lambda: later)
        with app.app_context():  # its secret is encrypted with the key and the clock of the app
            secret, codes = Codes((KEY,)).generate_totp_secret(), (RECOVERY_CODE,)
            account = world.accounts["Ines Kaya"]
            OwnAccounts(service.database).set_factor(account, secret, codes, counter=0)
        app.wsgi_app = _whole(app.wsgi_app)
        server = make_server(HOST, 0, app)
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield Served(f"http://{HOST}:{server.server_port}", app)
        server.shutdown()
        serving.join()
        server.server_close()


def _whole(app):
    """Answer in one piece: a browser that turns away in the middle leaves no file open."""

    def answer(environ, start_response):
        with closing(app(environ, start_response)) as parts:
            return [b"".join(parts)]

    return answer


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(site: str, open_page: Callable[..., Page]) -> SignIn:
    """Return a browser in which somebody has signed in."""

    def enter(name: str, **options: object) -> Page:
        page = open_page(base_url=site, **options)
        come_in(page, name)
        assert "/aufgaben" in page.url
        return page

    return enter


def come_in(page: Page, name: str) -> None:
    """Fill in the form at the door, and the second one where there is one."""
    page.goto("/anmelden")
    page.get_by_label("E-Mail-Adresse").fill(f"{name}@example.org")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    if name == WITH_FACTOR:
        page.get_by_label("Code").fill(RECOVERY_CODE)
        page.get_by_role("button", name="Anmelden").click()
