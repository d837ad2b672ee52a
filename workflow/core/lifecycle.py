"""The two machines: the life of a step and the life of a process.

Rule: this is the only place where legal moves are written. The machines are built once and fire on
a throwaway cursor; they decide whether a move exists, nothing else: conditions, reasons and roles
are `decide`'s. As that never changes, each machine is asked once for each of its few moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from transitions import Machine, MachineError

from workflow.core.state import ProcessLife, StepStatus


class StepMove(StrEnum):
    """What can happen to a step."""

    OPEN = "open"
    REQUEST = "request"
    CLOSE = "close"  # its gate is behind it
    GIVE_BACK = "give_back"  # returned, rejected or withdrawn
    SKIP = "skip"
    REOPEN = "reopen"
    REPEAT = "repeat"  # a new round: open at once
    WAIT_AGAIN = "wait_again"  # a new round: wait for its turn


class ProcessMove(StrEnum):
    """What can happen to a process."""

    PAUSE = "pause"
    RESUME = "resume"
    COMPLETE = "complete"
    ABANDON = "abandon"
    REPEAT = "repeat"


# Trigger, source or sources, destination: the form `transitions` takes.
_Moves = list[list[Sequence[str]]]

_W, _A, _R = StepStatus.WAITING.value, StepStatus.ACTIVE.value, StepStatus.IN_REVIEW.value
_P, _S = StepStatus.PASSED.value, StepStatus.SKIPPED.value

_STEP_MOVES: _Moves = [
    [StepMove.OPEN.value, _W, _A],
    [StepMove.REQUEST.value, _A, _R],
    [StepMove.CLOSE.value, [_A, _R], _P],
    [StepMove.GIVE_BACK.value, _R, _A],
    [StepMove.SKIP.value, [_A, _W], _S],
    [StepMove.REOPEN.value, [_P, _S], _A],
    [StepMove.REPEAT.value, [_W, _A, _P, _S], _A],
    [StepMove.WAIT_AGAIN.value, [_W, _A, _P, _S], _W],
]

_PROCESS_MOVES: _Moves = [
    [ProcessMove.PAUSE.value, ProcessLife.RUNNING.value, ProcessLife.PAUSED.value],
    [ProcessMove.RESUME.value, ProcessLife.PAUSED.value, ProcessLife.RUNNING.value],
    [ProcessMove.COMPLETE.value, ProcessLife.RUNNING.value, ProcessLife.COMPLETED.value],
    [
        ProcessMove.ABANDON.value,
        [ProcessLife.RUNNING.value, ProcessLife.PAUSED.value],
        ProcessLife.ABANDONED.value,
    ],
    [
        ProcessMove.REPEAT.value,
        [ProcessLife.RUNNING.value, ProcessLife.COMPLETED.value],
        ProcessLife.RUNNING.value,
    ],
]


def _machine(states: type[StrEnum], moves: _Moves) -> Machine:
    return Machine(
        model=None,
        states=[state.value for state in states],
        transitions=moves,
        initial=next(iter(states)).value,
        auto_transitions=False,
        send_event=True,
    )


STEP = _machine(StepStatus, _STEP_MOVES)
PROCESS = _machine(ProcessLife, _PROCESS_MOVES)


@dataclass(slots=True)
class _Cursor:
    state: str


@cache
@cache
def step_can(status: StepStatus, move: StepMove) -> bool:
    """Return whether a step in this status can make the move."""
    return _fires(STEP, status.value, move.value)


@cache
@cache
def process_can(life: ProcessLife, move: ProcessMove) -> bool:
    """Return whether a process in this life can make the move."""
    return _fires(PROCESS, life.value, move.value)


def _fires(machine: Machine, state: str, move: str) -> bool:
    try:
        return bool(machine.events[move].trigger(_Cursor(state)))
    except MachineError:
        return False
