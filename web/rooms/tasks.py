"""Meine Aufgaben, the start page."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.context import service, signed_in, today
from web.presenters.tasks import SHOWN, tasks_page
from workflow.storage import queries

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/aufgaben")
def show() -> str:
    """Show what the signed-in person owes, across all quartiere."""
    with service().reading(signed_in()) as reading:
        rows = queries.tasks(reading, today=today(), limit=SHOWN + 1)
    definitions = {d: service().definition(d) for d in {row.definition for row in rows}}
    return render_template("aufgaben/liste.html", page=tasks_page(rows, definitions, today()))
