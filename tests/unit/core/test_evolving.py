"""Replaying a stream: it needs no definition, refuses nothing, and reads what was erased as erased."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import workflow.core.evolve
from tests.unit.core.story import (
    DAY,
    KO,
    OPINION,
    all_have_passed,
    begun,
    partner,
    said,
    start_has_passed,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.actions import available_actions
from workflow.core.evolve import replay
from workflow.core.state import ERASED, Outcome
from workflow.core.tasks import instance_tasks, step_tasks


def everything():
    """A stream with a round, a return, a pause, an obligation and words everywhere."""
    duty = c.NewObligation(text="Bericht", due=DAY, role="manager")
    story = (
        start_is_asked()
        .do(OPINION, by=KO)
        .do(said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,)), by=KO)
    )
    story = story.do(c.FulfilObligation(obligation="1", note="Da"), c.AddComment(text="Gut"))
    story = story.do(
        said("rat", Outcome.RETURNED, text="Nein"),
        c.AssessSituation(level="at_risk", reason="Eng"),
        c.SkipStep(step="netz", reason="Da"),
        c.PauseProcess(until=DAY.replace(day=30), reason="Urlaub"),
        by=KO,
    )
    return story.do(c.Propose(action="pause", text="Doch nicht"))


def test_a_stream_gives_the_state():
    for story in (everything(), all_have_passed()):
        assert replay(story.log) == story.state


def test_a_stream_is_replayed_on_from_any_point():
    story = all_have_passed()
    early = replay(story.log[:10])
    assert replay(story.log[10:], early) == story.state


def test_nothing_has_no_state():
    with pytest.raises(ValueError, match="empty"):
        replay(())


def test_evolving_never_looks_at_a_definition():
    folder = Path(workflow.core.evolve.__file__).parent
    names = {
        node.module
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert not {name for name in names if name and "definition" in name}


def test_what_was_erased_reads_as_erased_and_hinders_nothing():
    story = everything()
    log = tuple(
        replace(
            recorded,
            event=replace(recorded.event, words=dict.fromkeys(recorded.event.words, ERASED)),
        )
        if getattr(recorded.event, "words", None)
        else recorded
        for recorded in story.log
    )
    state = replay(log)
    instance = state.instance
    assert instance.name == ERASED
    assert (instance.situation.reason, instance.pause.reason) == (ERASED, ERASED)
    assert state.steps["start"].items["anlass"].note == ERASED
    assert state.records["partner"][1].values["name"].value == ERASED
    assert available_actions(story.definition, state, KO, story.today)
    assert instance_tasks(story.definition, instance)
    assert step_tasks(story.definition, instance, "start", state.steps["start"])


def test_erased_proof_is_still_proof():
    story = start_is_asked().do(c.WithdrawRequest(step="start"))
    log = tuple(
        replace(r, event=replace(r.event, words={"note": ERASED}))
        if isinstance(r.event, e.ItemCompleted) and r.event.item == "anlass"
        else r
        for r in story.log
    )
    replace(story, state=replay(log)).when(c.RequestGate(step="start")).then_kinds(e.GateRequested)


@pytest.mark.parametrize(
    "event",
    [
        e.ExceptionGranted(step="start", exception="x"),
        e.ApprovalRecorded(step="start", approval="x", outcome=Outcome.NOTED),
        e.ApprovalBecameStale(step="start", thing="value:x"),
        e.ApprovalConfirmed(step="start"),
        e.RecordChanged(register="partner", number=9),
        e.RecordArchived(register="partner", number=9),
        e.ItemReopened(holder="partner/9", item="x"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_about_what_is_not_there_changes_nothing_but_the_number(event):
    story = begun()
    after = story.happened(event).state
    assert after.seq == story.state.seq + 1
    assert (after.steps, after.records) == (story.state.steps, story.state.records)


def test_last_activity_is_that_of_the_last_event():
    story = start_has_passed().later(5).do(partner())
    assert story.state.last_at == story.log[-1].at
