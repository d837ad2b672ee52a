"""Who can sign in, who is signed in, and who has tried too often: account rows, never events.

Rule: a token is known here by its SHA-256 alone, so that whoever reads the table can sign in as
nobody. How long a session lives and how many attempts are too many, the caller says.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Select,
    bindparam,
    delete,
    insert,
    literal,
    select,
    text,
    union,
    union_all,
    update,
)

from workflow.storage.codec import decode_settings, instant, read_instant
from workflow.storage.database import Database
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import (
    account,
    membership,
    municipality,
    municipality_role,
    session,
    throttle,
)

_KEPT_ATTEMPTS = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """An account as signing in needs it. `password` is its argon2id hash, None before the first.

    `uniquifier` stands for the account as long as nobody is signed out of it everywhere.
    """

    account: int
    municipality: int
    municipality_name: str
    email: str
    name: str
    password: str | None
    active: bool
    uniquifier: str
    language: str | None = None
    totp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """Somebody who is signed in: who, since when, last seen and asked when, until when at most."""

    credentials: Credentials
    opened_at: datetime
    used_at: datetime
    checked_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often something was tried since a moment."""

    count: int
    since: datetime


# What is read of an account, in the order of `read_credentials`.
CREDENTIALS = (
    account.c.id,
    account.c.municipality_id,
    municipality.c.name,
    account.c.email,
    account.c.name,
    account.c.password,
    account.c.active,
    account.c.uniquifier,
    account.c.language,
    account.c.totp,
)


def _credentials_where(column: str) -> Select[tuple[object, ...]]:
    return (
        select(*CREDENTIALS)
        .join_from(account, municipality)
        .where(account.c[column] == bindparam("value"))
    )


_BY = {column: Statement(_credentials_where(column)) for column in ("id", "email", "uniquifier")}
_ROLES = Statement(
    union(
        select(municipality_role.c.role).where(
            municipality_role.c.account_id == bindparam("account")
        ),
        select(membership.c.role).where(membership.c.account_id == bindparam("account")),
    )
)
# What holds where the account is at home, and wherever it has a role for a whole municipality.
_SETTLED = Statement(
    union_all(
        select(municipality.c.settings, literal(""))
        .join_from(account, municipality)
        .where(account.c.id == bindparam("account")),
        select(municipality.c.settings, municipality_role.c.role)
        .join_from(municipality_role, municipality)
        .where(municipality_role.c.account_id == bindparam("account")),
    )
)
_SET_PASSWORD = Statement(
    update(account).where(account.c.id == bindparam("account")).values(password=bindparam("hashed"))
)
_SESSION = Statement(
    select(
        *CREDENTIALS,
        session.c.created_at,
        session.c.used_at,
        session.c.checked_at,
        session.c.expires_at,
    )
    .join_from(session, account)
    .join(municipality)
    .where(session.c.token_hash == bindparam("token"))
)
_OPEN = Statement(
    insert(session).values(
        token_hash=bindparam("token"),
        account_id=bindparam("account"),
        created_at=bindparam("at"),
        used_at=bindparam("at"),
        checked_at=bindparam("checked"),
        expires_at=bindparam("until"),
    )
)
_USE = Statement(
    update(session)
    .where(session.c.token_hash == bindparam("token"))
    .values(used_at=bindparam("at"))
)
_CHECK = Statement(
    update(session)
    .where(session.c.token_hash == bindparam("token"))
    .values(checked_at=bindparam("at"))
)
_END = Statement(delete(session).where(session.c.token_hash == bindparam("token")))
_END_ALL = Statement(delete(session).where(session.c.account_id == bindparam("account")))
_RENEW = Statement(
    update(account)
    .where(account.c.id == bindparam("account"))
    .values(uniquifier=bindparam("uniquifier"))
)
_END_EXPIRED = Statement(delete(session).where(session.c.expires_at <= bindparam("at")))
# One statement, so that attempts on several servers at once are all counted.
_COUNT = Statement(
    text("""
        INSERT INTO throttle (key, count, since) VALUES (:key, 1, :at)
        ON CONFLICT (key) DO UPDATE SET
            count = CASE WHEN throttle.since <= :floor THEN 1 ELSE throttle.count + 1 END,
            since = CASE WHEN throttle.since <= :floor THEN :at ELSE throttle.since END
        RETURNING count, since
    """)
)
_UNCOUNT = Statement(
    update(throttle)
    .where(throttle.c.key == bindparam("of"), throttle.c.count > 0)
    .values(count=throttle.c.count - 1)
)
_FORGET = Statement(delete(throttle).where(throttle.c.key == bindparam("of")))
_FORGET_OLD = Statement(delete(throttle).where(throttle.c.since <= bindparam("floor")))


