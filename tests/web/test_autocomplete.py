"""16: forms that ask for one's own data say so to the browser (WCAG 1.3.5), forms about others do not.

Rule: what may be filled in at all is checked on every page (`tests/web/page.py`); here stands which
form asks for what.
"""

from dataclasses import replace

import pytest

from tests.web.conftest import ADMIN
from tests.web.page import Page
from tests.web.test_accounts import invited
from tests.web.test_recovery import ask, links
from tests.web.test_second_factor import AYLIN

NEW = {None: "username", "password": "new-password", "repeat": "new-password"}


@pytest.fixture
def settings(settings):
    return replace(settings, sends_mail=True)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/anmelden", {"email": "username", "password": "current-password"}),
        ("/passwort-vergessen", {"email": "username"}),
        ("/barriere-melden?kommune=musterstadt", {"reply": "email"}),
    ],
)
def test_16_at_the_door_a_browser_fills_in(client, path, expected):
    assert Page(client.get(path).text).filled_in() == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/konto", {"name": "name"}),
        ("/konto/passwort", NEW | {"current": "current-password"}),
        ("/konto/zweiter-faktor", {"code": "one-time-code", "current": "current-password"}),
    ],
)
def test_16_in_ones_own_account_a_browser_fills_in(signed_in, people, path, expected):
    assert Page(signed_in(AYLIN).get(path).text).filled_in() == expected


def test_16_links_ask_for_a_new_password(app, people, database, signed_in):
    ask(app.test_client(), AYLIN)
    (recovery,) = links(database)
    visitor = signed_in(ADMIN)
    invited(visitor)
    with database.read() as connection:
        query = "SELECT link FROM outbox WHERE link LIKE '/einladung/%'"
        invitation = connection.exec_driver_sql(query).scalar_one()
    for link in (invitation, recovery):
        assert Page(app.test_client().get(link).text).filled_in() == NEW


@pytest.mark.parametrize("path", ["/konten/einladung", "/konten/{aylin}"])
def test_16_what_is_asked_about_others_is_never_filled_in(signed_in, people, path):
    page = Page(signed_in(ADMIN).get(path.format(**people)).text)
    assert page.all("input")
    assert page.filled_in() == {}
