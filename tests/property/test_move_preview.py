"""What the preview of a move says is what happens, wherever a quartier stands."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.demands import demanding_versions
from tests.property.laws import Walk
from tests.property.test_laws import BEGINNINGS, asked
from tests.unit.core.story import KO
from workflow.core import commands as c
from workflow.core.conditions import Scope, holds
from workflow.core.decide import decided
from workflow.core.definition import ApprovalKind
from workflow.core.errors import Reason, Rejected
from workflow.core.foresight import moving_means
from workflow.core.gate import Verdict as Asked
from workflow.core.gate import checks
from workflow.core.moving.mapping import mapping
from workflow.core.moving.plan import new_required
from workflow.core.moving.preview import Verdict
from workflow.core.state import Answer, StepStatus
from workflow.core.tasks import TaskKind, record_tasks, step_tasks

THOROUGH = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
VERSIONS = 12  # that each quartier is looked at for
CAN_MOVE = {Verdict.NONE, Verdict.MORE}
FOR_NOW = {Reason.REQUEST_OPEN, Reason.STEP_UNDER_WAY}


@THOROUGH
@given(data=st.data(), beginning=st.sampled_from(BEGINNINGS), length=st.integers(0, 5))
def test_there_is_more_to_do_exactly_where_the_preview_says_so(data, beginning, length):
    walk = Walk(beginning())
    for _ in range(length):
        command, by = data.draw(asked(walk))
        if not isinstance(command, c.MoveToVersion | c.UndoMove):
            walk.ask(command, by)
    for _ in range(VERSIONS):
        newer = data.draw(demanding_versions(walk.story.definition, under_way(walk.story)))
        comes_true(walk.story, newer, data.draw(st.booleans()))


def under_way(story):
    lives = story.state.instance.steps.items()
    return [step for step, life in lives if life.status is StepStatus.ACTIVE]


def comes_true(story, newer, is_owed):
    was = Scope(story.definition, story.state, story.today)
    owed = new_required(mapping(story.definition, newer)) if is_owed else ()
    choices = c.Choices(owed=owed)
    found = moving_means(was, newer, choices)
    command = c.MoveToVersion(definition=newer.digest, reason="Neu", choices=choices)
    context = replace(story.context(KO), target=newer)
    if found.verdict in CAN_MOVE:
        after = decided(story.definition, story.state, command, context).state
        brings = work(Scope(newer, after, story.today)) - work(was)
        assert bool(brings) is (found.verdict is Verdict.MORE), (found.effects, brings)
        return
    with pytest.raises(Rejected) as refusal:
        decided(story.definition, story.state, command, context)
    waits = {each.reason for each in refusal.value.blockers} <= FOR_NOW
    assert waits is (found.verdict is Verdict.WAITS)


def work(scope):
    """Return what there is to do that nobody may leave undone, each thing once."""
    return {*_tasks(scope), *_asked(scope)}


def _tasks(scope):
    instance, state = scope.state.instance, scope.state
    for step, part in state.steps.items():
        for task in step_tasks(scope.definition, instance, step, part):
            if task.kind is TaskKind.ITEM and task.required:
                yield (task.holder, task.thing)
    for records in state.records.values():
        for record in records.values():
            for task in record_tasks(scope.definition, instance, record):
                if task.kind is TaskKind.ITEM and task.required:
                    yield (task.holder, task.thing)


def _asked(scope):
    for step in scope.definition.steps.values():
        if scope.state.instance.steps[step.id].status is not StepStatus.ACTIVE:
            continue
        yield (step.id, "open")
        for check in checks(step, scope):
            if check.verdict in {Asked.MISSING, Asked.EXCEPTION}:
                yield (step.id, check.kind, check.thing, check.explained.need)
        for each in step.gate.approvals:
            may = holds(each.applies_when, scope) is not Answer.NO
            if may and each.kind is not ApprovalKind.NOTICE:
                yield (step.id, "approval", each.id)
