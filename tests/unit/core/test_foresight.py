"""What would follow is what follows: asked of the engine, and nothing is changed by asking."""

import pytest

from tests.unit.core.story import (
    KO,
    MAN,
    begun,
    netz_has_passed,
    said,
    start_has_passed,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core.conditions import Scope
from workflow.core.errors import Forbidden
from workflow.core.foresight import foreseen, opened_by_passing
from workflow.core.state import StepStatus


def opened(story, step):
    return opened_by_passing(step, Scope(story.definition, story.state, story.today))


def test_what_a_gate_would_open_is_what_it_then_opens():
    story = start_is_asked().do(said("beirat", "given", text="Gern."), said("leitung"), by=KO)
    before = story.state.instance.steps
    then = story.do(said("rat"), by=KO).state.instance.steps
    really = [
        s
        for s in then
        if before[s].status is StepStatus.WAITING and then[s].status is StepStatus.ACTIVE
    ]
    assert really
    assert list(opened(story, "start")) == really


def test_a_gate_that_opens_nothing_says_so():
    story = netz_has_passed()
    assert opened(story, "start") == ()


def test_a_new_round_is_foreseen_as_it_comes():
    story = start_has_passed()
    command = c.StartRound(step="start", reason="Neu ab hier.")
    seen = foreseen(story.definition, story.state, command, KO, story.today)
    assert seen.instance == story.do(command, by=KO).state.instance
    assert story.state.instance.round == 1


def test_what_is_refused_is_not_foreseen():
    story = begun()
    command = c.StartRound(step="start", reason="Neu ab hier.")
    with pytest.raises(Forbidden):
        foreseen(story.definition, story.state, command, MAN, story.today)
