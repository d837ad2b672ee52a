"""The history of a quartier, as a page and as a table."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, render_template, request

from web.answers import table_file
from web.context import today
from web.csv_text import written
from web.presenters.chronicle import Deed, follow
from web.presenters.comparison import Snapshot, comparison_page, question_page
from web.presenters.history import (
    BEFORE,
    KIND,
    PERSON,
    SINCE,
    STEP,
    UNTIL,
    Filter,
    history_page,
    steps_of,
)
from web.presenters.history_table import history_table
from web.presenters.looking_back import FROM, TO
from web.presenters.recorded_earlier import earlier_page
from web.presenters.scene import Scene
from web.presenters.told import KINDS
from web.rooms.scenes import day_of, load, scene_on
from web.typed import Unreadable, printable, read_day, read_key
from workflow.storage import queries

blueprint = Blueprint("history", __name__)


@blueprint.get("/quartiere/<slug:q>/verlauf")
def show(q: str) -> str:
    """Show what has happened, the newest first, filtered by what the address says."""
    scene, deeds = _load(q)
    page = history_page(scene, deeds, _chosen(scene), _number(BEFORE))
    return render_template("verlauf/verlauf.html", page=page)


@blueprint.get("/quartiere/<slug:q>/verlauf.csv")
def download(q: str) -> Response:
    """Return what the page shows, all of it, as a table."""
    scene, deeds = _load(q)
    content = written(history_table(scene, deeds, _chosen(scene)))
    return table_file(content, f"{scene.file_name}-verlauf.csv")


@blueprint.get("/quartiere/<slug:q>/verlauf/vergleich")
def compare(q: str) -> str:
    """Show what has changed between the ends of two days; without the first one, ask for it."""
    first = day_of(q, request.args.get(FROM, ""))
    if first is None:
        page = question_page(load(q))
    else:
        last = day_of(q, request.args.get(TO, "")) or today()
        before, after = (_moment(q, day) for day in sorted((first, last)))
        page = comparison_page(before, after)
    return render_template("verlauf/vergleich.html", page=page)


@blueprint.get("/quartiere/<slug:q>/verlauf/frueher-erfasst")
def earlier(q: str) -> str:
    """Show what has no place in the version that the quartier was moved to."""
    return render_template("verlauf/frueher.html", page=earlier_page(load(q)))


def _moment(q: str, day: date) -> Snapshot:
    found = list[queries.Tally]()

    def read(reading: queries.Reading) -> tuple[int, ...]:
        found.append(queries.tally(replace(reading, until=day), q))
        return ()

    return Snapshot(scene_on(q, day, also=read), found[0])


def _load(q: str) -> tuple[Scene, list[Deed]]:
    found = list[queries.Deed]()

    def read(reading: queries.Reading) -> set[int]:
        found.extend(queries.deeds(reading, q))
        return {each.by for deed in found for each in deed}

    return load(q, also=read), follow(found)


def _chosen(scene: Scene) -> Filter:
    """Return what the address asks for; what it cannot mean is left out, or shown again."""
    kind, step = request.args.get(KIND, ""), request.args.get(STEP, "")
    unread: dict[str, str] = {}
    return Filter(
        kind=kind if kind in KINDS else "",
        step=step if step in steps_of(scene) else "",
        person=_number(PERSON),
        since=_day(SINCE, unread),
        until=_day(UNTIL, unread),
        unread=unread,
    )


def _number(name: str) -> int | None:
    with suppress(Unreadable):
        return read_key(request.args.get(name, ""))
    return None


def _day(name: str, unread: dict[str, str]) -> date | None:
    raw = request.args.get(name, "").strip()
    if not raw:
        return None
    try:
        return read_day(raw)
    except Unreadable:
        unread[name] = printable(raw)
        return None
