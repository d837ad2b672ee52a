"""Asking for a gate: who may, what it is called, until when it is decided, and what came back.

Rule: what keeps somebody from asking now is said; that it is for others to do, with their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.gate_names import approval_name, exception_name, outcome_name, title
from web.presenters.life import life
from web.presenters.parts import Action
from web.presenters.scene import Scene, quote
from web.presenters.workdays import with_free_day
from workflow.core import commands as c
from workflow.core.definition import Step
from workflow.core.errors import Reason
from workflow.core.policy import COORDINATOR, MANAGER
from workflow.core.state import Request

# Why nobody may ask now, as opposed to what the gate still needs. That it is for others to do is
# said with their names.
_ABOUT_THE_ASKER = frozenset(
    {
        Reason.PROCESS_NOT_RUNNING,
        Reason.PROCESS_CLOSED,
        Reason.STEP_WAITING,
        Reason.STEP_NOT_ACTIVE,
        Reason.STEP_NOT_WORKABLE,
        Reason.LOCKED_IN_REVIEW,
    }
)
_ASKING = frozenset({MANAGER, COORDINATOR})


def returned_says(scene: Scene, step: Step) -> tuple[str, ...]:
    """Return who sent the last request back, and when."""
    returned = scene.state.step(step.id).returned
    if returned is None:
        return ()
    day = dates.short_day(returned.on, scene.today)
    if returned.exception:
        return (
            say(
                "Zurückgegeben am {day} von {who}. Diese Ausnahme ist nicht gewährt: {what}.",
                day=day,
                who=scene.by(returned.by),
                what=exception_name(scene, step, returned.exception),
            ),
        )
    return (
        say(
            "{outcome} am {day}: {body}. Eingetragen von {who}.",
            outcome=outcome_name(returned.outcome),
            day=day,
            body=approval_name(scene, step, returned.approval),
            who=scene.by(returned.by),
        ),
    )


def returned_quote(scene: Scene, step: Step) -> str:
    """Return what is demanded since then."""
    returned = scene.state.step(step.id).returned
    return quote(returned.text) if returned else ""


def ask(scene: Scene, step: Step, *, with_exception: bool) -> Iterator[Action]:
    """Return the way to ask for the gate, if the reader may."""
    if scene.may(c.RequestGate, step.id):
        label = _asking_label(scene, step, with_exception=with_exception)
        url = paths.gate_page(scene.q, step.id, "anfrage")
        yield Action(label=label, context=title(step), url=url, first=True)


def _asking_label(scene: Scene, step: Step, *, with_exception: bool) -> str:
    if with_exception:
        return say("Freigabe mit Ausnahme anfragen")
    if not step.gate.approvals:
        return say("Schritt abschließen")
    again = scene.state.step(step.id).returned is not None
    return say("Freigabe erneut anfragen") if again else say("Freigabe anfragen")


def onward(scene: Scene, step: Step, *, complete: bool) -> tuple[str, ...]:
    """Return how it goes on from here: who asks, once nothing is in the way any more."""
    action = scene.offer(c.RequestGate, step.id)
    if action is None:
        return ()
    about = [b for b in action.blockers if b.reason in _ABOUT_THE_ASKER]
    said = tuple(say("{reason}.", reason=text) for text in scene.sentences(about))
    return (*said, *(() if complete and not action.blockers else (_who_asks(scene, step),)))


def _who_asks(scene: Scene, step: Step) -> str:
    """Return who asks for the gate, or closes the step where nobody has to decide."""
    if scene.actor.roles & _ASKING:
        if step.gate.approvals:
            return say("Sind alle Bedingungen erfüllt, fragen Sie hier die Freigabe an.")
        return say("Sind alle Bedingungen erfüllt, schließen Sie hier den Schritt ab.")
    who = scene.who_can(sorted(_ASKING, reverse=True))
    if step.gate.approvals:
        return say("Sind alle Bedingungen erfüllt, fragt die Freigabe an: {who}.", who=who)
    return say("Sind alle Bedingungen erfüllt, schließt den Schritt ab: {who}.", who=who)


def deadline(scene: Scene, request: Request) -> str:
    """Return until when the decision on a request is wanted."""
    until = scene.limits.decided_by(request.on)
    day = _day(scene, until)
    if until < scene.today:
        return say("Die Entscheidung war bis {day} erbeten.", day=day)
    return say("Die Entscheidung ist bis {day} erbeten.", day=day)


def _day(scene: Scene, day: date) -> str:
    return with_free_day(dates.week_day(day, scene.today), day, scene.today, scene.land)


def deadline_if_asked(scene: Scene, step: Step) -> str:
    """Return until when the decision would be wanted if the gate was asked for today."""
    if not step.gate.approvals or scene.offer(c.RequestGate, step.id) is None or life(scene):
        return ""
    day = _day(scene, scene.limits.decided_by(scene.today))
    return say("Wird heute angefragt, ist die Entscheidung bis {day} erbeten.", day=day)
