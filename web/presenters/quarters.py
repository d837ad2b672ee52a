"""The list of quartiere as a page: counts above, what is stuck, the filter, the table, its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from web import paths
from web.language import plural, said_later, say, spoken
from web.presenters import dates
from web.presenters.around import Around
from web.presenters.inputs import Input
from web.presenters.matrix import Table, next_due, quarter_row, table
from web.presenters.parts import Link
from web.presenters.quarters_search import (
    PAGE,
    Search,
    filters_said,
    phases_of,
    search_inputs,
)
from web.presenters.scene import word
from web.presenters.status import DONE, DROPPED, STEP_STATUSES, Status
from web.presenters.stuck import StuckList, stuck_list
from workflow.core.definition import ProcessDefinition
from workflow.core.limits import Limits
from workflow.core.municipality_settings import Local
from workflow.core.policy import COORDINATOR
from workflow.core.sentences.language import one_of_words
from workflow.storage.queries import InstanceRow, Matter, Overview, Reach, Stuck

# Why the list may be empty, the reason that can be changed first.
_NOTHING = {
    "coordinator": said_later("In Ihrer Kommune ist noch kein Quartier angelegt."),
    "consultant": said_later(
        "Die Beratung richtet Prozessvorlagen ein. Was in den Quartieren geschieht, sieht sie nicht."
    ),
    "admin": said_later("Die Kontenverwaltung sieht nicht, was in den Quartieren geschieht."),
}
_NO_TEAM = said_later(
    "Sie gehören noch zu keinem Quartier. Die Koordination nimmt Sie in ein Team auf."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number above the list that leads to what it counts."""

    key: str
    number: int
    what: str
    more: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read for the list: a page of rows and what stands above them."""

    rows: Sequence[InstanceRow]
    overview: Overview
    stuck: Sequence[Stuck]
    managers: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many were found, the way to the other pages, and to a file with all of them."""

    says: str
    before: Link | None
    after: Link | None
    file: Link | None
    reset: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuartersPage:
    """The list of quartiere."""

    title: str
    says: str
    counts: tuple[Count, ...]
    stuck: StuckList | None
    inputs: tuple[Input, ...]
    legend: tuple[Status, ...]
    tables: tuple[Table, ...]
    hits: Hits
    nothing: str
    start: Link | None
    place: None = None


def quarters_page(
    found: Found, search: Search, around: Around, *, may_start: bool = False
) -> QuartersPage:
    """Return the list as it was searched, one table for each definition in use and each form of it."""
    phases, any_there = phases_of(around.definitions), found.overview.total > 0
    total = plural(found.overview.total, "Quartier", "Quartiere")
    return QuartersPage(
        title=say("Quartiere"),
        says=say("{total}. Stand: {day}", total=total, day=dates.full_day(around.today)),
        counts=tuple(_counts(found.overview, search, around)) if any_there else (),
        stuck=stuck_list(found.stuck, around) if any_there else None,
        inputs=search_inputs(search, found.managers, phases) if any_there else (),
        legend=STEP_STATUSES,
        tables=tuple(_tables(found.rows, around)),
        hits=_hits(found, search, phases),
        nothing="" if any_there else _nothing(around.reach),
        start=Link(say("Quartier anlegen"), paths.NEW_QUARTER) if may_start else None,
    )


def _nothing(reach: Reach) -> str:
    roles = frozenset[str]().union(*reach.municipalities.values())
    return say(next((said for role, said in _NOTHING.items() if role in roles), _NO_TEAM))


def _tables(rows: Sequence[InstanceRow], around: Around) -> Iterator[Table]:
    keys = dict.fromkeys((row.definition, around.form(row)) for row in rows)
    for key in keys:
        mine = [row for row in rows if (row.definition, around.form(row)) == key]
        yield table(around.definitions[key], mine, around, titled=len(keys) > 1)


