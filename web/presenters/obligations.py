"""The obligations that decisions have brought: what, who, until when.

Rule: one that is met is quiet; an open one says whose turn it is and how long there is still time.
"""

from __future__ import annotations

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.parts import Line
from web.presenters.reminding import Reminder, others, reminder
from web.presenters.scene import Scene, quote, word
from web.presenters.status import MET, OPEN, OVERDUE, Status
from workflow.core.policy import acts_as
from workflow.core.state import Obligation


def obligation_lines(scene: Scene, step: str = "") -> tuple[Line, ...]:
    """Return the obligations of the quartier, or of one step, each with its page."""
    return tuple(
        _line(scene, key, found)
        for key, found in scene.state.instance.obligations.items()
        if step in ("", found.step)
    )


def _line(scene: Scene, key: str, found: Obligation) -> Line:
    asked = remind_of_obligation(scene, key)
    return Line(
        status=_status(scene, found),
        text=word(found.text),
        who=_who(scene, found),
        url=paths.obligation(scene.q, key),
        action=asked.action,
        after=asked.after,
    )


def remind_of_obligation(scene: Scene, key: str) -> Reminder:
    """Return how to remind whoever an obligation waits for."""
    found = scene.state.instance.obligations[key]
    return reminder(
        scene,
        "",
        f"obligation:{key}",
        people=others(scene, found.role),
        what=word(found.text),
        reminded_on=found.reminded_on,
    )


def _status(scene: Scene, found: Obligation) -> Status:
    if found.fulfilled_on is not None:
        return MET
    return OVERDUE if found.due < scene.today else OPEN


def _who(scene: Scene, found: Obligation) -> str:
    turn = _turn(scene, found)
    if not found.reopened:
        return turn
    again = say("Wieder geöffnet: {reason}", reason=quote(found.reopened))
    return f"{turn}. {again}"


def _turn(scene: Scene, found: Obligation) -> str:
    if found.fulfilled_on is not None:
        day = dates.short_day(found.fulfilled_on, scene.today)
        return say("Erfüllt am {day} von {who}", day=day, who=scene.by(found.fulfilled_by))
    when = dates.in_one_line(dates.due(found.due, scene.today, scene.land))
    if acts_as(scene.definition, scene.actor, found.role):
        return say("Sie können das erledigen, {when}", when=when)
    return say("Am Zug: {names}, {when}", names=scene.helpers(found.role), when=when)
