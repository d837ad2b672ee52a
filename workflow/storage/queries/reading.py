"""Through whose eyes is read: the reach of an account.

Rule: roles are read anew for every page, from the rows; nothing about them is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, false, or_, select

from workflow.core.errors import NotFound
from workflow.core.policy import COORDINATOR, TEAM_ROLES
from workflow.storage import tables
from workflow.storage.tables import instance


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What an account may see: its home, and its roles by municipality and by quartier.

    `elsewhere`: the quartiere that are in reach through their team alone.
    """

    account: int
    home: int
    municipalities: Mapping[int, frozenset[str]]
    instances: Mapping[int, frozenset[str]]
    elsewhere: frozenset[int]

    def places(self, *roles: str) -> list[int]:
        """Return the municipalities in which the account has one of these roles."""
        return [place for place, held in self.municipalities.items() if held & {*roles}]

    def roles(self, instance: int, municipality: int) -> frozenset[str]:
        """Return the roles the account has in a quartier of a municipality."""
        everywhere = self.municipalities.get(municipality, frozenset()) & {COORDINATOR}
        return self.instances.get(instance, frozenset()) | everywhere

    def quartiere(self, role: str) -> list[int]:
        """Return the quartiere in whose team the account has this role."""
        return [place for place, held in self.instances.items() if role in held]


@dataclass(frozen=True, slots=True)
class Reading:
    """A consistent view of the database through the eyes of an account.

    `until`: what happened after the end of this day is not there, in what tells the past.
    """

    connection: Connection
    reach: Reach
    until: date | None = None


def reach(connection: Connection, account: int, today: date | None = None) -> Reach:
    """Return what an active account may see, for itself and for whom it acts today.

    Raises NotFound for any other account.
    """
    people, roles, members = tables.account.c, tables.municipality_role.c, tables.membership.c
    home = connection.scalar(
        select(people.municipality_id).where(people.id == account, people.active == 1)
    )
    if home is None:
        raise NotFound(f"account {account}")
    held = select(roles.municipality_id, roles.role).where(roles.account_id == account)
    joined = select(members.instance_id, members.role, members.municipality_id).where(
        or_(members.account_id == account, members.account_id.in_(_others(account, today))),
        members.role.in_(sorted(TEAM_ROLES)),
    )
    municipalities = _grouped(tuple(row) for row in connection.execute(held))
    memberships = connection.execute(joined).all()
    return Reach(
        account=account,
        home=home,
        municipalities=municipalities,
        instances=_grouped((place, role) for place, role, _ in memberships),
        elsewhere=frozenset(
            place
            for place, _, town in memberships
            if COORDINATOR not in municipalities.get(town, ())
        ),
    )


def _others(account: int, today: date | None) -> Select[tuple[int]]:
    """Return the accounts for which this one acts today; without a day, none."""
    held, people = tables.substitute.c, tables.account.c
    day = today.isoformat() if today else ""
    return (
        select(held.person_id)
        .join(tables.account, people.id == held.person_id)
        .where(
            held.substitute_id == account,
            held.since <= day,
            held.until >= day,
            people.active == 1,
        )
    )


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for place, role in rows:
        found[place] = found.get(place, frozenset()) | {role}
    return found


def visible(reach: Reach) -> ColumnElement[bool]:
    """Return the condition on a quartier: the account coordinates it or is in its team.

    What it coordinates is not named again by its id: then one index holds the order of all of it.
    """
    coordinated = reach.places(COORDINATOR)
    mine: list[ColumnElement[bool]] = []
    if coordinated:
        mine.append(instance.c.municipality_id.in_(coordinated))
    if reach.elsewhere:
        mine.append(instance.c.id.in_(sorted(reach.elsewhere)))
    return or_(*mine) if mine else false()
