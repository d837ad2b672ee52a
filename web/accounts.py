"""Accounts for flask-security: its settings, and a datastore over our own rows.

Rule: the library hashes and verifies; the rows are the engine's.
There is no ORM and no second database session here.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_security.core import RoleMixin, Security
from flask_security.datastore import UserDatastore

from web.context import surroundings
from web.passwords import nobodys_hash
from web.sessions import Person, keep_sessions
from workflow.storage.sign_ins import Credentials, SignIns

# OWASP's minimum for argon2id; about 30 ms, one core.
_ARGON2: dict[str, int] = {
    "argon2__time_cost": 2,
    "argon2__memory_cost": 19456,
    "argon2__parallelism": 1,
}
SETTINGS: dict[str, Any] = {
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_HASH": "argon2",
    # One plain argon2id: the command line makes the same hashes without this library.
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": _ARGON2,
    "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKD",
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_CLI_USERS_NAME": False,
    "SECURITY_CLI_ROLES_NAME": False,
}


class Role(RoleMixin):
    """Never made: roles are the engine's, computed for every command, never the library's."""


class Accounts(UserDatastore):
    """What flask-security asks of a store: find a person, and keep a changed password."""

    def __init__(self) -> None:
        super().__init__(Person, Role)

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Person | None:  # noqa: ARG002, FBT001, FBT002, ANN401 - the library's signature
        """Return the person with this e-mail address, uniquifier or account number."""
        ((attribute, value),) = kwargs.items()
        found = self._credentials(attribute, value)
        return None if found is None else Person(found)

    def put(self, person: Person) -> Person:
        """Keep what the library may change of a person: the hash of the password."""
        if person.password:
            _sign_ins().set_password(person.account, person.password)
        return person

    def commit(self) -> None:
        """Do nothing: each change was its own transaction."""

    def _credentials(self, attribute: str, value: str | int) -> Credentials | None:
        match attribute:
            case "email":
                return _sign_ins().by_email(str(value).lower())
            case "fs_uniquifier":
                return _sign_ins().by_uniquifier(str(value))
            case "id":
                return _sign_ins().by_account(int(value))
            case _:
                raise KeyError(attribute)


def keep_accounts(app: Flask) -> None:
    """Set flask-security up: accounts and passwords are its own, the pages are ours."""
    app.config.update(SETTINGS)
    security = Security(app, Accounts(), register_blueprint=False)
    keep_sessions(security.login_manager)
    with app.app_context():
        nobodys_hash()  # made now, so that the first unknown name takes no longer than others


def _sign_ins() -> SignIns:
    return surroundings().sign_ins
