"""What happened at gates, to approvals and obligations, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from web import paths
from web.language import said_later, say
from web.presenters import dates
from web.presenters.gate_names import (
    approval_name,
    exception_name,
    outcome_name,
    stale_name,
)
from web.presenters.scene import Scene, quote, word
from web.presenters.told import GATES, Detail, Told, proof, said
from workflow.core import events as e

GateEvent = (
    e.GateRequested
    | e.RequestWithdrawn
    | e.ExceptionGranted
    | e.ApprovalRecorded
    | e.ObligationImposed
    | e.GateReturned
    | e.StepPassed
    | e.ApprovalBecameStale
    | e.ApprovalConfirmed
    | e.ObligationFulfilled
    | e.ObligationReopened
)


def tell_gate(scene: Scene, event: GateEvent) -> Told:
    """Return what happened at a gate."""
    if isinstance(event, e.ObligationFulfilled | e.ObligationReopened):
        return _obligation(scene, event)
    sign, text, details = _gate_words(scene, event)
    return Told(
        kind=GATES,
        sign=sign,
        text=text,
        thing=scene.holder_name(event.step),
        url=paths.gate(scene.q, event.step),
        step=event.step,
        details=details,
        weighty=isinstance(event, e.ApprovalRecorded | e.StepPassed | e.GateReturned),
    )


_GATE_WORDS: Mapping[type, tuple[str, str]] = {
    e.RequestWithdrawn: ("returned", said_later("Anfrage zurückgezogen")),
    e.StepPassed: ("gate-done", said_later("Schritt abgeschlossen")),
    e.ApprovalConfirmed: ("gate-done", said_later("Freigabe bestätigt")),
}


def _gate_words(
    scene: Scene,
    event: e.GateRequested
    | e.RequestWithdrawn
    | e.ExceptionGranted
    | e.ApprovalRecorded
    | e.ObligationImposed
    | e.GateReturned
    | e.StepPassed
    | e.ApprovalBecameStale
    | e.ApprovalConfirmed,
) -> tuple[str, str, tuple[Detail, ...]]:
    match event:
        case e.GateRequested():
            return "waiting", say("Freigabe angefragt"), tuple(_exceptions(scene, event))
        case e.ExceptionGranted():
            granted = Detail(say("Ausnahme"), _exception(scene, event))
            return "done", say("Ausnahme gewährt"), (granted,)
        case e.ApprovalRecorded():
            details = (_decider(scene, event), *said(event.words, text=say("Begründung")))
            return "gate-done", outcome_name(event.outcome), details
        case e.GateReturned():
            details = (_returner(scene, event), *said(event.words, text=say("Auftrag")))
            return "returned", say("Freigabe zurückgegeben"), details
        case e.ObligationImposed():
            return "notice", say("Auflage erteilt"), _imposed(scene, event)
        case e.ApprovalBecameStale():
            stale = Detail(say("Geändert"), _stale(scene, event))
            return "stale", say("Freigabe zu bestätigen"), (stale,)
        case _:
            sign, text = _GATE_WORDS[type(event)]
            words = getattr(event, "words", {})
            return sign, say(text), said(words, reason=say("Begründung"))


def _decider(scene: Scene, event: e.ApprovalRecorded) -> Detail:
    found = scene.definition.steps.get(event.step)
    name = approval_name(scene, found, event.approval) if found else event.approval
    return Detail(say("Wer"), name)


def _returner(scene: Scene, event: e.GateReturned) -> Detail:
    found = scene.definition.steps.get(event.step)
    if event.exception:
        name = exception_name(scene, found, event.exception) if found else event.exception
        return Detail(say("Nicht gewährt"), name)
    name = approval_name(scene, found, event.approval) if found else event.approval
    return Detail(say("Wer"), name)


def _imposed(scene: Scene, event: e.ObligationImposed) -> tuple[Detail, ...]:
    return (
        *said(event.words, text=say("Auflage")),
        Detail(say("Zu erfüllen bis"), dates.long_day(event.due)),
        Detail(say("Zuständig"), scene.role(event.role)),
    )


def _exceptions(scene: Scene, event: e.GateRequested) -> Iterator[Detail]:
    step = scene.definition.steps.get(event.step)
    for name in event.exceptions:
        what = exception_name(scene, step, name) if step else name
        label = say("Ausnahme: {what}", what=what)
        yield Detail(label, quote(event.words.get(f"exception:{name}")))


def _exception(scene: Scene, event: e.ExceptionGranted) -> str:
    step = scene.definition.steps.get(event.step)
    return exception_name(scene, step, event.exception) if step else event.exception


def _stale(scene: Scene, event: e.ApprovalBecameStale) -> str:
    step = scene.definition.steps.get(event.step)
    return stale_name(scene, step, event.thing) if step else event.thing


def _obligation(scene: Scene, event: e.ObligationFulfilled | e.ObligationReopened) -> Told:
    duty = scene.state.instance.obligations.get(event.obligation)
    done = isinstance(event, e.ObligationFulfilled)
    documents = event.documents if isinstance(event, e.ObligationFulfilled) else ()
    return Told(
        kind=GATES,
        sign="done" if done else "returned",
        text=say("Auflage erfüllt") if done else say("Auflage wieder geöffnet"),
        thing=word(duty.text) if duty else say("Auflage {number}", number=event.obligation),
        url=paths.obligation(scene.q, event.obligation),
        step=duty.step if duty else "",
        details=proof(scene, documents, event.words),
    )
