"""The table of quartiere: a row each, with its Lage and the signs of its steps.

Rule: only what somebody can act on is a link; what is done is quiet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import plural, said_later, say
from web.presenters import dates
from web.presenters.around import Around
from web.presenters.dates import lowered
from web.presenters.scene import word
from web.presenters.status import (
    DONE,
    DROPPED,
    LOCKED,
    NO_SITUATION,
    OLD_SITUATION,
    OPEN,
    OVERDUE,
    RETURNED,
    WAITING,
    WORKING,
    Status,
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
    ProcessLife.PAUSED: said_later("pausiert"),
    ProcessLife.COMPLETED: said_later("abgeschlossen"),
    ProcessLife.ABANDONED: said_later("abgebrochen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCell:
    """A step in a row; only what somebody can act on has an address."""

    number: int
    status: Status
    heard: str
    state: str
    url: str = ""
    text: str = ""
    late: int = 0
    look: str = ""
    phase_start: bool = False
    before_active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterRow:
    """A quartier in the list."""

    name: str
    url: str
    lead: str
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
    definition: ProcessDefinition, rows: list[InstanceRow], around: Around, *, titled: bool
) -> Table:
    """Return the table of the quartiere that follow one definition."""
    starts = _starts(definition)
    return Table(
        title=edition(definition) if titled else "",
        phases=tuple(_phases(definition)),
        steps=tuple(
            StepHead(number=n, short=step.short or step.title, phase_start=step.id in starts)
            for n, step in enumerate(definition.steps.values(), start=1)
        ),
        rows=tuple(quarter_row(row, around, starts) for row in rows),
    )


def edition(definition: ProcessDefinition) -> str:
    """Return which definition it is, in which version."""
    return say("{title}, Version {version}", title=definition.title, version=definition.version)


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
    row: InstanceRow, around: Around, starts: Collection[str] = frozenset()
) -> QuarterRow:
    """Return a quartier in a row; `starts` are the steps with which a phase begins."""
    cells = list(_cells(row, around, starts))
    closed = row.life in (ProcessLife.COMPLETED, ProcessLife.ABANDONED)
    return QuarterRow(
        name=word(row.name),
        url=paths.quarter(row.slug),
        lead=around.leads(row) or ("" if closed else say("Leitung unbesetzt")),
        under=_under(row),
        sentence=sentence(cells),
        situation=_situation(row, around),
        cells=tuple(cells),
    )


def _situation(row: InstanceRow, around: Around) -> Status:
    """Return the Lage in one short word, for a narrow column."""
    found = around.situation(row)
    return _SHORT.get(found, found)


def _under(row: InstanceRow) -> str:
    life = say(_LIVES[row.life]) if row.life in _LIVES else ""
    turn = say("Runde {number}", number=row.round) if row.round > 1 else ""
    return " · ".join(part for part in (life, turn) if part)


def next_due(row: InstanceRow, today: date, land: str) -> str:
    """Return when something is due next, or what keeps the quartier from going on."""
    parts = [_under(row)]
    if row.life is ProcessLife.RUNNING and row.next_due is not None:
        due = dates.due(row.next_due, today, land)
        said = say("nächster Termin {when}", when=lowered(due.bold))
        parts.append(due.bold if due.late else said)
    return " · ".join(part for part in parts if part)


def _cells(row: InstanceRow, around: Around, starts: Collection[str]) -> Iterator[StepCell]:
    found = {step.step: step for step in row.steps}
    steps = around.definition(row).steps
    signs = [_sign(found.get(step)) for step in steps]
    active = [sign not in (DONE, DROPPED, LOCKED) for sign in signs]
    overdue = around.overdue(row)
    for index, step in enumerate(steps.values()):
        sign, summary = signs[index], found.get(step.id)
        late = overdue.get(step.id, 0) if active[index] else 0
        state = _state(sign, summary, late, around.today)
        yield StepCell(
            number=index + 1,
            status=sign,
            heard=say(
                "{quarter}, Schritt {number} {step}: {state}",
                quarter=word(row.name),
                number=index + 1,
                step=step.short or step.title,
                state=state,
            ),
            state=state,
            url=paths.step(row.slug, step.id) if active[index] else "",
            text=_text(sign, summary, around.today) if active[index] else "",
            late=late,
            look=OVERDUE.key if late else sign.key,
            phase_start=step.id in starts,
            before_active=any(active[index + 1 : index + 2]),
        )


def _sign(summary: StepSummary | None) -> Status:
    if summary is None:
        return LOCKED
    return status_of(summary.status, returned=summary.returned, touched=summary.done > 0)


def _days(summary: StepSummary | None, today: date) -> int | None:
    if summary is None or summary.since is None:
        return None
    return max(0, (today - summary.since).days)


def _text(sign: Status, summary: StepSummary | None, today: date) -> str:
    """Return what a cell shows beneath its sign: how far it is, or how long it has been so."""
    days = _days(summary, today)
    if sign in (WAITING, RETURNED) and days is not None:
        return plural(days, "Tag", "Tage") if days else say("heute")
    return f"{summary.done}/{summary.total}" if summary else ""


def _state(sign: Status, summary: StepSummary | None, late: int, today: date) -> str:
    """Return in words what a cell shows."""
    days, parts = _days(summary, today), [sign.word]
    if sign in (WAITING, RETURNED) and days is not None:
        parts.append(say("seit {time}", time=dates.span(days)) if days else say("seit heute"))
    if summary is not None and sign in (WORKING, OPEN, RETURNED):
        total = plural(summary.total, "Pflichtpunkt", "Pflichtpunkten")
        parts.append(say("{done} von {total}", done=summary.done, total=total))
    if late:
        parts.append(say("{number} überfällig", number=late))
    return ", ".join(parts)


def sentence(cells: Sequence[StepCell]) -> str:
    """Return in words what the signs show, for narrow pages and files."""
    active = [cell for cell in cells if cell.url]
    if not active:
        done = sum(1 for cell in cells if cell.status in (DONE, DROPPED))
        return say("{done} von {total} Schritten abgeschlossen", done=done, total=len(cells))
    return "; ".join(
        say("Schritt {number}: {state}", number=cell.number, state=cell.state) for cell in active
    )
