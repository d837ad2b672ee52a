"""Other people's guessing locks nobody out of a browser in which they have signed in before (T-13)."""

from dataclasses import replace

import pytest

from tests.web.conftest import HOST, PASSWORD, CheckedClient
from web.app import create_app

AYLIN, TOM = "aylin@example.org", "tom@example.org"
COOKIE = "__Host-geraet"
NEW = "vier woerter ohne jeden sinn"


@pytest.fixture
def browser(app, people) -> CheckedClient:
    """A browser in which Aylin has signed in, and out again."""
    visitor = app.test_client()
    visitor.sign_in(AYLIN)
    leave(visitor)
    return visitor


def leave(visitor):
    assert visitor.send("/abmelden", token_from="/aufgaben").status_code == 303


@pytest.fixture
def lock(app):
    """Let a stranger guess until the account is locked."""

    def guessing(email: str = AYLIN) -> None:
        stranger = app.test_client()
        assert [stranger.sign_in(email, "falsch").status_code for _ in range(10)] == [422] * 10
        assert stranger.sign_in(email).status_code == 429

    return guessing


def test_the_owner_comes_in_where_they_have_been_before_and_nowhere_else(browser, app, lock):
    lock()
    assert app.test_client().sign_in(AYLIN).status_code == 429
    assert browser.sign_in(AYLIN).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser):
    cookie = browser.get_cookie(COOKIE, domain=HOST)
    assert (cookie.http_only, cookie.secure, cookie.same_site) == (True, True, "Strict")
    assert cookie.path == "/"


def test_it_opens_no_other_account(browser, lock):
    lock(TOM)
    assert browser.sign_in(TOM).status_code == 429


def test_guesses_in_a_known_browser_are_counted_too(browser, app):
    guesses = [browser.sign_in(AYLIN, "falsch").status_code for _ in range(11)]
    assert guesses == [422] * 10 + [429]
    assert app.test_client().sign_in(AYLIN).status_code == 303


def test_it_opens_nothing_by_itself(browser):
    assert browser.get("/aufgaben").status_code == 302
    assert browser.sign_in(AYLIN, "falsch").status_code == 422


def change_password(visitor):
    form = {"current": PASSWORD, "password": NEW, "repeat": NEW, "command_id": "0" * 32}
    assert visitor.send("/konto/passwort", form, token_from="/konto").status_code == 303


def sign_out_everywhere(visitor):
    assert visitor.send("/konto/abmelden", token_from="/konto").status_code == 303


@pytest.mark.parametrize("deed", [change_password, sign_out_everywhere])
def test_a_new_password_and_signing_out_everywhere_end_it(browser, app, lock, deed):
    elsewhere = app.test_client()
    elsewhere.sign_in(AYLIN)
    deed(elsewhere)
    lock()
    assert browser.sign_in(AYLIN).status_code == 429
    password = NEW if deed is change_password else PASSWORD
    assert browser.sign_in(AYLIN, password).status_code == 429


def test_the_browser_in_which_the_password_was_changed_stays_known(browser, lock):
    browser.sign_in(AYLIN)
    change_password(browser)
    leave(browser)
    lock()
    assert browser.sign_in(AYLIN, NEW).status_code == 303


@pytest.mark.parametrize("forged", ["", "x", "W10.x", "WyJhIiwiYiJd", "\0", "a" * 3000])
def test_a_cookie_that_is_not_ours_means_nothing(app, people, lock, forged):
    visitor = app.test_client()
    visitor.set_cookie(COOKIE, forged, domain=HOST, secure=True)
    lock()
    assert visitor.sign_in(AYLIN).status_code == 429


def test_it_outlives_a_change_of_the_servers_secret(browser, settings, service, clock, lock):
    kept = browser.get_cookie(COOKIE, domain=HOST).value
    former = (settings.secret_key,)
    renewed = replace(settings, secret_key="n" * 32, secret_key_fallbacks=former)
    app = create_app(renewed, service, clock=clock)
    app.test_client_class = CheckedClient
    visitor = app.test_client()
    visitor.set_cookie(COOKIE, kept, domain=HOST, secure=True)
    lock()
    assert visitor.sign_in(AYLIN).status_code == 303
