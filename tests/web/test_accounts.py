"""Accounts: inviting, giving roles, closing; and nobody else may even see that there is such a room."""

import json
import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.conftest import ADMIN, COORDINATOR, MANAGER, PASSWORD, STRANGER, CheckedClient
from tests.web.page import Page
from web.app import create_app
from web.security_log import NAME
from workflow.core.municipality import GrantRole

NEW = "vier woerter ohne jeden sinn"


@pytest.fixture
def holger(signed_in, people):
    return signed_in(ADMIN)


def send(visitor, path, data=None, token_from="/konten"):
    form = {"command_id": "0" * 32} | (data or {})
    return visitor.send(path, form, token_from=token_from)


def invite(visitor, email="mara@example.org", name="Mara Ahrens", **more):
    return send(visitor, "/konten/einladung", {"email": email, "name": name} | more)


def link_on(page: str) -> str:
    return re.search(r'value="https://[^"]+(/einladung/[^"]+)"', page)[1]


def invited(visitor, **more) -> tuple[str, str]:
    """Invite somebody: the address of their account, and of their link."""
    answer = invite(visitor, **more)
    assert answer.status_code == 303
    path = answer.location.partition("#")[0]
    return path, link_on(visitor.get(path).text)


def rows(database, sql):
    with database.read() as connection:
        return connection.exec_driver_sql(sql).all()


def test_the_list_names_everybody_and_no_quartier(holger):
    html = holger.get("/konten").text
    for name in ("Petra Voss", "Holger", "Eva"):
        assert name in html
    assert "Nora Fremd" not in html
    assert "Talaue" not in html
    assert "Geschlossen" in html


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER, STRANGER, "jan.roth@example.org"])
def test_T02_nobody_else_finds_the_room_or_changes_anything_in_it(
    signed_in, people, database, email
):
    visitor, number = signed_in(email), people["aylin"]
    before = rows(database, "SELECT * FROM account ORDER BY id")
    for path in ("/konten", "/konten/einladung", f"/konten/{number}"):
        assert visitor.get(path).status_code == 404
    deeds = {
        "einladung": {"email": "a@example.org", "name": "A"},
        f"{number}/name": {"name": "Anders"},
        f"{number}/rollen": {"role": "admin", "held": "ja"},
        f"{number}/schliessen": {},
        f"{number}/oeffnen": {},
        f"{number}/einladung": {},
    }
    for deed, data in deeds.items():
        answer = send(visitor, f"/konten/{deed}", data, token_from="/aufgaben")
        assert answer.status_code == 404, deed
    assert rows(database, "SELECT * FROM account ORDER BY id") == before


def test_an_account_of_another_town_looks_like_none(holger, people):
    foreign, missing = holger.get(f"/konten/{people['fremd']}"), holger.get("/konten/9999")
    assert foreign.status_code == missing.status_code == 404
    close = send(holger, f"/konten/{people['fremd']}/schliessen")
    assert close.status_code == 404


def test_who_is_invited_sets_a_password_and_is_in(holger, app, people, service):
    _, link = invited(holger, roles="coordinator")
    mara = app.test_client()
    assert "mara@example.org" in mara.get(link).text
    answer = mara.send(link, {"password": NEW, "repeat": NEW, "command_id": "0" * 32})
    assert (answer.status_code, answer.location) == (303, "/aufgaben#meldung")
    assert "Quartierskoordination" in mara.get("/aufgaben").text
    assert app.test_client().sign_in("mara@example.org", NEW).status_code == 303


def test_T15_an_invitation_works_once(holger, app, people):
    _, link = invited(holger)
    form = {"password": NEW, "repeat": NEW, "command_id": "0" * 32}
    assert app.test_client().send(link, form).status_code == 303
    second = app.test_client()
    assert second.get(link).status_code == second.send(link, form).status_code == 404


def test_T15_an_invitation_ends_after_seven_days(holger, app, people, clock):
    _, link = invited(holger)
    clock.at += timedelta(days=7) - timedelta(seconds=1)
    assert app.test_client().get(link).status_code == 200
    clock.at += timedelta(seconds=1)
    assert app.test_client().get(link).status_code == 404


