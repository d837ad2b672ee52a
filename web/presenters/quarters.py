"""The list of quartiere as a page: counts above, the table, or why it is empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import plural
from web.presenters import dates
from web.presenters.matrix import Table, quarter_row, table
from web.presenters.parts import Link
from web.presenters.status import (
    DONE,
    DROPPED,
    STEP_STATUSES,
    Status,
    situation_status,
)
from workflow.core.definition import ProcessDefinition
from workflow.storage.queries import InstanceRow, Overview

# Why the list may be empty, the reason that can be changed first.
_NOTHING = {
    "coordinator": "In Ihrer Kommune ist noch kein Quartier angelegt.",
    "consultant": (
        "Die Beratung richtet Prozessvorlagen ein. Was in den Quartieren geschieht, sieht sie nicht."
    ),
    "admin": "Die Kontenverwaltung sieht nicht, was in den Quartieren geschieht.",
}
_NO_TEAM = "Sie gehören noch zu keinem Quartier. Die Koordination nimmt Sie in ein Team auf."


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number above the list."""

    key: str
    number: int
    what: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuartersPage:
    """The list of quartiere."""

    title: str
    says: str
    counts: tuple[Count, ...]
    legend: tuple[Status, ...]
    tables: tuple[Table, ...]
    nothing: str
    start: Link | None
    place: None = None


def quarters_page(
    rows: Sequence[InstanceRow],
    overview: Overview,
    definitions: Mapping[str, ProcessDefinition],
    today: date,
    *,
    roles: Collection[str] = (),
    may_start: bool = False,
) -> QuartersPage:
    """Return the list, one table for each definition in use; `roles` are the reader's own."""
    digests = dict.fromkeys(row.definition for row in rows)
    tables = [
        table(
            definitions[d], [r for r in rows if r.definition == d], today, titled=len(digests) > 1
        )
        for d in digests
    ]
    return QuartersPage(
        title="Quartiere",
        says=f"{plural(overview.total, 'Quartier', 'Quartiere')}. Stand: {dates.full_day(today)}",
        counts=_counts(overview) if rows else (),
        legend=STEP_STATUSES,
        tables=tuple(tables),
        nothing=next((said for role, said in _NOTHING.items() if role in roles), _NO_TEAM),
        start=Link("Quartier anlegen", paths.NEW_QUARTER) if may_start else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterCard:
    """A quartier in a few words, beside somebody's tasks."""

    name: str
    url: str
    situation: Status
    says: str
    under: str


def card(row: InstanceRow, definition: ProcessDefinition, today: date) -> QuarterCard:
    """Return a quartier in a few words."""
    found = quarter_row(row, definition, frozenset(), today)
    done = sum(1 for cell in found.cells if cell.status in (DONE, DROPPED))
    says = f"{done} von {len(found.cells)} Schritten abgeschlossen."
    active = any(cell.url for cell in found.cells)
    return QuarterCard(
        name=found.name,
        url=found.url,
        situation=situation_status(row.situation, row.situation_on, today, row.life),
        says=f"{says} {found.sentence}." if active else says,
        under=found.under,
    )


def _counts(overview: Overview) -> tuple[Count, ...]:
    return (
        Count(
            key="waiting",
            number=overview.in_review,
            what="Freigaben angefragt",
            more="warten auf eine Entscheidung",
        ),
        Count(
            key="overdue",
            number=overview.overdue,
            what="Quartiere mit Überfälligem",
            more="ein Termin ist verstrichen",
        ),
        Count(
            key="still",
            number=overview.urgent,
            what="Quartiere brauchen einen Blick",
            more="Termin oder zwei Wochen ohne Bewegung",
        ),
        Count(
            key="critical",
            number=overview.critical,
            what="Lage kritisch",
            more="nach Einschätzung vor Ort",
        ),
    )
