"""Every "no" explains itself: it has a reason that the engine really gives, and names who can."""

from dataclasses import fields
from pathlib import Path

import pytest

import workflow
from tests.unit.core.story import begun, start_has_passed, start_is_asked
from workflow.core.errors import Blocker, Reason

ENGINE = [
    path.read_text("utf-8")
    for path in Path(workflow.__file__).parent.joinpath("core").rglob("*.py")
    if "sentences" not in path.parts and path.name != "errors.py"
]


@pytest.mark.parametrize("reason", Reason)
def test_the_engine_gives_every_reason_there_is(reason):
    assert any(f"Reason.{reason.name}" in source for source in ENGINE)


@pytest.mark.parametrize("story", [begun, start_is_asked, start_has_passed])
def test_whoever_may_not_is_told_who_may(story):
    for action in story().actions().values():
        for blocker in action.blockers:
            if blocker.reason in {Reason.NOT_ALLOWED, Reason.ITEM_OPEN, Reason.OWN_REQUEST}:
                assert blocker.roles, action


def test_a_blocker_is_plain_data_that_a_sentence_can_be_made_of():
    assert {field.name for field in fields(Blocker)} == {
        "reason",
        "holder",
        "thing",
        "have",
        "need",
        "roles",
        "person",
    }
