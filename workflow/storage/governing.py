"""What a command to a municipality does: authorise, decide, append, project, in one transaction.

Rule: as with a quartier, what is foreign or missing is `NotFound`. The operator (no account) acts
as SYSTEM.
"""

from __future__ import annotations

from datetime import datetime

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import NotFound
from workflow.core.municipality import Command, FoundMunicipality, GrantRole, decide
from workflow.core.substitution import EndSubstitution, NameSubstitute
from workflow.storage import admission, events, loading, municipalities, stamping
from workflow.storage.handling import Outcome
from workflow.storage.slugs import slug_of
from workflow.storage.statements import Transaction


def found(tx: Transaction, slug: str, name: str, at: datetime) -> int:
    """Take a municipality in; returns its id."""
    command = FoundMunicipality(name=name)
    happened = decide(None, command, SYSTEM)
    identity = municipalities.insert_municipality(tx, slug_of(slug), name)
    stamp = stamping.stamp(command, SYSTEM.account, at)
    head = events.append(tx, events.municipality_stream(identity), events.START, happened, stamp)
    municipalities.project(tx, identity, head, happened)
    return identity


def govern(
    tx: Transaction, identity: int, command: Command, account: int | None, at: datetime
) -> Outcome:
    """Carry out a command on a municipality; raises NotFound and what its `decide` raises."""
    loaded = municipalities.load(tx, identity)
    if loaded is None:
        raise NotFound(f"municipality {identity}")
    actor = SYSTEM
    if account is not None:
        actor = _actor(tx, identity, command, account)
    if isinstance(command, GrantRole) and loading.home(tx, command.account) is None:
        raise NotFound(f"account {command.account}")
    if isinstance(command, NameSubstitute):
        admission.check_colleagues(tx, identity, command)
    happened = decide(loaded.state, command, actor, stamping.stamp(command, actor.account, at).day)
    if not happened:
        return Outcome(seq=loaded.head.seq, events=())
    stream = events.municipality_stream(identity)
    stamp = stamping.stamp(command, actor.account, at)
    head = events.append(tx, stream, loaded.head, happened, stamp)
    municipalities.project(tx, identity, head, happened, loaded.state)
    return Outcome(seq=head.seq, events=happened)


def _actor(tx: Transaction, identity: int, command: Command, account: int) -> Actor:
    if isinstance(command, NameSubstitute | EndSubstitution):
        return admission.actor_at_home(tx, identity, account)
    return admission.actor_in_municipality(tx, identity, account)
