"""The page of a step, its fields, and comments on it."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.language import said_later, say, spoken
from web.presenters.crumbs import step_crumb
from web.presenters.forms import field_inputs, open_fields
from web.presenters.forms_page import FormPage
from web.presenters.inputs import REASON, Typed, summary
from web.presenters.parts import Crumb
from web.presenters.scene import Scene
from web.presenters.step import step_page
from web.presenters.values import unexplained
from web.restored import typed_before
from web.rooms.scenes import load, load_holder, load_step
from web.rooms.sending import entered, form_or_answer, send
from workflow.core import commands as c
from workflow.core.sentences.language import all_of_words, quoted

blueprint = Blueprint("steps", __name__)
_OF_A_STEP = said_later(
    "Tragen Sie ein, was Sie wissen. Zur Freigabe fehlen dürfen nur freiwillige Angaben."
)
_OF_THE_QUARTER = said_later(
    "Eckdaten gelten für das ganze Quartier. Sie können sie jederzeit ändern."
)


@blueprint.get("/quartiere/<slug:q>/schritte/<slug:step>")
def show(q: str, step: str) -> str:
    """Show a step."""
    return render_template(
        "schritte/schritt.html", page=step_page(load_step(q, step), step, typed_before())
    )


@blueprint.route("/quartiere/<slug:q>/schritte/<slug:step>/angaben", methods=["GET", "POST"])
def values(q: str, step: str) -> ResponseReturnValue:
    """Ask for the fields of a step and record them."""
    scene = load_step(q, step)
    crumbs = (step_crumb(scene, step), Crumb(say("Angaben")))
    title = say("Angaben zu Schritt {number}", number=scene.number_of(step))
    return _record(scene, step, title, *crumbs)


@blueprint.route("/quartiere/<slug:q>/eckdaten", methods=["GET", "POST"])
def profile(q: str) -> ResponseReturnValue:
    """Ask for the fields of the quartier itself and record them."""
    scene = load(q)
    return _record(scene, "profile", say("Eckdaten"), Crumb(say("Eckdaten")))


def _record(scene: Scene, holder: str, title: str, *crumbs: Crumb) -> ResponseReturnValue:
    back = paths.holder(scene.q, holder)

    def show_form(typed: Typed) -> str:
        page = values_page(scene, holder, title, crumbs, typed)
        return render_template("formulare/seite.html", page=page)

    def record(form: Submission) -> Response:
        fields = open_fields(scene, holder)
        values = entered(scene.q, form, fields)
        command = c.RecordValues(holder=holder, values=values, reasons=reasons(form))
        send(scene.q, command, form)
        return _said(load_holder(scene.q, holder), holder, back)

    return form_or_answer(scene.q, show_form, record)


def _said(scene: Scene, holder: str, back: str) -> Response:
    """Lead back, or to the value that still wants its reason."""
    asked = unexplained(scene, holder)
    if not asked:
        return done(say("Die Angaben sind gespeichert."), back)
    names = all_of_words([quoted(field.label, spoken()) for field in asked], spoken())
    return done(
        say(
            "Gespeichert. Nicht im üblichen Rahmen: {names}. Bitte begründen Sie das.", names=names
        ),
        request.path,
    )


def reasons(form: Submission) -> dict[str, str]:
    """Return the reasons given for values outside the usual range."""
    asked = [name for name in request.form if name.startswith(REASON)]
    found = {name.removeprefix(REASON): form.text(name) for name in asked}
    return {name: reason for name, reason in found.items() if reason and form.is_about(name)}


def values_page(
    scene: Scene, holder: str, title: str, crumbs: tuple[Crumb, ...], typed: Typed
) -> FormPage:
    """Return the form with the fields of a step or the profile."""
    may = scene.may(c.RecordValues, holder)
    inputs = field_inputs(scene, holder, typed) if may else ()
    return FormPage(
        title=f"{title} – {scene.name}",
        place=scene.place("", *crumbs),
        over=scene.name,
        heading=title,
        says=_says(scene, holder),
        errors=summary(typed, scene, inputs, holder),
        inputs=inputs,
        seen=scene.state.seq,
        files=True,
        action="",
        button=say("Angaben speichern") if inputs else "",
        cancel=paths.holder(scene.q, holder),
    )


def _says(scene: Scene, holder: str) -> tuple[str, ...]:
    if not scene.may(c.RecordValues, holder):
        return tuple(say("{reason}.", reason=t) for t in scene.why_not(c.RecordValues, holder))
    return (say(_OF_THE_QUARTER) if holder == "profile" else say(_OF_A_STEP),)
