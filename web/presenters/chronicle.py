"""What was done, with how the quartier stood before and after each event: what the history is told from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from web.language import say
from web.presenters.scene import Scene
from web.presenters.telling import tell
from web.presenters.told import Told
from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.moving.places import holder_now
from workflow.core.policy import COORDINATOR
from workflow.core.state import ProcessState


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An event, and the quartier before (None: it had not begun) and after it."""

    recorded: Recorded
    before: ProcessState | None
    after: ProcessState


# What was done, and behind it what followed from that.
Deed = tuple[Change, ...]


def follow(deeds: Iterable[Sequence[Recorded]], state: ProcessState | None = None) -> list[Deed]:
    """Return deeds in order, each event with the states around it.

    They are those of a whole stream, or of what is not there yet in a `state`.
    """
    found: list[Deed] = []
    for deed in deeds:
        changes = []
        for recorded in deed:
            after = evolve(state, recorded)
            changes.append(Change(recorded=recorded, before=state, after=after))
            state = after
        found.append(tuple(changes))
    return found


def told(scene: Scene, change: Change) -> Told:
    """Return an event as a sentence, with what stood there before; of the step as it is called now."""
    now = scene.at(change.after)
    was = scene.at(change.before) if change.before else None
    found = tell(now, change.recorded.event, was)
    if now.definition is scene.definition:
        return found
    step = holder_now(scene.state.moved(), found.step, change.recorded.seq)
    return replace(found, step=step, url="")  # where it stood, something else may stand now


def who(scene: Scene, change: Change) -> str:
    """Return who it was: name and roles of then; the system acts by itself."""
    account = change.recorded.by
    name = scene.named(account)
    roles = [scene.role(role) for role in _roles(scene, change, account)] if account else []
    if not roles:
        return name
    return say("{name}, {role}", name=name, role=", ".join(roles))


def _roles(scene: Scene, change: Change, account: int) -> list[str]:
    """Return the roles of then. Only the team's stand in the stream; the coordination's is today's."""
    states = (change.before or change.after, change.after)
    team = [m.role for state in states for m in state.instance.team if m.account == account]
    everywhere = [COORDINATOR] if account in scene.coordinators else []
    return list(dict.fromkeys([*everywhere, *team]))
