"""The list of quartiere, as a page and as a file, and the overview of one."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from web import paths
from web.answers import table_file
from web.context import today
from web.csv_text import written
from web.input import single
from web.presenters.around import Around
from web.presenters.overview import overview_page
from web.presenters.quarters import Found, last_page, quarters_page
from web.presenters.quarters_file import quarters_table
from web.presenters.quarters_search import PAGE, Search, read_search
from web.presenters.stuck import LISTED
from web.reading import open_view, read_definitions
from web.restored import typed_before
from web.rooms.scenes import load_all
from web.rooms.starting import startable
from web.typed import Unreadable, clean_line, read_key
from workflow.core.municipality_settings import Local
from workflow.storage import queries
from workflow.storage.queries import Reading

blueprint = Blueprint("quarters", __name__)
_ASKED = ("q", "leitung", "phase", "lage", "was", "sort", "seite")


@blueprint.get("/quartiere")
def show_all() -> ResponseReturnValue:
    """Show the quartiere in reach as the address asks for.

    Who has but one goes on to it; not who may start more, for they do that from here.
    """
    search = _search()
    with open_view() as reading:
        local = queries.local_settings(reading)
        overview = queries.overview(reading, search.wanted(today(), local))
        if search.page > last_page(overview):
            return redirect(search.url(page=last_page(overview)))
        found = _found(reading, search, overview, local)
        may_start = bool(startable(reading))
        if overview.total == 1 and search.is_plain and not may_start:
            return redirect(paths.quarter(found.rows[0].slug))
        around = _around(reading, found, local)
    page = quarters_page(found, search, around, may_start=may_start)
    return render_template("quartiere/liste.html", page=page)


@blueprint.get("/quartiere.csv")
def download() -> Response:
    """Hand out the same quartiere as a file that spreadsheets open."""
    search = _search()
    with open_view() as reading:
        local = queries.local_settings(reading)
        wanted = search.wanted(today(), local)
        rows = queries.instances(reading, wanted, order=search.order, limit=None)
        teams = queries.teams(reading)
    around = Around(
        reach=reading.reach,
        today=today(),
        definitions=read_definitions((row.definition for row in rows), local),
        local=local,
        teams=teams,
    )
    return table_file(written(quarters_table(rows, around)), f"quartiere-{today().isoformat()}.csv")


@blueprint.get("/quartiere/<slug:q>")
def show(q: str) -> str:
    """Show a quartier: its way, its Lage, its registers."""
    last = list[int]()

    def read(reading: queries.Reading) -> list[int]:
        last.extend(each.by for each in queries.history(reading, q, limit=1))
        return last

    scene = load_all(q, also=read)
    page = overview_page(scene, typed_before(), last_by=last[0] if last else None)
    return render_template("quartiere/ueberblick.html", page=page)


def _search() -> Search:
    """Return what the address asks for; what cannot be read asks for nothing."""
    typed = {name: _line(name) for name in _ASKED}
    manager, page = _number(typed["leitung"]), _number(typed["seite"])
    return read_search(typed, manager=manager, page=max(1, page or 1), name=typed["q"])


def _line(name: str) -> str:
    with suppress(Unreadable):
        return clean_line(single(request.args, name), limit=100)
    return ""


def _number(typed: str) -> int | None:
    with suppress(Unreadable):
        return read_key(typed)
    return None


def _found(reading: Reading, search: Search, overview: queries.Overview, local: Local) -> Found:
    wanted, offset = search.wanted(today(), local), (search.page - 1) * PAGE
    return Found(
        rows=queries.instances(reading, wanted, order=search.order, limit=PAGE, offset=offset),
        overview=overview,
        stuck=queries.stuck(reading, today=today(), local=local, limit=LISTED + 1),
        managers=queries.managers(reading),
    )


def _around(reading: Reading, found: Found, local: Local) -> Around:
    ids = {row.id for row in found.rows} | {each.row.id for each in found.stuck}
    return Around(
        reach=reading.reach,
        today=today(),
        definitions=read_definitions(queries.definitions_in_use(reading), local),
        local=local,
        teams=queries.teams(reading, ids),
        work=queries.pressing_work(reading, ids, today=today()),
    )