def test_T15_the_table_holds_no_token_and_the_admin_sees_it_once(holger, people, database):
    path, link = invited(holger)
    token = link.rsplit("/", 1)[1]
    assert token not in str(rows(database, "SELECT * FROM account_link"))
    assert token not in holger.get(path).text
    (waiting,) = rows(database, "SELECT account_id, link, text FROM outbox")
    assert waiting[1] == link
    assert "Mara Ahrens" in waiting[2]


def test_a_page_without_a_mail_server_promises_no_mail(settings, service, clock, people):
    for sends, promised in ((True, True), (False, False)):
        app = create_app(replace(settings, sends_mail=sends), service, clock=clock)
        app.test_client_class = CheckedClient
        holger = app.test_client()
        holger.sign_in(ADMIN)
        assert ("bekommt eine E-Mail" in holger.get("/konten/einladung").text) == promised
        path = invite(holger, email=f"mara{sends}@example.org").location.partition("#")[0]
        assert ("per E-Mail unterwegs" in holger.get(path).text) == promised


def test_a_new_link_kills_the_old_one(holger, app, people):
    path, old = invited(holger)
    assert send(holger, f"{path}/einladung").status_code == 303
    new = link_on(holger.get(path).text)
    assert app.test_client().get(old).status_code == 404
    assert app.test_client().get(new).status_code == 200


def test_somebody_with_a_password_gets_no_new_invitation(holger, people):
    assert send(holger, f"/konten/{people['aylin']}/einladung").status_code == 404


@pytest.mark.parametrize("email", ["aylin@example.org", ADMIN, "eva@example.org", STRANGER])
def test_W56_an_address_that_is_taken_anywhere_gets_the_same_answer(holger, people, email):
    answer = invite(holger, email=email, name="Wer Auch Immer")
    assert answer.status_code == 422
    assert "lässt sich nicht einladen" in answer.text
    assert "Wer Auch Immer" in answer.text


BAD_ADDRESSES = [
    "", "a@b", "a@[127.0.0.1]", '"a b"@c.de', "a@b.de,c@d.de", "a@b.de\nBcc:x@y.de",
    f"{'x' * 250}@b.de", "=?utf-8?q?x?=",
]  # fmt: skip


@pytest.mark.parametrize("email", BAD_ADDRESSES)
def test_W42_a_broken_address_is_refused_and_the_name_stays(holger, database, people, email):
    before = rows(database, "SELECT count(*) FROM account")
    answer = invite(holger, email=email)
    assert answer.status_code == 422
    assert "Mara Ahrens" in answer.text
    assert rows(database, "SELECT count(*) FROM account") == before


def test_T21_a_role_that_is_none_of_ours_is_refused(holger, people):
    assert invite(holger, roles="developer").status_code == 422
    assert invite(holger, is_admin="1").status_code == 400


def test_W56_invitations_are_throttled(holger, people, monkeypatch):
    monkeypatch.setattr("web.rooms.accounts.INVITATIONS_PER_HOUR", 2)
    for number in range(2):
        assert invite(holger, email=f"m{number}@example.org").status_code == 303
    answer = invite(holger, email="m3@example.org")
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)


def test_a_role_is_given_and_taken_as_an_event(holger, people, database):
    for who, held in (("tom", "ja"), ("aylin", "ja"), ("aylin", "nein")):
        path = f"/konten/{people[who]}/rollen"
        assert send(holger, path, {"role": "consultant", "held": held}).status_code == 303
    kinds = rows(database, "SELECT type, by FROM event WHERE stream LIKE 'kommune%' ORDER BY id")
    assert [tuple(row) for row in kinds[-2:]] == [
        ("RoleGranted", people["holger"]),
        ("RoleRevoked", people["holger"]),
    ]


def test_T02_nobody_lifts_themselves_and_the_page_says_who_can(holger, people):
    path = f"/konten/{people['holger']}"
    page = holger.get(path).text
    assert "Das eigene Konto ändert hier niemand selbst" in page
    assert "Kontenverwaltung" in page
    assert 'name="held"' not in page
    answer = send(holger, f"{path}/rollen", {"role": "coordinator", "held": "ja"})
    assert answer.status_code == 403


