"""Help: the handbook, for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from web.handbook import (
    CHAPTERS,
    MESSAGE_CODES,
    MESSAGES,
    PICTURES,
    VARIANT_NAMES,
    VARIANTS,
    Chapter,
    chapter,
)
from web.language import say
from workflow.core.errors import NotFound

blueprint = Blueprint("help", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """A chapter or a page of one, or all of them; `here` is the chapter it belongs to."""

    title: str
    chapters: tuple[Chapter, ...]
    chapter: Chapter | None = None
    here: str = ""
    place: None = None


@blueprint.get("/hilfe")
def show_all() -> str:
    """Show what there is to read, and for whom."""
    return render_template("hilfe/alle.html", page=HelpPage(title=say("Hilfe"), chapters=_all()))


@blueprint.get("/hilfe/<slug:chapter_id>")
def show(chapter_id: str) -> str:
    """Show a chapter."""
    if chapter_id not in CHAPTERS:
        raise NotFound(f"chapter {chapter_id}")
    found = chapter(chapter_id)
    page = HelpPage(title=found.title, chapters=_all(), chapter=found, here=chapter_id)
    return render_template("hilfe/kapitel.html", page=page)


@blueprint.get("/hilfe/meldungen/<message:code>")
def message(code: str) -> str:
    """Show what a message of the checker means and what helps."""
    if code not in MESSAGE_CODES:
        raise NotFound(f"message {code}")
    return _below(MESSAGES, f"{MESSAGES}/{code}")


@blueprint.get("/hilfe/varianten/<slug:variant_id>")
def variant(variant_id: str) -> str:
    """Show where a variant that ships comes from, and for whom it is."""
    if variant_id not in VARIANT_NAMES:
        raise NotFound(f"variant {variant_id}")
    return _below("beratung", f"{VARIANTS}/{variant_id}")


@blueprint.get("/hilfe/bilder/<filename:name>")
def picture(name: str) -> ResponseReturnValue:
    """Hand out a picture of the handbook."""
    return send_from_directory(PICTURES, name, mimetype="image/webp", max_age=None)


def _below(here: str, slug: str) -> str:
    """Show a page that belongs to a chapter."""
    found = chapter(slug)
    page = HelpPage(title=found.title, chapters=_all(), chapter=found, here=here)
    return render_template("hilfe/kapitel.html", page=page)


def _all() -> tuple[Chapter, ...]:
    return tuple(chapter(slug) for slug in CHAPTERS)
