"""Links that let somebody set a password: invitations, and recovery of a forgotten one.

Rule: a link is known by the SHA-256 of its token alone, works once and until a given instant, and
there is one per account and purpose: a newer one replaces it. Setting a password in any way ends all
links of the account and every session that somebody may have opened with the old one (T-15).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, delete, insert, select, update

from workflow.storage import outbox
from workflow.storage.codec import instant
from workflow.storage.database import Database
from workflow.storage.outbox import Letter
from workflow.storage.sign_ins import CREDENTIALS, Credentials, read_credentials, sign_out
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, account_link, municipality

__all__ = ["AccountLinks", "Letter", "Purpose", "end_access", "give"]


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    RECOVERY = "recovery"


_GIVE = Statement(
    insert(account_link).values(
        {
            name: bindparam(name)
            for name in ("account_id", "purpose", "token_hash", "created_at", "expires_at")
        }
    )
)
_REPLACE = Statement(
    delete(account_link).where(
        account_link.c.account_id == bindparam("account"),
        account_link.c.purpose == bindparam("purpose"),
    )
)
_SWEEP = Statement(delete(account_link).where(account_link.c.expires_at <= bindparam("at")))
_VALID = (
    account_link.c.token_hash == bindparam("token"),
    account_link.c.purpose == bindparam("purpose"),
    account_link.c.expires_at > bindparam("at"),
)
_HOLDER = Statement(
    select(*CREDENTIALS)
    .join_from(account_link, account)
    .join(municipality)
    .where(*_VALID, account.c.active == 1)
)
# Its row count is what makes a link work once, on several servers too.
_USE_UP = Statement(delete(account_link).where(*_VALID))
_END_LINKS = Statement(
    delete(account_link).where(account_link.c.account_id == bindparam("account"))
)
_SET_PASSWORD = Statement(
    update(account).where(account.c.id == bindparam("account")).values(password=bindparam("hashed"))
)


def give(
    tx: Transaction, number: int, purpose: Purpose, token: str, *, at: datetime, until: datetime
) -> None:
    """Note a link for an account; an earlier one of its purpose is dead from here on."""
    tx.run(_SWEEP, {"at": instant(at)})
    tx.run(_REPLACE, {"account": number, "purpose": purpose.value})
    row = {"account_id": number, "purpose": purpose.value, "token_hash": _digest(token)}
    tx.run(_GIVE, {**row, "created_at": instant(at), "expires_at": instant(until)})


def end_access(tx: Transaction, number: int) -> None:
    """End every link and session of an account, and what browsers remember of it."""
    tx.run(_END_LINKS, {"account": number})
    sign_out(tx, number)


class AccountLinks:
    """The links of one database, and the passwords that are set by them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def send(
        self,
        person: Credentials,
        purpose: Purpose,
        token: str,
        letter: Letter | None,
        *,
        at: datetime,
        until: datetime,
    ) -> None:
        """Note a link and put the letter that brings it, if one does, into the outbox."""
        with self._database.write() as tx:
            give(tx, person.account, purpose, token, at=at, until=until)
            if letter is not None:
                outbox.put(tx, letter, to=person.account, municipality=person.municipality, at=at)

    def holder(self, token: str, purpose: Purpose, *, at: datetime) -> Credentials | None:
        """Return whose link this is; None if it is used, too old, replaced or never was one."""
        with self._database.read() as connection:
            return _holder(Transaction.within(connection), token, purpose, at)

    def redeem(
        self,
        token: str,
        purpose: Purpose,
        hashed: str,
        *,
        at: datetime,
        letter: Letter | None = None,
    ) -> Credentials | None:
        """Use a link up: set the password and end everything else. None if it is no longer one.

        The `letter` tells its owner what happened.
        """
        with self._database.write() as tx:
            found = _holder(tx, token, purpose, at)
            if found is None or not tx.run(_USE_UP, _valid(token, purpose, at)):
                return None
            tx.run(_SET_PASSWORD, {"account": found.account, "hashed": hashed})
            end_access(tx, found.account)
            if letter is not None:
                outbox.put(tx, letter, to=found.account, municipality=found.municipality, at=at)
        return found

    def change_password(
        self, person: Credentials, hashed: str, letter: Letter, *, at: datetime
    ) -> None:
        """Set a password and end all links and sessions; the letter tells its owner."""
        with self._database.write() as tx:
            tx.run(_SET_PASSWORD, {"account": person.account, "hashed": hashed})
            end_access(tx, person.account)
            outbox.put(tx, letter, to=person.account, municipality=person.municipality, at=at)


def _holder(tx: Transaction, token: str, purpose: Purpose, at: datetime) -> Credentials | None:
    row = tx.first(_HOLDER, _valid(token, purpose, at))
    return None if row is None else read_credentials(row)


def _valid(token: str, purpose: Purpose, at: datetime) -> dict[str, object]:
    return {"token": _digest(token), "purpose": purpose.value, "at": instant(at)}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
