"""How a step looks on its way: moments of the course that a proof has found.

Rule: nothing is made up. The course is walked once more by the real engine, and what stood there at
a moment is what a quartier would show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.core.commands import RequestGate, StartInstance
from workflow.core.definition import ProcessDefinition
from workflow.core.state import ProcessState, StepStatus
from workflow.definitions.proof.run import Run
from workflow.definitions.proof.witness import Witness


class Stage(StrEnum):
    """Where a step stands on its way."""

    WAITING = "waiting"
    OPENED = "opened"
    FINISHED = "finished"  # all that the gate asks for is there
    REQUESTED = "requested"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Moment:
    """A quartier at the end of a day."""

    state: ProcessState
    today: date


_REACHED: Mapping[StepStatus, Stage] = {
    StepStatus.ACTIVE: Stage.OPENED,
    StepStatus.IN_REVIEW: Stage.REQUESTED,
    StepStatus.PASSED: Stage.PASSED,
}


def moments(definition: ProcessDefinition, witness: Witness, step: str) -> Mapping[Stage, Moment]:
    """Return the step at each stage that the course comes to, in their order."""
    run, found = Run(definition), dict[Stage, Moment]()
    for deed in witness.deeds:
        before = Moment(run.state, run.today)
        run.today = deed.on
        if isinstance(deed.command, StartInstance):
            run.start(deed.command)
        else:
            run.do(deed.role, deed.command)
        if isinstance(deed.command, RequestGate) and deed.command.step == step:
            found[Stage.FINISHED] = before
        status = run.state.instance.steps[step].status
        if status is StepStatus.WAITING:
            found[Stage.WAITING] = Moment(run.state, run.today)
        elif status in _REACHED:
            found.setdefault(_REACHED[status], Moment(run.state, run.today))
        if status is StepStatus.PASSED:
            break
    return {stage: found[stage] for stage in Stage if stage in found}
