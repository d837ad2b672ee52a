"""Whether a municipality's rows say what its events say, and writing them anew.

Rule: name, roles, settings, published versions and the pages follow from the events. The text of a definition stands in
no event, only its digest does: a text that is not the published one cannot be brought back. The slug
is chosen by the storage; what is asked of it is that it can stand in an address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from workflow.core.municipality import DefinitionPublished, PageText
from workflow.core.substitution import Substitutions
from workflow.storage import codec, substitutes
from workflow.storage.events import Head, StoredEvent
from workflow.storage.municipalities import GRANT, PUBLISH, WRITE_PAGE, replay
from workflow.storage.slugs import MUNICIPALITIES, free, is_key
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import (
    definition_version,
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
_VERSION = ("definition_id", "version", "digest", "title", "canonical", "published_at")
_TEXT = _VERSION.index("canonical")
_VERSIONS = Statement(
    select(*(definition_version.c[name] for name in _VERSION)).where(
        definition_version.c.municipality_id == bindparam("key")
    )
)
_DROP_VERSIONS = Statement(
    delete(definition_version).where(definition_version.c.municipality_id == bindparam("key"))
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
        versions=frozenset(tuple(version) for version in tx.all(_VERSIONS, {"key": identity})),
        pages=frozenset(tuple(page) for page in tx.all(_PAGES, {"key": identity})),
        substitutes=frozenset(tuple(each) for each in tx.all(_SUBSTITUTES, {"key": identity})),
    )


def expected(
    history: Sequence[StoredEvent], head: Head, found: MunicipalityRows
) -> MunicipalityRows:
    """Return what they should hold; a text that is gone is empty."""
    state = replay(history)
    texts = {hashlib.sha256(row[_TEXT].encode()).hexdigest(): row[_TEXT] for row in found.versions}
    return MunicipalityRows(
        head=head,
        slug=found.slug,
        name=state.name,
        settings=codec.encode_settings(state.settled.settings),
        roles=state.roles,
        versions=frozenset(_versions(history, texts)),
        pages=frozenset(_pages(state.pages)),
        substitutes=frozenset(_substitutes(state.substitutions)),
    )


def _versions(history: Sequence[StoredEvent], texts: dict[str, str]) -> Iterator[Row]:
    for row in history:
        event = row.decoded()
        if isinstance(event, DefinitionPublished):
            text = texts.get(event.digest, "")
            title = _title(text) if text else ""
            yield event.definition, event.version, event.digest, title, text, row.at


def _pages(pages: Mapping[str, PageText]) -> Iterator[Row]:
    for page, written in pages.items():
        text = written.text if isinstance(written.text, str) else None
        yield page, text, written.edition


def _substitutes(known: Substitutions) -> Iterator[Row]:
    for each in known.values():
        row = substitutes.row(0, each)
        yield tuple(row[name] for name in _SUBSTITUTE)


def _title(text: str) -> str:
    data = codec.read(text)
    return str(data.get("title", "")) if isinstance(data, dict) else ""


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
    """Write the rows of a municipality anew.

    If the text of a version is gone, all versions stay as they are: others may be using them.
    """
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
    if all(version[_TEXT] for version in rows.versions):
        tx.run(_DROP_VERSIONS, {"key": identity})
        versions = (dict(zip(_VERSION, version, strict=True)) for version in sorted(rows.versions))
        tx.run_many(PUBLISH, [{**owner, **version} for version in versions])
