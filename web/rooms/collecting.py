"""The collective report: every quartier in reach in one table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import count

from flask import Blueprint, Response, render_template, request

from web.answers import table_file
from web.context import today
from web.csv_text import written
from web.input import single
from web.presenters.collective import (
    CollectivePage,
    CollectiveRow,
    collective_page,
    collective_table,
)
from web.presenters.collective_funds import funds_registers
from web.reading import open_view, read_definitions
from web.typed import Unreadable, read_day, read_key
from workflow.core.calendar import shift
from workflow.storage import queries

blueprint = Blueprint("collecting", __name__)
_SHOWN = 100
_AT_ONCE = 1_000  # quartiere of the file: few statements, and none too long


@blueprint.get("/quartiere/bericht")
def show() -> str:
    """Show the collective report of the time that the address names, the last year if none."""
    start = 0
    with suppress(Unreadable):
        start = read_key(single(request.args, "ab"))
    with open_view() as reading:
        page = _page(reading, _SHOWN, start)
    return render_template("berichte/sammelbericht.html", page=page)


@blueprint.get("/quartiere/bericht.csv")
def download() -> Response:
    """Return the same as CSV: every quartier, however many there are."""
    with open_view() as reading:
        table = written(collective_table(_all_rows(reading)))
    return table_file(table, "sammelbericht.csv")


def _all_rows(reading: queries.Reading) -> Iterator[CollectiveRow]:
    for start in count(0, _AT_ONCE):
        page = _page(reading, _AT_ONCE, start)
        yield from page.rows
        if page.more is None:
            return


def _page(reading: queries.Reading, size: int, start: int) -> CollectivePage:
    until = _day("bis") or today()
    since = min(_day("von") or shift(until, months=-12), until)
    by_name = queries.Order.NAME
    rows = queries.instances(reading, order=by_name, limit=size + 1, offset=start)
    shown = rows[:size]
    local = queries.local_settings(reading)
    definitions = read_definitions((row.definition for row in shown), local)
    found = queries.reported(
        reading, [row.id for row in shown], funds_registers(definitions), since, until
    )
    more = start + size if len(rows) > size else 0
    total = queries.overview(reading, queries.Wanted(today=today(), local=local)).total
    time = (since, until)
    return collective_page(
        shown, found, definitions, time, today(), local=local, total=total, more=more
    )


def _day(name: str) -> date | None:
    with suppress(Unreadable):
        return read_day(single(request.args, name))
    return None
