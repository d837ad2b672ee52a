"""A page asks the database a small, constant number of questions: at most fifteen."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.web.conftest import COORDINATOR

Q = "/quartiere/talaue"
STATEMENTS = 15
PAGES = [
    "/aufgaben",
    "/quartiere",
    "/quartiere?q=a&leitung=2&phase=planung&lage=fehlt&was=stillstand&sort=name",
    "/quartiere.csv",
    Q,
    f"{Q}/schritte/leitbild",
    f"{Q}/schritte/leitbild/angaben",
    f"{Q}/schritte/leitbild/punkte/besuch",
    f"{Q}/freigaben/leitbild/anfrage",
    f"{Q}/register",
    f"{Q}/register/partner",
    f"{Q}/register/partner/1",
    f"{Q}/team",
    f"{Q}/verlauf",
    f"{Q}/dateien",
    f"{Q}/verlauf/vergleich?von=01.05.2026&bis=31.05.2026",
    f"{Q}?stand=31.05.2026",
    f"{Q}/schritte/leitbild?stand=31.05.2026",
    f"{Q}/register/partner/1?stand=31.05.2026",
    f"{Q}/verlauf?stand=31.05.2026",
]


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Every statement that is sent to a database meanwhile."""
    sent: list[str] = []

    def listen(connection, cursor, statement, *rest) -> None:
        if statement != "BEGIN":  # asks nothing
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield sent
    event.remove(Engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_at_most_fifteen_times(signed_in, asked, page):
    visitor = signed_in(COORDINATOR)
    asked.clear()
    assert visitor.get(page).status_code == 200
    assert 0 < len(asked) <= STATEMENTS
