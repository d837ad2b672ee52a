"""What a page offers: everything there is, what stands against it, and who can."""

import pytest

from tests.unit.core.small import SMALL
from tests.unit.core.story import DEV, KO, MAN, OPINION, begun, measure, said, start_is_asked
from workflow.core import actions
from workflow.core import commands as c
from workflow.core.errors import NotFound, Reason
from workflow.core.state import Outcome


def of(story, function, *where, by=MAN):
    found = function(story.definition, story.state, by, story.today, *where)
    return {(a.command, a.holder, a.thing): a for a in found}


def test_whatever_can_be_asked_is_there_for_everybody():
    for by in (DEV, MAN, KO):
        found = of(begun(), actions.available_actions, by=by)
        assert {key[1] for key in found} >= {"", "profile", *SMALL.steps, *SMALL.registers}


def test_what_is_offered_has_nothing_against_it():
    found = begun().actions()
    assert found[c.CompleteItem, "start", "folgeantrag"].offered
    blocked = found[c.CompleteItem, "netz", "runde"]
    assert (blocked.offered, blocked.blockers[0].reason) == (False, Reason.STEP_WAITING)


def test_the_actions_of_a_step_and_of_the_process_make_the_whole():
    story = start_is_asked()
    parts = of(story, actions.process_actions)
    for step in SMALL.steps:
        parts |= of(story, actions.step_actions, step)
    assert parts == of(story, actions.available_actions)


def test_a_record_has_its_own_actions():
    found = of(begun().do(measure()), actions.record_actions, "massnahme/1")
    assert found[c.ChangeRecord, "massnahme/1", ""].offered
    assert found[c.CompleteItem, "massnahme/1", "auftrag"].offered
    with pytest.raises(NotFound):
        of(begun(), actions.record_actions, "massnahme/1")


def test_exceptions_obligations_and_proposals_appear_with_them():
    duty = c.NewObligation(text="Bericht", due=begun().today, role="manager")
    story = (
        start_is_asked()
        .do(OPINION, by=KO)
        .do(said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,)), by=KO)
    )
    story = story.do(c.Propose(action="pause", text="x"))
    found = story.actions(KO)
    assert found[c.FulfilObligation, "", "1"].offered
    assert found[c.SettleProposal, "", "1"].offered
    assert not any(command is c.GrantException for command, _, _ in found)
