"""An app over a real database in a temporary folder, a clock that is set by hand, and people.

Every answer that a test gets is checked: the headers always, the page if it is one. CSRF is on, as
it is for everybody; `CheckedClient.send` fills the form as a browser would.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

from tests.web import probe
from tests.web.page import Page, problems_of
from web.access import ROUTES
from web.app import create_app
from web.config import Settings
from web.security import HEADERS
from workflow.definitions.library import compile_definition
from workflow.service import Service
from workflow.storage.database import Database
from workflow.storage.tables import account, metadata, municipality

PASSWORD = "ein-langer-satz-ohne-zahl"
HOST = "quartiersweg.example.org"
START = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)


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
        page = Page(self.get(at).text)
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
    if response.mimetype == "text/html" and response.data and not response.location:
        assert problems_of(response.text) == [], response.request.path


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "dateien").mkdir()
    return Settings(
        secret_key="0123456789abcdefghijklmnopqrstuvwxyz",
        base_url=f"https://{HOST}",
        trusted_hosts=(HOST,),
        database_url=f"sqlite:///{tmp_path / 'daten.db'}",
        attachments=tmp_path / "dateien",
        contact_name="Fachstelle Quartiersentwicklung",
        contact_phone="01234 56-789",
    )


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = Database(settings.database_url)
    with opened.maintain() as connection:
        metadata.create_all(connection)
        connection.execute(
            insert(municipality).values(
                id=1, slug="musterhausen", name="Stadt Musterhausen", seq=0, head=b""
            )
        )
    yield opened
    opened.close()


@pytest.fixture
def service(settings: Settings, database: Database) -> Service:
    return Service(database, settings.attachments, compile_definition)


@pytest.fixture
def app(settings: Settings, service: Service, clock: SetClock) -> Flask:
    made = create_app(settings, service, clock=clock)
    made.testing = True
    made.test_client_class = CheckedClient
    return made


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    return app.test_client()


@pytest.fixture
def room(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """A room of the tests' own, where the real ones would only be in the way; its address."""
    for key, route in probe.ROUTES.items():
        monkeypatch.setitem(ROUTES, key, route)
    app.register_blueprint(probe.blueprint)
    probe.saved.clear()
    return "/probe"


@pytest.fixture(scope="session")
def hashed() -> str:
    """The hash of PASSWORD, made once for all tests: argon2 is slow on purpose."""
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)


@pytest.fixture
def people(database: Database, hashed: str) -> dict[str, int]:
    """Accounts by name: aylin and tom are active, eva was disabled, neu has no password yet."""
    rows = {
        "aylin": {"password": hashed},
        "tom": {"password": hashed},
        "eva": {"password": hashed, "active": 0},
        "neu": {"password": None},
    }
    with database.maintain() as connection:
        for number, (name, more) in enumerate(rows.items(), start=1):
            fixed = {
                "id": number,
                "municipality_id": 1,
                "email": f"{name}@example.org",
                "name": name.title(),
                "uniquifier": f"u{number}",
                "created_at": "2026-01-01T00:00:00.000000Z",
            }
            connection.execute(insert(account).values(fixed | more))
    return {name: number for number, name in enumerate(rows, start=1)}
