"""Through whose eyes is read: the reach of an account.

Rule: roles are read anew for every page, from the rows; nothing about them is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select

from workflow.core.errors import NotFound
from workflow.core.policy import COORDINATOR, TEAM_ROLES
from workflow.storage import tables
from workflow.storage.tables import instance


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What an account may see: its home, and its roles by municipality and by quartier.

    `elsewhere`: the quartiere that are in reach through their team alone. `acts_for`: the accounts
    whose substitute it is today; `lent`: by quartier and role, from which of them it has the role.
    """

    account: int
    home: int
    municipalities: Mapping[int, frozenset[str]]
    instances: Mapping[int, frozenset[str]]
    elsewhere: frozenset[int]
    acts_for: frozenset[int] = frozenset()
    lent: Mapping[tuple[int, str], frozenset[int]] = field(default_factory=dict)

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
    roles, members = tables.municipality_role.c, tables.membership.c
    found = connection.execute(_home(account, today)).all()
    if not found:
        raise NotFound(f"account {account}")
    acts_for = frozenset(person for _, person in found if person is not None)
    held = select(roles.municipality_id, roles.role).where(roles.account_id == account)
    joined = select(
        members.instance_id, members.role, members.municipality_id, members.account_id
    ).where(
        members.account_id.in_([account, *sorted(acts_for)]),
        members.role.in_(sorted(TEAM_ROLES)),
    )
    municipalities = _grouped(tuple(row) for row in connection.execute(held))
    memberships = connection.execute(joined).all()
    return Reach(
        account=account,
        home=found[0][0],
        municipalities=municipalities,
        instances=_grouped((place, role) for place, role, *_ in memberships),
        elsewhere=frozenset(
            place
            for place, _, town, _ in memberships
            if COORDINATOR not in municipalities.get(town, ())
        ),
        acts_for=acts_for,
        lent=_lent(account, ((place, role, whose) for place, role, _, whose in memberships)),
    )


def _home(account: int, today: date | None) -> Select[int, int | None]:
    """Return the query for where an account is at home, with each one for whom it acts today."""
    people, held, away = tables.account, tables.substitute, tables.account.alias()
    day = today.isoformat() if today else ""  # without a day, for nobody
    acts = and_(
        held.c.substitute_id == people.c.id,
        held.c.since <= day,
        held.c.until >= day,
        away.c.active == 1,
    )
    both = people.outerjoin(held.join(away, away.c.id == held.c.person_id), acts)
    return (
        select(people.c.municipality_id, held.c.person_id)
        .select_from(both)
        .where(people.c.id == account, people.c.active == 1)
    )


def _lent(
    account: int, memberships: Iterable[tuple[int, str, int]]
) -> dict[tuple[int, str], frozenset[int]]:
    """Return whose roles the account has by acting for them alone."""
    found: dict[tuple[int, str], frozenset[int]] = {}
    for place, role, whose in memberships:
        found[place, role] = found.get((place, role), frozenset()) | {whose}
    return {key: people for key, people in found.items() if account not in people}


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
