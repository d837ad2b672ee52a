"""Why not, as lines: what is missing, who can do it, and which page to open.

Rule: the sentence is the engine's; here it gets its sign, the people behind the roles and a link.
"""

from __future__ import annotations

from collections.abc import Iterable

from web import paths
from web.language import say, spoken
from web.presenters import dates
from web.presenters.parts import ErrorLine, Errors, Line
from web.presenters.scene import Scene
from web.presenters.status import NOTICE, OPEN, OVERDUE, Status
from workflow.core.definition import GateCondition
from workflow.core.errors import Blocker, Reason
from workflow.core.policy import COORDINATOR, DEVELOPER, MANAGER
from workflow.core.reads import Reads, reads
from workflow.core.sentences import blocker_sentence
from workflow.core.state import split_key

TEAM = frozenset({DEVELOPER, MANAGER, COORDINATOR})
_ITEM = frozenset({Reason.ITEM_OPEN, Reason.PROOF_MISSING, Reason.ITEM_DONE, Reason.ITEM_NOT_DONE})
_FIELD = frozenset({Reason.FIELD_EMPTY, Reason.REASON_MISSING})
_OBLIGATION = frozenset({Reason.OBLIGATION_OVERDUE, Reason.OBLIGATION_OPEN})


def lines(scene: Scene, blockers: Iterable[Blocker]) -> tuple[Line, ...]:
    """Return each blocker as a line of a list."""
    return tuple(line(scene, blocker) for blocker in blockers)


def line(scene: Scene, blocker: Blocker) -> Line:
    """Return one blocker: what is missing, who can do it, where."""
    return Line(
        status=_status(scene, blocker),
        text=_text(scene, blocker),
        who=who(scene, blocker),
        url=where(scene, blocker),
    )


def _text(scene: Scene, blocker: Blocker) -> str:
    """Return what is missing; beside the sign for *open* the bare name says it best."""
    if blocker.reason is Reason.ITEM_OPEN and blocker.thing in scene.checklist_of(blocker.holder):
        return scene.checklist_of(blocker.holder)[blocker.thing].text
    if blocker.reason is Reason.FIELD_EMPTY and blocker.thing in scene.fields_of(blocker.holder):
        label = scene.fields_of(blocker.holder)[blocker.thing].label
        return say("Angabe „{label}“", label=label)
    return blocker_sentence(blocker, scene.definition, spoken())


def _status(scene: Scene, blocker: Blocker) -> Status:
    if blocker.reason is Reason.OBLIGATION_OVERDUE:
        return OVERDUE
    if blocker.reason in _ITEM and blocker.thing in scene.checklist_of(blocker.holder):
        due = scene.item_of(blocker.holder, blocker.thing).due
        return OVERDUE if due is not None and due < scene.today else OPEN
    return OPEN if blocker.roles or blocker.person else NOTICE


def who(scene: Scene, blocker: Blocker) -> str:
    """Return who can do it, by name."""
    said, when = _whose_turn(scene, blocker), _due(scene, blocker)
    return say("{who}, {when}", who=said, when=when) if said and when else said


def _due(scene: Scene, blocker: Blocker) -> str:
    """Return until when an open item is to be done; "" if there is no day."""
    if blocker.reason not in _ITEM or blocker.thing not in scene.checklist_of(blocker.holder):
        return ""
    due = scene.item_of(blocker.holder, blocker.thing).due
    return dates.in_one_line(dates.due(due, scene.today, scene.land)) if due is not None else ""


def _whose_turn(scene: Scene, blocker: Blocker) -> str:
    if blocker.person is not None:
        return _turn(scene.person(blocker.person))
    if not blocker.roles:
        return ""
    if set(blocker.roles) >= TEAM and scene.actor.roles & TEAM:
        return say("Am Zug: Sie und das Team")
    return _turn(scene.who_can(blocker.roles))


def _turn(names: str) -> str:
    if names == say("Sie"):
        return say("Sie können das erledigen")
    return say("Am Zug: {names}", names=names)


def where(scene: Scene, blocker: Blocker) -> str:
    """Return the page on which it can be done; "" if there is none."""
    holder, thing = blocker.holder, blocker.thing
    if blocker.reason in _OBLIGATION:
        return f"{paths.quarter(scene.q)}#auflagen"
    if blocker.reason in _ITEM and thing:
        return paths.item_row(scene.q, holder, thing)
    if blocker.reason in _FIELD:
        return field_page(scene, holder, thing)
    if blocker.reason is Reason.CONDITION_NOT_MET:
        found = condition(scene, holder, thing)
        return condition_page(scene, holder, found) if found else ""
    if holder in scene.definition.steps or split_key(holder):
        return paths.holder(scene.q, holder)
    return ""


def field_page(scene: Scene, holder: str, field: str) -> str:
    """Return the form in which a field is filled."""
    anchor = paths.field_anchor(field)
    if split_key(holder):
        return f"{paths.holder(scene.q, holder)}/bearbeiten#{anchor}"
    if holder in ("", "profile"):
        return f"{paths.about(scene.q, 'eckdaten')}#{anchor}"
    return f"{paths.step_values(scene.q, holder)}#{anchor}"


def condition(scene: Scene, step: str, condition_id: str) -> GateCondition | None:
    """Return a gate condition by its id."""
    conditions = scene.definition.steps[step].gate.conditions
    return next((each for each in conditions if each.id == condition_id), None)


def condition_page(scene: Scene, step: str, found: GateCondition) -> str:
    """Return where what a condition asks for is entered: a register, a field, an item, a step."""
    return _reading_page(scene, step, reads(found.condition, scene.definition))


def _reading_page(scene: Scene, step: str, found: Reads) -> str:
    if found.registers:
        return paths.register(scene.q, min(found.registers))
    entered = [f for f in sorted(found.fields) if scene.fields_of(f[0])[f[1]].calculate is None]
    if entered:
        return field_page(scene, *entered[0])
    if found.items:
        return paths.item_row(scene.q, *min(found.items))
    others = sorted(found.lives - {step})
    return paths.step(scene.q, others[0]) if others else ""


def against(scene: Scene, command: type, holder: str = "", thing: str = "") -> tuple[Line, ...]:
    """Return what stands against a command, for a page that is opened all the same."""
    action = scene.offer(command, holder, thing)
    return lines(scene, action.blockers) if action else ()


def errors(scene: Scene, blockers: Iterable[Blocker]) -> Errors:
    """Return the summary for a command that the engine refused."""
    return Errors(
        heading=say("Das geht jetzt nicht"),
        lines=tuple(
            ErrorLine(text=each.text, url=each.url, who=each.who) for each in lines(scene, blockers)
        ),
    )
