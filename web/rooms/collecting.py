"""The collective report: every quartier in reach in one table."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import Blueprint, Response, render_template, request

from web.answers import table_file
from web.context import service, today
from web.csv_text import written
from web.input import Unreadable, read_day, read_key, single
from web.presenters.collective import (
    CollectivePage,
    collective_page,
    collective_table,
    funds_registers,
)
from web.reading import open_view
from workflow.core.calendar import shift
from workflow.storage import queries

blueprint = Blueprint("collecting", __name__)
_SHOWN, _ALL = 100, 10_000


@blueprint.get("/quartiere/bericht")
def show() -> str:
    """Show the collective report of the time that the address names, the last year if none."""
    start = 0
    with suppress(Unreadable):
        start = read_key(single(request.args, "ab"))
    page = _page(_SHOWN, min(start, _ALL))
    return render_template("berichte/sammelbericht.html", page=page)


@blueprint.get("/quartiere/bericht.csv")
def download() -> Response:
    """Return the same as CSV."""
    return table_file(written(collective_table(_page(_ALL, 0))), "sammelbericht.csv")


def _page(size: int, start: int) -> CollectivePage:
    until = _day("bis") or today()
    since = min(_day("von") or shift(until, months=-12), until)
    with open_view() as reading:
        rows = queries.instances(reading, limit=size + 1, offset=start)
        shown = rows[:size]
        definitions = {d: service().definition(d) for d in {row.definition for row in shown}}
        found = queries.reported(
            reading, [row.id for row in shown], funds_registers(definitions), since, until
        )
    more = start + size if len(rows) > size else 0
    return collective_page(shown, found, definitions, (since, until), today(), more=more)


def _day(name: str) -> date | None:
    with suppress(Unreadable):
        return read_day(single(request.args, name))
    return None
