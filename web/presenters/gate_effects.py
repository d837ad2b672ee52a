"""What a gate brings about: which steps open once it is passed.

Rule: the engine is asked what would open; a page never concludes it from a sentence.
"""

from __future__ import annotations

from web.language import say, spoken
from web.presenters.scene import Scene
from workflow.core.definition import Step
from workflow.core.foresight import opened_by_passing
from workflow.core.sentences.language import all_of_words
from workflow.core.state import StepStatus

DONE_STEPS = frozenset({StepStatus.PASSED, StepStatus.SKIPPED})


def opened_numbers(scene: Scene, step: Step) -> str:
    """Return the numbers of the steps that open if this one passes; "" if none does."""
    opened = opened_by_passing(step.id, scene.scope)
    return all_of_words([str(scene.number_of(each)) for each in opened], spoken())


def passing_says(scene: Scene, step: Step) -> str:
    """Return what follows once the step has passed."""
    number, opened = scene.number_of(step.id), opened_numbers(scene, step)
    if opened:
        return say(
            "Schritt {number} ist damit abgeschlossen, Schritt {opened} öffnet sich.",
            number=number,
            opened=opened,
        )
    return say("Schritt {number} ist damit abgeschlossen.", number=number)
