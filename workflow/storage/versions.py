"""Published versions of definitions, as rows.

Rule: a version's texts are written once, with the event that publishes it, and never change; the
digest of the canonical form is its address. Withdrawing sets columns of the row and touches no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import bindparam, delete, insert, or_, select, update

from workflow.core.municipality_definitions import DefinitionPublished, DefinitionWithdrawn
from workflow.core.state import ProcessLife, StepStatus
from workflow.storage import codec
from workflow.storage.events import Stamp, StoredEvent
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import definition_version, instance

COLUMNS = (
    "definition_id", "version", "digest", "title", "canonical", "source", "extends", "base",
    "published_at", "published_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason",
)  # fmt: skip
_CANONICAL, _SOURCE = COLUMNS.index("canonical"), COLUMNS.index("source")

_v = definition_version.c
_ITS_OWN = _v.municipality_id == bindparam("municipality")
_THIS = (
    _ITS_OWN,
    _v.definition_id == bindparam("definition"),
    _v.version == bindparam("number"),
)
_ALL = Statement(select(*(_v[name] for name in COLUMNS)).where(_ITS_OWN))
_DROP = Statement(delete(definition_version).where(_ITS_OWN))
_INSERT = Statement(
    insert(definition_version).values(
        {name: bindparam(name) for name in ("municipality_id", *COLUMNS)}
    )
)
_WITHDRAW = Statement(
    update(definition_version)
    .where(*_THIS)
    .values(
        withdrawn_at=bindparam("at"),
        withdrawn_by=bindparam("by"),
        withdrawn_reason=bindparam("reason"),
    )
)
_BY_DIGEST = Statement(select(_v.canonical).where(_v.digest == bindparam("digest")).limit(1))
_STARTABLE = Statement(
    select(_v.id).where(_v.digest == bindparam("digest"), _ITS_OWN, _v.withdrawn_at.is_(None))
)
_BASE = Statement(
    select(_v.digest, _v.canonical, _v.source, _v.extends, _v.withdrawn_at).where(*_THIS)
)
_NAMES = Statement(
    select(_v.definition_id, _v.version)
    .where(_ITS_OWN, _v.withdrawn_at.is_(None))
    .order_by(_v.definition_id, _v.version)
)
_BASES = Statement(select(_v.definition_id, _v.version, _v.extends).where(_ITS_OWN))
_BUSY = Statement(
    select(instance.c.steps)
    .join(
        definition_version,
        (_v.digest == instance.c.definition) & (_v.municipality_id == instance.c.municipality_id),
    )
    .where(
        _ITS_OWN,
        _v.definition_id == bindparam("definition"),
        or_(*(instance.c.life == life.value for life in (ProcessLife.RUNNING, ProcessLife.PAUSED))),
    )
)
_OPEN = frozenset({StepStatus.ACTIVE.value, StepStatus.IN_REVIEW.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """A published version with its texts.

    `source` is the text as it was written, None where only the canonical form is known; `extends`
    names what it builds on, "" if nothing.
    """

    digest: str
    canonical: bytes
    source: bytes | None
    extends: str
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is kept of a version beside its event; `source` "": only the canonical form is known."""

    title: str
    canonical: bytes
    source: str = ""


def publish(
    tx: Transaction, municipality: int, event: DefinitionPublished, texts: Texts, stamp: Stamp
) -> None:
    """Insert the row of a version that has just been published."""
    row = {
        "municipality_id": municipality,
        "definition_id": event.definition,
        "version": event.version,
        "digest": event.digest,
        "title": texts.title,
        "canonical": texts.canonical.decode(),
        "source": texts.source or None,
        "extends": event.extends or None,
        "base": event.base or None,
        "published_at": codec.instant(stamp.at),
        "published_by": stamp.by,
        "withdrawn_at": None,
        "withdrawn_by": None,
        "withdrawn_reason": None,
    }
    tx.run(_INSERT, row)


def withdraw(tx: Transaction, municipality: int, event: DefinitionWithdrawn, stamp: Stamp) -> None:
    """Note in its row that a version was withdrawn."""
    reason = event.words.get("reason")
    tx.run(
        _WITHDRAW,
        {
            "municipality": municipality,
            "definition": event.definition,
            "number": event.version,
            "at": codec.instant(stamp.at),
            "by": stamp.by,
            "reason": reason if isinstance(reason, str) else None,
        },
    )