def test_nobody_closes_their_own_account(holger, people):
    assert send(holger, f"/konten/{people['holger']}/schliessen").status_code == 403
    assert holger.get("/konten").status_code == 200


def test_the_last_of_a_role_is_not_closed_and_the_page_says_so(holger, people, service, clock):
    grant = GrantRole(account=people["aylin"], role="consultant")
    place = service.govern(1, grant, account=None, at=clock.at)
    assert place.events
    path = f"/konten/{people['aylin']}"
    page = holger.get(path).text
    assert "Die Rolle Beratung hätte dann niemand mehr" in page
    assert "/schliessen" not in page
    assert send(holger, f"{path}/schliessen").status_code == 409


def test_T03_closing_ends_every_session_with_the_next_click(holger, app, people):
    aylin = [app.test_client() for _ in range(2)]
    for each in aylin:
        assert each.sign_in("aylin@example.org").status_code == 303
    path = f"/konten/{people['aylin']}"
    assert send(holger, f"{path}/schliessen").status_code == 303
    assert [each.get("/aufgaben").status_code for each in aylin] == [302, 302]
    assert app.test_client().sign_in("aylin@example.org").status_code == 422
    assert send(holger, f"{path}/oeffnen").status_code == 303
    assert [each.get("/aufgaben").status_code for each in aylin] == [302, 302]
    assert app.test_client().sign_in("aylin@example.org").status_code == 303


def test_closing_kills_an_open_invitation(holger, app, people):
    path, link = invited(holger)
    assert send(holger, f"{path}/schliessen").status_code == 303
    assert app.test_client().get(link).status_code == 404
    assert send(holger, f"{path}/oeffnen").status_code == 303
    assert app.test_client().get(link).status_code == 404


def test_a_name_is_changed_and_an_empty_one_is_not(holger, people):
    path = f"/konten/{people['aylin']}"
    assert send(holger, f"{path}/name", {"name": "Aylin Öztürk"}).status_code == 303
    assert "Aylin Öztürk" in holger.get(path).text
    answer = send(holger, f"{path}/name", {"name": " "})
    assert answer.status_code == 422
    assert Page(answer.text).title().startswith("Fehler: ")


GUESSABLE = {
    "short": "kurz",
    "common": "passwort1234",
    "repeated": "aaaaaaaaaaaaaaa",
    "the product": "quartiersweg1",
    "the own name": "mara ahrens mara",
    "the own address": "mara@example.org",
    "too long": "x7K-" * 40,
    "NUL": f"{NEW}\0",
}


@pytest.mark.parametrize("case", GUESSABLE)
def test_T13_a_password_that_others_guess_is_refused(holger, app, people, case):
    _, link = invited(holger)
    typed = GUESSABLE[case]
    answer = app.test_client().send(
        link, {"password": typed, "repeat": typed, "command_id": "0" * 32}
    )
    assert answer.status_code == 422
    assert typed not in answer.text.replace("mara@example.org", "") or case == "the own address"


def test_a_password_that_was_mistyped_is_refused(holger, app, people):
    _, link = invited(holger)
    answer = app.test_client().send(
        link, {"password": NEW, "repeat": NEW + "x", "command_id": "0" * 32}
    )
    assert answer.status_code == 422
    assert "stimmt nicht überein" in answer.text


def test_each_deed_stands_in_the_security_log(holger, people, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger(NAME), "propagate", True)
    caplog.set_level(logging.INFO, NAME)
    path, _ = invited(holger)
    send(holger, f"{path}/rollen", {"role": "consultant", "held": "ja"})
    send(holger, f"/konten/{people['aylin']}/schliessen")
    send(holger, f"/konten/{people['aylin']}/oeffnen")
    events = [json.loads(each.getMessage()) for each in caplog.records if each.name == NAME]
    assert [each["event"] for each in events] == [
        "user_created",
        "privilege_permissions_changed",
        "user_disabled",
        "user_enabled",
    ]
    assert {each["account"] for each in events} == {people["holger"]}
    assert "example.org" not in caplog.text
    assert PASSWORD not in caplog.text
