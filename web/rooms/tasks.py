"""Meine Aufgaben, the start page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, render_template

from web.context import service, surroundings, today
from web.presenters.desk import Desk
from web.presenters.done_lately import DAYS, MOST
from web.presenters.task_rows import OF_GATES
from web.presenters.tasks import SHOWN, SOON_DAYS, Work, tasks_page
from web.reading import open_view, read_definitions
from web.shell import tasks_are
from workflow.core.municipality_definitions import DEFINITION_WRITERS
from workflow.core.policy import COORDINATOR
from workflow.storage import queries
from workflow.workbench import Awaited

blueprint = Blueprint("tasks", __name__)
_QUARTERS = 4  # beside the tasks; all of them have a room of their own
_WAITING = 50


@blueprint.get("/aufgaben")
def show() -> str:
    """Show what the signed-in person owes, across all quartiere, and what they wait for."""
    with open_view() as reading:
        work = _work(reading)
        desk = _desk(reading, work)
        coordinators = [] if work.quarters else _coordinators(reading)
    tasks_are(work.total)
    contact = surroundings().settings.contact
    page = tasks_page(work, desk, coordinators=coordinators, contact=contact)
    return render_template("aufgaben/liste.html", page=page)


def _work(reading: queries.Reading) -> Work:
    day = today()
    towns = queries.definition_towns(reading)
    until = day + timedelta(days=SOON_DAYS)
    return Work(
        own=queries.tasks(reading, today=day, limit=SHOWN + 1),
        situations=queries.old_situations(reading, today=day),
        waiting=queries.waiting(reading, today=day, until=until, limit=_WAITING),
        quarters=queries.instances(reading, limit=_QUARTERS),
        done=queries.done(reading, since=day - timedelta(days=DAYS), limit=MOST),
        drafts=_drafts(reading, towns),
        awaited=_awaited(reading, towns),
    )


def _drafts(
    reading: queries.Reading, towns: Sequence[queries.Town]
) -> list[tuple[queries.Town, queries.DraftRow]]:
    """Return the reader's own drafts that have errors."""
    writes = reading.reach.places(*DEFINITION_WRITERS)
    return [
        (town, row)
        for town in towns
        if town.id in writes
        for row in queries.drafts(reading, town.id)
        if row.errors and row.changed_by == reading.reach.account
    ]


def _awaited(
    reading: queries.Reading, towns: Sequence[queries.Town]
) -> list[tuple[queries.Town, Awaited]]:
    """Return what others want published; only where nobody publishes alone."""
    return [
        (town, awaited)
        for town in towns
        if queries.settings(reading, town.id).four_eyes
        for awaited in service().workbench.awaited(town.id, account=reading.reach.account)
    ]


def _desk(reading: queries.Reading, work: Work) -> Desk:
    """Return what the rows are made with, found for all of them together."""
    rows = [*work.own, *work.waiting]
    gates = queries.gates(reading, (row for row in rows if row.kind in OF_GATES))
    people = {row.person for row in work.waiting} | {gate.asked_by for gate in gates.values()}
    people |= {gate.returned.by for gate in gates.values() if gate.returned}
    people |= {row.person for row in work.own} | reading.reach.acts_for
    people |= {each.by for _, each in work.awaited}
    digests = {row.definition for row in rows}
    digests |= {row.definition for row in work.situations}
    digests |= {row.definition for row in work.quarters}
    digests |= {row.definition for row in work.done}
    local = queries.local_settings(reading)
    return Desk(
        reach=reading.reach,
        today=today(),
        definitions=read_definitions(digests, local),
        local=local,
        gates=gates,
        holders=queries.holders(reading, work.waiting) if work.waiting else {},
        around=queries.around(reading, work.done),
        entries=queries.entries(reading, rows),
        names=queries.names(reading, filter(None, people)),
    )


def _coordinators(reading: queries.Reading) -> list[str]:
    """Return by name whom somebody asks who belongs to no quartier yet."""
    accounts = queries.role_holders(reading, reading.reach.home, COORDINATOR)
    return sorted(queries.names(reading, accounts).values())
