"""The door: signing in and out.

Rule: whoever is refused learns nothing. Unknown, wrong and disabled get the same page, and so do
too many tries. After signing in people land where they wanted to go, with what they had typed.
"""

from __future__ import annotations

import unicodedata

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from web import paths
from web.account.arriving import carried_on, come_in, remember_language, wanted
from web.account.code import ask_for_code
from web.answers import done
from web.context import now, surroundings
from web.devices import known_device
from web.expired import SignInPage
from web.input import single
from web.kept import Hidden, kept_by, texts_of
from web.language import known, said_later, say
from web.passwords import is_right
from web.security_log import record
from web.sessions import end_session, person
from web.throttle import count_attempt, forgive

blueprint = Blueprint("account", __name__)

_LONGEST_EMAIL = 254
_REFUSED = said_later("Die Anmeldung hat nicht geklappt")
_REMEDY = said_later(
    "E-Mail-Adresse oder Passwort stimmen nicht. Prüfen Sie beides. Nach 10 Versuchen müssen Sie "
    "5 Minuten warten."
)


@blueprint.get("/")
def start() -> Response:
    """Lead to the tasks, or to the door."""
    return redirect(paths.TASKS if current_user.is_authenticated else url_for("account.sign_in"))


@blueprint.route("/anmelden", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Show the door; let in who knows an account and its password."""
    if request.method != "POST":
        return redirect(wanted()) if current_user.is_authenticated else _door()
    email, password = read_email(), single(request.form, "password")
    at, sign_ins = now(), surroundings().sign_ins
    credentials = sign_ins.by_email(email)
    device = known_device(credentials)
    attempt = count_attempt(sign_ins, email, request.remote_addr or "", at, device=device)
    if attempt.wait:
        record("excess_rate_limit_exceeded", seconds=attempt.wait)
        return _refused(email), 429, {"Retry-After": str(attempt.wait)}
    right = is_right(credentials, password)  # asked in any case: the same work for everybody
    if credentials is None or not right:
        record("authn_login_fail", tried=credentials.account if credentials else 0)
        return _refused(email), 422
    forgive(sign_ins, attempt)
    if credentials.totp:
        return ask_for_code(credentials)
    record("authn_login_success", tried=credentials.account)
    return come_in(credentials)


@blueprint.post("/abmelden")
def sign_out() -> Response:
    """End the session for good: its cookie, wherever it was copied to, opens nothing more."""
    record("session_ended")
    end_session(person())
    answer = done(say("Sie sind abgemeldet."), url_for("account.sign_in"))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@blueprint.post("/sprache")
def choose_language() -> Response:
    """Speak another language from here on, on the page where it was chosen."""
    answer, chosen = redirect(wanted(), code=303), known(single(request.form, "language"))
    remember_language(answer, chosen)
    if current_user.is_authenticated:
        surroundings().own.speak(person().account, chosen)
    return answer


def _door() -> str:
    wanted = single(request.args, "next")
    hidden = (Hidden("next", wanted),) if wanted else ()
    page = SignInPage(title=say("Anmelden"), action=url_for("account.sign_in"), hidden=hidden)
    return render_template("account/sign_in.html", page=page)


def _refused(email: str) -> str:
    page = SignInPage(
        title=say("Anmelden"),
        action=url_for("account.sign_in"),
        email=email,
        error=say(_REFUSED),
        remedy=say(_REMEDY),
        hidden=carried_on(),
        kept=texts_of(kept_by(request.form)),
    )
    return render_template("account/sign_in.html", page=page)


def read_email() -> str:
    """Return the address as accounts are stored: NFC, lower case, no blanks around it."""
    typed = single(request.form, "email").strip()[:_LONGEST_EMAIL]
    return unicodedata.normalize("NFC", typed).lower()
