"""Mein Konto: how somebody is called and spoken to, their password, where they are signed in.

Rule: everything here is about who is signed in and about nobody else; no address names an account.
What opens the account is set only by who knows its password now.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from web import paths
from web.account.arriving import remember_language
from web.answers import done
from web.asking import ask
from web.context import now, signed_in, surroundings
from web.input import Submission
from web.language import known, say, speak
from web.new_passwords import changed_letter, read_password
from web.passwords import is_right
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.own_account import own_account_page, password_page
from web.security_log import record
from web.sessions import IDLE, begin_session, end_session, person
from web.throttle import count_deed
from workflow.core.errors import NotFound, Problem
from workflow.core.sentences import LANGUAGES
from workflow.storage.sign_ins import Credentials

blueprint = Blueprint("own_account", __name__)

_LONGEST_NAME = 200
_TRIES_PER_HOUR = 10
CURRENT = "current"


@blueprint.get(paths.OWN_ACCOUNT)
def show() -> str:
    """Show what is about oneself."""
    return _show(UNTYPED)


def _show(typed: Typed) -> str:
    around, at = surroundings(), now()
    sessions = around.own.sessions(signed_in(), person().token, at=at, used_after=at - IDLE)
    left = around.own.codes_left(signed_in())
    page = own_account_page(myself(), sessions, left, at, typed)
    return render_template("konto/konto.html", page=page)


@blueprint.post(f"{paths.OWN_ACCOUNT}/name")
def rename() -> ResponseReturnValue:
    """Change how one is called."""

    def save(form: Submission) -> Response:
        name = form.line("name", required=True, limit=_LONGEST_NAME)
        form.check()
        form.nothing_else()
        surroundings().own.rename(signed_in(), name)
        record("user_updated", whose=signed_in())
        return done(say("Ihr Name ist gespeichert."), paths.OWN_ACCOUNT)

    return ask(_show, save)


@blueprint.post(f"{paths.OWN_ACCOUNT}/sprache")
def choose_language() -> ResponseReturnValue:
    """Choose the language of the pages, here and wherever one signs in."""

    def save(form: Submission) -> Response:
        chosen = form.raw("language")
        if chosen not in LANGUAGES:
            form.refuse("language", Problem.NO_SUCH_CHOICE)
        form.check()
        form.nothing_else()
        surroundings().own.speak(signed_in(), chosen)
        speak(chosen)
        answer = done(say("Ihre Sprache ist gespeichert."), paths.OWN_ACCOUNT)
        remember_language(answer, known(chosen))
        return answer

    return ask(_show, save)


@blueprint.route(f"{paths.OWN_ACCOUNT}/passwort", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """Set another password; everywhere else one is signed out."""
    me = myself()

    def save(form: Submission) -> Response:
        check_password(form, me)
        form.check()  # first: who does not know the old one learns nothing about the new one
        hashed = read_password(form, me)
        form.check()
        form.nothing_else()
        surroundings().links.change_password(me, hashed, changed_letter(), at=now())
        record("authn_password_change", whose=me.account, by="oneself")
        begin_session(me, person().checked_at)  # a code of the second factor was not asked for
        text = say("Ihr neues Passwort ist gespeichert. Überall sonst sind Sie abgemeldet.")
        return done(text, paths.OWN_ACCOUNT)

    def show_form(typed: Typed) -> str:
        return render_template("konto/passwort.html", page=password_page(me.email, typed))

    return ask(show_form, save)


@blueprint.post(f"{paths.OWN_ACCOUNT}/anmeldungen")
def end_one() -> Response:
    """End one of one's sessions: a telephone that was lost, a desk in another office."""
    form = Submission(request.form)
    number = form.key("session", required=True)
    form.check()
    form.nothing_else()
    if not surroundings().own.end_session(signed_in(), number or 0):
        raise NotFound(f"session {number}")
    record("session_ended", by="oneself")
    return done(say("Diese Anmeldung ist beendet."), f"{paths.OWN_ACCOUNT}#anmeldungen")


@blueprint.post(f"{paths.OWN_ACCOUNT}/abmelden")
def end_all() -> Response:
    """End every session, this one too."""
    record("session_ended", everywhere=1)
    surroundings().sign_ins.end_sessions(signed_in())
    end_session(person())
    return done(say("Sie sind überall abgemeldet."), url_for("account.sign_in"))


def myself() -> Credentials:
    """Return the account of who is signed in, read anew."""
    found = surroundings().sign_ins.by_account(signed_in())
    if found is None:
        raise NotFound("account")
    return found


def check_password(form: Submission, me: Credentials) -> None:
    """Refuse a form that does not carry one's password; raises TooManyRequests for guessing."""
    key = str(me.account)
    wait = count_deed(surroundings().sign_ins, "password", key, _TRIES_PER_HOUR, now())
    if wait:
        record("excess_rate_limit_exceeded", seconds=wait)
        raise TooManyRequests(retry_after=wait)
    if not is_right(me, form.raw(CURRENT)):
        record("authn_password_wrong", whose=me.account)
        form.refuse(CURRENT, Problem.WRONG)
