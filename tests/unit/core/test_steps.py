"""Skipping, reopening, new rounds, pauses, the end: what only the coordination decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.core.small import SMALL, counting_from, variant
from tests.unit.core.story import (
    DAY,
    DEV,
    FILE,
    KO,
    MAN,
    OPINION,
    all_have_passed,
    begun,
    completing,
    measure,
    netz_has_passed,
    partner,
    recording,
    said,
    start_has_passed,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.commands import SYSTEM
from workflow.core.conditions import Scope, evaluate
from workflow.core.definition import Aggregate, AggregateKind, Elapsed, FieldRef
from workflow.core.errors import NotFound, Reason
from workflow.core.state import Answer, ItemStatus, Outcome, ProcessLife, StepStatus

SKIP = c.SkipStep(step="netz", reason="Gibt es schon")
REOPEN = c.ReopenStep(step="start", reason="Zahl war falsch")
ROUND = c.StartRound(step="start", reason="Fortschreibung nach drei Jahren")
PAUSE = c.PauseProcess(until=DAY + timedelta(days=60), reason="Elternzeit")
COMPLETE = c.CompleteProcess()
ABANDON = c.AbandonProcess(reason="Kein Geld")


# --- skipping ---


@pytest.mark.parametrize("story", [begun, start_has_passed], ids=["waiting", "active"])
def test_a_waiting_or_active_step_is_skipped_with_a_reason(story):
    skipped = story().do(SKIP, by=KO)
    life = skipped.state.instance.steps["netz"]
    assert (life.status, life.reason) == (StepStatus.SKIPPED, "Gibt es schon")
    story().when(replace(SKIP, reason=""), by=KO).then_invalid(reason="empty")


def test_a_step_that_has_to_be_done_is_not_skipped():
    begun().when(replace(SKIP, step="start"), by=KO).then_rejected(Reason.STEP_NOT_SKIPPABLE)


def test_a_step_in_review_or_passed_is_not_skipped():
    netz_has_passed().when(SKIP, by=KO).then_rejected(Reason.STEP_NOT_ACTIVE)


def test_skipping_twice_is_harmless():
    begun().do(SKIP, by=KO).when(SKIP, by=KO).then_nothing()


# --- reopening ---


def test_a_passed_step_is_opened_again_to_correct():
    story = start_has_passed().do(REOPEN, by=KO)
    part = story.step("start")
    assert (story.status("start"), part.passed) == (StepStatus.ACTIVE, None)
    assert story.item("start", "anlass").status is ItemStatus.DONE
    assert story.value("start", "horizont") == 5
    assert story.state.instance.round == 1


def test_other_steps_stay_as_they_are():
    story = netz_has_passed().do(REOPEN, by=KO)
    assert story.status("netz") == StepStatus.PASSED


def test_reopening_takes_a_reason():
    start_has_passed().when(replace(REOPEN, reason=""), by=KO).then_invalid(reason="empty")


def test_a_step_under_way_is_open_already():
    begun().when(REOPEN, by=KO).then_nothing()
    start_is_asked().when(REOPEN, by=KO).then_rejected(Reason.STEP_NOT_CLOSED)
    begun().when(replace(REOPEN, step="netz"), by=KO).then_rejected(Reason.STEP_NOT_CLOSED)


def test_a_step_that_was_skipped_before_it_opened_gets_its_due_dates_on_reopening():
    story = begun().do(replace(SKIP, step="umsetzung"), by=KO).later(10)
    story = story.do(c.ReopenStep(step="umsetzung", reason="Doch"), by=KO)
    assert story.item("umsetzung", "ergebnis").due == date(2026, 7, 25)
    assert story.state.instance.steps["umsetzung"].opened_on == DAY + timedelta(days=10)


def test_a_day_set_by_hand_stays_on_reopening():
    due = c.SetItemDue(holder="umsetzung", item="ergebnis", due=DAY)
    story = begun().do(due).do(replace(SKIP, step="umsetzung"), by=KO)
    story.when(c.ReopenStep(step="umsetzung", reason="Doch"), by=KO).then_kinds(e.StepReopened)


def test_a_skipped_step_that_had_opened_keeps_its_days():
    story = start_has_passed().do(measure()).do(replace(SKIP, step="umsetzung"), by=KO)
    story.when(c.ReopenStep(step="umsetzung", reason="Doch"), by=KO).then_kinds(e.StepReopened)


# --- rounds ---


def test_a_new_round_opens_its_step_and_lets_the_later_ones_wait():
    story = all_have_passed().do(ROUND, by=KO)
    assert story.state.instance.round == 2
    assert {step: story.status(step) for step in SMALL.steps} == {
        "start": "active",
        "netz": "active",  # it is ongoing and had passed
        "umsetzung": "waiting",
        "schluss": "waiting",
    }
    assert {life.round for life in story.state.instance.steps.values()} == {2}


def test_steps_before_it_stay():
    story = all_have_passed().do(replace(ROUND, step="umsetzung"), by=KO)
    assert (story.status("start"), story.state.instance.steps["start"].round) == ("passed", 1)
    assert story.item("start", "anlass").status is ItemStatus.DONE


def test_an_ongoing_step_that_had_not_passed_waits():
    story = start_has_passed().do(ROUND, by=KO)
    assert story.status("netz") == StepStatus.WAITING


def test_items_are_open_again_with_the_former_proof_beneath():
    story = all_have_passed().do(ROUND, by=KO)
    item = story.item("start", "anlass")
    assert (item.status, item.note) == (ItemStatus.OPEN, None)
    assert (item.former.status, item.former.note) == (ItemStatus.DONE, "Es ist so weit.")


def test_completing_anew_keeps_the_former_proof_and_knows_its_round():
    story = all_have_passed().do(ROUND, completing("start", "anlass", "Wieder."), by=KO)
    item = story.item("start", "anlass")
    assert (item.note, item.round) == ("Wieder.", 2)
    assert (item.former.note, item.former.round) == ("Es ist so weit.", 1)


def test_what_nobody_touched_for_a_whole_round_still_shows_the_one_before():
    story = all_have_passed().do(ROUND, ROUND, by=KO)
    assert story.item("start", "anlass").former.note == "Es ist so weit."


def test_every_rounds_proof_stays_readable():
    again = completing("start", "anlass", "Wieder.")
    story = all_have_passed().do(ROUND, again, ROUND, by=KO)
    former = story.item("start", "anlass").former
    assert (former.note, former.former.note) == ("Wieder.", "Es ist so weit.")


def test_proof_that_settled_nothing_is_former_too():
    brought = c.AddEvidence(holder="start", item="unterlage", documents=(FILE,))
    story = begun().do(brought).do(ROUND, by=KO)
    assert story.item("start", "unterlage").former.documents == (FILE,)


def test_an_untouched_item_has_nothing_former():
    due = c.SetItemDue(holder="start", item="unterlage", due=DAY)
    story = begun().do(due).do(ROUND, by=KO)
    assert story.item("start", "unterlage").former is None


def test_values_stay_and_persons_in_charge_too():
    given = c.AssignItem(holder="start", item="anlass", account=2)
    story = start_is_asked().do(given).do(ROUND, by=KO)
    assert story.value("start", "horizont") == 5
    assert story.item("start", "anlass").assigned == 2


def test_due_dates_are_counted_anew():
    story = all_have_passed().later(100).do(ROUND, by=KO)
    assert story.item("start", "anlass").due == date(2026, 5, 9)


def test_approvals_are_history_and_an_open_request_is_withdrawn():
    story = start_is_asked()
    story.when(ROUND, by=KO).then_kinds(e.RequestWithdrawn, e.RoundStarted)
    part = all_have_passed().do(ROUND, by=KO).step("start")
    assert (part.request, part.passed, part.returned) == (None, None, None)


def test_an_open_request_of_a_step_before_it_stays():
    story = netz_has_passed().do(measure()).do(REOPEN, by=KO)
    story = story.do(c.RequestGate(step="start"))
    story.when(replace(ROUND, step="umsetzung"), by=KO).then_kinds(e.RoundStarted)


def test_a_completed_process_runs_again():
    story = all_have_passed().do(COMPLETE, ROUND, by=KO)
    assert story.state.instance.life is ProcessLife.RUNNING
    assert story.state.instance.closed_on is None


def test_steps_that_are_ready_in_the_new_round_open_with_it():
    story = all_have_passed()
    story.when(replace(ROUND, step="schluss"), by=KO).then_kinds(e.RoundStarted)
    story.when(replace(ROUND, step="netz"), by=KO).then_kinds(e.RoundStarted, e.StepOpened)


def test_a_new_round_takes_a_reason_and_the_coordination():
    begun().when(replace(ROUND, reason=""), by=KO).then_invalid(reason="empty")
    begun().when(ROUND, by=MAN).then_forbidden("coordinator")


def test_no_round_begins_in_a_pause_or_after_giving_up():
    begun().do(PAUSE, by=KO).when(ROUND, by=KO).then_rejected(Reason.PROCESS_NOT_RUNNING)
    begun().do(ABANDON, by=KO).when(ROUND, by=KO).then_rejected(Reason.PROCESS_CLOSED)


def test_records_and_proofs_know_their_round():
    story = begun().do(ROUND, by=KO).do(partner(), completing("start", "partner"))
    assert story.state.records["partner"][1].round == 2
    assert story.item("start", "partner").round == 2


def test_what_a_form_showed_before_the_round_is_a_conflict_after_it():
    story = start_has_passed()
    shown = story.state.seq
    again = completing("start", "anlass", "Wieder.")
    with pytest.raises(Exception, match="start:anlass changed"):
        _ = story.do(ROUND, by=KO).when(again, by=KO, seen=shown).events


# --- pausing ---


def test_a_pause_has_a_reason_and_a_planned_end():
    pause = begun().do(PAUSE, by=KO).state.instance.pause
    assert (pause.since, pause.until, pause.reason) == (DAY, PAUSE.until, "Elternzeit")
    begun().when(replace(PAUSE, reason=""), by=KO).then_invalid(reason="empty")
    begun().when(replace(PAUSE, until=DAY), by=KO).then_invalid(until="in-the-past")


def test_in_a_pause_no_items_fields_and_requests():
    story = begun(traeger="kommune").do(PAUSE, by=KO)
    for command in (
        completing("start", "folgeantrag"),
        c.AddEvidence(holder="start", item="anlass", note="x"),
        c.AssignItem(holder="start", item="anlass", account=1),
        c.SetItemDue(holder="start", item="anlass", due=DAY),
        recording("start", horizont="5"),
    ):
        story.when(command).then_rejected(Reason.PROCESS_NOT_RUNNING)
    asked = start_is_asked().do(PAUSE, by=KO)
    asked.when(c.WithdrawRequest(step="start")).then_rejected(Reason.PROCESS_NOT_RUNNING)
    for command in (SKIP, REOPEN):
        story.when(replace(command, step="netz"), by=KO).then_rejected(
            *([Reason.PROCESS_NOT_RUNNING] + [Reason.STEP_NOT_CLOSED] * (command is REOPEN))
        )


def test_in_a_pause_records_comments_and_decisions():
    story = start_is_asked().do(PAUSE, by=KO)
    story.do(partner(), c.AddComment(text="Bis bald"))
    story.do(OPINION, by=KO)


def test_on_resuming_due_dates_of_items_move_by_the_pause():
    story = begun().do(PAUSE, by=KO).later(40).do(c.ResumeProcess(), by=KO)
    assert story.item("start", "anlass").due == date(2026, 1, 29) + timedelta(days=40)


def test_recurring_items_and_those_of_records_move_too():
    story = start_has_passed().do(measure(), completing("netz", "runde", "Ja"))
    story = story.do(PAUSE, by=KO).later(10).do(c.ResumeProcess(), by=KO)
    assert story.item("netz", "runde").again_on == date(2026, 4, 25)
    assert story.item("massnahme/1", "auftrag").due == date(2026, 2, 8)


def test_a_record_that_was_added_in_the_pause_moves_by_the_rest_of_it():
    story = begun().do(PAUSE, by=KO).later(9).do(measure())
    story = story.later(1).do(c.ResumeProcess(), by=KO)
    assert story.item("massnahme/1", "auftrag").due == date(2026, 2, 8)


def test_a_day_that_its_date_moved_in_the_pause_moves_by_the_rest_of_it():
    story = begun().do(measure(ende="2026-05-01"), measure(ende="2026-05-01"))
    later = c.ChangeRecord(register="massnahme", number=1, values={"ende": "2026-06-01"})
    story = story.do(PAUSE, by=KO).later(9).do(later).later(1).do(c.ResumeProcess(), by=KO)
    days = [story.item(f"massnahme/{number}", "abrechnung").due for number in (1, 2)]
    assert days == [date(2026, 7, 2), date(2026, 6, 11)]
    again = story.do(PAUSE, by=KO).later(3).do(c.ResumeProcess(), by=KO)
    assert again.item("massnahme/1", "abrechnung").due == date(2026, 7, 5)


def test_a_day_that_the_profile_moved_in_the_pause_moves_by_the_rest_of_it():
    story = begun(foerderende="2028-06-30").do(PAUSE, by=KO).later(9)
    story = story.do(recording("profile", foerderende="2029-06-30")).later(1)
    story = story.do(c.ResumeProcess(), by=KO)
    assert story.item("start", "folgeantrag").due == date(2027, 7, 1)


def test_obligations_and_dates_in_records_do_not_move():
    duty = c.NewObligation(text="Bericht", due=date(2026, 2, 1), role="manager")
    story = (
        start_is_asked()
        .do(OPINION, by=KO)
        .do(said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,)), by=KO)
    )
    story = story.do(measure(ende="2026-02-01"))
    story = story.do(PAUSE, by=KO).later(10).do(c.ResumeProcess(), by=KO)
    assert story.state.instance.obligations["1"].due == date(2026, 2, 1)
    assert story.state.records["massnahme"][1].values["ende"].value == "2026-02-01"


def elapsed(story, **span):
    scope = Scope(story.definition, story.state, story.today)
    return evaluate(Elapsed("start", **span), scope)


def test_elapsed_time_stands_still_in_a_pause():
    story = begun().later(10).do(PAUSE, by=KO).later(30)
    assert elapsed(story, days=11) is Answer.NO
    resumed = story.do(c.ResumeProcess(), by=KO)
    assert elapsed(resumed, days=11) is Answer.NO
    assert elapsed(resumed.later(1), days=11) is Answer.YES


def test_pausing_and_resuming_twice_is_harmless():
    story = begun().do(PAUSE, by=KO)
    story.when(PAUSE, by=KO).then_nothing()
    begun().when(c.ResumeProcess(), by=KO).then_nothing()


def test_another_planned_end_is_no_double_click():
    later = replace(PAUSE, until=PAUSE.until + timedelta(days=9))
    begun().do(PAUSE, by=KO).when(later, by=KO).then_rejected(Reason.PROCESS_NOT_RUNNING)


def test_only_a_pause_can_end():
    begun().do(ABANDON, by=KO).when(c.ResumeProcess(), by=KO).then_rejected(
        Reason.PROCESS_NOT_PAUSED
    )


def test_the_tick_opens_nothing_in_a_pause():
    start_has_passed().do(PAUSE, by=KO).later(50).when(c.OpenSteps(), by=SYSTEM).then_nothing()


# --- the end ---


def test_a_process_is_completed_when_all_steps_are_passed_or_skipped():
    story = all_have_passed().do(COMPLETE, by=KO)
    assert (story.state.instance.life, story.state.instance.closed_on) == ("completed", DAY)


def test_open_steps_and_obligations_keep_it_open():
    duty = c.NewObligation(text="Bericht", due=date(2026, 2, 1), role="manager")
    story = (
        start_is_asked()
        .do(OPINION, by=KO)
        .do(said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,)), by=KO)
    )
    story.when(COMPLETE, by=KO).then_rejected(*[Reason.STEPS_OPEN] * 4, Reason.OBLIGATION_OPEN)
    story = story.do(c.FulfilObligation(obligation="1", note="Da"))
    story.when(COMPLETE, by=KO).then_rejected(*[Reason.STEPS_OPEN] * 4)


def test_a_process_is_given_up_with_a_reason_also_in_a_pause():
    begun().when(replace(ABANDON, reason=""), by=KO).then_invalid(reason="empty")
    story = begun().do(PAUSE, ABANDON, by=KO)
    instance = story.state.instance
    assert (instance.life, instance.closed_reason) == ("abandoned", "Kein Geld")
    assert instance.pause is None


@pytest.mark.parametrize(
    "end",
    [lambda: all_have_passed().do(COMPLETE, by=KO), lambda: start_is_asked().do(ABANDON, by=KO)],
)
def test_what_is_closed_is_read_commented_and_erased(end):
    story = end()
    story.do(c.AddComment(text="Schade"))
    story.do(c.EraseWords(words=((1, "name"),), reason="Auf Wunsch"), by=KO)
    for command in (
        partner(),
        recording("profile", traeger="verein"),
        recording("start", horizont="6"),
        completing("start", "folgeantrag"),
        c.AssignItem(holder="start", item="anlass", account=1),
        c.WithdrawRequest(step="start"),
        c.Propose(action="new-round", step="start", text="Weiter"),
    ):
        with pytest.raises(Exception, match="process-closed"):
            _ = story.when(command).events
    for command in (
        OPINION,
        c.ConfirmApproval(step="start", reason="x"),
        SKIP,
        PAUSE,
        c.AssessSituation(level="critical", reason="x"),
        c.JoinTeam(account=9, role="manager"),
    ):
        with pytest.raises(Exception, match="process-closed"):
            _ = story.when(command, by=KO).events


def test_closing_twice_is_harmless():
    all_have_passed().do(COMPLETE, by=KO).when(COMPLETE, by=KO).then_nothing()
    begun().do(ABANDON, by=KO).when(ABANDON, by=KO).then_nothing()


@pytest.mark.parametrize("by", [DEV, MAN])
@pytest.mark.parametrize(
    "command", [SKIP, REOPEN, ROUND, PAUSE, c.ResumeProcess(), COMPLETE, ABANDON]
)
def test_others_propose_what_the_coordination_decides(command, by):
    begun().when(command, by=by).then_forbidden("coordinator")


@pytest.mark.parametrize("kind", [c.SkipStep, c.ReopenStep, c.StartRound])
def test_a_step_that_does_not_exist_is_not_found(kind):
    with pytest.raises(NotFound):
        _ = begun().when(kind(step="nie", reason="x"), by=KO).events


# --- due dates that move ---


def test_a_day_moves_with_the_date_it_is_counted_from():
    story = begun(foerderende="2028-06-30")
    moved = recording("profile", foerderende="2029-06-30")
    assert story.when(moved).events[1:] == (
        e.DueDatesMoved(holder="start", dues={"folgeantrag": date(2027, 6, 30)}),
    )
    cleared = story.do(recording("profile", foerderende=None))
    assert cleared.item("start", "folgeantrag").due is None


def test_a_day_set_by_hand_does_not_move():
    by_hand = c.SetItemDue(holder="start", item="folgeantrag", due=date(2026, 3, 1))
    story = begun(foerderende="2028-06-30").do(by_hand)
    story.when(recording("profile", foerderende="2029-06-30")).then_kinds(e.ValuesRecorded)


def test_a_day_moves_also_while_in_review_and_after_passing():
    for story in (start_is_asked(), start_has_passed()):
        moved = recording("profile", foerderende="2029-06-30")
        story.when(moved).then_kinds(e.ValuesRecorded, e.DueDatesMoved)


def test_the_days_of_a_record_move_with_its_own_date():
    story = begun().do(measure(ende="2026-05-01"))
    later = c.ChangeRecord(register="massnahme", number=1, values={"ende": "2026-06-01"})
    story.when(later).then_kinds(e.RecordChanged, e.DueDatesMoved)
    by_hand = c.SetItemDue(holder="massnahme/1", item="abrechnung", due=DAY)
    story.do(by_hand).when(later).then_kinds(e.RecordChanged)


def test_the_days_of_records_move_with_a_date_of_the_profile():
    story = begun(counting_from(FieldRef("profile", "foerderende")), foerderende="2028-06-30")
    story = story.do(measure(), measure(), measure())
    by_hand = c.SetItemDue(holder="massnahme/2", item="auftrag", due=DAY)
    story = story.do(
        by_hand, c.ArchiveRecord(register="massnahme", number=3, reason="Findet nicht statt")
    )
    moved = recording("profile", foerderende="2029-06-30")
    assert story.when(moved).events[2:] == (
        e.DueDatesMoved(holder="massnahme/1", dues={"auftrag": date(2029, 6, 20)}),
    )


def test_the_days_of_records_move_with_a_date_that_is_calculated_from_a_register():
    end = Aggregate(AggregateKind.LATEST, "partner", "seit")
    field = replace(SMALL.profile["foerderende"], calculate=end)
    definition = counting_from(FieldRef("profile", "foerderende"))
    definition = variant(definition, profile={**SMALL.profile, "foerderende": field})
    story = begun(definition).do(measure(), partner(seit="2025-05-01"))
    assert story.item("massnahme/1", "auftrag").due == date(2025, 4, 21)
    later = c.ChangeRecord(register="partner", number=1, values={"seit": "2025-06-01"})
    assert story.do(later).item("massnahme/1", "auftrag").due == date(2025, 5, 22)
