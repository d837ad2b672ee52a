"""An app over a real town in a temporary folder, a clock that is set by hand, and people.

The town is the one of the scenarios: its people, its process, one quartier under way. Every answer
that a test gets is checked: the headers always, the page if it is one. CSRF is on, as it is for
everybody; `CheckedClient.send` fills a form as a browser would.
"""

import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from features.drivers.people import PEOPLE
from features.drivers.world import World
from tests.web import probe
from tests.web.page import parsed, problems_in
from web.access import ROUTES
from web.app import create_app
from web.config import Settings
from web.context import Surroundings, surround
from web.language import speak
from web.second_factor import Codes
from web.security import HEADERS
from workflow.core import commands as c
from workflow.core.municipality import GrantRole
from workflow.service import Service
from workflow.storage.database import Database
from workflow.storage.own_accounts import OwnAccounts
from workflow.storage.sign_ins import SignIns

PASSWORD = "ein-langer-satz-ohne-zahl"
SPARE_CODE = "1123456789abcdef0123"  # a recovery code that signing in at first does not use up
HOST = "quartiersweg.example.org"
# Point 5 of the acceptance list, word for word.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
START = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)
COORDINATOR, MANAGER, DEVELOPER = (
    "petra.voss@example.org",
    "tom.brandt@example.org",
    "lena.fuchs@example.org",
)
ADMIN = "holger@example.org"  # keeps the accounts, is in no team
STRANGER = "fremd@example.org"  # coordinates the next town


@pytest.fixture(autouse=True)
def german_afterwards():
    """The language belongs to a request; a test that asked in English leaves it so."""
    yield
    speak("de")


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


class CheckedClient(FlaskClient):
    """A browser without scripts: it checks each answer and knows how to send a form."""

    def open(self, *args, **kwargs) -> TestResponse:
        kwargs.setdefault("base_url", f"https://{HOST}")
        # A browser sends it on https under our Referrer-Policy.
        kwargs.setdefault("headers", {"Referer": f"https://{HOST}/"})
        kwargs.setdefault("buffered", True)
        response = super().open(*args, **kwargs)
        check_answer(response)
        return response

    def token(self, at: str = "/anmelden") -> str:
        """The token against forgery that a page of this session carries."""
        page = parsed(self.get(at).text)
        return next(form["csrf_token"] for form in page.forms() if "csrf_token" in form)

    def send(
        self, path: str, data=None, *, token_from: str = "/anmelden", **kwargs
    ) -> TestResponse:
        """Send a form as a browser would, with a token from a page of this session."""
        form = {"csrf_token": self.token(token_from)} | (data or {})
        return self.post(path, data=form, **kwargs)

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        return self.send("/anmelden", {"email": email, "password": password, **more})


def check_answer(response: TestResponse) -> None:
    for name, value in HEADERS.items():
        assert name in response.headers, f"{name} is missing on {response.request.path}"
        if name not in {"Cache-Control", "Content-Security-Policy"}:
            assert response.headers[name] == value
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    if response.mimetype == "text/html":
        assert response.headers["Content-Security-Policy"] == POLICY
    if response.mimetype == "text/html" and response.data and not response.location:
        wrong = problems_in(response.text)
        assert not wrong, f"{response.request.path}: {wrong}"


@pytest.fixture(scope="session")
def hashed() -> str:
    """The hash of PASSWORD, made once for all tests: argon2 is slow on purpose."""
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, hashed: str) -> tuple[Path, World]:
    """A town with people and a quartier, to copy from: its folder, and what it is called."""
    folder = tmp_path_factory.mktemp("stadt")
    (folder / "dateien").mkdir()
    with World.opened(folder) as world:
        _settle(world, hashed)
        world.begin("Talaue")
        world.finish("leitbild", but="entwurf")
        proof = (world.paper("Tom Brandt"),)
        world.do("Tom Brandt", c.CompleteItem(holder="leitbild", item="entwurf", documents=proof))
    return folder, world


