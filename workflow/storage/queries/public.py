"""What anybody may read without being signed in: which municipalities there are, and their pages.

Rule: the one exception to a reader's reach, because a page that the law asks for has no readers of
its own. Nothing but the name of a municipality and what it has published itself is here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from workflow.storage.tables import municipality, page_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A municipality as the public knows it."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """What a municipality says on a page, "" if nothing (any more), and which edition it is."""

    text: str = ""
    edition: int = 0


def towns(connection: Connection) -> tuple[Town, ...]:
    """Return all municipalities by name."""
    columns = municipality.c
    found = connection.execute(
        select(columns.id, columns.slug, columns.name).order_by(columns.name, columns.id)
    )
    return tuple(Town(id=key, slug=slug, name=name) for key, slug, name in found)


def public_page(connection: Connection, town: int, page: str) -> PublicPage:
    """Return what a municipality says on a page."""
    columns = page_text.c
    found = connection.execute(
        select(columns.text, columns.edition).where(
            columns.municipality_id == town, columns.page == page
        )
    ).first()
    return PublicPage() if found is None else PublicPage(text=found[0] or "", edition=found[1])
