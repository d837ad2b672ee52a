"""The second factor: set up with its first right code, asked for after the password, never twice."""

import re
from datetime import timedelta

import pytest

from tests.web.conftest import ADMIN, PASSWORD
from tests.web.page import Page
from web.input import CODE_AGAIN, PASSWORD_AGAIN
from web.second_factor import Codes
from workflow.storage.account_links import AccountLinks, Purpose
from workflow.storage.sign_ins import SignIns

AYLIN = "aylin@example.org"
KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
SET_UP = "/konto/zweiter-faktor"


@pytest.fixture
def aylin(signed_in, people):
    return signed_in(AYLIN)


@pytest.fixture
def code(app):
    """The code that the app of a secret shows now."""

    def show(secret: str) -> str:
        with app.app_context():
            return Codes((KEY,)).generate_totp_password(inside(secret))

    return show


def inside(carried: str) -> str:
    """The secret in what a form carries: without the signature."""
    return carried.rpartition(".")[0]


def secret_on(visitor) -> str:
    return next(
        form["secret"] for form in Page(visitor.get(SET_UP).text).forms() if "secret" in form
    )


def send(visitor, path, data=None, token_from="/konto"):
    return visitor.send(path, {"command_id": "0" * 32} | (data or {}), token_from=token_from)


