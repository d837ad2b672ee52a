"""The history of a quartier."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from web.input import Unreadable, read_day, read_key
from web.presenters.history import Filter, history_page
from web.rooms.scenes import load
from workflow.core.events import Recorded
from workflow.storage import queries

blueprint = Blueprint("history", __name__)
_PAGE, _CHUNK = 50, 200


@blueprint.get("/quartiere/<slug:q>/verlauf")
def show(q: str) -> str:
    """Show what has happened, the newest first, filtered by what the address says."""
    chosen = Filter(
        kind=request.args.get("was", ""),
        step=request.args.get("schritt", ""),
        person=_number("wer"),
        since=_day("ab"),
    )
    size, found = _CHUNK if chosen else _PAGE, list[Recorded]()

    def read(reading: queries.Reading) -> set[int]:
        found.extend(queries.history(reading, q, before=_number("vor"), limit=size + 1))
        return {each.by for each in found}

    scene = load(q, also=read)
    recorded = found[:size]
    older = _older(recorded[-1].seq) if len(found) > size else ""
    page = history_page(scene, recorded, chosen, older=older)
    return render_template("verlauf/verlauf.html", page=page)


def _older(seq: int) -> str:
    kept = {name: value for name, value in request.args.items() if value and name != "vor"}
    return urlencode({**kept, "vor": seq})


def _number(name: str) -> int | None:
    with suppress(Unreadable):
        return read_key(request.args.get(name, ""))
    return None


def _day(name: str) -> date | None:
    with suppress(Unreadable):
        return read_day(request.args.get(name, ""))
    return None
