"""What another version has changed for a quartier."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.presenters.moved import moved_page
from web.rooms.scenes import load

blueprint = Blueprint("moved", __name__)


@blueprint.get("/quartiere/<slug:q>/umstellung")
def show(q: str) -> str:
    """Show what the last move has changed."""
    return render_template("quartiere/umgestellt.html", page=moved_page(load(q)))
