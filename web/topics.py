"""Which part of the handbook helps on which page, and whom.

Rule: a topic is a heading of a chapter. A test holds that each leads to one, and that each page
named here exists.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from web import paths
from web.handbook import chapter

_MANAGES, _COORDINATES = "quartiersmanagement", "quartierskoordination"
# By endpoint: the chapter of whoever works in the quartier, and of whoever coordinates.
TOPICS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "tasks.show": ((_MANAGES, "meine-aufgaben"), (_COORDINATES, "meine-aufgaben")),
    "quarters.show_all": ((_MANAGES, "ihr-quartier"), (_COORDINATES, "alle-quartiere")),
    "quarters.show": ((_MANAGES, "ihr-quartier"), (_COORDINATES, "alle-quartiere")),
    "steps.show": ((_MANAGES, "ein-schritt"), (_COORDINATES, "ein-schritt")),
    "items.step_edit": ((_MANAGES, "einen-punkt-erledigen"), (_MANAGES, "einen-punkt-erledigen")),
    "gates.ask": ((_MANAGES, "die-freigabe"), (_COORDINATES, "entscheiden")),
    "gates.decide": ((_MANAGES, "die-freigabe"), (_COORDINATES, "entscheiden")),
    "gates.grant": ((_MANAGES, "die-freigabe"), (_COORDINATES, "entscheiden")),
    "records.show_all": ((_MANAGES, "register"), (_MANAGES, "register")),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the handbook: what it is called and where it stands."""

    title: str
    url: str


def topic(endpoint: str | None, roles: Collection[str]) -> Topic | None:
    """Return what helps somebody with these roles on a page; None if nothing does."""
    both = TOPICS.get(endpoint or "")
    if both is None:
        return None
    slug, anchor = both[1] if "coordinator" in roles else both[0]
    titles = {section.anchor: section.title for section in chapter(slug).sections}
    return Topic(titles[anchor], f"{paths.help_on(slug)}#{anchor}")
