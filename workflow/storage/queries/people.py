"""People of the municipalities in reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from workflow.core.errors import NotFound
from workflow.core.policy import ADMIN, COORDINATOR
from workflow.storage import events, municipalities, tables
from workflow.storage.queries.reading import Reading
from workflow.storage.statements import Transaction
from workflow.storage.tables import instance


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody with an account."""

    account: int
    name: str
    municipality: int
    active: bool


def names(reading: Reading, accounts: Iterable[int]) -> dict[int, str]:
    """Return the names of these people as far as they belong to a municipality in reach."""
    people, roles = tables.account.c, tables.municipality_role.c
    joined = select(instance.c.municipality_id).where(
        instance.c.id.in_(sorted(reading.reach.instances))
    )
    places = [reading.reach.home, *reading.reach.municipalities]
    serving = select(roles.account_id).where(
        or_(roles.municipality_id.in_(places), roles.municipality_id.in_(joined))
    )
    query = select(people.id, people.name).where(
        people.id.in_(sorted(set(accounts))),
        or_(
            people.municipality_id.in_(places),
            people.municipality_id.in_(joined),
            people.id.in_(serving),
        ),
    )
    return {row.id: row.name for row in reading.connection.execute(query)}


def people(reading: Reading, municipality: int) -> list[PersonRow]:
    """Return everybody with an account in a municipality that is coordinated or administered."""
    if municipality not in reading.reach.places(COORDINATOR, ADMIN):
        raise NotFound(f"municipality {municipality}")
    who = tables.account.c
    query = (
        select(who.id, who.name, who.municipality_id, who.active)
        .where(who.municipality_id == municipality)
        .order_by(who.name, who.id)
    )
    return [
        PersonRow(account=number, name=name, municipality=home, active=bool(active))
        for number, name, home, active in reading.connection.execute(query)
    ]


def role_holders(reading: Reading, municipality: int, role: str) -> tuple[int, ...]:
    """Return who holds a role in a whole municipality, so that a team knows whom to ask.

    The caller has loaded something of this municipality; their names stay with `names`.
    """
    if reading.until is not None:
        return _role_holders_on(reading, municipality, role, reading.until)
    roles = tables.municipality_role.c
    query = (
        select(roles.account_id)
        .where(roles.municipality_id == municipality, roles.role == role)
        .order_by(roles.account_id)
    )
    return tuple(row.account_id for row in reading.connection.execute(query))


def _role_holders_on(reading: Reading, municipality: int, role: str, day: date) -> tuple[int, ...]:
    tx = Transaction.within(reading.connection)
    stored = events.load_until(tx, events.municipality_stream(municipality), day)
    roles = municipalities.replay(stored).roles if stored else ()
    return tuple(sorted(account for account, held in roles if held == role))
