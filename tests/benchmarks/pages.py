"""The two pages that everybody opens first, with 60 quartiere of ten steps of twelve items.

What is measured is the whole answer of the server, beside a page of the same frame that lists nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from tests.benchmarks.timing import Row, compare, milliseconds, seconds
from tests.benchmarks.workload import AT, Desk
from web.app import create_app
from web.config import Settings
from web.input import CSRF
from workflow.storage.sign_ins import SignIns

QUARTERS, ITEMS, ROUNDS = 60, 12, 60
HOST, PASSWORD = "localhost", "ein-langer-satz-ohne-zahl"
BESIDE = "/konto"


def measured(folder: Path) -> Iterator[Row]:
    """Yield a row for each page."""
    desk = Desk.opened(folder / "pages", items=ITEMS)
    for number in range(QUARTERS):
        desk.start(f"Quartier {number}")
    visitor = _coordinator(desk, folder)
    for path in ("/aufgaben", "/quartiere"):
        found = compare(_got(visitor, path), _got(visitor, BESIDE), ROUNDS)
        p95 = quantiles(found.candidate, n=20)[-1]
        yield Row(
            f"p95 of {path}, {QUARTERS} quartiere x 10 steps x {ITEMS} items",
            milliseconds(p95),
            f"{BESIDE} {milliseconds(median(found.reference))}",
            f"{p95 / median(found.reference):.2f} x",
            "<= 300 ms",
        )
    desk.service.close()


def _coordinator(desk: Desk, folder: Path) -> FlaskClient:
    """Return a browser in which the coordination has signed in."""
    settings = Settings(
        secret_key="x" * 40,
        base_url=f"http://{HOST}",
        trusted_hosts=(HOST,),
        database_url=desk.service.database.url,
        attachments=folder / "dateien",
    )
    hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)
    SignIns(desk.service.database).set_password(desk.coordinator, hashed)
    visitor = create_app(
        settings, desk.service, clock=lambda: AT + timedelta(days=90)
    ).test_client()
    found = re.search(rf'name="{CSRF}" value="([^"]+)"', visitor.get("/anmelden").text)
    assert found is not None
    form = {"email": "k@example.org", "password": PASSWORD, CSRF: found[1]}
    assert visitor.post("/anmelden", data=form).location.startswith("/aufgaben")
    return visitor


def _got(visitor: FlaskClient, path: str) -> Callable[[], float]:
    def work() -> None:
        assert visitor.get(path).status_code == 200

    return lambda: seconds(work)
