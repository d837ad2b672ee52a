"""What happened at gates, to approvals and obligations, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from web import paths
from web.presenters import dates
from web.presenters.gate_names import OUTCOMES, approval_name, exception_name, stale_name
from web.presenters.scene import Scene, quote, word
from web.presenters.told import GATES, Told, proof, said
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
        weighty=isinstance(event, e.GateRequested | e.StepPassed | e.GateReturned),
    )


_GATE_WORDS: Mapping[type, tuple[str, str, str]] = {
    # sign, sentence, what its reason is called
    e.RequestWithdrawn: ("returned", "Anfrage zurückgezogen", "Begründung"),
    e.StepPassed: ("gate-done", "Schritt abgeschlossen", ""),
    e.ApprovalConfirmed: ("gate-done", "Freigabe bestätigt", "Begründung"),
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
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    match event:
        case e.GateRequested():
            return "waiting", "Freigabe angefragt", tuple(_exceptions(scene, event))
        case e.ExceptionGranted():
            return "done", "Ausnahme gewährt", (("Ausnahme", _exception(scene, event)),)
        case e.ApprovalRecorded():
            by = ("Wer", _approval(scene, event.step, event.approval))
            return (
                "gate-done",
                OUTCOMES[event.outcome],
                (by, *said(event.words, text="Begründung")),
            )
        case e.GateReturned():
            by = ("Wer", _approval(scene, event.step, event.approval))
            details = (by, *said(event.words, text="Auftrag"))
            return "returned", "Freigabe zurückgegeben", details
        case e.ObligationImposed():
            return "notice", "Auflage erteilt", _imposed(scene, event)
        case e.ApprovalBecameStale():
            return "stale", "Freigabe zu bestätigen", (("Geändert", _stale(scene, event)),)
        case _:
            sign, text, label = _GATE_WORDS[type(event)]
            words = getattr(event, "words", {})
            return sign, text, said(words, reason=label)


def _imposed(scene: Scene, event: e.ObligationImposed) -> tuple[tuple[str, str], ...]:
    return (
        *said(event.words, text="Auflage"),
        ("Zu erfüllen bis", dates.long_day(event.due)),
        ("Zuständig", scene.role(event.role)),
    )


def _exceptions(scene: Scene, event: e.GateRequested) -> Iterator[tuple[str, str]]:
    step = scene.definition.steps.get(event.step)
    for name in event.exceptions:
        what = exception_name(scene, step, name) if step else name
        yield f"Ausnahme: {what}", quote(event.words.get(f"exception:{name}"))


def _exception(scene: Scene, event: e.ExceptionGranted) -> str:
    step = scene.definition.steps.get(event.step)
    return exception_name(scene, step, event.exception) if step else event.exception


def _stale(scene: Scene, event: e.ApprovalBecameStale) -> str:
    step = scene.definition.steps.get(event.step)
    return stale_name(scene, step, event.thing) if step else event.thing


def _approval(scene: Scene, step: str, approval: str) -> str:
    found = scene.definition.steps.get(step)
    return approval_name(scene, found, approval) if found else approval


def _obligation(scene: Scene, event: e.ObligationFulfilled | e.ObligationReopened) -> Told:
    duty = scene.state.instance.obligations.get(event.obligation)
    done = isinstance(event, e.ObligationFulfilled)
    documents = event.documents if isinstance(event, e.ObligationFulfilled) else ()
    return Told(
        kind=GATES,
        sign="done" if done else "returned",
        text="Auflage erfüllt" if done else "Auflage wieder geöffnet",
        thing=word(duty.text) if duty else f"Auflage {event.obligation}",
        url=paths.obligation(scene.q, event.obligation),
        step=duty.step if duty else "",
        details=proof(scene, documents, event.words),
    )
