"""Mein Konto: name, language, password, sign-ins."""

import pytest

from tests.web.conftest import HOST, PASSWORD
from web.second_factor import grouped

NEW = "vier woerter ohne jeden sinn"
AYLIN = "aylin@example.org"


@pytest.fixture
def aylin(signed_in, people):
    return signed_in(AYLIN)


def send(visitor, path, data=None, token_from="/konto"):
    return visitor.send(path, {"command_id": "0" * 32} | (data or {}), token_from=token_from)


def change(visitor, **other):
    form = {"current": PASSWORD, "password": NEW, "repeat": NEW} | other
    return send(visitor, "/konto/passwort", form)


def test_the_frame_leads_to_ones_own_account(aylin):
    assert 'href="/konto"' in aylin.get("/aufgaben").text
    assert AYLIN in aylin.get("/konto").text


def test_a_name_is_changed_and_shown_in_the_frame(aylin):
    assert send(aylin, "/konto/name", {"name": "Aylin Öztürk"}).status_code == 303
    assert "<b>Aylin Öztürk</b>" in aylin.get("/aufgaben").text


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\u202eb", "a\nb"])
def test_W21_a_name_that_cannot_be_kept_is_refused(aylin, name):
    assert send(aylin, "/konto/name", {"name": name}).status_code == 422


def test_a_language_is_kept_for_the_next_browser(aylin, app):
    assert send(aylin, "/konto/sprache", {"language": "en"}).status_code == 303
    other = app.test_client()
    other.sign_in(AYLIN)
    assert other.get_cookie("sprache", domain=HOST).value == "en"
    assert send(aylin, "/konto/sprache", {"language": "fr"}).status_code == 422


def test_a_language_chosen_at_the_foot_is_kept_too(aylin, app):
    aylin.send("/sprache", {"language": "en", "next": "/aufgaben"}, token_from="/aufgaben")
    other = app.test_client()
    other.sign_in(AYLIN)
    assert other.get_cookie("sprache", domain=HOST).value == "en"


def test_T12_a_new_password_ends_every_other_session_and_renews_this_one(aylin, app, database):
    other = app.test_client()
    other.sign_in(AYLIN)
    copied = aylin.get_cookie("__Host-quartiersweg", domain=HOST).value
    assert change(aylin).status_code == 303
    assert aylin.get("/konto").status_code == 200
    assert other.get("/konto").status_code == 302
    thief = app.test_client()
    thief.set_cookie("__Host-quartiersweg", copied, domain=HOST, secure=True)
    assert thief.get("/konto").status_code == 302
    assert app.test_client().sign_in(AYLIN, PASSWORD).status_code == 422
    assert app.test_client().sign_in(AYLIN, NEW).status_code == 303
    with database.read() as connection:
        subjects = connection.exec_driver_sql("SELECT subject FROM outbox").scalars().all()
    assert subjects == ["Ihr Passwort wurde geändert"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"current": "falsch"}, "stimmt nicht"),
        ({"password": "kurz", "repeat": "kurz"}, "mindestens 12 Zeichen"),
        ({"password": "aylin@example.org", "repeat": "aylin@example.org"}, "zu leicht zu erraten"),
        ({"repeat": "anders als das erste"}, "stimmt nicht überein"),
    ],
)
def test_a_password_is_not_changed_by_halves(aylin, app, wrong, says):
    answer = change(aylin, **wrong)
    assert answer.status_code == 422
    assert says in answer.text
    assert PASSWORD not in answer.text
    assert app.test_client().sign_in(AYLIN, PASSWORD).status_code == 303


def test_T13_guessing_the_old_password_is_throttled(aylin):
    for _ in range(10):
        assert change(aylin, current="falsch").status_code == 422
    assert change(aylin).status_code == 429


def test_one_sees_and_ends_ones_own_sessions_and_no_others(aylin, app, signed_in, people, database):
    other, tom = app.test_client(), signed_in("tom@example.org")
    other.sign_in(AYLIN)
    page = aylin.get("/konto").text
    assert page.count("Andere Anmeldung") == 1
    with database.read() as connection:
        query = "SELECT id FROM session WHERE account_id = ? ORDER BY id DESC"
        mine = connection.exec_driver_sql(query, (people["aylin"],)).scalars().first()
        toms = connection.exec_driver_sql(query, (people["tom"],)).scalars().first()
    assert send(aylin, "/konto/anmeldungen", {"session": str(toms)}).status_code == 404
    assert tom.get("/konto").status_code == 200
    assert send(aylin, "/konto/anmeldungen", {"session": str(mine)}).status_code == 303
    assert (other.get("/konto").status_code, aylin.get("/konto").status_code) == (302, 200)


def test_signing_out_everywhere_ends_this_session_too(aylin, app):
    other = app.test_client()
    other.sign_in(AYLIN)
    assert send(aylin, "/konto/abmelden").location == "/anmelden#meldung"
    assert [each.get("/konto").status_code for each in (aylin, other)] == [302, 302]


def test_recovery_codes_are_written_in_groups():
    assert grouped("0123456789abcdef0123") == "0123-4567-89ab-cdef-0123"
