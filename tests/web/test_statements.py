"""A page asks the database a small, constant number of questions: at most fifteen."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from features.drivers.world import partner
from tests.web.conftest import ADMIN, COORDINATOR, DEVELOPER, MANAGER
from workflow.core import commands as c

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
    f"{Q}/berichte?stand=31.05.2026",
    f"{Q}/berichte/entwurf?stand=31.05.2026",
    f"{Q}/berichte/entwurf",
    f"{Q}/uebergabeakte",
    f"{Q}/team?stand=31.05.2026",
    "/quartiere/bericht",
    "/quartiere/bericht.csv",
]
LONG = [
    f"{Q}/verlauf",
    f"{Q}/verlauf?was=angaben&ab=1.1.2026",
    f"{Q}/verlauf?ab=1.1.2026&stand=9.6.2026",
    f"{Q}/verlauf.csv",
    f"{Q}/register/partner/1",
    f"{Q}/verlauf/vergleich?von=8.6.2026&bis=9.6.2026",
    f"{Q}/berichte/entwurf",
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


def test_a_long_history_is_not_asked_for_more_often(signed_in, town, asked):
    visitor = signed_in(COORDINATOR)
    before = counted(visitor, asked)
    for number in range(120):
        values = {"organisation": f"Verein {number}"}
        town.do("Tom Brandt", c.ChangeRecord(register="partner", number=1, values=values))
    after = counted(visitor, asked)
    assert {page: number for page, (number, _) in after.items()} == {
        page: number for page, (number, _) in before.items()
    }
    assert after[f"{Q}/verlauf"][1].count("<time>") == 50
    assert after[f"{Q}/register/partner/1"][1].count("<time>") == 20


def counted(visitor, asked):
    found = {}
    for page in LONG:
        asked.clear()
        answer = visitor.get(page)
        assert answer.status_code == 200
        found[page] = (len(asked), answer.text)
    return found


@pytest.mark.parametrize("email", [MANAGER, DEVELOPER, ADMIN])
def test_so_do_the_tasks_of_everybody(signed_in, asked, email):
    visitor = signed_in(email)
    asked.clear()
    assert visitor.get("/aufgaben").status_code == 200
    assert 0 < len(asked) <= STATEMENTS


@pytest.mark.parametrize(
    "page", ["/quartiere", "/quartiere?sort=name", "/aufgaben", "/quartiere.csv"]
)
def test_more_quartiere_are_no_more_questions(signed_in, town, asked, page):
    def questions() -> int:
        visitor = signed_in(COORDINATOR)
        asked.clear()
        assert visitor.get(page).status_code == 200
        return len(asked)

    town.begin("Zweites")
    few = questions()
    for number in range(8):
        town.begin(f"Quartier {number}")
    assert questions() == few


@pytest.mark.parametrize(
    "page", [f"{Q}/register/partner", f"{Q}/register/partner.csv", f"{Q}/register"]
)
def test_more_entries_are_no_more_questions(signed_in, town, asked, page):
    def questions() -> int:
        visitor = signed_in(COORDINATOR)
        asked.clear()
        assert visitor.get(page).status_code == 200
        return len(asked)

    few = questions()
    for number in range(20):
        town.do("Tom Brandt", partner(number))
    assert questions() == few
