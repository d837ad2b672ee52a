"""Quartiere: one row each, with its Lage and the signs of its steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from web import paths
from web.presenters import dates
from web.presenters.dates import lowered
from web.presenters.parts import Link
from web.presenters.scene import word
from web.presenters.status import (
    DONE,
    DROPPED,
    LOCKED,
    NO_SITUATION,
    OLD_SITUATION,
    OPEN,
    STEP_STATUSES,
    WAITING,
    WORKING,
    Status,
    situation_status,
    status_of,
)
from workflow.core.definition import ProcessDefinition
from workflow.core.state import ProcessLife
from workflow.storage.queries import InstanceRow, Overview, StepSummary

_SHORT = {
    NO_SITUATION: Status(NO_SITUATION.key, "Fehlt noch"),
    OLD_SITUATION: Status(OLD_SITUATION.key, "Veraltet"),
}
_LIVES = {
    ProcessLife.PAUSED: "pausiert",
    ProcessLife.COMPLETED: "abgeschlossen",
    ProcessLife.ABANDONED: "abgebrochen",
}

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
class StepCell:
    """A step in a row; only what somebody can act on has an address."""

    number: int
    status: Status
    heard: str
    url: str = ""
    text: str = ""
    phase_start: bool = False
    before_active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterRow:
    """A quartier in the list."""

    name: str
    url: str
    under: str
    sentence: str
    situation: Status
    cells: tuple[StepCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHead:
    """The head of a step's column."""

    number: int
    short: str
    phase_start: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseHead:
    """The head over the columns of a phase."""

    title: str
    span: int
    phase_start: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All quartiere that follow one definition."""

    title: str
    phases: tuple[PhaseHead, ...]
    steps: tuple[StepHead, ...]
    rows: tuple[QuarterRow, ...]


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
        _table(
            definitions[d], [r for r in rows if r.definition == d], today, titled=len(digests) > 1
        )
        for d in digests
    ]
    return QuartersPage(
        title="Quartiere",
        says=f"{dates.plural(overview.total, 'Quartier', 'Quartiere')}. Stand: {dates.full_day(today)}",
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
    found = _row(row, definition, frozenset(), today)
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


def _table(
    definition: ProcessDefinition, rows: list[InstanceRow], today: date, *, titled: bool
) -> Table:
    starts = _starts(definition)
    return Table(
        title=f"{definition.title}, Version {definition.version}" if titled else "",
        phases=tuple(_phases(definition)),
        steps=tuple(
            StepHead(number=n, short=step.short or step.title, phase_start=step.id in starts)
            for n, step in enumerate(definition.steps.values(), start=1)
        ),
        rows=tuple(_row(row, definition, starts, today) for row in rows),
    )


def _starts(definition: ProcessDefinition) -> frozenset[str]:
    """Return the steps with which a phase begins, but for the first one."""
    found, before = set(), ""
    for step in definition.steps.values():
        if before and step.phase != before:
            found.add(step.id)
        before = step.phase
    return frozenset(found)


def _phases(definition: ProcessDefinition) -> Iterator[PhaseHead]:
    for phase in definition.phases.values():
        span = sum(1 for step in definition.steps.values() if step.phase == phase.id)
        if span:
            first = next(iter(definition.steps.values())).phase == phase.id
            title = phase.title.removesuffix("sphase")
            yield PhaseHead(title=title, span=span, phase_start=not first)


def _row(
    row: InstanceRow, definition: ProcessDefinition, starts: frozenset[str], today: date
) -> QuarterRow:
    name = word(row.name)
    cells = list(_cells(row, name, definition, starts))
    return QuarterRow(
        name=name,
        url=paths.quarter(row.slug),
        under=_under(row, today),
        sentence=_sentence(cells),
        situation=_situation(row, today),
        cells=tuple(cells),
    )


def _situation(row: InstanceRow, today: date) -> Status:
    """Return the Lage in one short word, for a narrow column."""
    found = situation_status(row.situation, row.situation_on, today, row.life)
    return _SHORT.get(found, found)


def _under(row: InstanceRow, today: date) -> str:
    parts = [_LIVES.get(row.life, ""), f"Runde {row.round}" if row.round > 1 else ""]
    if row.life is ProcessLife.RUNNING and row.next_due is not None:
        due = dates.due(row.next_due, today)
        parts.append(due.bold if due.late else f"nächster Termin {lowered(due.bold)}")
    return " · ".join(part for part in parts if part)


def _cells(
    row: InstanceRow, name: str, definition: ProcessDefinition, starts: frozenset[str]
) -> Iterator[StepCell]:
    found = {step.step: step for step in row.steps}
    signs = [_sign(found.get(step)) for step in definition.steps]
    for index, step in enumerate(definition.steps.values()):
        sign, summary = signs[index], found.get(step.id)
        text = f"{summary.done}/{summary.total}" if summary and sign in (WORKING, OPEN) else ""
        heard = f"{name}, Schritt {index + 1} {step.short or step.title}: {sign.word}"
        active = sign not in (DONE, DROPPED, LOCKED)
        following = signs[index + 1] if index + 1 < len(signs) else LOCKED
        yield StepCell(
            number=index + 1,
            status=sign,
            heard=f"{heard}, {text.replace('/', ' von ')} Pflichtpunkten" if text else heard,
            url=paths.step(row.slug, step.id) if active else "",
            text=text,
            phase_start=step.id in starts,
            before_active=following not in (DONE, DROPPED, LOCKED),
        )


def _sign(summary: StepSummary | None) -> Status:
    if summary is None:
        return LOCKED
    return status_of(summary.status, touched=summary.done > 0)


def _sentence(cells: list[StepCell]) -> str:
    """Return in words what the signs show, for narrow pages."""
    active = [cell for cell in cells if cell.url]
    if not active:
        done = sum(1 for cell in cells if cell.status in (DONE, DROPPED))
        return f"{done} von {len(cells)} Schritten abgeschlossen"
    parts = []
    for cell in active:
        if cell.status == WAITING:
            parts.append(f"Schritt {cell.number} zur Freigabe")
        else:
            of = cell.text.replace("/", " von ")
            parts.append(f"Schritt {cell.number}: {of} Pflichtpunkten")
    return ", ".join(parts)
