"""A gate as the diamond behind its step on the way, and whose turn it is there.

Rule: only a gate on which somebody decides is a stop of its own; without one the step just closes.
"""

from __future__ import annotations

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.gate_names import checked, paper_of, title
from web.presenters.parts import GateStop
from web.presenters.scene import Scene
from web.presenters.status import GATE_DONE, GATE_LATER, GATE_OPEN, STALE, WAITING, Status
from workflow.core import turns
from workflow.core.conditions import holds
from workflow.core.definition import Step
from workflow.core.gate import Verdict
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Answer, Request, StepStatus


def gate_stop(scene: Scene, step: Step) -> GateStop | None:
    """Return the gate behind a step; None if nobody decides there, or the step was left out."""
    life = scene.state.instance.steps[step.id]
    if not step.gate.approvals or life.status is StepStatus.SKIPPED:
        return None
    status, note = _standing(scene, step, life.status)
    url = "" if status == GATE_LATER else paths.gate(scene.q, step.id)
    return GateStop(title=title(step), url=url, status=status, note=note)


def _standing(scene: Scene, step: Step, status: StepStatus) -> tuple[Status, str]:
    part = scene.state.step(step.id)
    match status:
        case StepStatus.WAITING:
            return GATE_LATER, ""
        case StepStatus.IN_REVIEW:
            return WAITING, say("Am Zug: {names}", names=waiting_for(scene, step))
        case StepStatus.PASSED:
            return _passed(scene, step, part.passed)
        case _:
            return GATE_OPEN, _open(scene, step)


def _open(scene: Scene, step: Step) -> str:
    lacking, who = len(checked(scene, step, Verdict.MISSING)), _deciders(scene, step)
    if not lacking and checked(scene, step, Verdict.EXCEPTION):
        return say("Bereit, mit Ausnahme. Es entscheidet: {who}", who=who)
    if not lacking:
        return say("Alle Bedingungen sind erfüllt. Es entscheidet: {who}", who=who)
    missing = plural(lacking, "Bedingung fehlt", "Bedingungen fehlen")
    return say("{missing} noch. Es entscheidet: {who}", missing=missing, who=who)


def _deciders(scene: Scene, step: Step) -> str:
    """Return the bodies and roles that are asked here, by name where people decide."""
    names = [
        scene.body(each) if each.body else scene.who_can((each.role,))
        for each in step.gate.approvals
        if holds(each.applies_when, scene.scope) is not Answer.NO
    ]
    return all_of_words(list(dict.fromkeys(names)), spoken())


def _passed(scene: Scene, step: Step, request: Request | None) -> tuple[Status, str]:
    if request is not None and request.stale:
        return STALE, say("Seit der Freigabe hat sich etwas geändert")
    closed = scene.state.instance.steps[step.id].closed_on
    day = dates.long_day(closed) if closed else ""
    papers = [paper_of(scene, said) for said in request.decided.values()] if request else []
    paper = next((each for each in reversed(papers) if each), "")
    if paper:
        return GATE_DONE, say("Erteilt am {day}, Beschluss {paper}", day=day, paper=paper)
    return GATE_DONE, say("Erteilt am {day}", day=day)


def waiting_for(scene: Scene, step: Step) -> str:
    """Return whose turn it is with a request: who grants an exception first, then who decides."""
    request = scene.state.step(step.id).request
    if request is None:
        return ""
    first = dict.fromkeys(request.exceptions[name].role for name in turns.open_exceptions(request))
    if first:
        return scene.who_can(first, but=request.by)
    return all_of_words([scene.body(a) for a in turns.due_now(step.gate, request)], spoken())
