"""Meine Aufgaben: what a person owes, in the order in which it matters.

Rule: groups have a fixed order and empty ones are left out; what others owe stands last and is not
counted. Where nothing is to be done, the page says what comes next or whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.desk import Desk
from web.presenters.parts import Link
from web.presenters.quarters import QuarterCard, card
from web.presenters.scene import word
from web.presenters.task_rows import DECISIONS, Row, situation_row, task_row, waiting_row
from workflow.core.policy import ADMIN, COORDINATOR
from workflow.core.sentences.language import one_of_words
from workflow.core.state import ProcessLife, StepStatus
from workflow.core.tasks import TaskKind
from workflow.storage.queries import InstanceRow, SituationRow, TaskRow

SHOWN = 200
SOON_DAYS = 7
_AT_ONCE = 8  # rows of a group that are seen at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the lists hold: the reader's own work, Lagen to judge, and what others owe."""

    own: Sequence[TaskRow] = ()
    situations: Sequence[SituationRow] = ()
    waiting: Sequence[TaskRow] = ()
    quarters: Sequence[InstanceRow] = ()

    @property
    def total(self) -> int:
        """How much is open for the reader."""
        return len(self.own) + len(self.situations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; `rest` is folded away beneath what `folded` says."""

    title: str
    count: int
    rows: tuple[Row, ...]
    rest: tuple[Row, ...] = ()
    folded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What stands there when nothing is to be done."""

    heading: str
    lines: tuple[str, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage:
    """The start page of everybody."""

    title: str
    says: str
    groups: tuple[Group, ...]
    nothing: Nothing | None = None
    quarters: tuple[QuarterCard, ...] = ()
    more: bool = False
    place: None = None


def tasks_page(
    work: Work, desk: Desk, *, coordinators: Sequence[str] = (), contact: str = ""
) -> TasksPage:
    """Return the list; `coordinators` and `contact` are whom somebody without a quartier asks."""
    more = len(work.own) > SHOWN
    own = work.own[:SHOWN]
    total = len(own) + len(work.situations)
    title = say("Meine Aufgaben")
    return TasksPage(
        title=say("Meine Aufgaben ({number} offen)", number=total) if total else title,
        says=_says(own, work.situations, desk.today),
        groups=tuple(_groups(own, work, desk)),
        nothing=None if total else _nothing(work, desk, coordinators, contact),
        quarters=tuple(
            card(row, desk.definitions[row.definition], desk.today) for row in work.quarters
        ),
        more=more,
    )


def _says(own: Sequence[TaskRow], situations: Sequence[SituationRow], today: date) -> str:
    day = dates.full_day(today)
    places = len({*(row.instance for row in own), *(row.instance for row in situations)})
    if not places:
        return say("Keine offenen Aufgaben. Stand: {day}", day=day)
    return say(
        "{tasks} in {places}. Stand: {day}",
        tasks=plural(len(own) + len(situations), "offene Aufgabe", "offene Aufgaben"),
        places=plural(places, "Quartier", "Quartieren"),
        day=day,
    )


# --- groups --------------------------------------------------------------------------------------


def _groups(own: Sequence[TaskRow], work: Work, desk: Desk) -> Iterator[Group]:
    today, soon = desk.today, desk.today + timedelta(days=SOON_DAYS)
    decide = [task_row(t, desk) for t in own if t.kind in DECISIONS]
    back = [task_row(t, desk) for t in own if t.kind is TaskKind.RETURNED]
    rest = [t for t in own if t.kind not in DECISIONS and t.kind is not TaskKind.RETURNED]
    judged = [situation_row(row, desk) for row in work.situations if row.judged_on]
    never = [situation_row(row, desk) for row in work.situations if not row.judged_on]
    late = [task_row(t, desk) for t in rest if t.due and t.due < today]
    near = [task_row(t, desk) for t in rest if t.due and today <= t.due <= soon]
    later = [task_row(t, desk) for t in rest if t.due is None or t.due > soon]
    until = say("Bis {day}", day=dates.full_day(soon).rsplit(" ", 1)[0])
    yield from _group(say("Ihre Entscheidung fehlt"), decide)
    yield from _group(say("Zurückgegeben an Sie"), back)
    yield from _group(say("Überfällig"), late + judged)
    yield from _group(until, near)
    others = len(decide) + len(back) + len(late) + len(judged) + len(near)
    at_once = max(0, _AT_ONCE - others)
    yield from _group(say("Später oder ohne Termin"), never + later, at_once)
    waiting = [waiting_row(t, desk) for t in work.waiting]
    yield from _group(say("Sie warten auf andere"), waiting)


def _group(title: str, rows: list[Row], at_once: int = _AT_ONCE) -> Iterator[Group]:
    if not rows:
        return
    shown, rest = tuple(rows[:at_once]), tuple(rows[at_once:])
    folded = plural(len(rest), "weitere anzeigen", "weitere anzeigen")
    if not shown:
        folded = plural(len(rest), "Aufgabe anzeigen", "Aufgaben anzeigen")
    yield Group(title=title, count=len(rows), rows=shown, rest=rest, folded=folded)


# --- nothing to do -------------------------------------------------------------------------------


def _nothing(work: Work, desk: Desk, coordinators: Sequence[str], contact: str) -> Nothing:
    if work.quarters:
        return Nothing(
            heading=say("Gerade ist nichts zu tun"),
            lines=(
                _next_gate(work.quarters, desk)
                or say("Sobald ein Punkt oder eine Freigabe auf Sie wartet, steht sie hier."),
            ),
            link=Link(say("Quartiere ansehen"), paths.QUARTERS),
        )
    return _first_thing(desk) or _not_yet(coordinators, contact)


def _first_thing(desk: Desk) -> Nothing | None:
    """Return what begins with the reader: without them no quartier comes into being."""
    if desk.reach.places(COORDINATOR):
        return Nothing(
            heading=say("Noch gibt es kein Quartier"),
            lines=(
                say("Legen Sie das erste an. Dann stehen hier Ihre Aufgaben und Entscheidungen."),
            ),
            link=Link(say("Quartiere ansehen"), paths.QUARTERS),
        )
    if desk.reach.places(ADMIN):
        return Nothing(
            heading=say("Sie verwalten die Konten"),
            lines=(say("Aufgaben aus Quartieren hat nur, wer in einem Team ist."),),
            link=Link(say("Konten ansehen"), paths.ACCOUNTS),
        )
    return None


def _not_yet(coordinators: Sequence[str], contact: str) -> Nothing:
    names = one_of_words(tuple(coordinators), spoken())
    ask = say("Zuständig: {names}, Quartierskoordination.", names=names) if names else ""
    return Nothing(
        heading=say("Sie gehören noch zu keinem Quartier"),
        lines=tuple(
            line
            for line in (
                say("Die Koordination nimmt Sie in ein Team auf. Dann stehen hier Ihre Aufgaben."),
                ask,
                contact,
            )
            if line
        ),
    )


def _next_gate(quarters: Sequence[InstanceRow], desk: Desk) -> str:
    """Return which gate comes next in the first quartier that is under way."""
    for row in quarters:
        steps = desk.definitions[row.definition].steps
        for summary in row.steps:
            active = summary.status in (StepStatus.ACTIVE, StepStatus.IN_REVIEW)
            if row.life is ProcessLife.RUNNING and active and summary.step in steps:
                step = steps[summary.step]
                return say(
                    "Als Nächstes steht in {quarter} die Freigabe „{gate}“ an.",
                    quarter=word(row.name),
                    gate=step.gate.title or step.title,
                )
    return ""
