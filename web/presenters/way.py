"""The way through the steps: the big one of the overview and the short one above a step.

Rule: each station says its state in a word, and beneath it the reason or the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from web import paths
from web.language import say, spoken
from web.presenters import dates
from web.presenters.gate_stops import gate_stop, waiting_for
from web.presenters.items import checklist
from web.presenters.parts import Stop, Stretch
from web.presenters.scene import Scene, quote
from web.presenters.status import DONE, DROPPED, LOCKED, WAITING, Status, step_status
from workflow.core.definition import AllOf, Condition, Step, StepMilestone, StepReached
from workflow.core.sentences import condition_sentence
from workflow.core.sentences.language import all_of_words
from workflow.core.state import StepLife


def way(scene: Scene, current: str = "") -> tuple[Stretch, ...]:
    """Return the phases with their steps; `current` marks the step whose page this is."""
    return tuple(
        Stretch(
            title=phase.title,
            short=phase.title.removesuffix("sphase"),
            note=phase.purpose,
            stops=tuple(_stops(scene, phase.id, current)),
        )
        for phase in scene.definition.phases.values()
        if any(step.phase == phase.id for step in scene.definition.steps.values())
    )


def _stops(scene: Scene, phase: str, current: str) -> Iterator[Stop]:
    before = False
    for step in scene.definition.steps.values():
        if step.phase != phase:
            continue
        sign = sign_of(scene, step.id)
        yield Stop(
            number=scene.number_of(step.id),
            title=step.title,
            short=step.short or step.title,
            url=paths.step(scene.q, step.id),
            status=sign,
            note=note(scene, step, sign),
            here=step.id == current if current else sign not in (DONE, DROPPED, LOCKED),
            after_done=before,
            gate=None if current else gate_stop(scene, step),
        )
        before = sign in (DONE, DROPPED)


def sign_of(scene: Scene, step: str) -> Status:
    """Return the status of a step."""
    return step_status(scene.state.instance.steps[step], scene.state.step(step))


def note(scene: Scene, step: Step, sign: Status) -> str:
    """Return the reason or the date that stands beneath a step."""
    life, part = scene.state.instance.steps[step.id], scene.state.step(step.id)
    if sign == LOCKED:
        return opening(scene, step)
    if sign == DONE:
        return _passed(life)
    if sign == DROPPED:
        return say("Ausgelassen: {reason}", reason=quote(life.reason))
    if sign == WAITING and part.request is not None:
        asked = dates.short_day(part.request.on, scene.today)
        who = waiting_for(scene, step)
        return say("angefragt am {day}, am Zug: {who}", day=asked, who=who)
    return progress(scene, step.id)


def _passed(life: StepLife) -> str:
    day = dates.long_day(life.closed_on) if life.closed_on else ""
    return say("Abgeschlossen am {day}", day=day)


def progress(scene: Scene, step: str) -> str:
    """Return how far the checklist of a step is: 6 von 9 Pflichtpunkten, 1 überfällig."""
    found = checklist(scene, step)
    late = sum(1 for part in found.bar if part == "late")
    if not late:
        return found.counted
    return say("{counted} · {late} überfällig", counted=found.counted, late=late)


def opening(scene: Scene, step: Step) -> str:
    """Return what opens a waiting step, in few words where it is only other steps."""
    if step.opens_when is None:
        return say("Öffnet mit dem Start")
    others = _after(step.opens_when)
    if others:
        numbers = [str(scene.number_of(other)) for other in others]
        return say("Öffnet nach Schritt {numbers}", numbers=all_of_words(numbers, spoken()))
    text = condition_sentence(step.opens_when, scene.definition, spoken(), place=step.id)
    return say("Öffnet, sobald gilt: {condition}", condition=text)


def _after(condition: Condition) -> tuple[str, ...]:
    """Return the steps a condition waits for, if it asks for nothing else."""
    match condition:
        case StepReached(step=step, milestone=StepMilestone.PASSED):
            return (step,)
        case AllOf(parts=parts):
            found = [_after(part) for part in parts]
            return tuple(s for each in found for s in each) if all(found) else ()
        case _:
            return ()
