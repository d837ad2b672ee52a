"""What would follow from something before anybody does it.

Rule: nothing is worked out twice. What a command would bring is asked of `decide` itself, and the
state it leads to is thrown away after it was looked at.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from workflow.core.commands import (
    SYSTEM,
    Actor,
    Choices,
    Command,
    Context,
    MoveToVersion,
)
from workflow.core.conditions import Scope, holds
from workflow.core.decide import decided
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import InputProblem, InvalidInput, WorkflowError
from workflow.core.moving.preview import Consequences, consequences
from workflow.core.state import Answer, ProcessState, StepStatus


def foreseen(
    definition: ProcessDefinition,
    state: ProcessState,
    command: Command,
    actor: Actor,
    today: date,
    *,
    target: ProcessDefinition | None = None,
) -> ProcessState:
    """Return the state that a command would lead to (a move: to `target`); raises as `decide`."""
    at = datetime.combine(today, datetime.min.time(), tzinfo=UTC)
    context = Context(actor=actor, at=at, today=today, target=target)
    return decided(definition, state, command, context).state


def wrong_with(
    definition: ProcessDefinition,
    state: ProcessState,
    command: Command,
    actor: Actor,
    today: date,
) -> tuple[InputProblem, ...]:
    """Return what is wrong with what was typed into a command; () if it would fail otherwise."""
    try:
        foreseen(definition, state, command, actor, today)
    except InvalidInput as error:
        return error.problems
    except WorkflowError:
        return ()
    return ()


def moving_means(was: Scope, target: ProcessDefinition, choices: Choices) -> Consequences:
    """Return what moving a quartier to another version means for it."""
    command = MoveToVersion(definition=target.digest, reason=target.title, choices=choices)
    try:
        state = foreseen(was.definition, was.state, command, SYSTEM, was.today, target=target)
    except WorkflowError:  # why, the consequences say
        return consequences(was, target, choices, None)
    return consequences(was, target, choices, Scope(target, state, was.today))


def opened_by_passing(step: str, scope: Scope) -> tuple[str, ...]:
    """Return the waiting steps that would open if this step passed today, in their order."""
    instance = scope.state.instance
    passed = replace(instance.steps[step], status=StepStatus.PASSED)
    state = replace(scope.state, instance=replace(instance, steps={**instance.steps, step: passed}))
    then = replace(scope, state=state)
    return tuple(
        other.id
        for other in scope.definition.steps.values()
        if instance.steps[other.id].status is StepStatus.WAITING
        and other.id != step
        and holds(other.opens_when, scope) is not Answer.YES
        and holds(other.opens_when, then) is Answer.YES
    )
