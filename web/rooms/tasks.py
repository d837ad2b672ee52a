"""Meine Aufgaben, the start page."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.context import service, signed_in, today
from web.presenters.tasks import SHOWN, tasks_page
from workflow.storage import queries

blueprint = Blueprint("tasks", __name__)
_QUARTERS = 4  # beside the tasks; all of them have a room of their own


@blueprint.get("/aufgaben")
def show() -> str:
    """Show what the signed-in person owes, across all quartiere."""
    with service().reading(signed_in(), today=today()) as reading:
        rows = queries.tasks(reading, today=today(), limit=SHOWN + 1)
        quarters = queries.instances(reading, limit=_QUARTERS)
    digests = {row.definition for row in rows} | {row.definition for row in quarters}
    definitions = {digest: service().definition(digest) for digest in digests}
    page = tasks_page(rows, definitions, today(), quarters)
    return render_template("aufgaben/liste.html", page=page)
