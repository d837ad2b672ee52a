"""Which files the events of a quartier name: the rows of `attachment`.

Rule: a file belongs to the event that brought it. Its name is a word of that event; when that word
is erased, the row stays as a tombstone, and the bytes go once no other event keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, delete, insert, select

from workflow.core.events import Event, Recorded
from workflow.core.state import ERASED, Document, DocumentKind, Words
from workflow.storage import codec
from workflow.storage.rows import Owner
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import attachment

_COLUMNS = ("seq", "sha256", "name", "size", "media_type", "erased")
_INSERT = Statement(
    insert(attachment).values(
        {name: bindparam(name) for name in ("instance_id", "municipality_id", *_COLUMNS)}
    )
)
_DELETE = Statement(delete(attachment).where(attachment.c.instance_id == bindparam("key")))
_SELECT = select(*(attachment.c[name] for name in _COLUMNS)).where(
    attachment.c.instance_id == bindparam("key")
)
_ALL = Statement(_SELECT.order_by(attachment.c.id))  # as they were brought
_ONE = Statement(
    _SELECT.where(attachment.c.sha256 == bindparam("digest"), attachment.c.erased == 0)
    .order_by(attachment.c.seq.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file and the event that brought it."""

    seq: int
    document: Document

    @property
    def is_erased(self) -> bool:
        """Whether it is a tombstone."""
        return self.document.name == ERASED


def attached(stream: Iterable[Recorded]) -> list[Attached]:
    """Return the files that these events bring."""
    return [
        Attached(seq=recorded.seq, document=document)
        for recorded in stream
        for document in _named(recorded)
        if document.kind is DocumentKind.FILE
    ]


def brings_files(happened: Iterable[Event]) -> bool:
    """Whether one of these events may bring a file; hardly any command does."""
    return any(getattr(each, "documents", ()) or getattr(each, "files", ()) for each in happened)


def _named(recorded: Recorded) -> Iterator[Document]:
    words: Words = getattr(recorded.event, "words", {})
    documents: tuple[Document, ...] = getattr(recorded.event, "documents", ())
    for index, document in enumerate(documents):
        yield replace(document, name=words.get(f"document:{index}", ""))
    files: tuple[Document, ...] = getattr(recorded.event, "files", ())
    for document in files:
        yield replace(document, name=words.get(f"file:{document.sha256}", ""))


def insert_files(tx: Transaction, owner: Owner, files: Iterable[Attached]) -> None:
    """Insert the rows of files."""
    tx.run_many(_INSERT, [{**owner.columns(), **_columns(each)} for each in files])


def rewrite_files(tx: Transaction, owner: Owner, files: Iterable[Attached]) -> None:
    """Write the rows of all files of a quartier anew."""
    tx.run(_DELETE, {"key": owner.instance})
    insert_files(tx, owner, files)


def stored_files(tx: Transaction, instance: int) -> list[Attached]:
    """Return all files of a quartier as the table holds them, tombstones too."""
    return [_attached(row) for row in tx.all(_ALL, {"key": instance})]


def find_file(tx: Transaction, instance: int, sha256: str) -> Document | None:
    """Return a file of a quartier that is not erased, under the name it was given last."""
    if not sha256.isalnum():
        return None
    row = tx.first(_ONE, {"key": instance, "digest": sha256})
    return _attached(row).document if row else None


def gone(files: Iterable[Attached]) -> frozenset[str]:
    """Return the files that no event keeps any more."""
    known = list(files)
    kept = {each.document.sha256 for each in known if not each.is_erased}
    return frozenset(each.document.sha256 for each in known) - kept


def _columns(file: Attached) -> dict[str, object]:
    return {
        "seq": file.seq,
        "sha256": file.document.sha256,
        "name": codec.word_column(file.document.name),
        "size": file.document.size,
        "media_type": file.document.media_type,
        "erased": int(file.is_erased),
    }


def _attached(row: Row) -> Attached:
    seq, sha256, name, size, media_type, _ = row
    document = Document(
        kind=DocumentKind.FILE,
        name=codec.read_word(name),
        sha256=sha256,
        size=size,
        media_type=media_type,
    )
    return Attached(seq=seq, document=document)
