"""What the operator does before anybody can sign in: a municipality, and who keeps its accounts.

Rule: all of it or nothing, and doing it again is harmless: what is there stays as it is. Nobody sets
another's password: who has none yet gets a link, and only the newest one works.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.core.municipality import GrantRole
from workflow.core.policy import ADMIN
from workflow.storage import account_links, governing, municipalities
from workflow.storage.account_links import Purpose
from workflow.storage.database import Database, Taken
from workflow.storage.slugs import slug_of
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, definition_version, municipality, municipality_role

_KNOWN = Statement(
    select(account.c.id, account.c.municipality_id, account.c.active, account.c.password).where(
        account.c.email == bindparam("email")
    )
)
_NAME = Statement(select(municipality.c.name).where(municipality.c.id == bindparam("key")))
_KEPT = (
    select(account.c.id)
    .join(municipality_role, municipality_role.c.account_id == account.c.id)
    .where(
        municipality_role.c.municipality_id == municipality.c.id,
        municipality_role.c.role == ADMIN,
        account.c.active == 1,
        account.c.password.is_not(None),
    )
    .exists()
)
_PUBLISHED = (
    select(func.count())
    .select_from(definition_version)
    .where(definition_version.c.municipality_id == municipality.c.id)
    .scalar_subquery()
)
_PLACES = Statement(
    select(municipality.c.slug, municipality.c.name, _KEPT, _PUBLISHED).order_by(
        municipality.c.slug
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who is to keep the accounts of which municipality; its name is only needed if it is new."""

    slug: str
    municipality_name: str
    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What is there now: the municipality, whether it is new, whether a link was made."""

    slug: str
    municipality_name: str
    is_new: bool
    has_link: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality as the operator sees it."""

    slug: str
    name: str
    has_admin: bool  # somebody who can sign in and keep its accounts
    definitions: int  # how many versions are published


class Founding:
    """The municipalities of one database, as the operator sets them up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make_admin(
        self, wanted: Wanted, token: str, *, at: datetime, until: datetime
    ) -> Founded | None:
        """Found the municipality if it is new and let somebody keep its accounts.

        The token opens the account of who has no password yet. None: the municipality is unknown
        and no name is given. Raises InvalidInput for an account that is closed or works elsewhere.
        """
        try:
            return self._made(wanted, token, at=at, until=until)
        except Taken:  # somebody did the same at this very moment: now it is there
            return self._made(wanted, token, at=at, until=until)

    def _made(self, wanted: Wanted, token: str, *, at: datetime, until: datetime) -> Founded | None:
        slug = slug_of(wanted.slug)
        with self._database.write() as tx:
            place = known = municipalities.find(tx, slug)
            if place is None:
                if not wanted.municipality_name:
                    return None
                place = governing.found(tx, slug, wanted.municipality_name, at)
            number, has_password = _account(tx, place, wanted, at)
            governing.govern(tx, place, GrantRole(account=number, role=ADMIN), None, at)
            if not has_password:
                account_links.give(tx, number, Purpose.INVITATION, token, at=at, until=until)
            [(name,)] = tx.all(_NAME, {"key": place})
        return Founded(
            slug=slug, municipality_name=name, is_new=known is None, has_link=not has_password
        )

    def places(self) -> list[Place]:
        """Return every municipality, in the order of its slug."""
        with self._database.read() as connection:
            rows = Transaction.within(connection).all(_PLACES, {})
        return [
            Place(slug=slug, name=name, has_admin=bool(kept), definitions=published)
            for slug, name, kept, published in rows
        ]


def _account(tx: Transaction, place: int, wanted: Wanted, at: datetime) -> tuple[int, bool]:
    """Return the account of an address, made if it is new, and whether it has a password."""
    known = tx.first(_KNOWN, {"email": wanted.email})
    if known is None:
        return municipalities.add_account(tx, place, wanted.email, wanted.name, at), False
    number, home, active, password = known
    if home != place or not active:
        raise InvalidInput(InputProblem(name="email", problem=Problem.NOT_POSSIBLE))
    return number, password is not None
