"""The second page of the door: a code from the app, after the right password.

Rule: until the code is right nobody is signed in. What the browser holds meanwhile says whose code
is asked for, opens nothing by itself, and ends after ten minutes or with the password.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from web.account.arriving import carried_on, come_in
from web.context import now, surroundings
from web.input import single
from web.kept import Hidden
from web.language import say
from web.presenters.inputs import Input
from web.second_factor import take
from web.security_log import record
from web.sessions import leave_former
from web.throttle import count_attempt, forgive
from workflow.storage.sign_ins import Credentials

blueprint = Blueprint("code", __name__)

_HALF = "half"
_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """The question for the code; `hidden` goes along."""

    title: str
    input: Input
    hidden: tuple[Hidden, ...]
    error: str = ""
    place: None = None


def ask_for_code(credentials: Credentials) -> str:
    """Return the page that asks for the code of somebody whose password was right."""
    leave_former()
    session[_HALF] = [credentials.account, _print(credentials), now().isoformat()]
    return _page()


@blueprint.route("/anmelden/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Let in who has the code as well."""
    person = _half_way()
    if person is None or not person.totp:
        see_other = 303 if request.method == "POST" else 302
        return redirect(url_for("account.sign_in"), code=see_other)
    if request.method != "POST":
        return _page()
    sign_ins = surroundings().sign_ins
    who, where = str(person.account), request.remote_addr or ""
    attempt = count_attempt(sign_ins, who, where, now(), door="code")
    if attempt.wait:
        record("excess_rate_limit_exceeded", seconds=attempt.wait)
        return _page(_refusal()), 429, {"Retry-After": str(attempt.wait)}
    if not take(person.account, person.totp, single(request.form, "code")):
        record("authn_login_fail", tried=person.account, step="code")
        return _page(_refusal()), 422
    forgive(sign_ins, attempt)
    record("authn_login_success", tried=person.account)
    return come_in(person)


def _half_way() -> Credentials | None:
    """Return whose password was right a moment ago; None if that is too long ago or changed."""
    account, printed, since = session.get(_HALF, (0, "", ""))
    person = surroundings().sign_ins.by_account(account) if account else None
    if person is None or not person.active or _print(person) != printed:
        return None
    return person if now() - datetime.fromisoformat(since) < _LASTS else None


def _print(credentials: Credentials) -> str:
    return hashlib.sha256((credentials.password or "").encode()).hexdigest()[:16]


def _refusal() -> str:
    return say(
        "Der Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten in Ihrer App. "
        "Nach 10 Versuchen müssen Sie 5 Minuten warten."
    )


def _page(error: str = "") -> str:
    asked = Input(
        name="code",
        label=say("Code"),
        hint=say("Die 6 Ziffern aus Ihrer App, oder einer Ihrer Wiederherstellungscodes"),
        width="middle",
        autocomplete="one-time-code",
        error=error,
    )
    page = CodePage(title=say("Code eingeben"), input=asked, hidden=carried_on(), error=error)
    return render_template("account/code.html", page=page)
