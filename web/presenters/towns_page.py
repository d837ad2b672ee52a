"""Where somebody with several municipalities chooses whose process definitions they work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web import paths
from web.language import say
from workflow.storage.queries import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class TownLine:
    """A municipality in the list, and how much there is in it, head by head."""

    name: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TownsPage:
    """The page; the first of the `heads` is that of the names."""

    title: str
    says: str
    heads: tuple[str, ...]
    rows: tuple[TownLine, ...]
    place: None = None


def towns_page(places: Sequence[Workplace]) -> TownsPage:
    """Return the list of the municipalities to choose from."""
    return TownsPage(
        title=say("Kommune wählen"),
        says=say("Jede Kommune hat ihre eigenen Vorlagen und Entwürfe."),
        heads=(say("Kommune"), say("Entwürfe"), say("Versionen"), say("Laufende Quartiere")),
        rows=tuple(_line(each) for each in places),
    )


def _line(each: Workplace) -> TownLine:
    return TownLine(
        name=each.town.name,
        url=paths.templates(each.town.slug),
        cells=(str(each.drafts), str(each.versions), str(each.running)),
    )
