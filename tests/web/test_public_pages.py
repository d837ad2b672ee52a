"""The pages that the law asks for: open to everybody, written by the municipality."""

import uuid
from dataclasses import replace

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.engine import Engine

from tests.web.conftest import ADMIN, COORDINATOR, MANAGER, STRANGER
from tests.web.page import Page, text_of
from web.app import create_app
from web.presenters.public_defaults import DEFAULTS
from web.presenters.public_pages import SLUGS, TITLES, Part, parts_of
from workflow.core.municipality import PAGES, WritePage
from workflow.storage import tables

HERE = "?kommune=musterstadt"


@pytest.fixture
def mailing(settings, service, clock, app):
    """The app of a server that sends mail; its browser."""
    made = create_app(replace(settings, sends_mail=True), service, clock=clock)
    made.testing, made.test_client_class = True, app.test_client_class
    return made


def letters(database):
    with database.read() as connection:
        return list(connection.execute(select(tables.outbox.c.subject, tables.outbox.c.text)))


def test_every_page_of_the_core_has_an_address_a_title_and_a_text():
    assert {*SLUGS.values()} == {*TITLES} == {*DEFAULTS} == {*PAGES}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_can_be_read_without_an_account_and_says_what_is_still_missing(client, slug):
    choosing = client.get(f"/{slug}")
    assert "Musterstadt" in choosing.text
    assert "Nachbarstadt" in choosing.text
    page = client.get(f"/{slug}{HERE}")
    assert page.status_code == 200
    assert "noch nicht ausgefüllt" in page.text
    assert "Text bearbeiten" not in page.text


def test_a_town_that_is_not_there_has_no_page(client):
    assert client.get("/impressum?kommune=gibt-es-nicht").status_code == 404
    assert client.get("/impressum?kommune=a&kommune=b").status_code == 400


def test_the_foot_of_every_page_leads_there(client):
    links = {link.get("href") for link in Page(client.get("/anmelden").text).all("a")}
    assert {f"/{slug}" for slug in SLUGS} <= links


def test_who_keeps_the_accounts_writes_the_page_and_everybody_reads_it(signed_in, client):
    admin = signed_in(ADMIN)
    form = "/impressum/bearbeiten"
    assert "Umsatzsteuer" in admin.get(form).text
    text = "Stadt Musterstadt\r\nMarktplatz 1\r\n\r\n# Vertreten durch\r\n\r\n<b>Petra</b> Voss"
    answer = admin.send(
        form, {"text": text, "seen": "0", "command_id": "0" * 32}, token_from="/aufgaben"
    )
    assert (answer.status_code, answer.location) == (303, "/impressum#meldung")
    page = Page(client.get(f"/impressum{HERE}").text)
    assert "noch nicht ausgefüllt" not in text_of(page.root)
    assert "Vertreten durch" in [text_of(each) for each in page.all("h2")]
    assert "<b>Petra</b> Voss" in text_of(page.root)
    assert "Text bearbeiten" in admin.get("/impressum").text


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER])
def test_nobody_else_writes_it_and_is_told_who_can(signed_in, email):
    visitor = signed_in(email)
    assert "Text bearbeiten" not in visitor.get("/impressum").text
    refused = visitor.get("/impressum/bearbeiten")
    assert refused.status_code == 403
    assert "Kontenverwaltung" in refused.text
    sent = visitor.send("/impressum/bearbeiten", {"text": "Meins"}, token_from="/aufgaben")
    assert sent.status_code == 403


def test_everybody_signed_in_reads_the_page_of_their_own_town(signed_in, service, people, clock):
    town = 1
    command = WritePage(page="imprint", text="Rathaus von Musterstadt")
    service.govern(town, command, account=None, at=clock())
    assert "Rathaus von Musterstadt" in signed_in(MANAGER).get("/impressum").text
    assert "Rathaus" not in signed_in(STRANGER).get(f"/impressum{HERE}").text


def test_two_who_write_at_once_do_not_overwrite_each_other_unseen(signed_in, service, clock):
    command = WritePage(page="imprint", text="Inzwischen geschrieben")
    service.govern(1, command, account=None, at=clock())
    form = {"text": "Meine Fassung", "seen": "0", "command_id": "0" * 32}
    answer = signed_in(ADMIN).send("/impressum/bearbeiten", form, token_from="/aufgaben")
    assert answer.status_code == 409
    assert "Meine Fassung" in answer.text


