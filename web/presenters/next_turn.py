"""What the box of the one next thing is made of, and whose turn it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import say
from web.presenters import blockers
from web.presenters.parts import Link
from web.presenters.reminding import NONE, Reminder
from web.presenters.scene import Scene
from web.presenters.status import DONE, DROPPED, LOCKED, WAITING
from web.presenters.way import sign_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The one thing to do now, why it is that, and whose turn it is.

    `mine`: the reader is the one to act, so its link is the button. `asked`: how they remind others.
    """

    heading: str
    why: str
    turn: str = ""
    mine: bool = True
    link: Link | None = None
    more: Link | None = None
    asked: Reminder = NONE
    question: Link | None = None


def workable(scene: Scene) -> Iterator[str]:
    """Yield the steps that are under way, but for those that lie with others."""
    for step in scene.definition.steps:
        if sign_of(scene, step) not in (DONE, DROPPED, LOCKED, WAITING):
            yield step


def whose_turn(scene: Scene, command: type, holder: str = "") -> str:
    """Return whose turn it is, if the reader may not; "" if they may."""
    action = scene.offer(command, holder)
    said = (blockers.who(scene, each) for each in (action.blockers if action else ()))
    return next((each for each in said if each), "")


def step_link(scene: Scene, step: str) -> Link:
    """Return the way to a step."""
    return Link(say("Zum Schritt"), paths.step(scene.q, step))
