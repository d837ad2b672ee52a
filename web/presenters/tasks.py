"""Meine Aufgaben: what a person owes, in the order in which it matters.

Rule: groups have a fixed order and empty ones are left out; what others owe stands last and is not
counted. Where nothing is to be done, the page says what comes next or whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from web.language import plural, say
from web.presenters import dates
from web.presenters.desk import Desk
from web.presenters.done_lately import DoneLately, done_lately
from web.presenters.draft_tasks import awaited_row, draft_row
from web.presenters.nothing_to_do import Nothing, nothing_to_do
from web.presenters.quarters import QuarterCard, card
from web.presenters.task_rows import Row, situation_row, task_row, waiting_row
from workflow.core.tasks import DECISIONS, LOUD, TaskKind
from workflow.storage.queries import DoneRow, DraftRow, InstanceRow, SituationRow, TaskRow, Town
from workflow.workbench import Awaited

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
    done: Sequence[DoneRow] = ()
    drafts: Sequence[tuple[Town, DraftRow]] = ()  # of the reader, with errors
    awaited: Sequence[tuple[Town, Awaited]] = ()  # what others want published

    @property
    def total(self) -> int:
        """How much is open for the reader."""
        return len(self.own) + len(self.situations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; `rest` is folded away beneath what `folded` says.

    `cut`: there are more of them than were asked for.
    """

    title: str
    count: int
    rows: tuple[Row, ...]
    rest: tuple[Row, ...] = ()
    folded: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage:
    """The start page of everybody."""

    title: str
    says: str
    groups: tuple[Group, ...]
    nothing: Nothing | None = None
    quarters: tuple[QuarterCard, ...] = ()
    done: DoneLately | None = None
    more: bool = False
    place: None = None


def tasks_page(
    work: Work, desk: Desk, *, coordinators: Sequence[str] = (), contact: str = ""
) -> TasksPage:
    """Return the list; `coordinators` and `contact` are whom somebody without a quartier asks."""
    more = len(work.own) > SHOWN
    own = work.own[:SHOWN]
    total = len(own) + len(work.situations)
    return TasksPage(
        title=_title(total, more=more),
        says=_says(own, work.situations, desk.today, more=more),
        groups=tuple(_groups(own, work, desk, more=more)),
        nothing=None
        if total or work.drafts or work.awaited
        else nothing_to_do(work.quarters, desk, coordinators, contact),
        quarters=tuple(
            card(row, desk.definition(row), desk.today, desk.local) for row in work.quarters
        ),
        done=done_lately(work.done, desk),
        more=more,
    )


def _title(total: int, *, more: bool) -> str:
    if more:
        return say("Meine Aufgaben (mehr als {number} offen)", number=total)
    return say("Meine Aufgaben ({number} offen)", number=total) if total else say("Meine Aufgaben")


def _says(
    own: Sequence[TaskRow], situations: Sequence[SituationRow], today: date, *, more: bool
) -> str:
    day, total = dates.full_day(today), len(own) + len(situations)
    if more:
        return say("Mehr als {number} offene Aufgaben. Stand: {day}", number=total, day=day)
    if not total:
        return say("Stand: {day}", day=day)
    places = len({*(row.instance for row in own), *(row.instance for row in situations)})
    return say(
        "{tasks} in {places}. Stand: {day}",
        tasks=plural(total, "offene Aufgabe", "offene Aufgaben"),
        places=plural(places, "Quartier", "Quartieren"),
        day=day,
    )


# --- groups --------------------------------------------------------------------------------------


def _groups(own: Sequence[TaskRow], work: Work, desk: Desk, *, more: bool) -> Iterator[Group]:
    today, soon = desk.today, desk.today + timedelta(days=SOON_DAYS)
    rest = [t for t in own if t.kind not in LOUD]
    late = [t for t in rest if t.due and t.due < today]
    near = [t for t in rest if t.due and today <= t.due <= soon]
    later = [t for t in rest if t.due is None or t.due > soon]
    old = [situation_row(row, desk) for row in work.situations if row.judged_on]
    never = [situation_row(row, desk) for row in work.situations if not row.judged_on]
    shown = _AT_ONCE - len(own) + len(later) - len(old)
    until = say("Bis {day}", day=dates.full_day(soon).rsplit(" ", 1)[0])
    decide = [t for t in own if t.kind in DECISIONS]
    back = [t for t in own if t.kind is TaskKind.RETURNED]
    last = own[-1] if more else None

    def rows(found: Sequence[TaskRow]) -> list[Row]:
        return [task_row(each, desk) for each in found]

    def cut(found: Sequence[TaskRow]) -> bool:
        return bool(found) and found[-1] is last

    asked = [awaited_row(*each, desk) for each in work.awaited]
    yield from _group(say("Ihre Entscheidung fehlt"), rows(decide) + asked, cut=cut(decide))
    yield from _group(say("Zurückgegeben an Sie"), rows(back), cut=cut(back))
    yield from _group(say("Überfällig"), rows(late) + old, cut=cut(late))
    yield from _group(until, rows(near), cut=cut(near))
    yield from _group(
        say("Später oder ohne Termin"), never + rows(later), max(0, shown), cut=cut(later)
    )
    yield from _group(say("Ihre Entwürfe"), [draft_row(*each, desk) for each in work.drafts])
    waiting = [waiting_row(t, desk) for t in work.waiting]
    yield from _group(say("Sie warten auf andere"), waiting)


def _group(
    title: str, rows: Sequence[Row], at_once: int = _AT_ONCE, *, cut: bool = False
) -> Iterator[Group]:
    if not rows:
        return
    shown, rest = tuple(rows[:at_once]), tuple(rows[at_once:])
    folded = plural(len(rest), "weitere anzeigen", "weitere anzeigen")
    if not shown:
        folded = plural(len(rest), "Aufgabe anzeigen", "Aufgaben anzeigen")
    yield Group(title=title, count=len(rows), rows=shown, rest=rest, folded=folded, cut=cut)
