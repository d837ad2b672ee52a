"""Comments on a step, an entry of a register, or the quartier as a whole."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.language import say
from web.presenters.comments import question_page
from web.presenters.inputs import Typed
from web.presenters.overview import overview_page
from web.presenters.records import record_page
from web.presenters.step import step_page
from web.restored import typed_before
from web.rooms.scenes import load, load_all, load_record, load_step
from web.rooms.sending import Show, answer, send
from workflow.core import commands as c
from workflow.core.state import record_key

blueprint = Blueprint("comments", __name__)
_Q = "/quartiere/<slug:q>"


@blueprint.get(f"{_Q}/kommentar")
def ask(q: str) -> str:
    """Ask the team of a quartier something."""
    page = question_page(load(q), typed_before())
    return render_template("formulare/seite.html", page=page)


@blueprint.post(f"{_Q}/kommentar")
def on_quarter(q: str) -> ResponseReturnValue:
    """Say something about the quartier."""
    scene = load_all(q)

    def again(typed: Typed) -> str:
        return render_template("quartiere/ueberblick.html", page=overview_page(scene, typed))

    return _add(q, "", again)


@blueprint.post(f"{_Q}/schritte/<slug:step>/kommentar")
def on_step(q: str, step: str) -> ResponseReturnValue:
    """Say something about a step."""
    scene = load_step(q, step)

    def again(typed: Typed) -> str:
        return render_template("schritte/schritt.html", page=step_page(scene, step, typed))

    return _add(q, step, again)


@blueprint.post(f"{_Q}/register/<slug:register>/<number:number>/kommentar")
def on_record(q: str, register: str, number: int) -> ResponseReturnValue:
    """Say something about an entry."""
    key = record_key(register, number)
    scene = load_record(q, key)

    def again(typed: Typed) -> str:
        page = record_page(scene, register, number, typed)
        return render_template("register/eintrag.html", page=page)

    return _add(q, key, again)


def _add(q: str, holder: str, again: Show) -> ResponseReturnValue:
    def add(form: Submission) -> Response:
        send(q, c.AddComment(text=form.text("text", required=True), holder=holder), form)
        return done(
            say("Ihr Kommentar ist gespeichert. Er steht im Verlauf."), paths.holder(q, holder)
        )

    return answer(q, again, add)