@pytest.fixture
def factor(aylin, code) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a second factor that Aylin has set up."""
    secret = secret_on(aylin)
    answer = send(aylin, SET_UP, {"secret": secret, "code": code(secret), "current": PASSWORD})
    assert (answer.status_code, answer.location) == (303, f"{SET_UP}#codes")
    return secret, re.findall(r"<code>([0-9a-f-]{24})</code>", aylin.get(SET_UP).text)


def enter(app, typed: str, **more: str):
    visitor = app.test_client()
    asked = visitor.sign_in(AYLIN, **more)
    assert (asked.status_code, "Code eingeben" in asked.text) == (200, True)
    assert Page(asked.text).filled_in() == {"code": "one-time-code"}
    return visitor, visitor.send(
        "/anmelden/code", {"code": typed} | more, token_from="/anmelden/code"
    )


def test_the_page_shows_the_secret_as_a_picture_and_as_text(aylin):
    html = aylin.get(SET_UP).text
    assert '<svg class="qr"' in html
    assert re.search(r"<code>([A-Z2-7]{4}-){7}[A-Z2-7]{4}</code>", html)


def test_a_factor_counts_from_its_first_right_code_on(aylin, app, code):
    secret = secret_on(aylin)
    for wrong in ({"code": "000000"}, {"current": "falsch"}, {"code": ""}):
        form = {"secret": secret, "code": code(secret), "current": PASSWORD} | wrong
        answer = send(aylin, SET_UP, form)
        assert answer.status_code == 422
        assert secret in [form.get("secret") for form in Page(answer.text).forms()]
    assert app.test_client().sign_in(AYLIN).status_code == 303


FOREIGN = (
    "", "x", "{}", "[1]",
    '{"type":"totp","v":1,"key":"JBSWY3DPEHPK3PXP"}',
    "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=Quartiersweg",
    '{"type":"totp","v":1,"enckey":{"v":1,"c":40,"t":"x","s":"MFRGG","k":"MFRGG"}}',
)  # fmt: skip


@pytest.mark.parametrize("secret", FOREIGN)
def test_T21_a_secret_that_was_not_offered_is_refused(aylin, secret):
    """Else somebody picks one that others know, or one whose key takes a server years to open."""
    answer = send(aylin, SET_UP, {"secret": secret, "code": "000000", "current": PASSWORD})
    assert answer.status_code == 400


def test_T21_a_secret_is_offered_to_one_account(aylin, signed_in, code):
    others = secret_on(signed_in(ADMIN))
    form = {"secret": others, "code": code(others), "current": PASSWORD}
    assert send(aylin, SET_UP, form).status_code == 400


def test_the_secret_is_stored_encrypted_and_the_codes_hashed(factor, code, database, app):
    secret, recovery = factor
    assert len(recovery) == 8
    with app.app_context():
        key = Codes((KEY,)).get_totp_b32_key(inside(secret))
    with database.read() as connection:
        stored = str(connection.exec_driver_sql("SELECT totp FROM account").all())
        hashed = str(connection.exec_driver_sql("SELECT * FROM recovery_code").all())
    assert key not in stored
    assert recovery[0].replace("-", "") not in hashed


def test_after_the_password_nobody_is_in_yet(factor, app):
    visitor = app.test_client()
    asked = visitor.sign_in(AYLIN)
    assert asked.status_code == 200
    assert visitor.get("/aufgaben").status_code == 302


def test_the_right_code_opens_once(factor, app, code, clock):
    clock.pass_by(minutes=1)
    shown = code(factor[0])
    visitor, answer = enter(app, f"{shown[:3]} {shown[3:]}")
    assert (answer.status_code, answer.location) == (303, "/aufgaben#inhalt")
    assert visitor.get("/aufgaben").status_code == 200
    assert enter(app, shown)[1].status_code == 422


def test_the_code_that_set_it_up_opens_nothing(factor, app, code):
    assert enter(app, code(factor[0]))[1].status_code == 422


def test_a_recovery_code_opens_once(factor, app):
    _, recovery = factor
    assert enter(app, recovery[0].upper())[1].status_code == 303
    assert enter(app, recovery[0])[1].status_code == 422
    assert enter(app, recovery[1].replace("-", ""))[1].status_code == 303


@pytest.mark.parametrize(
    "typed", ["", "000000", "٣٤٥٦٧٨", "x" * 5000, "\0", "0000-0000-0000-0000-0000"]
)
def test_W40_a_wrong_code_is_refused_on_the_same_page(factor, app, typed):
    answer = enter(app, typed)[1]
    assert answer.status_code == 422
    assert Page(answer.text).title().startswith("Fehler: ")


def test_T13_codes_are_throttled_whatever_browser_asks(factor, app, code, clock):
    for _ in range(10):
        assert enter(app, "000000")[1].status_code == 422
    clock.pass_by(minutes=1)
    answer = enter(app, code(factor[0]))[1]
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)
    clock.pass_by(minutes=5)
    assert enter(app, code(factor[0]))[1].status_code == 303


def test_the_question_ends_after_ten_minutes(factor, app, code, clock):
    visitor = app.test_client()
    visitor.sign_in(AYLIN)
    token = visitor.token("/anmelden/code")
    clock.pass_by(minutes=10)
    answer = visitor.post("/anmelden/code", data={"code": code(factor[0]), "csrf_token": token})
    assert answer.location == "/anmelden"


def test_nobody_reaches_the_question_without_the_password(client, people):
    assert client.get("/anmelden/code").location == "/anmelden"
    assert client.send("/anmelden/code", {"code": "000000"}).location == "/anmelden"


def test_R24_what_was_typed_before_goes_through_both_pages(factor, app, code, clock):
    clock.pass_by(minutes=1)
    kept = {"kept_path": "/konto/name", "kept-name": "Neuer Name"}
    _, answer = enter(app, code(factor[0]), **kept)
    assert answer.status_code == 200
    assert "Neuer Name" in answer.text


def test_a_new_password_by_a_link_does_not_pass_the_second_factor_by(factor, app, database, clock):
    visitor, token, at = app.test_client(), "t" * 43, clock()
    person = SignIns(database).by_email(AYLIN)
    until = at + timedelta(hours=1)
    AccountLinks(database).send(person, Purpose.RECOVERY, token, None, at=at, until=until)
    link = f"/passwort/{token}"
    new = "vier woerter ohne jeden sinn"
    visitor.send(link, {"password": new, "repeat": new, "command_id": "0" * 32})
    assert visitor.get("/aufgaben").status_code == 302
    assert "Code eingeben" in visitor.sign_in(AYLIN, new).text


def test_new_recovery_codes_replace_the_old_ones(factor, aylin, app):
    assert send(aylin, f"{SET_UP}/codes").status_code == 303
    new = re.findall(r"<code>([0-9a-f-]{24})</code>", aylin.get(SET_UP).text)
    assert enter(app, factor[1][0])[1].status_code == 422
    assert enter(app, new[0])[1].status_code == 303
    assert "<code>" not in aylin.get(SET_UP).text


def test_turned_off_the_password_is_enough_again(factor, aylin, app):
    assert send(aylin, f"{SET_UP}/aus").status_code == 303
    assert app.test_client().sign_in(AYLIN).status_code == 303
    assert send(aylin, f"{SET_UP}/aus").status_code == 404


def test_whoever_turns_it_off_later_is_asked_for_password_and_code(factor, aylin, code, clock):
    clock.pass_by(minutes=10)
    for path in (f"{SET_UP}/codes", f"{SET_UP}/aus"):
        asked = send(aylin, path)
        assert asked.status_code == 401
        assert Page(asked.text).filled_in() == {
            None: "username",
            PASSWORD_AGAIN: "current-password",
            CODE_AGAIN: "one-time-code",
        }
        assert send(aylin, path, {PASSWORD_AGAIN: PASSWORD}).status_code == 422
    answered = {PASSWORD_AGAIN: PASSWORD, CODE_AGAIN: code(factor[0])}
    assert send(aylin, f"{SET_UP}/aus", answered).status_code == 303


def test_the_admin_resets_it_for_who_has_lost_the_telephone(factor, aylin, app, people, signed_in):
    holger = signed_in(ADMIN)
    path = f"/konten/{people['aylin']}"
    assert "Zweiten Faktor zurücksetzen" in holger.get(path).text
    assert send(holger, f"{path}/zweiter-faktor").status_code == 303
    assert aylin.get("/konto").status_code == 302
    assert app.test_client().sign_in(AYLIN).status_code == 303
    own = f"/konten/{people['holger']}/zweiter-faktor"
    assert send(holger, own).status_code == 403


def test_a_key_that_is_gone_leaves_the_recovery_codes(factor, app, monkeypatch):
    monkeypatch.setattr("web.second_factor.codes", lambda: Codes(("n" * 32,)))
    assert enter(app, "000000")[1].status_code == 422
    assert enter(app, factor[1][0])[1].status_code == 303


def test_an_older_key_still_opens_what_it_closed(app):
    old, new = "o" * 32, "n" * 32
    with app.app_context():
        secret = Codes((old,)).generate_totp_secret()
        before = Codes((old,)).get_totp_b32_key(secret)
        assert Codes((new, old)).get_totp_b32_key(secret) == before
        with pytest.raises(KeyError):
            Codes((new,)).get_totp_b32_key(secret)
