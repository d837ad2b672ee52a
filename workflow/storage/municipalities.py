"""Municipalities and their accounts, as rows.

Rule: roles, settings and the texts of its pages are projected from the municipality's stream in the transaction
that writes it. Accounts are rows of their own: names stand here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from workflow.core.municipality import (
    Event,
    MunicipalityState,
    PageText,
    PageWritten,
    RoleGranted,
    RoleRevoked,
    evolve,
)
from workflow.core.municipality_definitions import DefinitionWithdrawn
from workflow.core.municipality_settings import Settings, SettingsChanged
from workflow.core.substitution import SubstituteNamed, SubstitutionEnded
from workflow.storage import codec, events, substitutes, versions
from workflow.storage.events import Head, Stamp, StoredEvent
from workflow.storage.sign_ins import new_uniquifier
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import (
    account,
    municipality,
    municipality_role,
    page_text,
)

_FOUND = select(municipality.c.seq, municipality.c.head).where(
    municipality.c.id == bindparam("key")
)
# The one that reads, and the one that also locks.
_HEAD = (Statement(_FOUND), Statement(_FOUND.with_for_update()))
_IDS = Statement(select(municipality.c.id).order_by(municipality.c.id))
_BY_SLUG = Statement(select(municipality.c.id).where(municipality.c.slug == bindparam("slug")))
_INSERT = Statement(
    insert(municipality)
    .values({name: bindparam(name) for name in ("slug", "name", "seq", "head", "settings")})
    .returning(municipality.c.id)
)
_SET_HEAD = Statement(
    update(municipality)
    .where(municipality.c.id == bindparam("key"))
    .values(seq=bindparam("seq"), head=bindparam("head"))
)
_SET_SETTINGS = Statement(
    update(municipality)
    .where(municipality.c.id == bindparam("key"))
    .values(settings=bindparam("settings"))
)
_ROLE = ("municipality_id", "account_id", "role")
GRANT = Statement(insert(municipality_role).values({name: bindparam(name) for name in _ROLE}))
_REVOKE = Statement(
    delete(municipality_role).where(
        *(municipality_role.c[name] == bindparam(name) for name in _ROLE)
    )
)
_PAGE = (page_text.c.municipality_id, page_text.c.page)
_DROP_PAGE = Statement(
    delete(page_text).where(*(column == bindparam(column.name) for column in _PAGE))
)
WRITE_PAGE = Statement(
    insert(page_text).values(
        {name: bindparam(name) for name in ("municipality_id", "page", "text", "edition")}
    )
)
_ACTIVE = Statement(
    select(account.c.id).where(account.c.id == bindparam("key"), account.c.active == 1)
)
_ACCOUNT = ("municipality_id", "email", "name", "uniquifier", "created_at")
_NEW_ACCOUNT = Statement(
    insert(account).values({name: bindparam(name) for name in _ACCOUNT}).returning(account.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMunicipality:
    """A municipality with its state, locked."""

    id: int
    head: Head
    state: MunicipalityState


def insert_municipality(tx: Transaction, slug: str, name: str) -> int:
    """Insert the row of a new municipality; its stream follows. Raises `Taken` for a known slug."""
    row = {"slug": slug, "name": name, "seq": 0, "head": events.START.hash}
    row["settings"] = codec.encode_settings(Settings())
    [(identity,)] = tx.all(_INSERT, row)
    return int(identity)


def find(tx: Transaction, slug: str) -> int | None:
    """Return the id of a municipality by its slug."""
    row = tx.first(_BY_SLUG, {"slug": slug})
    return row[0] if row else None


def load(tx: Transaction, identity: int) -> LoadedMunicipality | None:
    """Return a municipality with its state, replayed: its stream is short. Locks it to write."""
    row = tx.first(_HEAD[tx.writes], {"key": identity})
    if row is None:
        return None
    state = replay(events.load(tx, events.municipality_stream(identity)))
    return LoadedMunicipality(id=identity, head=Head(row[0], bytes(row[1])), state=state)


def replay(history: Iterable[StoredEvent]) -> MunicipalityState:
    """Return the state of a municipality after all events of its stream."""
    state: MunicipalityState | None = None
    for row in history:
        state = evolve(state, row.decoded())  # type: ignore[arg-type]  # its stream holds no others
    if state is None:
        raise ValueError("an empty stream has no state")
    return state


def project(
    tx: Transaction,
    identity: int,
    head: Head,
    happened: Iterable[Event],
    stamp: Stamp,
    *,
    before: MunicipalityState | None = None,
) -> None:
    """Write what follows from new events; the row of a publication is written by `versions`."""
    state = before
    for event in happened:
        state = evolve(state, event)
        if isinstance(event, PageWritten):
            _write_page(tx, identity, event.page, state.pages[event.page])
        if isinstance(event, SettingsChanged):
            settings = codec.encode_settings(state.settled.settings)
            tx.run(_SET_SETTINGS, {"key": identity, "settings": settings})
        if isinstance(event, SubstituteNamed | SubstitutionEnded):
            substitutes.project(tx, identity, event)
        if isinstance(event, DefinitionWithdrawn):
            versions.withdraw(tx, identity, event, stamp)
        if isinstance(event, RoleGranted | RoleRevoked):
            statement = GRANT if isinstance(event, RoleGranted) else _REVOKE
            row = {"account_id": event.account, "role": event.role}
            tx.run(statement, {"municipality_id": identity, **row})
    tx.run(_SET_HEAD, {"key": identity, "seq": head.seq, "head": head.hash})


def _write_page(tx: Transaction, identity: int, page: str, written: PageText) -> None:
    key = {"municipality_id": identity, "page": page}
    text = written.text if isinstance(written.text, str) else None
    tx.run(_DROP_PAGE, key)
    tx.run(WRITE_PAGE, {**key, "text": text, "edition": written.edition})


def identities(tx: Transaction) -> list[int]:
    """Return the ids of all municipalities."""
    return [identity for (identity,) in tx.all(_IDS, {})]


def add_account(tx: Transaction, identity: int, email: str, name: str, at: datetime) -> int:
    """Insert an account that nobody can sign in to yet; raises `Taken` for a known address."""
    row = {
        "municipality_id": identity,
        "email": email,
        "name": name,
        "uniquifier": new_uniquifier(),
        "created_at": codec.instant(at),
    }
    [(number,)] = tx.all(_NEW_ACCOUNT, row)
    return int(number)
