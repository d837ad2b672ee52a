"""The collective report of a municipality: one row for each quartier, on paper and as CSV.

Rule: what was decided and reported comes from the time that is asked for, everything else is as it
stands today; the page says which day that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.collective_funds import amounts, summed
from web.presenters.inputs import Input, day_input
from web.presenters.parts import Link
from web.presenters.report_parts import amount_text
from web.presenters.scene import word
from web.presenters.status import LEVELS, NO_SITUATION, OLD_SITUATION, Status, situation_status
from workflow.core import events as e
from workflow.core.definition import Definitions, ProcessDefinition
from workflow.core.events import Recorded
from workflow.core.figures import AmountFigure
from workflow.core.municipality_settings import Local
from workflow.core.state import ProcessLife, StepStatus
from workflow.storage.queries import InstanceRow, Reported

_CLOSED = (StepStatus.PASSED, StepStatus.SKIPPED)
_LEVELS = (*LEVELS.values(), OLD_SITUATION, NO_SITUATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveRow:
    """A quartier in the collective report."""

    name: str
    url: str
    situation: Status
    situation_on: str
    steps: str
    under_way: str
    decided: tuple[str, ...]
    stuck: tuple[str, ...]
    funds: tuple[AmountFigure, ...]
    report: Link | None

    @property
    def money(self) -> tuple[str, ...]:
        """What the money comes to, as people read it."""
        return tuple(map(amount_text, self.funds))


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectivePage:
    """The collective report as a page."""

    title: str
    heading: str
    says: str
    sums: tuple[str, ...]
    url: str
    inputs: tuple[Input, ...]
    csv: Link
    rows: tuple[CollectiveRow, ...]
    more: Link | None
    place: None = None


def collective_page(
    rows: Sequence[InstanceRow],
    found: Mapping[int, Reported],
    definitions: Definitions,
    time: tuple[date, date],
    today: date,
    *,
    local: Local,
    total: int,
    more: int = 0,
) -> CollectivePage:
    """Return the report; `more` is where the next page begins, 0 if there is none.

    What all quartiere come to stands there if the page shows all of the `total`.
    """
    since, until = time
    told = tuple(
        _row(
            row,
            found[row.id],
            definitions[row.definition, local[row.municipality].gender_form],
            today,
            local,
        )
        for row in rows
    )
    query = {"von": dates.table_day(since), "bis": dates.table_day(until)}
    heading = say("Sammelbericht")
    return CollectivePage(
        title=heading,
        heading=heading,
        says=say(
            "{count}. Entschieden und berichtet vom {since} bis {until}, alles Übrige am {today}.",
            count=plural(total, "Quartier", "Quartiere"),
            since=dates.long_day(since),
            until=dates.long_day(until),
            today=dates.long_day(today),
        ),
        sums=tuple(_sums(told)) if 1 < len(told) == total else (),
        url=paths.COLLECTIVE_REPORT,
        inputs=(
            replace(day_input("von", say("Von (TT.MM.JJJJ)"), query["von"]), hint=""),
            replace(day_input("bis", say("Bis (TT.MM.JJJJ)"), query["bis"]), hint=""),
        ),
        csv=Link(say("Als CSV herunterladen"), f"{paths.COLLECTIVE_REPORT}.csv?{urlencode(query)}"),
        rows=told,
        more=Link(
            say("Weitere Quartiere"),
            f"{paths.COLLECTIVE_REPORT}?{urlencode({**query, 'ab': more})}",
        )
        if more
        else None,
    )


def _sums(rows: Sequence[CollectiveRow]) -> Iterator[str]:
    """Yield what all quartiere come to: how many are judged how, and the money."""
    judged = [row.situation for row in rows]
    levels = [f"{each.word} {judged.count(each)}" for each in _LEVELS if each in judged]
    yield say("Lage: {levels}", levels=", ".join(levels))
    money = [amount_text(each) for each in summed(each for row in rows for each in row.funds)]
    if money:
        yield say("Mittel: {amounts}", amounts=", ".join(money))


def _row(
    row: InstanceRow, found: Reported, definition: ProcessDefinition, today: date, local: Local
) -> CollectiveRow:
    closed = sum(1 for step in row.steps if step.status in _CLOSED)
    active = [
        definition.steps[step.step].short or definition.steps[step.step].title
        for step in row.steps
        if step.status in (StepStatus.ACTIVE, StepStatus.IN_REVIEW)
        and step.step in definition.steps
    ]
    on, limits = row.situation_on, local[row.municipality].limits
    return CollectiveRow(
        name=word(row.name),
        url=paths.quarter(row.slug),
        situation=situation_status(row.situation, on, row.life, today=today, limits=limits),
        situation_on=dates.table_day(on) if on else "",
        steps=say("{closed} von {all} abgeschlossen", closed=closed, all=len(row.steps)),
        under_way=say("In Arbeit: {steps}", steps=", ".join(active)) if active else "",
        decided=tuple(_decided(found.events, definition)),
        stuck=tuple(_stuck(row, today)),
        funds=tuple(amounts(found.records, definition)),
        report=_report(row, found.events),
    )


def _decided(events: Sequence[Recorded], definition: ProcessDefinition) -> Iterator[str]:
    for recorded in events:
        day = dates.table_day(recorded.on)
        match recorded.event:
            case e.StepPassed(step=step):
                yield say("{day} {step}", day=day, step=_short(definition, step))
            case e.StepSkipped(step=step):
                yield say("{day} {step} ausgelassen", day=day, step=_short(definition, step))
            case e.GateReturned(step=step):
                yield say("{day} {step} zurückgegeben", day=day, step=_short(definition, step))
            case _:
                continue


def _short(definition: ProcessDefinition, step: str) -> str:
    found = definition.steps.get(step)
    return (found.short or found.title) if found else step


def _stuck(row: InstanceRow, today: date) -> Iterator[str]:
    if row.life is ProcessLife.PAUSED:
        yield say("Das Quartier pausiert")
    elif row.life is not ProcessLife.RUNNING:
        return
    elif row.required_due is not None and row.required_due < today:
        yield say("Überfällig seit {day}", day=dates.table_day(row.required_due))
    if row.open_requests:
        yield say(
            "{count} ohne Entscheidung", count=plural(row.open_requests, "Freigabe", "Freigaben")
        )
    if any(step.returned for step in row.steps):
        yield say("Freigabe zurückgegeben")
    if row.open_obligations:
        yield plural(row.open_obligations, "Auflage offen", "Auflagen offen")


def _report(row: InstanceRow, events: Sequence[Recorded]) -> Link | None:
    frozen = [r for r in events if isinstance(r.event, e.ReportFrozen)]
    if not frozen or not isinstance(frozen[-1].event, e.ReportFrozen):
        return None
    number = frozen[-1].event.number
    label = say("Nr. {number} vom {day}", number=number, day=dates.table_day(frozen[-1].on))
    return Link(label, paths.report(row.slug, str(number)))


# --- CSV -----------------------------------------------------------------------------------------


def collective_table(rows: Iterable[CollectiveRow]) -> Iterator[tuple[str, ...]]:
    """Yield the rows for a spreadsheet, the head first."""
    yield (
        say("Quartier"),
        say("Lage"),
        say("Lage vom"),
        say("Schritte"),
        say("Stand"),
        say("Entschieden"),
        say("Was stockt"),
        say("Mittel"),
        say("Bericht"),
    )
    for row in rows:
        yield (
            row.name,
            row.situation.word,
            row.situation_on,
            row.steps,
            row.under_way,
            ", ".join(row.decided),
            ", ".join(row.stuck),
            ", ".join(row.money),
            row.report.label if row.report else "",
        )