def _counts(overview: Overview, search: Search, around: Around) -> Iterator[Count]:
    local = around.local
    said = {
        Matter.DECISION: (
            "waiting",
            say("Entscheidungen offen"),
            say(
                "{late} länger als {days} Tage",
                late=overview.late_decisions,
                days=_days(local, lambda each: each.decision_days),
            ),
        ),
        Matter.STILL: (
            "still",
            say("Quartiere ohne Bewegung"),
            say("länger als {days} Tage", days=_days(local, lambda each: each.still_days)),
        ),
        Matter.OVERDUE: (
            "overdue",
            say("Pflichtpunkte überfällig"),
            say("in so vielen Quartieren"),
        ),
        Matter.SITUATION: (
            "at-risk",
            say("Lagen veraltet oder offen"),
            say(
                "seit mehr als {days} Tagen",
                days=_days(local, lambda each: each.situation_days),
            ),
        ),
    }
    for matter, (key, what, more) in said.items():
        if matter is Matter.DECISION and not around.reach.places(COORDINATOR):
            continue  # it decides; nobody else is asked
        yield Count(
            key=key if overview.matters[matter] else "none",  # nothing is quiet
            number=overview.matters[matter],
            what=what,
            more=more,
            url=f"{Search(matter=matter).url()}#liste",
            current=search.matter is matter,
        )


def _days(local: Local, of: Callable[[Limits], int]) -> str:
    """Return how many days that is: 30; where municipalities differ, 30 oder 45."""
    found = sorted({of(each.limits) for each in local.values()})
    return one_of_words([str(days) for days in found], spoken())


def _hits(found: Found, search: Search, phases: Mapping[str, str]) -> Hits:
    wanted, total, last = found.overview.wanted, found.overview.total, last_page(found.overview)
    page = search.page
    says = say("{found} von {total}", found=wanted, total=plural(total, "Quartier", "Quartieren"))
    if not wanted:
        filters = filters_said(search, found.managers, phases)
        says = say("Kein Quartier passt zu {filters}.", filters=filters)
    elif last > 1:
        says = say("{hits}, Seite {page} von {last}", hits=says, page=page, last=last)
    before = f"{search.url(page=page - 1)}#liste"
    after = f"{search.url(page=page + 1)}#liste"
    file = search.url(paths.QUARTERS_FILE, page=1)
    return Hits(
        says=says,
        before=Link(say("Vorige Seite"), before) if page > 1 else None,
        after=Link(say("Nächste Seite"), after) if page < last else None,
        file=Link(say("Als CSV-Datei herunterladen"), file) if wanted else None,
        reset=Link(say("Filter zurücksetzen"), paths.QUARTERS) if search.narrows else None,
    )


def last_page(overview: Overview) -> int:
    """Return the number of the last page of what was found; 1 if nothing was."""
    return max(1, ceil(overview.wanted / PAGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterCard:
    """A quartier in a few words, beside somebody's tasks."""

    name: str
    url: str
    situation: Status
    says: str
    under: str


_NOBODY = Reach(account=0, home=0, municipalities={}, instances={}, elsewhere=frozenset())


def card(row: InstanceRow, definition: ProcessDefinition, today: date, local: Local) -> QuarterCard:
    """Return a quartier in a few words."""
    definitions = {(row.definition, local[row.municipality].gender_form): definition}
    around = Around(reach=_NOBODY, today=today, definitions=definitions, local=local)
    cells = quarter_row(row, around).cells
    done = sum(1 for cell in cells if cell.status in (DONE, DROPPED))
    parts = [say("{done} von {total} Schritten abgeschlossen", done=done, total=len(cells))]
    parts += [
        say("Schritt {number}: {state}", number=each.number, state=each.state)
        for each in cells
        if each.url
    ]
    return QuarterCard(
        name=word(row.name),
        url=paths.quarter(row.slug),
        situation=around.situation(row),
        says=f"{'. '.join(parts)}.",
        under=next_due(row, today, local[row.municipality].land),
    )
