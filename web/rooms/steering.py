"""What the coordination decides about the way, what others propose, the Lage, and obligations."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.context import today
from web.input import Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.steering import (
    ABANDON,
    COMPLETE,
    DEEDS,
    PAUSE,
    REOPEN,
    RESUME,
    ROUND,
    SKIP,
    UNDO_MOVE,
)
from web.presenters.steering_pages import (
    assess_page,
    deed_page,
    obligation_page,
    proposal_page,
    propose_page,
    reopen_obligation_page,
)
from web.rooms.scenes import load, load_step
from web.rooms.sending import documents, form_or_answer, send
from workflow.core import commands as c
from workflow.core.errors import NotFound, Problem
from workflow.core.state import Action, Level

blueprint = Blueprint("steering", __name__)
_FORM = "formulare/seite.html"
_Q = "/quartiere/<slug:q>"


@blueprint.route(
    f"{_Q}/schritte/<slug:step>/<any(auslassen,oeffnen,runde):deed>", methods=["GET", "POST"]
)
def step_deed(q: str, step: str, deed: str) -> ResponseReturnValue:
    """Leave a step out, open it again, or start a new round from it."""
    scene, found = load_step(q, step), DEEDS[deed]

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=deed_page(scene, found, step, typed))

    def save(form: Submission) -> Response:
        send(q, _COMMANDS[found.command](form, step), form)
        return done(say(found.done), paths.step(q, step))

    return form_or_answer(q, show, save)


@blueprint.route(
    f"{_Q}/ablauf/<any(pause,fortsetzen,abschluss,abbruch):deed>", methods=["GET", "POST"]
)
def process_deed(q: str, deed: str) -> ResponseReturnValue:
    """Pause, go on, close or give up."""
    scene, found = load(q), DEEDS[deed]

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=deed_page(scene, found, "", typed))

    def save(form: Submission) -> Response:
        send(q, _COMMANDS[found.command](form, ""), form)
        return done(say(found.done), paths.quarter(q))

    return form_or_answer(q, show, save)


def _reason(form: Submission) -> str:
    reason = form.text("reason", required=True)
    form.check()
    return reason


def _pause(form: Submission, step: str) -> c.PauseProcess:
    del step
    until = form.day("until", required=True) or today()  # a missing day is a problem of the form
    return c.PauseProcess(until=until, reason=form.text("reason", required=True))


@blueprint.route(f"{_Q}/ablauf/{UNDO_MOVE.slug}", methods=["GET", "POST"])
def undo_move(q: str) -> ResponseReturnValue:
    """Take the last move to another version back: a deed like the others, with its own help."""
    return process_deed(q, UNDO_MOVE.slug)


_COMMANDS: dict[type, Callable[[Submission, str], c.Command]] = {
    SKIP.command: lambda form, step: c.SkipStep(step=step, reason=_reason(form)),
    REOPEN.command: lambda form, step: c.ReopenStep(step=step, reason=_reason(form)),
    ROUND.command: lambda form, step: c.StartRound(step=step, reason=_reason(form)),
    PAUSE.command: _pause,
    RESUME.command: lambda _form, _step: c.ResumeProcess(),
    COMPLETE.command: lambda _form, _step: c.CompleteProcess(),
    UNDO_MOVE.command: lambda form, _step: c.UndoMove(reason=_reason(form)),
    ABANDON.command: lambda form, _step: c.AbandonProcess(reason=_reason(form)),
}


@blueprint.route(f"{_Q}/lage", methods=["GET", "POST"])
def assess(q: str) -> ResponseReturnValue:
    """Judge how the quartier is doing."""
    scene = load(q)

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=assess_page(scene, typed))

    def save(form: Submission) -> Response:
        level, reason = form.raw("level"), form.text("reason", required=True)
        if level not in set(Level):
            form.refuse("level", Problem.EMPTY)
        form.check()
        send(q, c.AssessSituation(level=Level(level), reason=reason), form)
        return done(say("Ihre Einschätzung ist gespeichert."), paths.quarter(q))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_Q}/vorschlag", methods=["GET", "POST"])
def propose(q: str) -> ResponseReturnValue:
    """Propose something to the coordination."""
    scene = load(q)

    def show(typed: Typed) -> str:
        page = propose_page(scene, request.args.get("schritt", ""), typed)
        return render_template(_FORM, page=page)

    def save(form: Submission) -> Response:
        action, text = form.raw("action"), form.text("text", required=True)
        step = form.raw("step")
        if action not in set(Action):
            form.refuse("action", Problem.EMPTY)
        elif not step and action in (Action.SKIP, Action.REOPEN, Action.NEW_ROUND):
            form.refuse("step", Problem.EMPTY)
        form.check()
        send(q, c.Propose(action=Action(action), text=text, step=step), form)
        return done(say("Ihr Vorschlag liegt der Koordination vor."), paths.quarter(q))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_Q}/vorschlaege/<number:number>", methods=["GET", "POST"])
def settle(q: str, number: int) -> ResponseReturnValue:
    """Follow a proposal, or decline it with a reason."""
    scene = load(q)
    if str(number) not in scene.state.instance.proposals and request.method != "POST":
        raise NotFound(f"proposal {number}")

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=proposal_page(scene, str(number), typed))

    def save(form: Submission) -> Response:
        said, reason = form.raw("accepted"), form.text("reason")
        if said not in {"ja", "nein"}:
            form.refuse("accepted", Problem.NO_SUCH_CHOICE)
        form.check()
        command = c.SettleProposal(proposal=str(number), accepted=said == "ja", reason=reason)
        send(q, command, form)
        return done(say("Ihre Antwort ist gespeichert."), paths.quarter(q))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_Q}/auflagen/<number:number>", methods=["GET", "POST"])
def fulfil(q: str, number: int) -> ResponseReturnValue:
    """Show an obligation, and say that it is met."""
    scene, key = load(q), str(number)
    if key not in scene.state.instance.obligations:
        raise NotFound(f"obligation {number}")

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=obligation_page(scene, key, typed))

    def save(form: Submission) -> Response:
        note, proof = form.text("note"), documents(q, form)
        send(q, c.FulfilObligation(obligation=key, note=note, documents=proof), form)
        return done(say("Die Auflage ist erfüllt."), paths.quarter(q))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_Q}/auflagen/<number:number>/offen", methods=["GET", "POST"])
def reopen_obligation(q: str, number: int) -> ResponseReturnValue:
    """Say that an obligation is not met after all."""
    scene, key = load(q), str(number)
    if key not in scene.state.instance.obligations:
        raise NotFound(f"obligation {number}")

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=reopen_obligation_page(scene, key, typed))

    def save(form: Submission) -> Response:
        send(q, c.ReopenObligation(obligation=key, reason=_reason(form)), form)
        return done(say("Die Auflage ist wieder offen."), paths.quarter(q))

    return form_or_answer(q, show, save)
