"""The pages around a gate: asking for it, taking the request back, deciding, confirming."""

from __future__ import annotations

from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters import blockers, dates, gate_names
from web.presenters.crumbs import step_crumb
from web.presenters.decision import (
    DUTY,
    decision_facts,
    decision_inputs,
    exception_inputs,
    granting_inputs,
)
from web.presenters.forms_page import FormPage
from web.presenters.gate_asking import deadline
from web.presenters.gate_effects import passing_says
from web.presenters.inputs import UNTYPED, Input, Typed, filled, summary, text_input
from web.presenters.parts import Crumb, Errors, Fact, Line, Place
from web.presenters.scene import Scene, quote
from web.presenters.sheet import SheetView, sheet_to_be, sheet_view
from workflow.core import commands as c
from workflow.core.conditions import holds
from workflow.core.definition import Approval, Step
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage:
    """The sheet, and the question what is decided on it."""

    title: str
    place: Place
    over: str
    heading: str
    says: tuple[str, ...]
    sheet: SheetView | None
    facts: tuple[Fact, ...]
    history: str
    form_heading: str
    inputs: tuple[Input, ...]
    obligations: tuple[Input, ...]
    obligations_open: bool
    button: str
    action: str
    cancel: str
    seen: int
    refused: tuple[Line, ...]
    errors: Errors | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """The question whether to ask, with the reasons for exceptions and the sheet beneath."""

    title: str
    place: Place
    over: str
    heading: str
    says: tuple[str, ...]
    errors: Errors | None
    refused: tuple[Line, ...]
    inputs: tuple[Input, ...]
    inputs_title: str
    sheet_title: str
    sheet: SheetView
    button: str
    cancel: str


def request_page(scene: Scene, step_id: str, typed: Typed = UNTYPED) -> RequestPage:
    """Return the page on which a gate is asked for, with the sheet it would freeze."""
    step = scene.definition.steps[step_id]
    may = scene.may(c.RequestGate, step_id)
    inputs = filled(exception_inputs(scene, step), typed, scene) if may else ()
    label = say("Freigabe anfragen") if step.gate.approvals else say("Schritt abschließen")
    heading = say("{action}: {gate}", action=label, gate=gate_names.title(step))
    return RequestPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, step_id, label),
        over=_over(scene, step_id),
        heading=heading,
        says=_request_says(scene, step) if may else (),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.RequestGate, step_id),
        inputs=inputs,
        inputs_title=plural(len(inputs), "Ausnahme", "Ausnahmen"),
        sheet_title=say("Das wird mit der Anfrage festgehalten"),
        sheet=sheet_to_be(scene, step),
        button=label if may else "",
        cancel=paths.gate(scene.q, step_id),
    )


def _over(scene: Scene, step_id: str) -> str:
    number = scene.number_of(step_id)
    return say("{quarter} · Schritt {number}", quarter=scene.name, number=number)


def _request_says(scene: Scene, step: Step) -> tuple[str, ...]:
    if not step.gate.approvals:
        return (say("Es fehlt nichts mehr."), passing_says(scene, step))
    asked = [
        scene.body(each)
        for each in step.gate.approvals
        if holds(each.applies_when, scene.scope) is not Answer.NO
    ]
    return (
        say("Gefragt sind: {names}.", names=all_of_words(asked, spoken())),
        say(
            "Der Stand von heute wird festgehalten. Bis zur Entscheidung sind Punkte und Angaben gesperrt. Sie können die Anfrage jederzeit zurückziehen."
        ),
    )


def _place(scene: Scene, step_id: str, label: str) -> Place:
    return scene.place("", step_crumb(scene, step_id), Crumb(label))


def reason_page(
    scene: Scene, step_id: str, command: type, words: tuple[str, str, str], typed: Typed
) -> FormPage:
    """Return a page that asks for a reason; `words` are heading, explanation and button."""
    heading, says, button = (say(text) for text in words)
    may = scene.may(command, step_id)
    optional = command is c.WithdrawRequest
    question = text_input("reason", say("Begründung"), optional=optional)
    inputs = filled((question,), typed, scene) if may else ()
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, step_id, heading),
        over=_over(scene, step_id),
        heading=heading,
        says=(says, *_touched(scene, step_id, command)) if may else scene.why_not(command, step_id),
        errors=summary(typed, scene, inputs),
        inputs=inputs,
        action="",
        button=button if may else "",
        cancel=paths.gate(scene.q, step_id),
    )


