"""Asking for the password again before what is risky, if it was last given some time ago (CON.10.A12).

Rule: which addresses are risky the table in `access` says. The question keeps the whole form and sends
it to where it was going, with the password beside it: its own view then does the deed, once, and
knows nothing of the question. It is counted like signing in, and asks for the second factor too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue

from web import paths
from web.access import risk
from web.context import now, surroundings
from web.input import CODE_AGAIN, PASSWORD_AGAIN, single
from web.kept import Hidden, about_files, to_send_on
from web.language import say
from web.passwords import is_right
from web.presenters.inputs import Input
from web.restored import page_of
from web.second_factor import take
from web.security_log import record
from web.sessions import person
from web.throttle import count_attempt, forgive
from workflow.storage.sign_ins import Credentials

FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage:
    """The question; `hidden` is the form that waits for the answer."""

    title: str
    lines: tuple[str, ...]
    email: str
    inputs: tuple[Input, ...]
    hidden: tuple[Hidden, ...]
    action: str
    button: str
    cancel: str
    error: str = ""
    place: None = None


def ask_again(app: Flask) -> None:
    """Put the question before every risky request; after the gate and the check against forgery."""
    app.before_request(_confirm)


def _confirm() -> ResponseReturnValue | None:
    deed, who = risk(), person()
    if not deed or (who.checked_at is not None and now() - who.checked_at < FRESH):
        return None
    around, at = surroundings(), now()
    me = around.sign_ins.by_account(who.account)
    if me is None or PASSWORD_AGAIN not in request.form:
        return _page(deed, me), 401
    me_here = (str(who.account), request.remote_addr or "")
    attempt = count_attempt(around.sign_ins, *me_here, at, door="again")
    if attempt.wait:
        record("excess_rate_limit_exceeded", seconds=attempt.wait)
        return _page(deed, me, refused=True), 429, {"Retry-After": str(attempt.wait)}
    if not _knows(me):
        record("authn_password_wrong", whose=who.account)
        return _page(deed, me, refused=True), 422
    forgive(around.sign_ins, attempt)
    around.sign_ins.check_session(who.token, at=at)
    record("authn_confirmed", whose=who.account)
    return None


def _knows(me: Credentials) -> bool:
    """Return whether password and, if there is a second factor, code are right."""
    if not is_right(me, single(request.form, PASSWORD_AGAIN)):
        return False
    return not me.totp or take(me.account, me.totp, single(request.form, CODE_AGAIN))


def _page(deed: str, me: Credentials | None, *, refused: bool = False) -> str:
    found = page_of(request.path)
    page = ConfirmPage(
        title=say("Geben Sie Ihr Passwort noch einmal ein"),
        lines=(
            say(
                "„{deed}“ braucht Ihr Passwort: Sie haben es vor mehr als 10 Minuten zuletzt "
                "eingegeben. So kann niemand an Ihrem Platz etwas in Ihrem Namen tun.",
                deed=say(deed),
            ),
            *about_files(),
        ),
        email=me.email if me else "",
        inputs=tuple(_inputs(with_code=bool(me and me.totp))),
        hidden=to_send_on(),
        action=request.path,
        button=say(deed),
        cancel=found[0] if found else paths.TASKS,
        error=_refusal(with_code=bool(me and me.totp)) if refused else "",
    )
    return render_template("account/confirm.html", page=page)


def _inputs(*, with_code: bool) -> list[Input]:
    password = Input(
        name=PASSWORD_AGAIN,
        label=say("Passwort"),
        kind="password",
        width="middle",
        autocomplete="current-password",
    )
    code = Input(
        name=CODE_AGAIN,
        label=say("Code"),
        hint=say("Die 6 Ziffern aus Ihrer App, oder einer Ihrer Wiederherstellungscodes"),
        width="middle",
        autocomplete="one-time-code",
    )
    return [password, code] if with_code else [password]


def _refusal(*, with_code: bool) -> str:
    if with_code:
        return say(
            "Passwort oder Code stimmen nicht. Prüfen Sie beides; jeder Code geht nur ein Mal. Nach 10 "
            "Versuchen müssen Sie 5 Minuten warten. Ihre Eingabe ist noch da."
        )
    return say(
        "Das Passwort stimmt nicht. Nach 10 Versuchen müssen Sie 5 Minuten warten. Ihre Eingabe ist "
        "noch da."
    )
