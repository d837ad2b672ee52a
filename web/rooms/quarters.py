"""The list of quartiere, and the overview of one."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.context import service, signed_in, today
from web.presenters.overview import overview_page
from web.presenters.quarters import quarters_page
from web.restored import typed_before
from web.rooms.scenes import load_all
from web.rooms.starting import startable
from workflow.storage import queries

blueprint = Blueprint("quarters", __name__)
_SHOWN = 100


@blueprint.get("/quartiere")
def show_all() -> str:
    """Show the quartiere in reach, the most urgent first."""
    with service().reading(signed_in(), today=today()) as reading:
        rows = queries.instances(reading, limit=_SHOWN)
        overview = queries.overview(reading, today=today())
        may_start = bool(startable(reading))
        roles = frozenset[str]().union(*reading.reach.municipalities.values())
    definitions = {d: service().definition(d) for d in {row.definition for row in rows}}
    page = quarters_page(rows, overview, definitions, today(), roles=roles, may_start=may_start)
    return render_template("quartiere/liste.html", page=page)


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
