"""The laws hold on the process that ships: along a whole course, and for odd commands on its way."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.laws import Walk
from tests.property.walks import ACTORS, KO, MAN, SYSTEM, odd_commands
from tests.unit.core.story import DEV, Story
from workflow.core import commands as c
from workflow.core.state import ProcessLife
from workflow.definitions.library import check
from workflow.definitions.proof.witness import find_witness

FILE = Path(__file__).parents[2] / "process_definitions" / "kda-10-schritte.yaml"
BY_ROLE = {"developer": DEV, "manager": MAN, "coordinator": KO, "system": SYSTEM}
LEGS = 6
# What an entry of the ten steps needs beside its required fields is nothing a test should know.
OF_ITS_OWN = (c.AddRecord, c.ImportRecords, c.HandOver)


@cache
def course():
    """Return the definition and the story after each deed of a course to its end."""
    definition = check(FILE.read_bytes(), FILE.name).definition
    walk, stories = Walk(Story(definition=definition)), []
    for deed in find_witness(definition).deeds:
        story = walk.story.on(deed.on)
        events = story.decide(deed.command, BY_ROLE[deed.role])
        walk.story = story.happened(*events, by=BY_ROLE[deed.role])
        stories.append((walk.story, deed))
    return stories


@pytest.mark.parametrize("leg", range(LEGS))
def test_the_laws_hold_along_a_whole_course(leg):
    stories = course()
    for (before, _), (_, deed) in list(pairwise(stories))[leg::LEGS]:
        Walk(before.on(deed.on)).ask(deed.command, BY_ROLE[deed.role])


def test_the_course_ends_with_a_completed_process():
    story, _ = course()[-1]
    assert story.state.instance.life is ProcessLife.COMPLETED
    Walk(story).replays()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_laws_hold_wherever_something_is_asked(data):
    stories = course()
    walk = Walk(stories[data.draw(st.integers(0, len(stories) - 1))][0])
    for _ in range(data.draw(st.integers(1, 8))):
        by = data.draw(st.sampled_from(ACTORS))
        walk.ask(data.draw(odd_commands(walk.here)), by)
        walk.story = walk.story.later(data.draw(st.sampled_from([0, 0, 40])))
    walk.offers(data.draw(st.sampled_from(ACTORS)), every=7, may_be_invalid=OF_ITS_OWN)
