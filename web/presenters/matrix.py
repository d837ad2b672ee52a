"""The table of quartiere: a row each, with its Lage and the signs of its steps.

Rule: only what somebody can act on is a link; what is done is quiet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import said_later
from web.presenters import dates
from web.presenters.dates import lowered
from web.presenters.scene import word
from web.presenters.status import (
    DONE,
    DROPPED,
    LOCKED,
    NO_SITUATION,
    OLD_SITUATION,
    OPEN,
    RETURNED,
    WAITING,
    WORKING,
    Status,
    situation_status,
    status_of,
)
from workflow.core.definition import ProcessDefinition
from workflow.core.state import ProcessLife
from workflow.storage.queries import InstanceRow, StepSummary

_SHORT = {
    NO_SITUATION: Status(NO_SITUATION.key, said_later("Fehlt noch")),
    OLD_SITUATION: Status(OLD_SITUATION.key, said_later("Veraltet")),
}
_LIVES = {
    ProcessLife.PAUSED: "pausiert",
    ProcessLife.COMPLETED: "abgeschlossen",
    ProcessLife.ABANDONED: "abgebrochen",
}


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


def table(
    definition: ProcessDefinition, rows: list[InstanceRow], today: date, *, titled: bool
) -> Table:
    """Return the table of the quartiere that follow one definition."""
    starts = _starts(definition)
    return Table(
        title=f"{definition.title}, Version {definition.version}" if titled else "",
        phases=tuple(_phases(definition)),
        steps=tuple(
            StepHead(number=n, short=step.short or step.title, phase_start=step.id in starts)
            for n, step in enumerate(definition.steps.values(), start=1)
        ),
        rows=tuple(quarter_row(row, definition, starts, today) for row in rows),
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


def quarter_row(
    row: InstanceRow, definition: ProcessDefinition, starts: frozenset[str], today: date
) -> QuarterRow:
    """Return a quartier in a row; `starts` are the steps with which a phase begins."""
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
        counted = sign in (WORKING, OPEN, RETURNED)
        text = f"{summary.done}/{summary.total}" if summary and counted else ""
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
    return status_of(summary.status, returned=summary.returned, touched=summary.done > 0)


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
        elif cell.status == RETURNED:
            parts.append(f"Schritt {cell.number} zurückgegeben")
        else:
            of = cell.text.replace("/", " von ")
            parts.append(f"Schritt {cell.number}: {of} Pflichtpunkten")
    return ", ".join(parts)
