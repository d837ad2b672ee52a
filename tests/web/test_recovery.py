"""Recovering a password: nobody learns whether there is an account, and a link works once."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.conftest import HOST, PASSWORD, CheckedClient
from tests.web.page import Page
from web.app import create_app
from workflow.storage.database import Database

NEW = "vier woerter ohne jeden sinn"


@pytest.fixture
def settings(settings):
    return replace(settings, sends_mail=True)


def ask(visitor, email, command_id=None):
    form = {"email": email, "command_id": command_id or uuid.uuid4().hex}
    return visitor.send("/passwort-vergessen", form, token_from="/passwort-vergessen")


def links(database) -> list[str]:
    with database.read() as connection:
        query = "SELECT link FROM outbox WHERE link LIKE '/passwort/%' ORDER BY id"
        return list(connection.exec_driver_sql(query).scalars())


def change(visitor, link, typed=NEW):
    return visitor.send(link, {"password": typed, "repeat": typed, "command_id": "0" * 32})


WHO = ["aylin@example.org", "niemand@example.org", "eva@example.org", "neu@example.org"]


@pytest.mark.parametrize("email", WHO)
def test_T14_the_answer_is_the_same_for_everybody(app, people, database, email):
    answer = ask(app.test_client(), email)
    assert (answer.status_code, answer.location) == (
        303,
        "/passwort-vergessen/gesendet#inhalt",
    )
    assert len(links(database)) == (email == "aylin@example.org")


def test_T14_the_database_has_the_same_work_for_everybody(app, people, monkeypatch):
    opened, write = [], Database.write

    def noted(database):
        opened.append(database)
        return write(database)

    monkeypatch.setattr(Database, "write", noted)
    counts = set()
    for email in WHO:
        opened.clear()
        ask(app.test_client(), email)
        counts.add(len(opened))
    assert len(counts) == 1
    assert counts != {0}


def test_the_link_sets_a_new_password_and_signs_nobody_in(app, people, database):
    ask(app.test_client(), "  AYLIN@example.org ")
    (link,) = links(database)
    visitor = app.test_client()
    answer = change(visitor, link)
    assert (answer.status_code, answer.location) == (303, "/anmelden#meldung")
    assert visitor.get("/aufgaben").status_code == 302
    assert app.test_client().sign_in("aylin@example.org", PASSWORD).status_code == 422
    assert app.test_client().sign_in("aylin@example.org", NEW).status_code == 303


def test_T15_a_link_works_once_and_its_token_stands_nowhere(app, people, database):
    ask(app.test_client(), "aylin@example.org")
    (link,) = links(database)
    with database.read() as connection:
        table = str(connection.exec_driver_sql("SELECT * FROM account_link").all())
    assert link.rsplit("/", 1)[1] not in table
    assert change(app.test_client(), link).status_code == 303
    assert change(app.test_client(), link, "fuenf andere worte im spiel").status_code == 404
    assert app.test_client().get(link).status_code == 404


def test_T15_a_link_lives_an_hour(app, people, database, clock):
    ask(app.test_client(), "aylin@example.org")
    (link,) = links(database)
    clock.at += timedelta(hours=1) - timedelta(seconds=1)
    assert app.test_client().get(link).status_code == 200
    clock.at += timedelta(seconds=1)
    assert app.test_client().get(link).status_code == 404


def test_R08_a_double_click_sends_one_link(app, people, database):
    visitor, command_id = app.test_client(), uuid.uuid4().hex
    answers = {ask(visitor, "aylin@example.org", command_id).location for _ in range(2)}
    assert (len(links(database)), len(answers)) == (1, 1)


def test_T15_a_newer_link_replaces_the_older_one(app, people, database):
    for _ in range(2):
        ask(app.test_client(), "aylin@example.org")
    old, new = links(database)
    assert [app.test_client().get(link).status_code for link in (old, new)] == [404, 200]


def test_T12_recovering_ends_every_session(app, people, database):
    thief = app.test_client()
    thief.sign_in("aylin@example.org")
    ask(app.test_client(), "aylin@example.org")
    change(app.test_client(), links(database)[0])
    assert thief.get("/aufgaben").status_code == 302


UNKNOWN = ["x", "x" * 43, "-_-"]
BROKEN = ["x" * 5000, "%20", "ä", "%00", "a%ffb"]


@pytest.mark.parametrize("kind", ["einladung", "passwort"])
@pytest.mark.parametrize("token", UNKNOWN)
def test_W44_a_link_that_never_was_one_is_the_same_page(client, people, kind, token):
    answer = client.get(f"/{kind}/{token}")
    assert answer.status_code == 404
    assert "Dieser Link gilt nicht mehr" in answer.text


@pytest.mark.parametrize("token", BROKEN)
def test_W44_what_cannot_be_a_link_is_no_address(client, people, token):
    assert client.get(f"/passwort/{token}").status_code == 404


def test_T15_an_invitation_is_no_recovery(app, people, database):
    ask(app.test_client(), "aylin@example.org")
    (link,) = links(database)
    assert app.test_client().get(link.replace("passwort", "einladung")).status_code == 404


def test_T13_asking_and_guessing_are_throttled(client, people, database):
    for _ in range(7):
        assert ask(client, "aylin@example.org").status_code == 303
    assert len(links(database)) == 5
    token = client.token("/anmelden")
    for _ in range(93):
        client.post(f"/passwort/{'x' * 43}", data={"csrf_token": token})
    assert client.post(f"/passwort/{'x' * 43}", data={"csrf_token": token}).status_code == 429


def test_T15_the_mail_leads_to_a_path_of_ours_whatever_host_was_asked(app, people, database):
    visitor = app.test_client()
    token = visitor.token("/passwort-vergessen")
    form = {"email": "aylin@example.org", "command_id": "0" * 32, "csrf_token": token}
    headers = {"Referer": f"https://{HOST}/", "X-Forwarded-Host": "evil.example"}
    assert visitor.post("/passwort-vergessen", data=form, headers=headers).status_code == 303
    assert links(database)[0].startswith("/passwort/")


def test_no_account_is_led_back_to_a_link_after_signing_in(client, people):
    answer = client.sign_in("aylin@example.org", next="/passwort-vergessen")
    assert answer.location == "/aufgaben#inhalt"


@pytest.fixture
def visitor(settings, service, people, clock):
    """A browser before an application that has no mail server."""
    named = {"contact_name": "IT-Service", "contact_phone": "0123 4567"}
    app = create_app(replace(settings, sends_mail=False, **named), service, clock=clock)
    app.test_client_class = CheckedClient
    return app.test_client()


@pytest.mark.parametrize("path", ["/passwort-vergessen", "/passwort-vergessen/gesendet"])
def test_without_a_mail_server_no_mail_is_promised_but_who_helps_is_said(visitor, database, path):
    page = visitor.get(path)
    assert "verschickt keine E-Mails" in page.text
    assert "IT-Service, Telefon 0123 4567" in page.text
    assert not [form for form in Page(page.text).forms() if "email" in form]
    form = {"email": "aylin@example.org", "command_id": "0" * 32}
    answer = visitor.send("/passwort-vergessen", form, token_from="/anmelden")
    assert "verschickt keine E-Mails" in answer.text
    assert links(database) == []
