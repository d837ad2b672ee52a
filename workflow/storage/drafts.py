"""Drafts of definitions: the written text as it was typed, with errors too.

Rule: a draft is a paper and no event. Saving carries the edition that was shown; if somebody else
has saved since, nothing is written, so that of two people who write at once neither loses a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from workflow.core.errors import ConflictingChange, NotFound
from workflow.storage import codec
from workflow.storage.slugs import free
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import definition_draft

COLUMNS = ("slug", "name", "text", "edition", "errors", "changed_by", "changed_at")
_d = definition_draft.c
_ITS_OWN = _d.municipality_id == bindparam("municipality")
_THIS = (_ITS_OWN, _d.slug == bindparam("key"))
_FOUND = select(*(_d[name] for name in COLUMNS)).where(*_THIS)
# The one that reads, and the one that also locks.
_FIND = (Statement(_FOUND), Statement(_FOUND.with_for_update()))
_LIKE = Statement(
    select(_d.slug).where(
        _ITS_OWN,
        _d.changed_by == bindparam("account"),
        _d.name == bindparam("name"),
        _d.text == bindparam("text"),
    )
)
_WRITTEN = Statement(select(_d.slug, _d.name, _d.text).where(_ITS_OWN).order_by(_d.slug))
_TAKEN = Statement(select(_d.id).where(_ITS_OWN, _d.slug == bindparam("slug")))
_INSERT = Statement(
    insert(definition_draft).values(
        {name: bindparam(name) for name in ("municipality_id", *COLUMNS)}
    )
)
_UPDATE = Statement(
    update(definition_draft)
    .where(*_THIS)
    .values({name: bindparam(name) for name in COLUMNS if name != "slug"})
)
_DELETE = Statement(delete(definition_draft).where(*_THIS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as it was last saved, by whom and when; `errors`: how many the check found then."""

    slug: str
    name: str
    text: str
    edition: int
    errors: int
    changed_by: int
    changed_at: datetime


def find(tx: Transaction, municipality: int, slug: str) -> Draft:
    """Return a draft of this municipality; raises NotFound. Locks it to write."""
    row = tx.first(_FIND[tx.writes], {"municipality": municipality, "key": slug})
    if row is None:
        raise NotFound(f"draft {slug!r}")
    return Draft(
        slug=row[0],
        name=row[1],
        text=row[2],
        edition=row[3],
        errors=row[4],
        changed_by=row[5],
        changed_at=codec.read_instant(row[6]),
    )


def find_like(
    tx: Transaction, municipality: int, name: str, text: str, *, account: int
) -> Draft | None:
    """Return the draft of this name with this very text that a person saved, if there is one."""
    sought = {"municipality": municipality, "name": name, "text": text, "account": account}
    row = tx.first(_LIKE, sought)
    return find(tx, municipality, row[0]) if row is not None else None


def written(tx: Transaction, municipality: int) -> list[tuple[str, str, str]]:
    """Return address, name and text of every draft of a municipality."""
    rows = tx.all(_WRITTEN, {"municipality": municipality})
    return [(slug, name, text) for slug, name, text in rows]


def check_unchanged(draft: Draft, seen: int) -> None:
    """Raise ConflictingChange unless a draft is still the edition that was shown."""
    if draft.edition != seen:
        raise ConflictingChange("", draft.slug, draft.edition)


def create(
    tx: Transaction,
    municipality: int,
    name: str,
    text: str,
    *,
    errors: int,
    account: int,
    at: datetime,
) -> Draft:
    """Insert a new draft; its address is made from its name."""
    slug = free(tx, name, _TAKEN, municipality=municipality)
    draft = Draft(
        slug=slug,
        name=name,
        text=text,
        edition=1,
        errors=errors,
        changed_by=account,
        changed_at=at,
    )
    tx.run(_INSERT, {"municipality_id": municipality, **_row(draft)})
    return draft


def replace(tx: Transaction, municipality: int, draft: Draft) -> None:
    """Write another edition of a draft over the last one."""
    tx.run(_UPDATE, {"municipality": municipality, "key": draft.slug, **_row(draft)})


def discard(tx: Transaction, municipality: int, slug: str) -> None:
    """Delete a draft."""
    tx.run(_DELETE, {"municipality": municipality, "key": slug})


def _row(draft: Draft) -> dict[str, object]:
    row = {name: getattr(draft, name) for name in COLUMNS}
    return {**row, "changed_at": codec.instant(draft.changed_at)}
