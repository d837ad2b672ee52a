"""What leaving out, opening again or a new round would do, said before anybody presses.

Rule: nothing is promised from memory. The engine is asked what the command would lead to, and what
differs from today is put into sentences: which steps, which items, which approvals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from web.language import plural, say, spoken
from web.presenters import gate_names
from web.presenters.scene import Scene
from workflow.core import commands as c
from workflow.core.conditions import is_settled
from workflow.core.foresight import foreseen
from workflow.core.sentences.language import all_of_words
from workflow.core.state import ProcessState, Request, StepStatus

_STAND_IN = "-"  # a reason is asked for only on the page
_COMMANDS: Mapping[type, Callable[[str], c.Command]] = {
    c.SkipStep: lambda step: c.SkipStep(step=step, reason=_STAND_IN),
    c.ReopenStep: lambda step: c.ReopenStep(step=step, reason=_STAND_IN),
    c.StartRound: lambda step: c.StartRound(step=step, reason=_STAND_IN),
}


def follows(scene: Scene, command: type, step: str) -> tuple[str, ...]:
    """Return what the command would lead to here; () where it may not be given or is not asked about."""
    if command is c.UndoMove:
        return tuple(_letters(scene))
    if command not in _COMMANDS or not scene.may(command, step):
        return ()
    then = foreseen(
        scene.definition, scene.state, _COMMANDS[command](step), scene.actor, scene.today
    )
    return (*_steps(scene, then), *_items(scene, then), *_gates(scene, then))


def _letters(scene: Scene) -> Iterator[str]:
    """Yield that the team is written to, if it was about the move."""
    moves = scene.state.moved()
    if moves and moves[-1].told and scene.may(c.UndoMove):
        yield say("Das Team bekommt eine E-Mail darüber, wie über die Umstellung.")


def _steps(scene: Scene, then: ProcessState) -> Iterator[str]:
    """Yield which steps open, and which wait again."""
    opened = _moved(scene, then, StepStatus.ACTIVE)
    if opened:
        yield say("Diese Schritte sind dann in Arbeit: {steps}.", steps=opened)
    waiting = _moved(scene, then, StepStatus.WAITING)
    if waiting:
        yield say("Diese Schritte warten dann wieder: {steps}.", steps=waiting)


def _moved(scene: Scene, then: ProcessState, status: StepStatus) -> str:
    before, after = scene.state.instance.steps, then.instance.steps
    names = [
        scene.holder_name(step)
        for step in scene.definition.steps
        if after[step] != before[step] and after[step].status is status
    ]
    return all_of_words(names, spoken())


def _items(scene: Scene, then: ProcessState) -> Iterator[str]:
    """Yield how many items that are settled today would be open again."""
    again = sum(
        1
        for step, items in scene.definition.steps.items()
        for item in items.checklist
        if _settled(scene, scene.state, step, item) and not _settled(scene, then, step, item)
    )
    if again:
        yield say(
            "{items} wieder offen. Die bisherigen Nachweise bleiben darunter lesbar.",
            items=plural(again, "Punkt ist", "Punkte sind"),
        )


def _settled(scene: Scene, state: ProcessState, step: str, item: str) -> bool:
    found = state.step(step).items.get(item)
    return found is not None and is_settled(found.on_day(scene.today), scene.today)


def _gates(scene: Scene, then: ProcessState) -> Iterator[str]:
    """Yield which approvals would be void, and which requests withdrawn."""
    void = _ended(scene, then, lambda state, step: state.step(step).passed)
    if void:
        yield say("Diese Freigaben gelten dann nicht mehr: {gates}.", gates=void)
    withdrawn = _ended(scene, then, lambda state, step: state.step(step).request)
    if withdrawn:
        yield say("Diese Anfragen sind dann zurückgezogen: {gates}.", gates=withdrawn)


def _ended(
    scene: Scene,
    then: ProcessState,
    request_of: Callable[[ProcessState, str], Request | None],
) -> str:
    names = [
        gate_names.title(step)
        for step in scene.definition.steps.values()
        if request_of(scene.state, step.id) is not None and request_of(then, step.id) is None
    ]
    return all_of_words(names, spoken())
