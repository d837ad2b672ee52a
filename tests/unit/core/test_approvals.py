"""Approvals: their order, four eyes, what bodies decide, what a return voids, what becomes stale."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.core.small import IS_VEREIN, SMALL, START, variant
from tests.unit.core.story import (
    ALONE,
    DAY,
    DEV,
    FILE,
    KO,
    KO2,
    LINK,
    MAN,
    OPINION,
    PAPER,
    begun,
    completing,
    netz_has_passed,
    partner,
    recording,
    said,
    start_has_passed,
    start_is_asked,
    start_is_ready,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.definition import Approval, ApprovalKind
from workflow.core.errors import ConflictingChange, NotFound, Reason
from workflow.core.state import Outcome, StepStatus

ASK = c.RequestGate(step="start")
NOTICE = said("presse", Outcome.NOTED)


# --- order ---


def test_approvals_come_in_their_order():
    story = start_is_asked()
    assert (
        story.when(said("leitung"), by=KO).then_rejected(Reason.APPROVAL_NOT_YET).thing == "beirat"
    )
    story.when(said("rat"), by=KO).then_rejected(Reason.APPROVAL_NOT_YET, Reason.APPROVAL_NOT_YET)


def test_after_the_last_one_the_step_has_passed():
    story = start_is_asked().do(OPINION, said("leitung"), by=KO)
    assert story.status("start") == StepStatus.IN_REVIEW
    story = story.do(said("rat"), by=KO)
    assert (story.status("start"), story.state.instance.steps["start"].closed_on) == ("passed", DAY)


def test_the_step_keeps_the_request_it_passed_with():
    passed = start_has_passed().step("start").passed
    assert {name: x.outcome for name, x in passed.decided.items()} == {
        "beirat": Outcome.GIVEN,
        "leitung": Outcome.APPROVED,
        "rat": Outcome.APPROVED,
    }


def test_an_approval_keeps_the_digest_of_what_it_was_given_on():
    passed = start_has_passed().step("start").passed
    assert {said_so.digest for said_so in passed.decided.values()} == {passed.sheet.digest}


def test_an_approval_that_does_not_apply_is_not_asked():
    story = start_is_ready(begun(traeger="verein")).do(
        recording("start", vorstand="Frau A"),
        completing("start", "satzung", documents=(FILE,)),
        ASK,
    )
    assert story.step("start").request.approvals == ("beirat", "leitung", "presse")
    story.when(said("rat"), by=KO).then_rejected(Reason.DOES_NOT_APPLY)
    assert story.do(OPINION, said("leitung"), by=KO).status("start") == StepStatus.PASSED


def test_what_comes_before_an_approval_that_does_not_apply_still_comes_first():
    first = Approval(id="eins", role="coordinator")
    between = Approval(id="zwei", role="coordinator", after=("eins",), applies_when=IS_VEREIN)
    last = Approval(id="drei", role="coordinator", after=("zwei",))
    gate = replace(START.gate, approvals=(first, between, last))
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK)
    assert story.when(said("drei"), by=KO).then_rejected(Reason.APPROVAL_NOT_YET).thing == "eins"
    assert story.do(said("eins"), said("drei"), by=KO).status("start") == StepStatus.PASSED


def test_an_approval_is_given_once():
    story = start_is_asked().do(OPINION, by=KO)
    story.when(OPINION, by=KO).then_rejected(Reason.APPROVAL_DONE)


def test_there_is_nothing_to_approve_without_a_request():
    start_is_ready().when(said("leitung"), by=KO).then_rejected(Reason.NO_REQUEST)
    start_has_passed().when(said("leitung"), by=KO).then_rejected(Reason.NO_REQUEST)


def test_an_approval_of_nothing_is_not_found():
    with pytest.raises(NotFound):
        _ = start_is_asked().when(said("nie"), by=KO).events
    with pytest.raises(NotFound):
        _ = start_is_asked().when(said("leitung", step="nie"), by=KO).events


# --- opinion, notice ---


def test_an_opinion_has_to_be_there_and_says_something():
    start_is_asked().when(said("beirat", Outcome.GIVEN), by=KO).then_invalid(text="empty")
    start_is_asked().when(said("beirat", Outcome.APPROVED, text="Ja"), by=KO).then_invalid(
        outcome="no-such-choice"
    )


def test_a_notice_holds_nothing_up_and_may_follow_later():
    story = start_has_passed().do(NOTICE, by=KO)
    assert story.step("start").passed.decided["presse"].outcome is Outcome.NOTED
    story.when(NOTICE, by=KO).then_rejected(Reason.APPROVAL_DONE)


def test_a_notice_may_come_while_in_review():
    story = start_is_asked().do(OPINION, said("leitung"), NOTICE, by=KO)
    assert story.step("start").request.decided["presse"].outcome is Outcome.NOTED


def test_a_notice_waits_for_what_it_takes_note_of():
    start_is_asked().when(NOTICE, by=KO).then_rejected(
        Reason.APPROVAL_NOT_YET, Reason.APPROVAL_NOT_YET
    )


# --- outcomes ---


def test_a_deferred_one_stays_in_review_and_is_decided_later():
    story = start_is_asked().do(OPINION, said("leitung", Outcome.DEFERRED, text="Fragen"), by=KO)
    assert story.status("start") == StepStatus.IN_REVIEW
    story.when(said("rat"), by=KO).then_rejected(Reason.APPROVAL_NOT_YET)
    assert story.do(said("leitung"), said("rat"), by=KO).status("start") == StepStatus.PASSED


@pytest.mark.parametrize("outcome", [Outcome.RETURNED, Outcome.REJECTED])
def test_a_return_brings_back_to_active_with_what_is_demanded(outcome):
    story = start_is_asked().do(OPINION, said("leitung", outcome, text="Zahlen fehlen"), by=KO)
    part = story.step("start")
    assert (story.status("start"), part.request) == (StepStatus.ACTIVE, None)
    assert (part.returned.outcome, part.returned.text) == (outcome, "Zahlen fehlen")


def test_a_return_voids_every_approval_of_the_request():
    back = said("leitung", Outcome.RETURNED, text="Zahlen fehlen")
    story = start_is_asked().do(OPINION, back, by=KO).do(ASK)
    assert story.step("start").request.decided == {}
    assert story.step("start").returned is None


@pytest.mark.parametrize("outcome", [Outcome.DEFERRED, Outcome.RETURNED, Outcome.REJECTED])
def test_whoever_does_not_approve_says_why(outcome):
    start_is_asked().do(OPINION, by=KO).when(said("leitung", outcome), by=KO).then_invalid(
        text="empty"
    )


# --- four eyes ---


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.RETURNED, Outcome.DEFERRED])
def test_nobody_decides_on_their_own_request(outcome):
    story = start_is_asked(by=KO).do(OPINION, by=KO2)
    found = story.when(said("leitung", outcome, text="x"), by=KO).then_rejected(Reason.OWN_REQUEST)
    assert (found.person, found.roles) == (KO.account, ("coordinator",))
    story.when(said("leitung"), by=KO2).then_kinds(e.ApprovalRecorded)


def test_four_eyes_hold_whatever_roles_a_person_has():
    story = start_is_ready().do(ASK, by=ALONE).do(OPINION, by=KO)
    story.when(said("leitung"), by=ALONE).then_rejected(Reason.OWN_REQUEST)


def test_only_the_named_role_approves():
    story = start_is_asked().do(OPINION, by=KO)
    for by in (DEV, MAN):
        story.when(said("leitung"), by=by).then_forbidden("coordinator")


def test_a_definition_cannot_let_a_manager_approve():
    leitung = Approval(id="leitung", role="manager")
    gate = replace(START.gate, approvals=(leitung,))
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK, by=KO)
    story.when(said("leitung"), by=MAN).then_forbidden("coordinator")
    story.when(said("leitung"), by=KO2).then_forbidden("manager")


def test_nobody_takes_note_of_their_own_request_as_a_role():
    notice = Approval(id="hinweis", role="coordinator", kind=ApprovalKind.NOTICE)
    gate = replace(START.gate, approvals=(notice,))
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK, by=KO)
    assert story.status("start") == StepStatus.PASSED
    noted = said("hinweis", Outcome.NOTED)
    story.when(noted, by=KO).then_rejected(Reason.OWN_REQUEST)
    story.when(noted, by=KO2).then_kinds(e.ApprovalRecorded)


# --- bodies ---


def test_what_a_body_decides_is_kept_in_the_register_of_decisions():
    story = start_is_asked().do(OPINION, said("leitung"), said("rat"), by=KO)
    entry = story.state.records["beschluss"][2]
    assert {name: value.value for name, value in entry.values.items()} == {
        "gremium": "rat",
        "datum": "2026-01-15",
        "ergebnis": "zugestimmt",
        "vorlage": "12/2026",
        "stimmen": "7:1",
        "gegenstand": "Anfang gemacht",
    }
    assert story.step("start").passed.decided["rat"].record == "beschluss/2"


def test_the_entry_gets_the_due_dates_of_its_own_checklist():
    story = start_is_asked().do(OPINION, by=KO)
    assert story.item("beschluss/1", "aushang").due == date(2026, 1, 22)


def test_the_entry_takes_the_title_of_the_step_where_the_gate_has_none():
    gate = replace(START.gate, title="")
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK).do(OPINION, by=KO)
    assert story.state.records["beschluss"][1].values["gegenstand"].value == "Den Anfang machen"


def test_recording_is_not_deciding_and_allowed_on_ones_own_request_with_a_document():
    story = start_is_asked(by=KO)
    story.when(OPINION, by=KO).then_invalid(document="empty")
    proven = replace(OPINION, decision=replace(PAPER, document=FILE))
    story = story.do(proven, by=KO)
    entry = story.state.records["beschluss"][1]
    assert entry.values["dokument"].value == FILE.sha256


def test_a_place_where_one_person_holds_all_roles_is_not_locked_out():
    story = netz_has_passed().do(c.SkipStep(step="umsetzung", reason="Entfällt"), by=KO)
    story = story.do(c.RequestGate(step="schluss"), by=ALONE)
    proven = said("rat", step="schluss", decision=replace(PAPER, document=FILE))
    assert story.do(proven, by=ALONE).status("schluss") == StepStatus.PASSED


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"paper": " "}, {"paper": "empty"}),
        ({"on": DAY + timedelta(days=1)}, {"on": "too-large"}),
        ({"document": LINK}, {"document": "empty"}),
    ],
)
def test_a_decision_has_a_day_a_paper_and_perhaps_a_file(change, problem):
    wrong = replace(OPINION, decision=replace(PAPER, **change))
    start_is_asked().when(wrong, by=KO).then_invalid(**problem)


def test_a_body_needs_its_paper_and_a_role_has_none():
    start_is_asked().when(replace(OPINION, decision=None), by=KO).then_invalid(on="empty")
    story = start_is_asked().do(OPINION, by=KO)
    story.when(said("leitung", decision=PAPER), by=KO).then_invalid(decision="unknown")


def test_only_whoever_records_a_body_may_do_so():
    for by in (DEV, MAN):
        start_is_asked().when(OPINION, by=by).then_forbidden("coordinator")


def test_a_definition_cannot_let_a_manager_record_a_body():
    bodies = {**SMALL.bodies, "beirat": replace(SMALL.bodies["beirat"], recorded_by="manager")}
    definition = variant(bodies=bodies)
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK)
    story.when(OPINION, by=KO).then_forbidden("manager")
    story.when(OPINION, by=MAN).then_forbidden("coordinator")


def test_approvals_that_wait_for_the_same_one_all_wait():
    chain = (
        Approval(id="eins", role="coordinator"),
        Approval(id="zwei", role="coordinator", after=("eins",)),
        Approval(id="drei", role="coordinator", after=("eins", "zwei")),
    )
    gate = replace(START.gate, approvals=chain)
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK)
    story.when(said("drei"), by=KO).then_rejected(Reason.APPROVAL_NOT_YET, Reason.APPROVAL_NOT_YET)


def test_a_body_that_returns_writes_its_entry_too():
    back = said("rat", Outcome.RETURNED, text="Neu vorlegen")
    story = start_is_asked().do(OPINION, said("leitung"), by=KO)
    story.when(back, by=KO).then_kinds(e.RecordAdded, e.ApprovalRecorded, e.GateReturned)


def test_what_changed_since_never_keeps_anybody_from_recording():
    change = c.ChangeRecord(register="partner", number=1, values={"name": "Neu"})
    story = start_is_asked()
    shown = story.state.seq
    story.do(change).when(OPINION, by=KO, seen=shown).then_kinds(e.RecordAdded, e.ApprovalRecorded)


def test_a_decision_on_the_same_request_is_a_conflict():
    story = start_is_asked()
    shown = story.state.seq
    with pytest.raises(ConflictingChange):
        _ = story.do(OPINION, by=KO).when(said("leitung"), by=KO2, seen=shown).events


def test_decisions_go_on_while_the_process_is_paused():
    pause = c.PauseProcess(until=DAY + timedelta(days=9), reason="Urlaub")
    story = start_is_asked().do(pause, OPINION, said("leitung"), said("rat"), by=KO)
    assert story.status("start") == StepStatus.PASSED


# --- stale ---

CHANGE = c.ChangeRecord(register="partner", number=1, values={"name": "Neu"})
STALE = e.ApprovalBecameStale(step="start", thing="partner/1")
CONFIRM = c.ConfirmApproval(step="start", reason="Nur der Name")


def test_changing_a_record_of_the_sheet_makes_the_approval_stale():
    assert start_has_passed().when(CHANGE).events[1:] == (STALE,)


def test_archiving_a_record_of_the_sheet_makes_it_stale():
    archive = c.ArchiveRecord(register="partner", number=1, reason="Weg")
    assert start_has_passed().when(archive).events[1:] == (STALE,)


def test_new_records_do_not_count():
    start_has_passed().when(partner()).then_kinds(e.RecordAdded)


def test_records_that_the_sheet_does_not_name_do_not_count():
    start_has_passed().when(replace(CHANGE, number=3)).then_kinds(e.RecordChanged)


def test_a_request_in_review_is_stale_only_once_something_has_been_said():
    start_is_asked().when(CHANGE).then_kinds(e.RecordChanged)
    deferred = said("beirat", Outcome.GIVEN, text="Gern")
    assert start_is_asked().do(deferred, by=KO).when(CHANGE).events[1:] == (STALE,)


def test_a_deferral_approves_nothing_that_could_become_stale():
    gate = replace(START.gate, approvals=(Approval(id="leitung", role="coordinator"),))
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASK)
    story = story.do(said("leitung", Outcome.DEFERRED, text="Später"), by=KO)
    story.when(CHANGE).then_kinds(e.RecordChanged)


def ongoing():
    """An ongoing step that has passed with a value and an item of its own."""
    story = start_has_passed().do(recording("netz", treffen="3"))
    story = story.do(completing("netz", "runde", "Zwölf"), by=DEV).do(c.RequestGate(step="netz"))
    return story.do(said("leitung", step="netz"), by=KO)


@pytest.mark.parametrize(
    ("command", "thing"),
    [
        (recording("netz", treffen="4"), "value:treffen"),
        (recording("netz", treffen=""), "value:treffen"),
        (
            c.RecordValues(holder="netz", values={}, reasons={"treffen": "Mehr ging nicht."}),
            "value:treffen",
        ),
        (c.ReopenItem(holder="netz", item="runde"), "proof:runde"),
        (c.SetItemAside(holder="netz", item="runde", reason="Nein"), "proof:runde"),
        (c.AddEvidence(holder="netz", item="runde", note="Anders"), "proof:runde"),
    ],
)
def test_altering_a_value_or_proof_makes_stale(command, thing):
    found = ongoing().when(command).events[1:]
    assert found == (e.ApprovalBecameStale(step="netz", thing=thing),)


def test_a_text_that_is_a_word_makes_stale_too():
    story = netz_has_passed().do(c.SkipStep(step="umsetzung", reason="x"), by=KO)
    story = story.do(recording("schluss", bilanz="Gut"), c.RequestGate(step="schluss"))
    story = story.do(said("rat", step="schluss"), by=KO)
    story = story.do(c.ReopenStep(step="schluss", reason="Tippfehler"), by=KO)
    story.when(recording("schluss", bilanz="Sehr gut")).then_kinds(e.ValuesRecorded)


def test_more_proof_is_new_and_does_not_count():
    more = c.AddEvidence(holder="netz", item="runde", documents=(FILE,))
    story = ongoing()
    story.when(more).then_kinds(e.EvidenceAdded)
    removed = c.RemoveEvidence(holder="netz", item="runde", document=0)
    story.do(more).when(removed).then_kinds(e.EvidenceRemoved, e.ApprovalBecameStale)


def test_a_recurring_item_done_again_is_no_alteration():
    again = completing("netz", "runde", "Neun")
    ongoing().later(100).when(again, by=DEV).then_kinds(e.ItemCompleted)


def test_persons_and_due_dates_make_nothing_stale():
    given = c.AssignItem(holder="netz", item="runde", account=1)
    ongoing().when(given).then_kinds(e.ItemAssigned)


def test_each_thing_is_named_once():
    story = start_has_passed().do(CHANGE)
    story.when(replace(CHANGE, values={"name": "Noch neuer"})).then_kinds(e.RecordChanged)


def test_the_coordination_confirms_with_a_reason_and_it_holds_again():
    story = start_has_passed().do(CHANGE)
    story.when(replace(CONFIRM, reason=""), by=KO).then_invalid(reason="empty")
    story.when(CONFIRM, by=MAN).then_forbidden("coordinator")
    story = story.do(CONFIRM, by=KO)
    assert story.step("start").passed.stale == ()
    story.when(CONFIRM, by=KO).then_rejected(Reason.NOT_STALE)
    again = replace(CHANGE, values={"name": "Noch neuer"})
    assert story.when(again).events[1:] == (STALE,)


def test_a_request_in_review_is_confirmed_too():
    story = start_is_asked().do(OPINION, by=KO).do(CHANGE).do(CONFIRM, by=KO)
    assert story.step("start").request.stale == ()


def test_nobody_confirms_what_they_have_not_seen():
    story = start_has_passed().do(CHANGE)
    shown = story.state.seq
    other = story.do(replace(CHANGE, number=2))
    with pytest.raises(ConflictingChange):
        _ = other.when(CONFIRM, by=KO, seen=shown).events
    other.when(CONFIRM, by=KO, seen=other.state.seq).then_kinds(e.ApprovalConfirmed)


def test_stale_blocks_nothing():
    story = start_is_asked().do(OPINION, by=KO).do(CHANGE)
    assert story.do(said("leitung"), said("rat"), by=KO).status("start") == StepStatus.PASSED


def test_reopening_the_step_ends_it():
    story = start_has_passed().do(CHANGE).do(c.ReopenStep(step="start", reason="Neu"), by=KO)
    assert story.step("start").passed is None


def test_time_makes_nothing_stale():
    story = ongoing().later(400)
    story.when(c.OpenSteps(), by=replace(KO, roles=frozenset({"system"}))).then_kinds(e.StepOpened)


def test_erasure_makes_nothing_stale():
    erase = c.EraseWords(words=((6, "value:name"),), reason="Auf Wunsch")
    start_has_passed().when(erase, by=KO).then_kinds(e.WordsErased)


# --- obligations ---

DUTY = c.NewObligation(text="Bericht vorlegen", due=date(2026, 2, 1), role="manager")
WITH_DUTY = said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(DUTY,))
FULFIL = c.FulfilObligation(obligation="1", note="Liegt vor")
REOPEN = c.ReopenObligation(obligation="1", reason="Unvollständig")


def with_duty():
    return start_is_asked().do(OPINION, WITH_DUTY, said("rat"), by=KO)


def test_an_approval_with_obligations_is_a_yes():
    story = with_duty()
    duty = story.state.instance.obligations["1"]
    assert story.status("start") == StepStatus.PASSED
    assert (duty.text, duty.due, duty.role, duty.step) == (
        "Bericht vorlegen",
        DUTY.due,
        "manager",
        "start",
    )


def test_obligations_are_numbered_on():
    story = start_is_asked().do(OPINION, replace(WITH_DUTY, obligations=(DUTY, DUTY)), by=KO)
    story = story.do(said("rat", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(DUTY,)), by=KO)
    assert list(story.state.instance.obligations) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (replace(WITH_DUTY, obligations=()), "empty"),
        (replace(WITH_DUTY, outcome=Outcome.APPROVED), "not-chosen"),
        (replace(WITH_DUTY, obligations=(replace(DUTY, text=""),)), "empty"),
        (replace(WITH_DUTY, obligations=(replace(DUTY, role="admin"),)), "no-such-choice"),
        (replace(WITH_DUTY, obligations=(replace(DUTY, due=date(2026, 1, 14)),)), "in-the-past"),
    ],
)
def test_an_obligation_says_what_until_when_and_by_whom(command, problem):
    start_is_asked().do(OPINION, by=KO).when(command, by=KO).then_invalid(obligations=problem)


def test_an_obligation_is_met_with_proof_by_who_is_responsible():
    story = with_duty()
    story.when(FULFIL, by=DEV).then_forbidden("manager")
    story.when(replace(FULFIL, note="")).then_invalid(note="empty")
    story.when(replace(FULFIL, note="", documents=(FILE,))).then_kinds(e.ObligationFulfilled)
    duty = story.do(FULFIL).state.instance.obligations["1"]
    assert (duty.fulfilled_by, duty.fulfilled_on, duty.note) == (MAN.account, DAY, "Liegt vor")


def test_the_coordination_meets_anothers_obligation_with_a_note():
    story = with_duty()
    story.when(replace(FULFIL, note="", documents=(FILE,)), by=KO).then_invalid(note="empty")
    story.when(FULFIL, by=KO).then_kinds(e.ObligationFulfilled)


def test_the_coordination_opens_an_obligation_again():
    story = with_duty().do(FULFIL)
    story.when(REOPEN, by=MAN).then_forbidden("coordinator")
    story.when(replace(REOPEN, reason=""), by=KO).then_invalid(reason="empty")
    duty = story.do(REOPEN, by=KO).state.instance.obligations["1"]
    assert (duty.fulfilled_on, duty.reopened) == (None, "Unvollständig")
    again = story.do(REOPEN, by=KO).do(FULFIL).state.instance.obligations["1"]
    assert again.reopened == ""


def test_whoever_meets_an_obligation_after_another_is_told_so():
    other = replace(FULFIL, note="Ich habe es auch getan")
    with_duty().do(FULFIL).when(other, by=KO).then_rejected(Reason.OBLIGATION_DONE)


def test_meeting_or_opening_twice_is_harmless():
    with_duty().do(FULFIL).when(FULFIL).then_nothing()
    with_duty().when(REOPEN, by=KO).then_nothing()
    done = with_duty().do(FULFIL).actions(MAN)[c.FulfilObligation, "", "1"].blockers[0]
    assert done.reason is Reason.OBLIGATION_DONE
    undone = with_duty().actions(KO)[c.ReopenObligation, "", "1"].blockers[0]
    assert (undone.reason, undone.roles) == (Reason.OBLIGATION_NOT_DONE, ("manager",))


def test_an_overdue_obligation_blocks_every_request():
    story = with_duty().do(completing("netz", "runde", "Ja"), by=DEV)
    ask = c.RequestGate(step="netz")
    story.on(date(2026, 2, 1)).when(ask).then_kinds(e.GateRequested)
    late = story.on(date(2026, 2, 2))
    found = late.when(ask).then_rejected(Reason.OBLIGATION_OVERDUE)
    assert (found.thing, found.need, found.roles) == ("1", "2026-02-01", ("manager",))
    late.do(FULFIL).when(ask).then_kinds(e.GateRequested)


def test_obligations_are_met_while_the_process_is_paused():
    pause = c.PauseProcess(until=DAY + timedelta(days=9), reason="Urlaub")
    with_duty().do(pause, by=KO).when(FULFIL).then_kinds(e.ObligationFulfilled)


def test_an_obligation_of_nothing_is_not_found():
    for by in (DEV, MAN, KO):
        with pytest.raises(NotFound):
            _ = with_duty().when(replace(FULFIL, obligation="9"), by=by).events
    with pytest.raises(NotFound):
        _ = with_duty().when(replace(REOPEN, obligation="9"), by=KO).events
