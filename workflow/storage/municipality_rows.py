"""Whether a municipality's rows say what its events say, and writing them anew.

Rule: name, roles, settings, published versions and the pages follow from the events. The texts of a definition stand in
no event, only their digests do: a text that is not the published one cannot be brought back. Drafts are papers, which no
event tells of, and stay as they are. The slug
is chosen by the storage; what is asked of it is that it can stand in an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from workflow.core.municipality import PageText
from workflow.core.substitution import Substitutions
from workflow.storage import codec, substitutes, versions
from workflow.storage.events import Head, StoredEvent
from workflow.storage.municipalities import GRANT, WRITE_PAGE, replay
from workflow.storage.slugs import MUNICIPALITIES, free, is_key
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import (
    municipality,
    municipality_role,
    page_text,
    substitute,
)

_ROW = Statement(
    select(*(municipality.c[name] for name in ("seq", "head", "slug", "name", "settings"))).where(
        municipality.c.id == bindparam("key")
    )
)
_SET_ROW = Statement(
    update(municipality)
    .where(municipality.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in ("seq", "head", "slug", "name", "settings")})
)
_ROLES = Statement(
    select(municipality_role.c.account_id, municipality_role.c.role).where(
        municipality_role.c.municipality_id == bindparam("key")
    )
)
_DROP_ROLES = Statement(
    delete(municipality_role).where(municipality_role.c.municipality_id == bindparam("key"))
)
_PAGE = ("page", "text", "edition")
_PAGES = Statement(
    select(page_text.c.page, page_text.c.text, page_text.c.edition).where(
        page_text.c.municipality_id == bindparam("key")
    )
)
_SUBSTITUTE = substitutes.COLUMNS[1:]
_SUBSTITUTES = Statement(
    select(*(substitute.c[name] for name in _SUBSTITUTE)).where(
        substitute.c.municipality_id == bindparam("key")
    )
)
_DROP_SUBSTITUTES = Statement(
    delete(substitute).where(substitute.c.municipality_id == bindparam("key"))
)
_DROP_PAGES = Statement(delete(page_text).where(page_text.c.municipality_id == bindparam("key")))


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRows:
    """What the tables say of a municipality, or what they should say."""

    head: Head
    slug: str
    name: str
    settings: str
    roles: frozenset[tuple[int, str]]
    versions: frozenset[Row]
    pages: frozenset[Row]
    substitutes: frozenset[Row]


def stored(tx: Transaction, identity: int) -> MunicipalityRows | None:
    """Return what the tables hold; None if its own row is gone."""
    row = tx.first(_ROW, {"key": identity})
    if row is None:
        return None
    seq, head, slug, name, settings = row
    return MunicipalityRows(
        head=Head(seq, bytes(head)),
        slug=slug,
        name=name,
        settings=settings,
        roles=frozenset((account, role) for account, role in tx.all(_ROLES, {"key": identity})),
        versions=versions.stored(tx, identity),
        pages=frozenset(tuple(page) for page in tx.all(_PAGES, {"key": identity})),
        substitutes=frozenset(tuple(each) for each in tx.all(_SUBSTITUTES, {"key": identity})),
    )


def expected(
    history: Sequence[StoredEvent], head: Head, found: MunicipalityRows
) -> MunicipalityRows:
    """Return what they should hold; a text that is gone is empty."""
    state = replay(history)
    return MunicipalityRows(
        head=head,
        slug=found.slug,
        name=state.name,
        settings=codec.encode_settings(state.settled.settings),
        roles=state.roles,
        versions=versions.expected(history, found.versions),
        pages=frozenset(_pages(state.pages)),
        substitutes=frozenset(_substitutes(state.substitutions)),
    )


def _pages(pages: Mapping[str, PageText]) -> Iterator[Row]:
    for page, written in pages.items():
        text = written.text if isinstance(written.text, str) else None
        yield page, text, written.edition


def _substitutes(known: Substitutions) -> Iterator[Row]:
    for each in known.values():
        row = substitutes.row(0, each)
        yield tuple(row[name] for name in _SUBSTITUTE)


def differences(expected: MunicipalityRows, found: MunicipalityRows) -> Iterator[str]:
    """Yield the tables that say something else than the events, and a slug that is none."""
    if (found.name, found.settings) != (expected.name, expected.settings):
        yield "municipality differs from the events"
    if not is_key(found.slug):
        yield "its slug cannot stand in an address"
    if found.roles != expected.roles:
        yield "municipality_role differs from the events"
    if found.versions != expected.versions:
        yield "definition_version differs from the events"
    if found.pages != expected.pages:
        yield "page_text differs from the events"
    if found.substitutes != expected.substitutes:
        yield "substitute differs from the events"


def write(tx: Transaction, identity: int, rows: MunicipalityRows) -> None:
    """Write the rows of a municipality anew."""
    slug = rows.slug if is_key(rows.slug) else free(tx, rows.name, MUNICIPALITIES)
    row = {"seq": rows.head.seq, "head": rows.head.hash, "slug": slug, "name": rows.name}
    tx.run(_SET_ROW, {"key": identity, "settings": rows.settings, **row})
    owner = {"municipality_id": identity}
    tx.run(_DROP_ROLES, {"key": identity})
    tx.run(_DROP_SUBSTITUTES, {"key": identity})
    named = [dict(zip(_SUBSTITUTE, each, strict=True)) for each in sorted(rows.substitutes)]
    tx.run_many(substitutes.ADD, [{**owner, **each} for each in named])
    tx.run_many(GRANT, [{**owner, "account_id": a, "role": role} for a, role in sorted(rows.roles)])
    tx.run(_DROP_PAGES, {"key": identity})
    tx.run_many(
        WRITE_PAGE, [{**owner, **dict(zip(_PAGE, page, strict=True))} for page in rows.pages]
    )
    versions.rewrite(tx, identity, rows.versions)
