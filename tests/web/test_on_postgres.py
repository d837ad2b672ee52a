"""The same web on PostgreSQL: signing in, looking, being counted."""

from contextlib import closing
from dataclasses import replace

import pytest

from tests.web.conftest import START, CheckedClient
from web.app import create_app
from workflow.core.municipality import GrantRole
from workflow.service import Service
from workflow.storage.sign_ins import SignIns


@pytest.fixture
def visitor(own_url, settings, clock, hashed):
    """A browser before an app over PostgreSQL, and the address of who coordinates there."""
    with closing(Service.open(own_url, settings.attachments)) as service:
        service.migrate()
        town = service.found_municipality("Musterstadt", "musterstadt", at=START)
        email = "petra.voss@example.org"
        account = service.add_account(town, email, "Petra Voss", at=START)
        grant = GrantRole(account=account, role="coordinator")
        service.govern(town, grant, account=None, at=START)
        SignIns(service.database).set_password(account, hashed)
        app = create_app(replace(settings, database_url=own_url), service, clock=clock)
        app.testing = True
        app.test_client_class = CheckedClient
        yield app.test_client(), email


def test_people_sign_in_look_and_leave(visitor):
    browser, email = visitor
    assert browser.sign_in(email).status_code == 303
    assert "Quartierskoordination" in browser.get("/quartiere").text
    assert browser.get("/aufgaben").status_code == 200
    assert browser.send("/abmelden", token_from="/aufgaben").status_code == 303
    assert browser.get("/aufgaben").status_code == 302


def test_wrong_passwords_are_counted(visitor):
    browser, email = visitor
    answers = [browser.sign_in(email, "falsch").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
