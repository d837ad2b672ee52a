"""Definitions of the municipalities in reach: what is published, and what is being written.

Rule: whoever coordinates or advises a municipality reads its versions and drafts; for anybody else
there are none. Lists read no texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, func, select

from workflow.core.errors import NotFound
from workflow.core.municipality_definitions import DEFINITION_READERS, PublicationRequested
from workflow.core.state import ProcessLife
from workflow.storage import codec, events, tables
from workflow.storage import drafts as papers
from workflow.storage.drafts import Draft
from workflow.storage.queries.reading import Reading, visible
from workflow.storage.statements import Transaction

_v = tables.definition_version.c
_d = tables.definition_draft.c
_LISTED = (
    _v.municipality_id, _v.definition_id, _v.version, _v.digest, _v.title, _v.extends, _v.base,
    _v.published_at, _v.published_by, _v.withdrawn_at, _v.withdrawn_by, _v.withdrawn_reason,
)  # fmt: skip
_PUBLISHED = exists().where(
    _v.municipality_id == _d.municipality_id, _v.definition_id == _d.name, _v.source == _d.text
)
_WITHDRAWN = _PUBLISHED.where(_v.withdrawn_at.is_not(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A published version of a definition.

    `extends` ("": nothing) and `base` say by name and digest what it builds on. A withdrawn one has
    an instant, and a reason unless that was erased. People: 0 is whoever runs the server.
    """

    municipality: int
    id: str
    version: int
    digest: str
    title: str
    extends: str
    base: str
    published_at: datetime
    published_by: int
    withdrawn_at: datetime | None
    withdrawn_by: int | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft in a list: when it was last saved, by whom, and with how many errors.

    `is_published`: a version has been published with this very text; `is_withdrawn`: it is no longer.
    """

    slug: str
    name: str
    edition: int
    errors: int
    is_published: bool
    is_withdrawn: bool
    changed_by: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """Who asked for a text to be published, and when."""

    by: int
    at: datetime


def definitions(reading: Reading) -> list[VersionRow]:
    """Return what can be started from in the municipalities in reach, the newest version first."""
    query = (
        select(*_LISTED)
        .where(
            _v.municipality_id.in_(reading.reach.places(*DEFINITION_READERS)),
            _v.withdrawn_at.is_(None),
        )
        .order_by(_v.municipality_id, _v.definition_id, _v.version.desc())
    )
    return [_version(row) for row in reading.connection.execute(query)]


def latest_start(reading: Reading) -> tuple[int, str] | None:
    """Return the municipality of the newest quartier in reach and what it follows; None: there is none."""
    i = tables.instance.c
    query = (
        select(_v.municipality_id, _v.definition_id)
        .join(
            tables.instance,
            and_(i.municipality_id == _v.municipality_id, i.definition == _v.digest),
        )
        .where(visible(reading.reach))
        .order_by(i.id.desc())
        .limit(1)
    )
    row = reading.connection.execute(query).first()
    return None if row is None else (row[0], row[1])


def versions(reading: Reading, municipality: int) -> list[VersionRow]:
    """Return everything a municipality has published, the newest version of each id first."""
    _check_reach(reading, municipality)
    return published(reading.connection, municipality)


def published(connection: Connection, municipality: int) -> list[VersionRow]:
    """Return the same to whoever runs the server."""
    query = (
        select(*_LISTED)
        .where(_v.municipality_id == municipality)
        .order_by(_v.definition_id, _v.version.desc())
    )
    return [_version(row) for row in connection.execute(query)]


def running(reading: Reading, municipality: int) -> dict[str, int]:
    """Return by digest how many quartiere of a municipality are under way with a version."""
    _check_reach(reading, municipality)
    i = tables.instance.c
    query = (
        select(i.definition, func.count())
        .where(
            i.municipality_id == municipality,
            i.life.in_([ProcessLife.RUNNING.value, ProcessLife.PAUSED.value]),
        )
        .group_by(i.definition)
    )
    return {row[0]: row[1] for row in reading.connection.execute(query)}


def version_text(reading: Reading, municipality: int, definition: str, version: int) -> str:
    """Return a version as it was written; in canonical form if nothing else is known."""
    _check_reach(reading, municipality)
    return published_text(reading.connection, municipality, definition, version)


def published_text(connection: Connection, municipality: int, definition: str, version: int) -> str:
    """Return the same to whoever runs the server."""
    query = select(_v.source, _v.canonical).where(
        _v.municipality_id == municipality, _v.definition_id == definition, _v.version == version
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"{definition}@{version}")
    source, canonical = row
    return str(canonical if source is None else source)


def version_stored(reading: Reading, municipality: int, definition: str, version: int) -> str:
    """Return a version in canonical form, with all that comes from what it builds on."""
    _check_reach(reading, municipality)
    query = select(_v.canonical).where(
        _v.municipality_id == municipality, _v.definition_id == definition, _v.version == version
    )
    found = reading.connection.execute(query).scalar()
    if found is None:
        raise NotFound(f"{definition}@{version}")
    return str(found)


def drafts(reading: Reading, municipality: int) -> list[DraftRow]:
    """Return the drafts of a municipality, what was changed last first."""
    _check_reach(reading, municipality)
    query = (
        select(
            _d.slug,
            _d.name,
            _d.edition,
            _d.errors,
            _PUBLISHED,
            _WITHDRAWN,
            _d.changed_by,
            _d.changed_at,
        )
        .where(_d.municipality_id == municipality)
        .order_by(_d.changed_at.desc(), _d.slug)
    )
    return [
        DraftRow(
            slug=slug,
            name=name,
            edition=edition,
            errors=errors,
            is_published=known,
            is_withdrawn=gone,
            changed_by=by,
            changed_at=codec.read_instant(at),
        )
        for slug, name, edition, errors, known, gone, by, at in reading.connection.execute(query)
    ]


def draft(reading: Reading, municipality: int, slug: str) -> Draft:
    """Return a draft with its text; raises NotFound."""
    _check_reach(reading, municipality)
    return papers.find(Transaction.within(reading.connection), municipality, slug)


def requested(reading: Reading, municipality: int, text: str) -> Requested | None:
    """Return who asked last for this very text to be published, if anybody did."""
    _check_reach(reading, municipality)
    e = tables.event.c
    query = (
        select(e.at, e.by, e.type, e.facts)
        .where(
            e.stream == events.municipality_stream(municipality),
            e.type == PublicationRequested.__name__,
        )
        .order_by(e.seq.desc())
    )
    digest = sha256(text.encode()).hexdigest()
    for at, by, kind, facts in reading.connection.execute(query):
        event = codec.decode_event(kind, facts, "{}", None)
        if isinstance(event, PublicationRequested) and event.source == digest:
            return Requested(by=by, at=codec.read_instant(at))
    return None


def _check_reach(reading: Reading, municipality: int) -> None:
    if municipality not in reading.reach.places(*DEFINITION_READERS):
        raise NotFound(f"municipality {municipality}")


def _version(row: Row[*tuple[Any, ...]]) -> VersionRow:
    return VersionRow(
        municipality=row.municipality_id,
        id=row.definition_id,
        version=row.version,
        digest=row.digest,
        title=row.title,
        extends=row.extends or "",
        base=row.base or "",
        published_at=codec.read_instant(row.published_at),
        published_by=row.published_by,
        withdrawn_at=codec.read_instant(row.withdrawn_at) if row.withdrawn_at else None,
        withdrawn_by=row.withdrawn_by,
        withdrawn_reason=row.withdrawn_reason or "",
    )
