"""How versions and drafts are made, level by level, and what they come to with their base."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from web.answers import text_file
from web.presenters.outline_page import PATH, draft_outline, version_outline
from web.reading import open_view
from web.rooms.bench import load_bench, load_review, town_at
from workflow.core.errors import NotFound
from workflow.workbench.opening import Opened, as_yaml, open_draft, open_version

blueprint = Blueprint("outlines", __name__)
_VERSION = "/vorlagen/<slug:ort>/<slug:v>/versionen/<number:number>"
_DRAFT = "/vorlagen/<slug:ort>/<slug:v>/entwurf"
_LONGEST = 1_000


@blueprint.get(f"{_VERSION}/aufbau")
def show_version(ort: str, v: str, number: int) -> str:
    """Show what stands at a path of a version."""
    bench, found = load_bench(ort), _version(ort, v, number)
    page = version_outline(bench, v, number, found, _asked())
    return render_template("vorlagen/aufbau.html", page=page)


@blueprint.get(f"{_VERSION}/mit-grundlage.yaml")
def version_download(ort: str, v: str, number: int) -> Response:
    """Hand out a version together with what it builds on."""
    return _merged(_version(ort, v, number), f"{v}-{number}-mit-grundlage.yaml")


@blueprint.get(f"{_DRAFT}/aufbau")
def show_draft(ort: str, v: str) -> str:
    """Show what stands at a path of a draft."""
    review = load_review(ort, v)
    page = draft_outline(load_bench(ort), review, _draft(ort, v), _asked())
    return render_template("vorlagen/aufbau.html", page=page)


@blueprint.get(f"{_DRAFT}/mit-grundlage.yaml")
def draft_download(ort: str, v: str) -> Response:
    """Hand out a draft together with what it builds on; raises NotFound while it cannot be had."""
    found = _draft(ort, v)
    if found is None:
        raise NotFound(v)
    return _merged(found, f"{v}-mit-grundlage.yaml")


def _asked() -> str:
    """Return the path that is asked for; the colon of a line of YAML is not meant."""
    return request.args.get(PATH, "").replace("\0", "").strip(" \t\r\n.:")[:_LONGEST]


def _version(ort: str, v: str, number: int) -> Opened:
    place = town_at(ort).id
    with open_view() as reading:
        return open_version(reading, place, v, number)


def _draft(ort: str, v: str) -> Opened | None:
    place = town_at(ort).id
    with open_view() as reading:
        return open_draft(reading, place, v)


def _merged(found: Opened, name: str) -> Response:
    return text_file(as_yaml(found.root, found.name), name)
