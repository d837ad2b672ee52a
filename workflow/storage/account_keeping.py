"""What those who keep a municipality's accounts do: invite, rename, give roles, close, open again.

Rule: who may do it is asked in the transaction that does it, of the roles that the rows hold then.
Only roles are events. The municipality is locked first, so that two who close each other's accounts
at the same moment cannot both succeed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from workflow.core import accounts
from workflow.core.commands import Actor
from workflow.core.errors import Blocker, InputProblem, InvalidInput, NotFound, Problem, Rejected
from workflow.core.municipality import ROLES, GrantRole, RevokeRole
from workflow.storage import (
    account_links,
    admission,
    governing,
    municipalities,
    outbox,
    own_accounts,
)
from workflow.storage.account_links import Letter, Purpose
from workflow.storage.database import Database, Taken
from workflow.storage.municipalities import LoadedMunicipality
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, municipality_role

_KEEPERS = Statement(
    select(account.c.id)
    .join(municipality_role, municipality_role.c.account_id == account.c.id)
    .where(
        municipality_role.c.municipality_id == bindparam("municipality"),
        municipality_role.c.role == "admin",
        account.c.active == 1,
        account.c.password.is_not(None),
    )
    .order_by(account.c.id)
)
_HOME = (account.c.id == bindparam("account"), account.c.municipality_id == bindparam("home"))
_RENAME = Statement(update(account).where(*_HOME).values(name=bindparam("called")))
_SET_ACTIVE = Statement(update(account).where(*_HOME).values(active=bindparam("now")))
_TOUCH = Statement(update(account).where(*_HOME).values(active=account.c.active))
_UNUSED = Statement(select(account.c.id).where(*_HOME, account.c.password.is_(None)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A link that opens an account: its token, until when it works, the letter that brings it."""

    token: str
    until: datetime
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Somebody to be invited, with the roles they get here."""

    email: str
    name: str
    roles: tuple[str, ...]
    opening: Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What keeps each deed on an account from being done; nothing: it can be done now."""

    give: Mapping[str, tuple[Blocker, ...]]
    take: Mapping[str, tuple[Blocker, ...]]
    close: tuple[Blocker, ...]


class AccountKeeping:
    """The accounts of the municipalities in one database, as those who keep them change them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, municipality: int, invited: Invitation, *, account: int, at: datetime) -> int:
        """Add an account with its roles and a link that sets its password; returns its number.

        Raises NotFound, Forbidden, and InvalidInput for an address that cannot be invited: known
        here, known elsewhere and closed look the same.
        """
        try:
            with self._database.write() as tx:
                self._enter(tx, municipality, account)
                number = municipalities.add_account(
                    tx, municipality, invited.email, invited.name, at
                )
                for role in invited.roles:
                    command = GrantRole(account=number, role=role)
                    governing.govern(tx, municipality, command, account, at)
                _open(tx, municipality, number, invited.opening, at)
        except Taken:
            raise InvalidInput(InputProblem(name="email", problem=Problem.NOT_POSSIBLE)) from None
        return number

    def renew(
        self, municipality: int, number: int, opening: Opening, *, account: int, at: datetime
    ) -> None:
        """Give somebody who has not come yet a new link; raises NotFound, Forbidden."""
        with self._database.write() as tx:
            self._enter(tx, municipality, account)
            if tx.first(_UNUSED, {"account": number, "home": municipality}) is None:
                raise NotFound(f"account {number}")
            _open(tx, municipality, number, opening, at)

    def tell(self, municipality: int, letter: Letter, at: datetime) -> int:
        """Put a letter to everybody who keeps a municipality's accounts; returns how many."""
        with self._database.write() as tx:
            keepers = tx.all(_KEEPERS, {"municipality": municipality})
            for (number,) in keepers:
                outbox.put(tx, letter, to=number, municipality=municipality, at=at)
        return len(keepers)

    def rename(self, municipality: int, number: int, name: str, *, account: int) -> None:
        """Change how somebody is called; raises NotFound, Forbidden."""
        with self._database.write() as tx:
            self._enter(tx, municipality, account)
            _touch(tx, _RENAME, number, municipality, called=name)

    def close(self, municipality: int, number: int, *, account: int) -> None:
        """Close an account: its sessions and links end now. Raises NotFound, Forbidden, Rejected."""
        with self._database.write() as tx:
            loaded, actor = self._enter(tx, municipality, account)
            accounts.check_closing(loaded.state, number, actor, governing.usable(tx, municipality))
            _touch(tx, _SET_ACTIVE, number, municipality, now=0)
            account_links.end_access(tx, number)

    def open_again(self, municipality: int, number: int, *, account: int) -> None:
        """Open a closed account again, with the roles it has; raises NotFound, Forbidden."""
        with self._database.write() as tx:
            self._enter(tx, municipality, account)
            _touch(tx, _SET_ACTIVE, number, municipality, now=1)

    def reset_factor(self, municipality: int, number: int, *, account: int) -> None:
        """Forget somebody's second factor and end their sessions: their telephone is lost.

        Raises NotFound and Forbidden, also for the own account.
        """
        with self._database.write() as tx:
            _, actor = self._enter(tx, municipality, account)
            accounts.check_other(actor, number)
            _touch(tx, _TOUCH, number, municipality)
            own_accounts.drop_factor(tx, number)
            account_links.end_access(tx, number)

    def offers(self, municipality: int, number: int, *, account: int) -> Offers:
        """Return what can be done with an account now, and why the rest cannot."""
        with self._reading() as tx:
            loaded, actor = self._enter(tx, municipality, account)
            usable = governing.usable(tx, municipality)
            against = {
                kind: {
                    role: _refusal(tx, loaded, kind(account=number, role=role), actor)
                    for role in ROLES
                }
                for kind in (GrantRole, RevokeRole)
            }
        close = _against(lambda: accounts.check_closing(loaded.state, number, actor, usable))
        return Offers(give=against[GrantRole], take=against[RevokeRole], close=close)

    def _enter(
        self, tx: Transaction, municipality: int, account: int
    ) -> tuple[LoadedMunicipality, Actor]:
        loaded = municipalities.load(tx, municipality)
        if loaded is None:
            raise NotFound(f"municipality {municipality}")
        actor = admission.actor_in_municipality(tx, municipality, account)
        accounts.check_keeper(actor)
        return loaded, actor

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._database.read() as connection:
            yield Transaction.within(connection)


def _open(tx: Transaction, place: int, number: int, opening: Opening, at: datetime) -> None:
    token, until = opening.token, opening.until
    account_links.give(tx, number, Purpose.INVITATION, token, at=at, until=until)
    outbox.put(tx, opening.letter, to=number, municipality=place, at=at)


def _touch(tx: Transaction, statement: Statement, number: int, home: int, **values: object) -> None:
    if not tx.run(statement, {"account": number, "home": home, **values}):
        raise NotFound(f"account {number}")


def _refusal(
    tx: Transaction, loaded: LoadedMunicipality, command: GrantRole | RevokeRole, actor: Actor
) -> tuple[Blocker, ...]:
    return _against(lambda: governing.decided(tx, loaded, command, actor))


def _against(deed: Callable[[], object]) -> tuple[Blocker, ...]:
    try:
        deed()
    except Rejected as error:
        return error.blockers
    return ()
