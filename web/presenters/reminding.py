"""Reminding somebody, where the reader waits for them: the button, or the day on which it was done.

Rule: it is offered where the engine would take it, and rests where the engine would let it rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from web import paths
from web.language import say, spoken
from web.presenters import dates
from web.presenters.parts import Action
from web.presenters.scene import Scene
from workflow.core import commands as c
from workflow.core.sentences.language import all_of_words
from workflow.core.tasks import rests


@dataclass(frozen=True, slots=True)
class Reminder:
    """The button that reminds somebody; or, while a reminder is fresh, when it was sent."""

    action: Action | None = None
    after: str = ""


NONE = Reminder()


def remind_button(q: str, holder: str, thing: str, *, people: str, what: str) -> Action:
    """Return the button; it leads to where the thing stands."""
    return Action(
        label=say("Erinnern"),
        context=say("{people} an: {thing}", people=people, thing=what),
        url=paths.reminder(q),
        post=True,
        data=(("holder", holder), ("thing", thing)),
    )


def staying(action: Action, page: str) -> Action:
    """Return the button so that it leads back to the page on which it stands."""
    return replace(action, data=(*action.data, ("next", page)))


def reminded_says(reminded_on: date | None, today: date) -> str:
    """Return when somebody was reminded; "" if that is long enough ago to do it again."""
    if reminded_on is None or not rests(reminded_on, today):
        return ""
    return say("erinnert am {day}", day=dates.short_day(reminded_on, today))


def reminder(
    scene: Scene, holder: str, thing: str, *, people: str, what: str, reminded_on: date | None
) -> Reminder:
    """Return how the reader reminds of a thing ("item:x", "approval:x" ...); nothing if they may not."""
    if not people or not scene.may(c.Remind, holder, thing):
        return NONE
    if said := reminded_says(reminded_on, scene.today):
        return Reminder(after=said)
    return Reminder(action=remind_button(scene.q, holder, thing, people=people, what=what))


def others(scene: Scene, role: str, never: int = 0) -> str:
    """Return by name who but the reader holds a role; `never` may not (four eyes)."""
    found = (each for each in scene.holders_of(role) if each not in (scene.actor.account, never))
    return all_of_words([scene.named(each) for each in found], spoken())
