"""Asking for a gate: who may, what it is called, and what came back the last time.

Rule: what keeps somebody from asking now is said; that it is for others to do, with their names.
"""

from __future__ import annotations

from collections.abc import Iterator

from web import paths
from web.presenters import dates
from web.presenters.gate_names import OUTCOMES, approval_name, title
from web.presenters.parts import Action
from web.presenters.scene import Scene, quote
from workflow.core import commands as c
from workflow.core.definition import Step
from workflow.core.errors import Reason

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


def returned_says(scene: Scene, step: Step) -> tuple[str, ...]:
    """Return who sent the last request back, and when."""
    returned = scene.state.step(step.id).returned
    if returned is None:
        return ()
    day = dates.short_day(returned.on, scene.today)
    said = f"{OUTCOMES[returned.outcome]} am {day}"
    by = approval_name(scene, step, returned.approval)
    return (f"{said}: {by}. Eingetragen von {scene.by(returned.by)}.",)


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
        return "Freigabe mit Ausnahme anfragen"
    if not step.gate.approvals:
        return "Schritt abschließen"
    again = scene.state.step(step.id).returned is not None
    return "Freigabe erneut anfragen" if again else "Freigabe anfragen"


def onward(scene: Scene, step: Step, *, complete: bool) -> tuple[str, ...]:
    """Return how it goes on if the reader cannot ask: who does, and what is in the way."""
    action = scene.offer(c.RequestGate, step.id)
    about = [b for b in action.blockers if b.reason in _ABOUT_THE_ASKER] if action else []
    said = tuple(f"{text}." for text in scene.sentences(about))
    if action is None or not action.blockers:
        return said
    who = scene.who_can(("manager", "coordinator"))
    verb = "schließen" if who == "Sie" else "schließt"
    if step.gate.approvals:
        verb = "fragen" if who == "Sie" else "fragt"
    rest = "hier die Freigabe an" if step.gate.approvals else "den Schritt hier ab"
    if complete:
        return (*said, f"{who} {verb} {rest}.")
    return (*said, f"Sind alle Bedingungen erfüllt, {verb} {who} {rest}.")
