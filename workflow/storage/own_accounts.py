"""What somebody changes of their own account: name, language, sign-ins, second factor.

Rule: every statement names the account it is about, so that nobody reaches another's row. A code of
the second factor and a recovery code work once, on several servers too: what decides is the number
of rows that a statement has touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from workflow.storage.codec import instant, read_instant
from workflow.storage.database import Database
from workflow.storage.sign_ins import sign_out
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, recovery_code, session

_MINE = account.c.id == bindparam("account")
_RENAME = Statement(update(account).where(_MINE).values(name=bindparam("called")))
_SPEAK = Statement(update(account).where(_MINE).values(language=bindparam("chosen")))
_SESSIONS = Statement(
    select(session.c.id, session.c.created_at, session.c.used_at, session.c.token_hash)
    .where(
        session.c.account_id == bindparam("account"),
        session.c.expires_at > bindparam("at"),
        session.c.used_at > bindparam("floor"),
    )
    .order_by(session.c.used_at.desc(), session.c.id)
)
_END_ONE = Statement(
    delete(session).where(
        session.c.account_id == bindparam("account"), session.c.id == bindparam("number")
    )
)
_SET_FACTOR = Statement(
    update(account).where(_MINE).values(totp=bindparam("secret"), totp_counter=bindparam("last"))
)
_TAKE_COUNTER = Statement(
    update(account)
    .where(_MINE, or_(account.c.totp_counter.is_(None), account.c.totp_counter < bindparam("last")))
    .values(totp_counter=bindparam("last"))
)
_DROP_CODES = Statement(
    delete(recovery_code).where(recovery_code.c.account_id == bindparam("account"))
)
_ADD_CODE = Statement(
    insert(recovery_code).values(account_id=bindparam("account"), code_hash=bindparam("code"))
)
_TAKE_CODE = Statement(
    delete(recovery_code).where(
        recovery_code.c.account_id == bindparam("account"),
        recovery_code.c.code_hash == bindparam("code"),
    )
)
_COUNT_CODES = Statement(
    select(func.count())
    .select_from(recovery_code)
    .where(recovery_code.c.account_id == bindparam("account"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """Where somebody is signed in: since when, last used when, whether it is the one that asks."""

    number: int
    opened_at: datetime
    used_at: datetime
    here: bool


class OwnAccounts:
    """The accounts of one database, each as its own person changes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rename(self, number: int, name: str) -> None:
        """Change how somebody is called."""
        with self._database.write() as tx:
            tx.run(_RENAME, {"account": number, "called": name})

    def speak(self, number: int, language: str) -> None:
        """Keep the language somebody wants to be spoken to."""
        with self._database.write() as tx:
            tx.run(_SPEAK, {"account": number, "chosen": language})

    def sessions(
        self, number: int, token: str, *, at: datetime, used_after: datetime
    ) -> tuple[OwnSession, ...]:
        """Return where somebody is signed in, the last used first."""
        key = {"account": number, "at": instant(at), "floor": instant(used_after)}
        with self._database.read() as connection:
            rows = Transaction.within(connection).all(_SESSIONS, key)
        return tuple(
            OwnSession(
                number=row,
                opened_at=read_instant(opened),
                used_at=read_instant(used),
                here=hashed == _digest(token),
            )
            for row, opened, used, hashed in rows
        )

    def end_session(self, number: int, session_number: int) -> bool:
        """End one of somebody's own sessions; False if there is none."""
        with self._database.write() as tx:
            return tx.run(_END_ONE, {"account": number, "number": session_number}) == 1

    def set_factor(self, number: int, secret: str, codes: Iterable[str], counter: int) -> None:
        """Keep a second factor, its recovery codes, and the counter of the code that proved it.

        Every session ends: who came in by the password alone has not given a code.
        """
        with self._database.write() as tx:
            tx.run(_SET_FACTOR, {"account": number, "secret": secret, "last": counter})
            _keep_codes(tx, number, codes)
            sign_out(tx, number)

    def renew_codes(self, number: int, codes: Iterable[str]) -> None:
        """Keep other recovery codes; the former ones open nothing any more."""
        with self._database.write() as tx:
            _keep_codes(tx, number, codes)

    def drop_factor(self, number: int) -> None:
        """Forget a second factor and its recovery codes."""
        with self._database.write() as tx:
            drop_factor(tx, number)

    def take_counter(self, number: int, counter: int) -> bool:
        """Take the code of a moment; False if it, or a later one, was taken before."""
        with self._database.write() as tx:
            return tx.run(_TAKE_COUNTER, {"account": number, "last": counter}) == 1

    def take_code(self, number: int, code: str) -> bool:
        """Use a recovery code up; False if it is none."""
        with self._database.write() as tx:
            return tx.run(_TAKE_CODE, {"account": number, "code": _digest(code)}) == 1

    def codes_left(self, number: int) -> int:
        """Return how many recovery codes are unused."""
        with self._database.read() as connection:
            row = Transaction.within(connection).first(_COUNT_CODES, {"account": number})
        return int(row[0]) if row else 0


def drop_factor(tx: Transaction, number: int) -> None:
    """Forget a second factor and its recovery codes."""
    tx.run(_SET_FACTOR, {"account": number, "secret": None, "last": None})
    tx.run(_DROP_CODES, {"account": number})


def _keep_codes(tx: Transaction, number: int, codes: Iterable[str]) -> None:
    tx.run(_DROP_CODES, {"account": number})
    tx.run_many(_ADD_CODE, [{"account": number, "code": _digest(code)} for code in codes])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