def canonical(tx: Transaction, digest: str) -> bytes | None:
    """Return a published definition as canonical JSON, whoever published it."""
    row = tx.first(_BY_DIGEST, {"digest": digest})
    return row[0].encode() if row else None


def is_startable(tx: Transaction, municipality: int, digest: str) -> bool:
    """Whether a municipality has published this definition and not withdrawn it."""
    return tx.first(_STARTABLE, {"digest": digest, "municipality": municipality}) is not None


def find(tx: Transaction, municipality: int, definition: str, version: int) -> StoredVersion | None:
    """Return a version that this municipality has published; another's is not there."""
    key = {"municipality": municipality, "definition": definition, "number": version}
    row = tx.first(_BASE, key)
    if row is None:
        return None
    digest, text, source, extends, withdrawn_at = row
    return StoredVersion(
        digest=digest,
        canonical=text.encode(),
        source=None if source is None else source.encode(),
        extends=extends or "",
        withdrawn=withdrawn_at is not None,
    )


def names(tx: Transaction, municipality: int) -> tuple[str, ...]:
    """Return what in this municipality can be built on, as `id@version`."""
    found = tx.all(_NAMES, {"municipality": municipality})
    return tuple(f"{definition}@{version}" for definition, version in found)


def bases(tx: Transaction, municipality: int) -> dict[str, str]:
    """Return of each version what it builds on, "" for nothing; both as `id@version`."""
    found = tx.all(_BASES, {"municipality": municipality})
    return {f"{definition}@{version}": extends or "" for definition, version, extends in found}


def busy_steps(tx: Transaction, municipality: int, definition: str) -> Counter[str]:
    """Return in which steps of any version of a definition how many quartiere are at work."""
    found: Counter[str] = Counter()
    for (steps,) in tx.all(_BUSY, {"municipality": municipality, "definition": definition}):
        summary = codec.decode_summary(steps)
        found.update(step for step, (status, *_) in summary.items() if status in _OPEN)
    return found


# --- what the rows should say ----------------------------------------------------------------


def stored(tx: Transaction, municipality: int) -> frozenset[Row]:
    """Return every version's row, in the order of COLUMNS."""
    return frozenset(tuple(row) for row in tx.all(_ALL, {"municipality": municipality}))


def expected(history: Sequence[StoredEvent], found: frozenset[Row]) -> frozenset[Row]:
    """Return the rows that follow from a municipality's history.

    The texts are those that are found, as far as they are what was published; else "".
    """
    canonicals = {_digest(row[_CANONICAL]): row[_CANONICAL] for row in found}
    sources = {_digest(row[_SOURCE]): row[_SOURCE] for row in found if row[_SOURCE] is not None}
    gone = dict(_withdrawals(history))
    return frozenset(
        (*row, *gone.get(row[:2], (None, None, None)))
        for row in _publications(history, canonicals, sources)
    )


def rewrite(tx: Transaction, municipality: int, rows: frozenset[Row]) -> None:
    """Write all versions anew; if a text is gone, all stay as they are: others may be using them."""
    if not all(row[_CANONICAL] and row[_SOURCE] != "" for row in rows):
        return
    tx.run(_DROP, {"municipality": municipality})
    named = [dict(zip(COLUMNS, row, strict=True)) for row in sorted(rows, key=lambda row: row[:2])]
    tx.run_many(_INSERT, [{"municipality_id": municipality, **row} for row in named])


def _publications(
    history: Sequence[StoredEvent], canonicals: dict[str, str], sources: dict[str, str]
) -> Iterator[Row]:
    for row in history:
        event = row.decoded()
        if not isinstance(event, DefinitionPublished):
            continue
        text = canonicals.get(event.digest, "")
        source = sources.get(event.source, "") if event.source else None
        base = (event.extends or None, event.base or None)
        key = (event.definition, event.version, event.digest)
        yield *key, _title(text), text, source, *base, row.at, row.by


def _withdrawals(history: Sequence[StoredEvent]) -> Iterator[tuple[Row, Row]]:
    for row in history:
        event = row.decoded()
        if isinstance(event, DefinitionWithdrawn):
            reason = event.words.get("reason")
            said = reason if isinstance(reason, str) else None
            yield (event.definition, event.version), (row.at, row.by, said)


def _title(text: str) -> str:
    data = codec.read(text) if text else {}
    return str(data.get("title", "")) if isinstance(data, dict) else ""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
