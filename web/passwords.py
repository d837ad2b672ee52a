"""Whether a password is right, at the same price for everybody (T-14).

Rule: exactly one argon2 check, whether there is such an account or not, disabled or without a
password: neither the answer nor its time tells them apart.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import Literal

from flask import current_app

from web.context import surroundings
from workflow.storage.sign_ins import Credentials

LONGEST = 128
FORM: Literal["NFKD"] = "NFKD"  # the form in which flask-security, too, looks at passwords


def is_right(credentials: Credentials | None, typed: str) -> bool:
    """Return whether somebody may come in with this password; renews an outdated hash."""
    if len(typed) > LONGEST or "\0" in typed:
        return False
    may_come = credentials is not None and credentials.active and credentials.password
    hashed = credentials.password if credentials and may_come else nobodys_hash()
    context = current_app.extensions["security"].pwd_context
    right, renewed = context.verify_and_update(unicodedata.normalize(FORM, typed), hashed)
    if credentials is None or not (right and may_come):
        return False
    if renewed:
        surroundings().sign_ins.set_password(credentials.account, renewed)
    return True


@cache
def nobodys_hash() -> str:
    """Return the hash of a password that nobody knows, to be checked where there is no account."""
    context = current_app.extensions["security"].pwd_context
    return str(context.hash(secrets.token_urlsafe()))
