"""Who keeps the accounts of a municipality, and what keeps an account from being closed.

Rule: accounts are rows and no events; roles are events, and `municipality.decide` answers for them.
What closing would take from a municipality is asked here, of the same state: nobody closes their own
account, and no role loses the last person who could still sign in.
"""

from __future__ import annotations

from collections.abc import Collection

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import Blocker, Forbidden, Reason, Rejected
from workflow.core.municipality import MunicipalityState
from workflow.core.policy import ADMIN


def check_keeper(actor: Actor) -> None:
    """Raise Forbidden for everybody who does not keep the accounts here."""
    if actor != SYSTEM and ADMIN not in actor.roles:
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=(ADMIN,)))


def check_other(actor: Actor, account: int) -> None:
    """Raise Forbidden for what nobody does to their own account."""
    if account == actor.account:
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=(ADMIN,)))


def check_closing(
    state: MunicipalityState, account: int, actor: Actor, usable: Collection[int]
) -> None:
    """Raise Forbidden or Rejected if the account cannot be closed now.

    `usable`: the accounts that somebody could sign in to.
    """
    check_keeper(actor)
    check_other(actor, account)
    held = sorted(role for holder, role in state.roles if holder == account)
    alone = [role for role in held if not _others(state, account, role, usable)]
    if alone:
        raise Rejected(*(Blocker(reason=Reason.LAST_OF_ROLE, thing=role) for role in alone))


def check_revoking(
    state: MunicipalityState, account: int, role: str, usable: Collection[int]
) -> None:
    """Raise Rejected if nobody who could sign in would hold the role any more.

    Where nobody can now, it may be taken: it helps nobody.
    """
    could = account in usable and (account, role) in state.roles
    if could and not _others(state, account, role, usable):
        raise Rejected(Blocker(reason=Reason.LAST_OF_ROLE, thing=role))


def _others(
    state: MunicipalityState, account: int, role: str, usable: Collection[int]
) -> list[int]:
    holders = (holder for holder, held in state.roles if held == role and holder != account)
    return [holder for holder in holders if holder in usable]
