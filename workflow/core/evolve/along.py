"""A state from before a move to another version, in the words of the version after it.

Rule: for looking back and comparing alone. Things stand where they are later; what cannot be said in
the later version is left out, never bent.
"""

from __future__ import annotations

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve.moves import moved, values_of, with_values
from workflow.core.moving.places import Places, field_path, holders
from workflow.core.state import Move, ProcessState


def taken_along(state: ProcessState, other: ProcessState) -> ProcessState:
    """Return a state as the moves since would have left it: things stand where they are later."""
    since = [move for move in other.moved() if move.seq > state.seq]
    along = state
    for move in since:
        along = _again(along, move)
    return _with_same_values(along, other, state.seq) if since else state


def _again(state: ProcessState, move: Move) -> ProcessState:
    """Take a state from before a move along with it, so that both can be compared.

    What stands in a field of another type now is left: whether it fitted, nobody has asked.
    """
    places = Places(move.renamed, frozenset(move.gone))
    steps = [to for step in state.steps if (to := places.step(step))]
    back = state.moved()[-1].left.lives if move.undoes else ()
    event = e.MovedToVersion(
        definition=move.definition,
        version=0,
        former=move.former,
        former_version=0,
        steps=tuple(dict.fromkeys((*steps, *back))),
        renamed=move.renamed,
        gone=move.gone,
        unfit={
            holder: tuple(name for name in values if field_path(holder, name) in move.retyped)
            for holder, values in holders(state)
        },
        undoes=move.undoes,
    )
    assert state.last_at is not None  # noqa: S101 - it has at least one event
    recorded = Recorded(seq=move.seq, at=state.last_at, on=move.on, by=move.by, event=event)
    return moved(state, recorded, event)


def _with_same_values(state: ProcessState, other: ProcessState, seq: int) -> ProcessState:
    """Return a state with what was written before `seq` as the later one has it: in its form."""
    for holder, values in holders(other):
        there = values_of(state, holder)
        same = {name: found for name, found in values.items() if found.seq <= seq}
        if any(there.get(name) != found for name, found in same.items()):
            state = with_values(state, holder, {**there, **same})
    return state
