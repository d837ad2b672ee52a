"""What a command to a municipality does: authorise, decide, append, project, in one transaction.

Rule: as with a quartier, what is foreign or missing is `NotFound`. The operator (no account) acts
as SYSTEM.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import bindparam, select

from workflow.core import accounts
from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import NotFound
from workflow.core.municipality import (
    Command,
    Event,
    FoundMunicipality,
    GrantRole,
    RevokeRole,
    decide,
)
from workflow.core.municipality_definitions import DefinitionPublished
from workflow.core.substitution import EndSubstitution, NameSubstitute
from workflow.storage import admission, events, loading, municipalities, stamping, versions
from workflow.storage.events import Stamp
from workflow.storage.handling import Outcome
from workflow.storage.municipalities import LoadedMunicipality
from workflow.storage.slugs import slug_of
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account as accounts_table
from workflow.storage.tables import municipality_role
from workflow.storage.versions import Texts

_USABLE = Statement(
    select(accounts_table.c.id)
    .distinct()
    .join(municipality_role, municipality_role.c.account_id == accounts_table.c.id)
    .where(
        municipality_role.c.municipality_id == bindparam("municipality"),
        accounts_table.c.active == 1,
        accounts_table.c.password.is_not(None),
    )
)


def found(tx: Transaction, slug: str, name: str, at: datetime) -> int:
    """Take a municipality in; returns its id."""
    command = FoundMunicipality(name=name)
    happened = decide(None, command, SYSTEM)
    identity = municipalities.insert_municipality(tx, slug_of(slug), name)
    stamp = stamping.stamp(command, SYSTEM.account, at)
    head = events.append(tx, events.municipality_stream(identity), events.START, happened, stamp)
    municipalities.project(tx, identity, head, happened, stamp)
    return identity


def govern(
    tx: Transaction,
    identity: int,
    command: Command,
    account: int | None,
    at: datetime,
    *,
    texts: Texts | None = None,
) -> Outcome:
    """Carry out a command on a municipality; raises NotFound and what its `decide` raises.

    `texts` are those of a definition that is published: no event holds them.
    """
    loaded = municipalities.load(tx, identity)
    if loaded is None:
        raise NotFound(f"municipality {identity}")
    actor = SYSTEM
    if account is not None:
        actor = _actor(tx, identity, command, account)
    _check_named(tx, identity, command)
    stamp = stamping.stamp(command, actor.account, at)
    happened = decided(tx, loaded, command, actor, stamp.day)
    if not happened:
        return Outcome(seq=loaded.head.seq, events=())
    stream = events.municipality_stream(identity)
    head = events.append(tx, stream, loaded.head, happened, stamp)
    municipalities.project(tx, identity, head, happened, stamp, before=loaded.state)
    _publish(tx, identity, happened, texts, stamp)
    return Outcome(seq=head.seq, events=happened)


def _check_named(tx: Transaction, identity: int, command: Command) -> None:
    if isinstance(command, GrantRole) and loading.home(tx, command.account) is None:
        raise NotFound(f"account {command.account}")
    if isinstance(command, NameSubstitute):
        admission.check_colleagues(tx, identity, command)


def _publish(
    tx: Transaction,
    identity: int,
    happened: tuple[Event, ...],
    texts: Texts | None,
    stamp: Stamp,
) -> None:
    for event in happened:
        if isinstance(event, DefinitionPublished):
            if texts is None:
                raise TypeError("a definition is published with its texts")
            versions.publish(tx, identity, event, texts, stamp)


def decided(
    tx: Transaction,
    loaded: LoadedMunicipality,
    command: Command,
    actor: Actor,
    today: date = date.min,
) -> tuple[Event, ...]:
    """Return what a command leads to, seen with the accounts as they are; raises as `decide` does."""
    happened = decide(loaded.state, command, actor, today)
    if isinstance(command, RevokeRole):
        known = usable(tx, loaded.id)
        accounts.check_revoking(loaded.state, command.account, command.role, known)
    return happened


def usable(tx: Transaction, identity: int) -> frozenset[int]:
    """Return who holds a role in a municipality and could sign in."""
    return frozenset(number for (number,) in tx.all(_USABLE, {"municipality": identity}))


def _actor(tx: Transaction, identity: int, command: Command, account: int) -> Actor:
    if isinstance(command, NameSubstitute | EndSubstitution):
        return admission.actor_at_home(tx, identity, account)
    return admission.actor_in_municipality(tx, identity, account)
