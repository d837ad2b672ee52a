"""Who was reminded of what, as a sentence of the history."""

from __future__ import annotations

from collections.abc import Iterable

from web import paths
from web.language import say, spoken
from web.presenters.scene import Scene
from web.presenters.told import TALK, Told
from workflow.core import events as e
from workflow.core.sentences.language import all_of_words
from workflow.core.sentences.reminders import owed_name


def tell_reminder(scene: Scene, event: e.Reminded) -> Told:
    """Return who was reminded; nobody, if nobody was there."""
    names = all_of_words([scene.named(each) for each in event.whom], spoken())
    return Told(
        kind=TALK,
        sign="person",
        text=say("Erinnert: {names}", names=names or say("noch niemand")),
        thing=owed_name(event.holder, event.thing, scene.definition, spoken()),
        url=paths.owed(scene.q, event.holder, event.thing),
        step=event.holder,
    )


def reminded(scene: Scene, happened: Iterable[object]) -> str:
    """Return what is said to who has reminded others; without an event it was done before."""
    for event in happened:
        if isinstance(event, e.Reminded):
            names = all_of_words([scene.named(each) for each in event.whom], spoken())
            return say("Die Erinnerung an {names} ist auf dem Weg.", names=names)
    return say("Daran wurde vor Kurzem schon erinnert.")
