"""All files of a quartier on one page."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, render_template, request

from web import paths
from web.presenters.filing import files_page
from web.rooms.scenes import load
from web.typed import Unreadable, read_key
from workflow.storage import queries

blueprint = Blueprint("filing", __name__)
_PAGE = 50


@blueprint.get("/quartiere/<slug:q>/dateien")
def show(q: str) -> str:
    """Show the files of a quartier, the newest first."""
    found = list[queries.FileRow]()

    def read(reading: queries.Reading) -> set[int]:
        found.extend(queries.files(reading, q, before=_before(), limit=_PAGE + 1))
        return {each.brought.by for each in found}

    scene = load(q, also=read)
    shown = found[:_PAGE]
    older = f"{paths.files(q)}?vor={shown[-1].key}" if len(found) > _PAGE else ""
    page = files_page(scene, [(each.document, each.brought) for each in shown], older=older)
    return render_template("dateien/liste.html", page=page)


def _before() -> int | None:
    with suppress(Unreadable):
        return read_key(request.args.get("vor", ""))
    return None
