"""What roles and bodies are asked for, and what they have said, as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from web import paths
from web.language import said_later, say, spoken
from web.presenters import dates
from web.presenters.gate_names import (
    approval_name,
    exception_name,
    outcome_name,
    paper_of,
    title,
)
from web.presenters.parts import Line
from web.presenters.reminding import NONE, Reminder, others, reminder
from web.presenters.scene import Scene, quote
from web.presenters.status import GATE_OPEN, MET, OPEN
from workflow.core.conditions import holds
from workflow.core.definition import Approval, ApprovalKind, Step
from workflow.core.sentences import condition_sentence
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Answer, ApprovalState, Outcome, Request

_KINDS = {
    ApprovalKind.DECISION: said_later("entscheidet"),
    ApprovalKind.OPINION: said_later("gibt eine Stellungnahme ab"),
    ApprovalKind.NOTICE: said_later("nimmt zur Kenntnis"),
}


def requested_exceptions(scene: Scene, step: Step, request: Request) -> Iterator[Line]:
    """Yield the exceptions of a request: why, and whether they are granted."""
    for key, found in request.exceptions.items():
        granted = found.granted_by is not None
        text = exception_name(scene, step, key)
        if granted and found.granted_on:
            day = dates.short_day(found.granted_on, scene.today)
            who = say("Gewährt am {day} von {who}", day=day, who=scene.by(found.granted_by))
        elif found.role:
            granting = scene.who_can((found.role,), but=request.by)
            who = say("Zu gewähren von: {who}", who=granting)
        else:
            who = say("Wird mit der Freigabe entschieden")
        asked = _of_exception(scene, step, request, key)
        yield Line(
            status=MET if granted else OPEN,
            text=f"{text}: {quote(found.reason)}",
            who=who,
            action=asked.action,
            after=asked.after,
        )


def _of_exception(scene: Scene, step: Step, request: Request, key: str) -> Reminder:
    thing = f"exception:{key}"
    return reminder(
        scene,
        step.id,
        thing,
        people=others(scene, request.exceptions[key].role, request.by),
        what=exception_name(scene, step, key),
        reminded_on=request.reminded.get(thing),
    )


def approvals(scene: Scene, step: Step, request: Request | None) -> Iterator[Line]:
    """Yield who is asked: by a request, or (None) by the next one."""
    for approval in step.gate.approvals:
        if request is not None and approval.id not in request.approvals:
            continue
        if request is None and holds(approval.applies_when, scene.scope) is Answer.NO:
            continue
        decided = request.decided.get(approval.id) if request else None
        asked = _of_approval(scene, step, approval, request) if request else NONE
        barred = request.by if request else 0
        line = _approval(scene, step, approval, decided, barred)
        yield replace(line, action=asked.action, after=asked.after)


def _of_approval(scene: Scene, step: Step, approval: Approval, request: Request) -> Reminder:
    """Return how to remind of a decision; who asked may record a body's, but not decide."""
    thing, name = f"approval:{approval.id}", scene.body(approval)
    recorder = scene.definition.bodies[approval.body].recorded_by if approval.body else ""
    role, never = (recorder, 0) if approval.body else (approval.role, request.by)
    return reminder(
        scene,
        step.id,
        thing,
        people=others(scene, role, never),
        what=say("Freigabe: {name} ({body})", name=title(step), body=name),
        reminded_on=request.reminded.get(thing),
    )


def _approval(
    scene: Scene, step: Step, approval: Approval, decided: ApprovalState | None, barred: int
) -> Line:
    name = scene.body(approval)
    if decided is not None:
        return Line(
            text=f"{name}: {outcome_name(decided.outcome)}",
            status=OPEN if decided.outcome is Outcome.DEFERRED else MET,
            who=_decided(scene, decided),
            url=decided_page(scene, decided),
        )
    said = [_does(scene, step, approval), _depends(scene, step, approval)]
    if approval.body:
        recorder = scene.definition.bodies[approval.body].recorded_by
        said.append(say("Es trägt ein: {who}", who=scene.who_can((recorder,))))
    else:
        names = scene.who_can((approval.role,), but=barred)
        said.append(say("Am Zug: {names}", names=names))
    return Line(status=GATE_OPEN, text=name, who=". ".join(each for each in said if each))


def _does(scene: Scene, step: Step, approval: Approval) -> str:
    """Return what is asked of the approval, and after which others."""
    kind = say(_KINDS[approval.kind])
    names = [approval_name(scene, step, other) for other in approval.after]
    if not names:
        return kind
    return say("{kind}, sobald vorliegt: {names}", kind=kind, names=all_of_words(names, spoken()))


def _depends(scene: Scene, step: Step, approval: Approval) -> str:
    if approval.applies_when is None:
        return ""
    if holds(approval.applies_when, scene.scope) is not Answer.UNKNOWN:
        return ""
    text = condition_sentence(approval.applies_when, scene.definition, spoken(), place=step.id)
    return say("Ob das gilt, hängt ab von: {condition}", condition=text)


def _decided(scene: Scene, decided: ApprovalState) -> str:
    day = dates.short_day(decided.on, scene.today)
    parts = {"day": day, "who": scene.by(decided.by)}
    paper = paper_of(scene, decided)
    if paper:
        said = say("am {day}, Vorlage {paper}, eingetragen von {who}.", paper=paper, **parts)
    else:
        said = say("am {day}, eingetragen von {who}.", **parts)
    return f"{said} {quote(decided.text)}" if decided.text else said


def decided_page(scene: Scene, decided: ApprovalState) -> str:
    """Return the entry in the register of decisions; "" if there is none."""
    return paths.holder(scene.q, decided.record) if decided.record else ""
