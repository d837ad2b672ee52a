"""The accounts of a municipality, for those who keep them: who, in which roles, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from workflow.core.errors import NotFound
from workflow.core.policy import ADMIN
from workflow.storage import codec, tables
from workflow.storage.queries.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account as those who keep it see it; `own`: it belongs here, else it only has roles here."""

    account: int
    name: str
    email: str
    own: bool
    active: bool
    used: bool  # has a password, so that its person can sign in
    factor: bool  # asks for a code beside the password
    roles: frozenset[str]
    created_at: datetime
    invited_until: datetime | None


def accounts(reading: Reading, municipality: int, number: int | None = None) -> list[AccountRow]:
    """Return the accounts that belong to a municipality or hold a role in it, by name.

    With a `number`, that one alone. Raises NotFound for who does not keep them.
    """
    if municipality not in reading.reach.places(ADMIN):
        raise NotFound(f"municipality {municipality}")
    who, link = tables.account.c, tables.account_link.c
    roles = _roles(reading, municipality)
    query = (
        select(tables.account, link.expires_at)
        .outerjoin(
            tables.account_link, and_(link.account_id == who.id, link.purpose == "invitation")
        )
        .where(or_(who.municipality_id == municipality, who.id.in_(sorted(roles))))
        .order_by(who.name, who.id)
    )
    if number is not None:
        query = query.where(who.id == number)
    return [
        AccountRow(
            account=row.id,
            name=row.name,
            email=row.email,
            own=row.municipality_id == municipality,
            active=bool(row.active),
            used=row.password is not None,
            factor=row.totp is not None,
            roles=frozenset(roles.get(row.id, ())),
            created_at=codec.read_instant(row.created_at),
            invited_until=codec.read_instant(row.expires_at) if row.expires_at else None,
        )
        for row in reading.connection.execute(query)
    ]


def _roles(reading: Reading, municipality: int) -> dict[int, set[str]]:
    held = tables.municipality_role.c
    query = select(held.account_id, held.role).where(held.municipality_id == municipality)
    found: dict[int, set[str]] = {}
    for row in reading.connection.execute(query):
        found.setdefault(row.account_id, set()).add(row.role)
    return found