def test_the_operators_own_address_wins(settings, service, clock, app):
    named = replace(settings, imprint_url="https://www.musterstadt.example/impressum")
    made = create_app(named, service, clock=clock)
    made.testing, made.test_client_class = True, app.test_client_class
    answer = made.test_client().get("/impressum")
    assert (answer.status_code, answer.location) == (302, named.imprint_url)
    assert named.imprint_url in made.test_client().get("/anmelden").text


def test_a_barrier_is_reported_to_those_who_keep_the_accounts(mailing, database):
    visitor = mailing.test_client()
    form = {
        "what": "Die Farben verschwimmen.",
        "where": "Übersicht",
        "reply": "0721 123",
        "command_id": "0" * 32,
    }
    answer = visitor.send(f"/barriere-melden{HERE}", form)
    assert (answer.status_code, answer.location) == (303, f"/barriere-melden{HERE}#meldung")
    ((subject, text),) = letters(database)
    assert subject == "Eine Barriere wurde gemeldet"
    assert text == "Die Farben verschwimmen.\n\nWo: Übersicht\n\nAntwort an: 0721 123"
    assert "unterwegs" in visitor.get(f"/barriere-melden{HERE}").text


def test_who_reports_to_a_municipality_in_which_nobody_reads_it_is_told_so(mailing, database):
    with database.maintain() as connection:
        connection.execute(update(tables.account).values(password=None))
    visitor = mailing.test_client()
    form = {"what": "x", "where": "", "reply": "", "command_id": "0" * 32}
    visitor.send(f"/barriere-melden{HERE}", form)
    assert "Ihre Meldung hat niemanden erreicht" in visitor.get(f"/barriere-melden{HERE}").text
    assert letters(database) == []


def test_an_empty_report_comes_back_with_what_was_typed(mailing, database):
    form = {"what": " ", "where": "Übersicht", "reply": "", "command_id": "0" * 32}
    answer = mailing.test_client().send(f"/barriere-melden{HERE}", form)
    assert answer.status_code == 422
    assert "Übersicht" in answer.text
    assert Page(answer.text).title().startswith("Fehler:")
    assert letters(database) == []


def test_where_no_mail_is_sent_the_page_says_whom_to_call_instead(client, database):
    page = client.get(f"/barriere-melden{HERE}")
    assert "01234 56-789" in page.text
    assert "Meldung senden" not in page.text
    form = {"what": "x", "where": "", "reply": "", "command_id": "0" * 32}
    assert client.send(f"/barriere-melden{HERE}", form).status_code == 404
    assert letters(database) == []


def test_reports_are_limited_for_each_network(mailing, database):
    visitor = mailing.test_client()
    token = visitor.token()
    form = {"csrf_token": token, "what": "x", "where": "", "reply": ""}
    for _ in range(100):
        form["command_id"] = uuid.uuid4().hex
        assert visitor.post(f"/barriere-melden{HERE}", data=form).status_code == 303
    assert visitor.post(f"/barriere-melden{HERE}", data=form).status_code == 429
    assert len(letters(database)) == 100


def test_a_text_is_plain_but_for_headings_lists_and_links():
    text = "# Kontakt\nRathaus\nMarkt 1\n\n- eins\n- zwei\n\nhttps://dgs.example/video\n\nSiehe https://x.example"
    assert list(parts_of(text)) == [
        Part("heading", ("Kontakt",)),
        Part("lines", ("Rathaus", "Markt 1")),
        Part("list", ("eins", "zwei")),
        Part("link", ("https://dgs.example/video",)),
        Part("lines", ("Siehe https://x.example",)),
    ]


@pytest.mark.parametrize("path", ["/hilfe", "/hilfe/begriffe", "/impressum", "/barriere-melden"])
def test_these_pages_ask_the_database_little(signed_in, path):
    """They are opened by people in a hurry, and by machines."""
    visitor, asked = signed_in(ADMIN), []

    def listen(connection, cursor, statement, *rest) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    visitor.get(path)
    event.remove(Engine, "before_cursor_execute", listen)
    assert len(asked) <= 15
