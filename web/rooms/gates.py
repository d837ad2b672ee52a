"""Gates: asked for, taken back, decided, confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.context import today
from web.input import Submission
from web.language import said_later, say
from web.presenters.decision import DUTIES, DUTY, EXCEPTION
from web.presenters.gate_pages import (
    decision_page,
    exception_page,
    reason_page,
    request_page,
)
from web.presenters.inputs import Typed
from web.presenters.scene import Scene
from web.rooms.scenes import load_step, scene_at
from web.rooms.sending import form_or_answer, send, uploaded
from workflow.core import commands as c
from workflow.core.decide.approvals import OUTCOMES
from workflow.core.definition import Approval
from workflow.core.errors import InputProblem, InvalidInput, NotFound, Problem
from workflow.core.sheets import changed_since
from workflow.core.state import Outcome, StepStatus

blueprint = Blueprint("gates", __name__)
_GATE = "/quartiere/<slug:q>/freigaben/<slug:step>"
_FORM = "formulare/seite.html"

_WITHDRAW = (
    said_later("Anfrage zurückziehen"),
    said_later(
        "Der Schritt ist danach wieder in Arbeit. Was schon entschieden wurde, gilt dann nicht mehr."
    ),
    said_later("Anfrage zurückziehen"),
)
_CONFIRM = (
    said_later("Freigabe bestätigen"),
    said_later("Sie bestätigen, dass die Freigabe trotz der Änderung weiter gilt."),
    said_later("Freigabe bestätigen"),
)


@blueprint.route(f"{_GATE}/anfrage", methods=["GET", "POST"])
def ask(q: str, step: str) -> ResponseReturnValue:
    """Show what a request freezes, and ask for the gate."""
    scene = load_step(q, step)

    def show(typed: Typed) -> str:
        return render_template("freigaben/anfrage.html", page=request_page(scene, step, typed))

    def save(form: Submission) -> Response:
        send(q, c.RequestGate(step=step, exceptions=_exceptions(form)), form)
        passed = load_step(q, step).state.instance.steps[step].status is StepStatus.PASSED
        if passed:
            return done(say("Der Schritt ist abgeschlossen."), paths.step(q, step))
        return done(say("Die Freigabe ist angefragt."), paths.step(q, step))

    return form_or_answer(q, show, save)


def _exceptions(form: Submission) -> dict[str, str]:
    names = [name for name in request.form if name.startswith(EXCEPTION)]
    return {name.removeprefix(EXCEPTION): form.text(name, required=True) for name in names}


@blueprint.route(f"{_GATE}/rueckzug", methods=["GET", "POST"])
def withdraw(q: str, step: str) -> ResponseReturnValue:
    """Take a request back."""
    scene = load_step(q, step)

    def show(typed: Typed) -> str:
        page = reason_page(scene, step, c.WithdrawRequest, _WITHDRAW, typed)
        return render_template(_FORM, page=page)

    def save(form: Submission) -> Response:
        send(q, c.WithdrawRequest(step=step, reason=form.text("reason")), form)
        return done(say("Die Anfrage ist zurückgezogen."), paths.step(q, step))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_GATE}/bestaetigung", methods=["GET", "POST"])
def confirm(q: str, step: str) -> ResponseReturnValue:
    """Confirm an approval after something of its sheet has changed."""
    scene = load_step(q, step)

    def show(typed: Typed) -> str:
        page = reason_page(scene, step, c.ConfirmApproval, _CONFIRM, typed)
        return render_template(_FORM, page=page)

    def save(form: Submission) -> Response:
        reason = form.text("reason", required=True)
        send(q, c.ConfirmApproval(step=step, reason=reason), form)
        return done(say("Die Freigabe ist bestätigt."), paths.step(q, step))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_GATE}/ausnahmen/<exception:exception>", methods=["GET", "POST"])
def grant(q: str, step: str, exception: str) -> ResponseReturnValue:
    """Grant an exception of a request, or send the request back without it."""
    scene = load_step(q, step)

    def show(typed: Typed) -> str:
        return render_template(_FORM, page=exception_page(scene, step, exception, typed))

    def save(form: Submission) -> Response:
        said, reason = form.raw("accepted"), form.text("reason")
        if said not in {"ja", "nein"}:
            form.refuse("accepted", Problem.NO_SUCH_CHOICE)
        form.check()
        if said == "ja":
            send(q, c.GrantException(step=step, exception=exception), form)
            return done(say("Die Ausnahme ist gewährt."), paths.step(q, step))
        send(q, c.RefuseException(step=step, exception=exception, reason=reason), form)
        return done(say("Die Anfrage ist zurückgegeben."), paths.step(q, step))

    return form_or_answer(q, show, save)


@blueprint.route(f"{_GATE}/entscheidung/<slug:approval>", methods=["GET", "POST"])
def decide(q: str, step: str, approval: str) -> ResponseReturnValue:
    """Show the sheet, and record what was decided."""
    scene = load_step(q, step)
    found = _approval(scene, step, approval)

    def show(typed: Typed) -> str:
        page = decision_page(scene, step, found, typed, _as_asked(scene, step))
        return render_template("freigaben/entscheidung.html", page=page)

    def save(form: Submission) -> Response:
        try:
            send(q, _decision(q, found, step, form), form)
        except InvalidInput as error:
            raise InvalidInput(*_placed(error.problems)) from error
        return done(say("Die Entscheidung ist gespeichert."), paths.step(q, step))

    return form_or_answer(q, show, save)


def _as_asked(scene: Scene, step: str) -> Scene | None:
    """Return the quartier as it was when the gate was asked for; None if nothing has changed."""
    part = scene.state.step(step)
    request = part.request or part.passed
    if request is None or not any(True for _ in changed_since(request, step, scene.scope)):
        return None
    return scene_at(scene, request.seq, request.on)


def _approval(scene: Scene, step: str, approval: str) -> Approval:
    for each in scene.definition.steps[step].gate.approvals:
        if each.id == approval:
            return each
    raise NotFound(f"{step}.{approval}")


def _decision(q: str, approval: Approval, step: str, form: Submission) -> c.DecideApproval:
    text, duties = form.text("text"), _duties(form)
    return c.DecideApproval(
        step=step,
        approval=approval.id,
        outcome=_outcome(approval, form, duties),
        text=text,
        obligations=duties,
        decision=_paper(q, form) if approval.body else None,
    )


def _placed(problems: tuple[InputProblem, ...]) -> Iterator[InputProblem]:
    """Yield the problems, those of obligations at the first one: the engine knows no places."""
    told = any(each.name.startswith(DUTY) for each in problems)
    for each in problems:
        if each.name != "obligations":
            yield each
        elif not told:
            yield InputProblem(name=f"{DUTY}1", problem=each.problem, limit=each.limit)


def _outcome(approval: Approval, form: Submission, duties: tuple[c.NewObligation, ...]) -> Outcome:
    """Return what was decided; if nothing was chosen, what else was typed is judged as a yes."""
    said = form.raw("outcome")
    if said in set(Outcome):
        return Outcome(said)
    form.refuse("outcome", Problem.EMPTY)
    return Outcome.APPROVED_WITH_OBLIGATIONS if duties else OUTCOMES[approval.kind][0]


def _paper(q: str, form: Submission) -> c.Decision:
    """Return what a body's paper says; a day that is not there stands for today, as a problem."""
    return c.Decision(
        on=form.day("on", required=True) or today(),
        paper=form.line("paper", required=True),
        votes=form.line("votes"),
        document=uploaded(q, form, "document"),
    )


def _duties(form: Submission) -> tuple[c.NewObligation, ...]:
    found = []
    for number in DUTIES:
        name = f"{DUTY}{number}"
        begun = bool(form.raw(name) or form.raw(f"{name}-bis"))
        text, due = form.text(name, required=begun), form.day(f"{name}-bis", required=begun)
        role = form.raw(f"{name}-rolle")
        if text and due is not None:
            found.append(c.NewObligation(text=text, due=due, role=role))
    return tuple(found)
