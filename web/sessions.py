"""Who is signed in: a row in the database, its token in the cookie.

Rule: the cookie alone proves nothing. Its token must be known, used within the last hour and not
older than half a day; signing out ends the row, so that a copied cookie is dead (T-12). Last use is
written at most every five minutes, else every page view would be a write. Whose second factor is asked
for by their municipality, and who has none, is told so with the session: nothing else is open until then.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import cast

from flask import Request, session
from flask_login import LoginManager, current_user
from flask_security.core import UserMixin
from flask_security.utils import login_user, logout_user
from flask_wtf.csrf import generate_csrf

from web.context import now, surroundings
from web.devices import remember_device
from web.input import CSRF
from workflow.core.municipality_settings import ALWAYS_OWED
from workflow.storage.sign_ins import Credentials, OpenSession, SignIns

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=5)
TOKEN_BYTES = 32
_OWES_FACTOR = "owes_factor"


class Person(UserMixin):
    """Who is signed in, as flask-security knows a user; `token` is the one in their cookie.

    `checked_at`: when they last gave their password; None for who is not signed in.
    """

    fs_uniquifier = ""  # the library looks for it on the class

    def __init__(
        self, credentials: Credentials, token: str = "", checked_at: datetime | None = None
    ) -> None:
        self.account = credentials.account
        self.municipality = credentials.municipality
        self.municipality_name = credentials.municipality_name
        self.name = credentials.name
        self.email = credentials.email
        self.password = credentials.password
        self.active = credentials.active
        self.fs_uniquifier = credentials.uniquifier
        self.token = token
        self.checked_at = checked_at

    def get_id(self) -> str:
        """Return what the cookie carries: the token of this session, never the account."""
        return self.token


def person() -> Person:
    """Return who is signed in; the gate has seen to it that somebody is."""
    return cast("Person", current_user)


def keep_sessions(login_manager: LoginManager) -> None:
    """Let the cookie's token, and nothing else, say who is signed in."""
    login_manager.user_loader(_person)
    # The library also takes signed tokens from headers and addresses; they have no row to end.
    login_manager.request_loader(_nobody)
    # It would compare addresses and browsers; the row does better, and a town hall changes both.
    login_manager.session_protection = None


def begin_session(credentials: Credentials, checked: datetime | None = None) -> None:
    """Sign somebody in under a new token; whatever the cookie held before is ended and forgotten.

    `checked`: when they gave their password, and their code, if that was not now.
    """
    leave_former()
    _open(credentials, checked)
    generate_csrf()  # now: two pages opened at once would each make their own and one would lose


def renew_session(credentials: Credentials) -> None:
    """Sign the same person in anew, in the same browser: forms that stand open there can be sent."""
    of_forms = session[CSRF]
    leave_former()
    _open(credentials, None)
    session[CSRF] = of_forms


def _open(credentials: Credentials, checked: datetime | None) -> None:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    at = now()
    _sign_ins().open_session(token, credentials.account, at=at, until=at + LONGEST, checked=checked)
    login_user(Person(credentials, token, checked or at), remember=False, authn_via=["password"])
    remember_device(credentials.account)
    if credentials.totp is None and needs_factor(credentials.account):
        session[_OWES_FACTOR] = True


def leave_former() -> None:
    """End the session that the cookie held, if it held one: a copy of it opens nothing any more."""
    former = session.get("_user_id")
    if former:
        _sign_ins().end_session(former)
    session.clear()


def needs_factor(account: int) -> bool:
    """Return whether an account may not do without a second factor.

    The role that always needs one does so where people come by https: http is for a trial on one's own
    machine, where nobody else listens.
    """
    always = ALWAYS_OWED if surroundings().settings.https else frozenset[str]()
    return _sign_ins().needs_factor(account, always)


def owes_factor() -> bool:
    """Return whether who is signed in has to set up a second factor before anything else."""
    return bool(session.get(_OWES_FACTOR))


def end_session(person: Person) -> None:
    """Sign somebody out: the row goes first, then the cookie."""
    _sign_ins().end_session(person.token)
    logout_user()
    session.clear()


def _person(token: str) -> Person | None:
    found = _sign_ins().session(token)
    at = now()
    if found is None or not _is_alive(found, at):
        return None
    if at - found.used_at >= NOTED_EVERY:
        _sign_ins().use_session(token, at=at)
    return Person(found.credentials, token, found.checked_at)


def _nobody(_: Request) -> None:
    return None


def _is_alive(found: OpenSession, at: datetime) -> bool:
    fresh = at - found.used_at < IDLE and at < found.expires_at
    return fresh and found.credentials.active


def _sign_ins() -> SignIns:
    return surroundings().sign_ins
