"""The two machines: every status with every move, and only the moves of the design."""

import pytest

from workflow.core.lifecycle import PROCESS, STEP, ProcessMove, StepMove, process_can, step_can
from workflow.core.state import ProcessLife, StepStatus

STEP_MOVES = {
    ("waiting", "open"): "active",
    ("active", "request"): "in_review",
    ("active", "close"): "passed",
    ("in_review", "close"): "passed",
    ("in_review", "give_back"): "active",
    ("active", "skip"): "skipped",
    ("waiting", "skip"): "skipped",
    ("passed", "reopen"): "active",
    ("skipped", "reopen"): "active",
    # A new round; an open request is withdrawn first.
    **{(status, "repeat"): "active" for status in ("waiting", "active", "passed", "skipped")},
    **{(status, "wait_again"): "waiting" for status in ("waiting", "active", "passed", "skipped")},
}
PROCESS_MOVES = {
    ("running", "pause"): "paused",
    ("paused", "resume"): "running",
    ("running", "complete"): "completed",
    ("running", "abandon"): "abandoned",
    ("paused", "abandon"): "abandoned",
    ("running", "repeat"): "running",
    ("completed", "repeat"): "running",
}


class Cursor:
    def __init__(self, state):
        self.state = state


def leads_to(machine, status, move):
    cursor = Cursor(status)
    machine.events[move].trigger(cursor)
    return cursor.state


@pytest.mark.parametrize("status", StepStatus)
@pytest.mark.parametrize("move", StepMove)
def test_a_step_makes_just_the_moves_of_the_design(status, move):
    expected = STEP_MOVES.get((status.value, move.value))
    assert step_can(status, move) is (expected is not None)
    if expected:
        assert leads_to(STEP, status.value, move.value) == expected


@pytest.mark.parametrize("life", ProcessLife)
@pytest.mark.parametrize("move", ProcessMove)
def test_a_process_makes_just_the_moves_of_the_design(life, move):
    expected = PROCESS_MOVES.get((life.value, move.value))
    assert process_can(life, move) is (expected is not None)
    if expected:
        assert leads_to(PROCESS, life.value, move.value) == expected


@pytest.mark.parametrize("machine", [STEP, PROCESS])
def test_a_machine_holds_no_model_and_no_move_of_its_own(machine):
    assert machine.models == []
    assert not [name for name in machine.events if name.startswith("to_")]