def _settle(world: World, hashed: str) -> None:
    """Add some more people, and give everybody but one a password."""
    service, at = world.service, world.now
    for name in ("aylin", "tom", "eva", "neu", "holger"):
        number = service.add_account(world.municipality, f"{name}@example.org", name.title(), at=at)
        world.accounts[name] = number
    other = service.found_municipality("Nachbarstadt", "nachbarstadt", at=at)
    world.accounts["fremd"] = service.add_account(other, STRANGER, "Nora Fremd", at=at)
    grant = GrantRole(account=world.accounts["fremd"], role="coordinator")
    service.govern(other, grant, account=None, at=at)
    keeps = GrantRole(account=world.accounts["holger"], role="admin")
    service.govern(world.municipality, keeps, account=None, at=at)
    sign_ins = SignIns(service.database)
    for name, number in world.accounts.items():
        if name != "neu":
            sign_ins.set_password(number, hashed)
    with service.database.maintain() as connection:
        connection.exec_driver_sql("UPDATE account SET active = 0 WHERE email LIKE 'eva@%'")


def settings_for(folder: Path) -> Settings:
    """The settings of an app over the town in a folder."""
    return Settings(
        secret_key=KEY,
        base_url=f"https://{HOST}",
        trusted_hosts=(HOST,),
        database_url=f"sqlite:///{folder / 'daten.db'}",
        attachments=folder / "dateien",
        contact_name="Fachstelle Quartiersentwicklung",
        contact_phone="01234 56-789",
    )


@pytest.fixture
def settings(founded: tuple[Path, World], tmp_path: Path) -> Settings:
    shutil.copytree(founded[0], tmp_path, dirs_exist_ok=True)
    return settings_for(tmp_path)


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    opened = Service.open(settings.database_url, settings.attachments)
    yield opened
    opened.close()


@pytest.fixture
def database(service: Service) -> Database:
    return service.database


@pytest.fixture
def town(founded: tuple[Path, World], service: Service) -> World:
    """The town of this test, to prepare something in it by real commands."""
    return replace(founded[1], service=service, now=START)


@pytest.fixture
def people(town: World) -> dict[str, int]:
    """Everybody by name: eva was disabled, neu has no password yet, fremd is of another town."""
    assert {person.name for person in PEOPLE} <= set(town.accounts)
    return town.accounts


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def made(founded: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app, made once: its routes and templates are dear. No test adds anything to it."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copytree(founded[0], folder, dirs_exist_ok=True)
    settings = settings_for(folder)
    with closing(Service.open(settings.database_url, settings.attachments)) as service:
        yield create_app(settings, service, clock=SetClock())


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    made: Flask,
    settings: Settings,
    service: Service,
    clock: SetClock,
) -> Flask:
    """The app over the town of this test; one of its own where a room is added to it."""
    if "room" in request.fixturenames:
        made = create_app(settings, service, clock=clock)
    surround(made.extensions, Surroundings.over(service, settings, clock))
    made.testing = True
    made.test_client_class = CheckedClient
    return made


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask):
    """Return a browser in which somebody has signed in."""

    def sign_in(email: str) -> CheckedClient:
        visitor = app.test_client()
        assert visitor.sign_in(email).status_code == 303
        return visitor

    return sign_in


@pytest.fixture
def consultant(app: Flask, town: World, hashed: str):
    """Return a browser of somebody who advises the town, with the second factor they owe."""

    def sign_in(name: str = "Samir Haddad") -> CheckedClient:
        email = f"{name.replace(' ', '.').lower()}@example.org"
        account = town.service.add_account(town.municipality, email, name, at=town.now)
        town.accounts[name] = account
        grant = GrantRole(account=account, role="consultant")
        town.service.govern(town.municipality, grant, account=None, at=town.now)
        database, code = town.service.database, "0123456789abcdef0123"
        SignIns(database).set_password(account, hashed)
        with app.app_context():
            secret = Codes((KEY,)).generate_totp_secret()
        OwnAccounts(database).set_factor(account, secret, (code, SPARE_CODE), counter=0)
        visitor = app.test_client()
        visitor.sign_in(email)
        assert visitor.send("/anmelden/code", {"code": code}, token_from="/anmelden/code").location
        return visitor

    return sign_in


@pytest.fixture
def own_url(postgres_url):
    """A database that no other test writes into; its URL."""
    name = f"web_{uuid.uuid4().hex}"
    server = postgres_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield re.sub(r"/test_\w+", f"/{name}", postgres_url)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def room(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """A room of the tests' own, where the real ones would only be in the way; its address."""
    for key, route in probe.ROUTES.items():
        monkeypatch.setitem(ROUTES, key, route)
    app.register_blueprint(probe.blueprint)
    probe.saved.clear()
    return "/probe"