def _touched(scene: Scene, step_id: str, command: type) -> tuple[str, ...]:
    """Return what taking back makes void, or what has changed since the approval."""
    step, part = scene.definition.steps[step_id], scene.state.step(step_id)
    request = part.request or part.passed
    if request is None:
        return ()
    if command is c.ConfirmApproval:
        names = [gate_names.stale_name(scene, step, thing) for thing in request.stale]
        said = say("Seit der Freigabe hat sich geändert: {names}.", names=_and(names))
        return (said,) if names else ()
    names = [gate_names.approval_name(scene, step, key) for key in request.decided]
    return (say("Das betrifft: {names}.", names=_and(names)),) if names else ()


def _and(names: list[str]) -> str:
    return all_of_words(names, spoken())


def exception_page(scene: Scene, step_id: str, exception: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which an exception is granted, or refused."""
    step = scene.definition.steps[step_id]
    request = scene.state.step(step_id).request
    found = request.exceptions.get(exception) if request else None
    may = scene.may(c.GrantException, step_id, exception)
    asked = (say("Begründung der Anfrage: {reason}", reason=quote(found.reason)),) if found else ()
    inputs = filled(granting_inputs(scene, step), typed, scene) if may else ()
    heading = say("Ausnahme gewähren?")
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, step_id, say("Ausnahme entscheiden")),
        over=f"{scene.name} · {gate_names.title(step)}",
        heading=heading,
        says=(gate_names.exception_name(scene, step, exception), *asked),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.GrantException, step_id, exception),
        inputs=inputs,
        action="",
        button=say("Entscheidung speichern") if may else "",
        cancel=paths.gate(scene.q, step_id),
        leave=say("Später entscheiden"),
    )


def decision_page(
    scene: Scene,
    step_id: str,
    approval: Approval,
    typed: Typed = UNTYPED,
    then: Scene | None = None,
) -> DecisionPage:
    """Return the page on which an approval is decided or a body's decision recorded.

    `then` is the quartier as it was when the gate was asked for, if something has changed since.
    """
    step = scene.definition.steps[step_id]
    part = scene.state.step(step_id)
    request = part.request or part.passed
    may = scene.may(c.DecideApproval, step_id, approval.id)
    inputs = filled(decision_inputs(scene, step, approval), typed, scene) if may else ()
    duties = tuple(each for each in inputs if each.name.startswith(DUTY))
    body = scene.body(approval)
    heading = say("Beschluss eintragen: {body}", body=body) if approval.body else say("Freigeben?")
    return DecisionPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, step_id, say("Freigabe entscheiden")),
        over=f"{scene.name} · {gate_names.title(step)}",
        heading=heading,
        says=_asked(scene, step_id),
        sheet=sheet_view(scene, step, request, then) if request else None,
        facts=decision_facts(scene, step, request) if request else (),
        history=paths.history(scene.q),
        form_heading=say("Der Beschluss") if approval.body else say("Ihre Entscheidung"),
        inputs=tuple(each for each in inputs if each not in duties),
        obligations=duties,
        obligations_open=any(_begun(each) for each in duties),
        button=say("Beschluss speichern") if approval.body else say("Entscheidung speichern"),
        action="",
        cancel=paths.gate(scene.q, step_id),
        seen=scene.state.seq,
        refused=blockers.against(scene, c.DecideApproval, step_id, approval.id),
        errors=summary(typed, scene, inputs),
    )


def _begun(each: Input) -> bool:
    return bool(each.error or (each.value and each.kind != "select"))


def _asked(scene: Scene, step_id: str) -> tuple[str, ...]:
    request = scene.state.step(step_id).request
    if request is None:
        return ()
    day = dates.long_day(request.on)
    return (
        say("Angefragt von {who} am {day}.", who=scene.by(request.by), day=day),
        deadline(scene, request),
    )
