"""Moments of a course: what a step shows on its way, as the engine has walked it."""

import pytest

from features.drivers.world import PROCESS
from workflow.core.state import StepStatus
from workflow.definitions.library import check
from workflow.definitions.proof.rehearsing import Stage, moments
from workflow.definitions.proof.witness import find_witness

STATUS = {
    Stage.WAITING: StepStatus.WAITING,
    Stage.OPENED: StepStatus.ACTIVE,
    Stage.FINISHED: StepStatus.ACTIVE,
    Stage.REQUESTED: StepStatus.IN_REVIEW,
    Stage.PASSED: StepStatus.PASSED,
}


@pytest.fixture(scope="module")
def process():
    definition = check(PROCESS.read_bytes(), "x").definition
    assert definition is not None
    return definition, find_witness(definition)


def test_every_step_is_shown_at_each_stage_it_comes_to_in_their_order(process):
    definition, witness = process
    for step in definition.steps:
        found = moments(definition, witness, step)
        assert list(found) == [stage for stage in Stage if stage in found]
        assert Stage.OPENED in found
        for stage, moment in found.items():
            assert moment.state.instance.steps[step].status is STATUS[stage], (step, stage)


def test_a_step_that_opens_at_once_never_waits(process):
    definition, witness = process
    assert Stage.WAITING not in moments(definition, witness, next(iter(definition.steps)))


def test_when_all_is_done_every_required_item_is(process):
    definition, witness = process
    step = definition.steps["leitbild"]
    opened, finished = (
        moments(definition, witness, step.id)[stage].state.step(step.id).items
        for stage in (Stage.OPENED, Stage.FINISHED)
    )
    required = [item.id for item in step.checklist.values() if item.required]
    assert required
    assert not opened
    assert all(finished[item].on for item in required)
