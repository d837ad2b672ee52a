"""Browsers in which somebody has signed in before: other people's guessing does not lock them out (T-13).

Rule: the cookie opens nothing. It says of one account that its password was known here, and only as
long as nobody was signed out of that account everywhere; guesses in such a browser are counted too,
on their own, so that a copied cookie is no second way in.
"""

from __future__ import annotations

import hashlib
import secrets

from flask import after_this_request, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from web.context import surroundings
from workflow.storage.sign_ins import Credentials

_COOKIE = "geraet"
_A_YEAR = 365 * 24 * 60 * 60


def remember_device(account: int) -> None:
    """Let the answer to this request leave the cookie of an account that was just signed in to."""

    @after_this_request
    def leave(answer: Response) -> Response:
        known = surroundings().sign_ins.by_account(account)
        if known is not None:
            answer.set_cookie(
                _name(),
                str(_signed().dumps([_print(known), secrets.token_hex(8)])),
                max_age=_A_YEAR,
                secure=surroundings().settings.https,
                httponly=True,
                samesite="Strict",
            )
        return answer


def known_device(credentials: Credentials | None) -> str:
    """Return what this browser is counted under for an account, "" if it is not known to it."""
    try:
        printed, device = _signed().loads(request.cookies.get(_name(), ""))
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(device) if credentials is not None and printed == _print(credentials) else ""


def _print(credentials: Credentials) -> str:
    return hashlib.sha256(credentials.uniquifier.encode()).hexdigest()


def _signed() -> URLSafeSerializer:
    return URLSafeSerializer(surroundings().settings.signing_keys, salt="device")


def _name() -> str:
    return f"__Host-{_COOKIE}" if surroundings().settings.https else _COOKIE
