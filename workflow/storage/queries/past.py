"""What happened in a quartier, with the words that are left, and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from workflow.core.events import CommentAdded, Recorded
from workflow.core.state import Document, DocumentKind
from workflow.storage import codec, tables
from workflow.storage.events import COLUMNS, StoredEvent, instance_stream
from workflow.storage.queries.deeds import deeds
from workflow.storage.queries.quartiere import instance
from workflow.storage.queries.reading import Reading


def history(
    reading: Reading, key: int | str, *, before: int | None = None, limit: int = 50
) -> list[Recorded]:
    """Return events of a quartier with their words, the newest first; raises NotFound."""
    found = instance(reading, key)
    query = (
        select(*(tables.event.c[name] for name in COLUMNS), tables.event_payload.c.words)
        .select_from(tables.event.outerjoin(tables.event_payload))
        .where(tables.event.c.stream == instance_stream(found.id))
        .order_by(tables.event.c.seq.desc())
        .where(*until(reading))
        .limit(limit)
    )
    if before is not None:
        query = query.where(tables.event.c.seq < before)
    return [StoredEvent(*tuple(row)).recorded() for row in reading.connection.execute(query)]


def until(reading: Reading) -> list[ColumnElement[bool]]:
    """Return the condition that an event had happened on the day that is looked at."""
    return [tables.event.c.day <= reading.until.isoformat()] if reading.until else []


def stream(reading: Reading, key: int | str) -> list[Recorded]:
    """Return all that has happened in a quartier, in order; raises NotFound."""
    return [recorded for deed in deeds(reading, key) for recorded in deed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much was said and brought in a quartier."""

    comments: int = 0
    files: int = 0


def tally(reading: Reading, key: int | str) -> Tally:
    """Return how many comments and files there are, or were; raises NotFound."""
    number = instance(reading, key).id
    event = tables.event.c
    said = select(func.count()).where(
        event.stream == instance_stream(number),
        event.type == CommentAdded.__name__,
        *until(reading),
    )
    brought = _files(number).where(*until(reading)).order_by(None).subquery()
    counts = select(
        said.scalar_subquery(), select(func.count()).select_from(brought).scalar_subquery()
    )
    comments, files = reading.connection.execute(counts).one()
    return Tally(comments=comments, files=files)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file of a quartier with the event that brought it; an erased one is a tombstone."""

    key: int
    document: Document
    brought: Recorded


def files(
    reading: Reading, key: int | str, *, before: int | None = None, limit: int = 50
) -> list[FileRow]:
    """Return the files of a quartier, the newest first; raises NotFound."""
    query = _files(instance(reading, key).id).where(*until(reading)).limit(limit)
    if before is not None:
        query = query.where(tables.attachment.c.id < before)
    return [_file(tuple(row)) for row in reading.connection.execute(query)]


def _files(number: int) -> Select[Any]:
    kept, event = tables.attachment.c, tables.event
    brought = and_(event.c.stream == instance_stream(number), event.c.seq == kept.seq)
    return (
        select(
            *(kept[name] for name in _FILE),
            *(event.c[name] for name in COLUMNS),
            tables.event_payload.c.words,
        )
        .select_from(tables.attachment.join(event, brought).outerjoin(tables.event_payload))
        .where(kept.instance_id == number)
        .order_by(kept.id.desc())
    )


_FILE = ("id", "sha256", "name", "size", "media_type")


def _file(row: tuple[Any, ...]) -> FileRow:
    number, sha256, name, size, media_type = row[: len(_FILE)]
    return FileRow(
        key=number,
        document=Document(
            kind=DocumentKind.FILE,
            name=codec.read_word(name),
            sha256=sha256,
            size=size,
            media_type=media_type,
        ),
        brought=StoredEvent(*row[len(_FILE) :]).recorded(),
    )