class SignIns:
    """The account rows, sessions and counters of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_account(self, number: int) -> Credentials | None:
        """Return an account by its number."""
        return self._find("id", number)

    def by_email(self, email: str) -> Credentials | None:
        """Return an account by its e-mail address, written as it is stored (lower case)."""
        return self._find("email", email)

    def by_uniquifier(self, uniquifier: str) -> Credentials | None:
        """Return an account by the text that links and second factors know it by."""
        return self._find("uniquifier", uniquifier)

    def roles(self, number: int) -> frozenset[str]:
        """Return what an account is anywhere, to be shown; rights are asked for elsewhere."""
        with self._database.read() as connection:
            rows = Transaction.within(connection).all(_ROLES, {"account": number})
        return frozenset(role for (role,) in rows)

    def needs_factor(self, number: int, always: frozenset[str]) -> bool:
        """Return whether some municipality asks for a second factor of an account.

        `always`: the roles that need one wherever they are held.
        """
        with self._database.read() as connection:
            rows = Transaction.within(connection).all(_SETTLED, {"account": number})
        return any(decode_settings(text).needs_factor({role}, always) for text, role in rows)

    def set_password(self, number: int, hashed: str) -> None:
        """Store the hash of a password."""
        with self._database.write() as tx:
            tx.run(_SET_PASSWORD, {"account": number, "hashed": hashed})

    def open_session(
        self,
        token: str,
        number: int,
        *,
        at: datetime,
        until: datetime,
        checked: datetime | None = None,
    ) -> None:
        """Note that an account is signed in, and sweep out what has expired.

        `checked`: when the password was asked for, if that was not now.
        """
        with self._database.write() as tx:
            tx.run(_END_EXPIRED, {"at": instant(at)})
            tx.run(_FORGET_OLD, {"floor": instant(at - _KEPT_ATTEMPTS)})
            row = {"token": _digest(token), "account": number, "checked": instant(checked or at)}
            tx.run(_OPEN, {**row, "at": instant(at), "until": instant(until)})

    def session(self, token: str) -> OpenSession | None:
        """Return who holds this token, however old; None if it was ended or never given."""
        with self._database.read() as connection:
            row = Transaction.within(connection).first(_SESSION, {"token": _digest(token)})
        if row is None:
            return None
        opened, used, checked, expires = map(read_instant, row[-4:])
        return OpenSession(
            credentials=read_credentials(row[:-4]),
            opened_at=opened,
            used_at=used,
            checked_at=checked,
            expires_at=expires,
        )

    def use_session(self, token: str, *, at: datetime) -> None:
        """Note that a session was used."""
        with self._database.write() as tx:
            tx.run(_USE, {"token": _digest(token), "at": instant(at)})

    def check_session(self, token: str, *, at: datetime) -> None:
        """Note that whoever uses a session has given their password again."""
        with self._database.write() as tx:
            tx.run(_CHECK, {"token": _digest(token), "at": instant(at)})

    def end_session(self, token: str) -> None:
        """End one session: whoever still holds its cookie is signed out."""
        with self._database.write() as tx:
            tx.run(_END, {"token": _digest(token)})

    def end_sessions(self, number: int) -> None:
        """End every session of an account; no browser is known to it any more."""
        with self._database.write() as tx:
            sign_out(tx, number)

    def count_attempts(
        self, keys: Sequence[str], *, at: datetime, window: timedelta
    ) -> tuple[Attempts, ...]:
        """Count one more attempt under each key; a window that has passed starts anew."""
        times = {"at": instant(at), "floor": instant(at - window)}
        with self._database.write() as tx:
            rows = [tx.all(_COUNT, {"key": key, **times})[0] for key in keys]
        return tuple(Attempts(count, read_instant(since)) for count, since in rows)

    def forgive_attempts(self, *, whole: str, one_of: Sequence[str]) -> None:
        """Forget all attempts under `whole`, and one under each of the others: this one succeeded."""
        with self._database.write() as tx:
            tx.run(_FORGET, {"of": whole})
            for key in one_of:
                tx.run(_UNCOUNT, {"of": key})

    def _find(self, column: str, value: int | str) -> Credentials | None:
        with self._database.read() as connection:
            row = Transaction.within(connection).first(_BY[column], {"value": value})
        return None if row is None else read_credentials(row)


def sign_out(tx: Transaction, number: int) -> None:
    """End every session of an account, and what browsers remember of it."""
    tx.run(_END_ALL, {"account": number})
    tx.run(_RENEW, {"account": number, "uniquifier": new_uniquifier()})


def new_uniquifier() -> str:
    """Return what an account is known by until its password changes."""
    return secrets.token_hex(32)


def read_credentials(row: Row) -> Credentials:
    """Return an account from a row of `CREDENTIALS`."""
    number, place, place_name, email, name, password, active, uniquifier, language, totp = row
    return Credentials(
        account=number,
        municipality=place,
        municipality_name=place_name,
        email=email,
        name=name,
        password=password,
        active=bool(active),
        uniquifier=uniquifier,
        language=language,
        totp=totp,
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
