"""Checklist items: who settles them, with what proof, and how they open again."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.core.small import SMALL, START, variant
from tests.unit.core.story import (
    DEV,
    FILE,
    KO,
    LINK,
    MAN,
    PLACE,
    begun,
    completing,
    measure,
    netz_has_passed,
    partner,
    recording,
    start_has_passed,
    start_is_asked,
    start_is_ready,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.errors import ConflictingChange, NotFound, Reason
from workflow.core.state import ItemStatus

ANLASS = completing("start", "anlass", "Viele Ältere leben allein.")


# --- who ---


def test_an_item_is_settled_by_its_own_role():
    story = begun().do(ANLASS, by=KO)
    item = story.item("start", "anlass")
    assert (item.status, item.by, item.round) == (ItemStatus.DONE, KO.account, 1)


def test_another_role_may_not_settle_it():
    assert begun().when(ANLASS, by=DEV).then_forbidden("coordinator") is Reason.NOT_ALLOWED


def test_a_role_that_acts_for_another_does_so_under_its_own_name():
    story = begun().do(partner()).do(completing("start", "partner"), by=MAN)
    assert story.item("start", "partner").by == MAN.account


def test_the_refusal_names_everybody_who_could():
    definition = variant(roles=SMALL.roles)
    story = begun(definition).do(partner())
    stranger = replace(DEV, roles=frozenset({"consultant"}))
    story.when(completing("start", "partner"), by=stranger).then_forbidden(
        "developer", "manager", "coordinator"
    )


def test_a_definition_cannot_let_a_developer_act_for_others():
    roles = {**SMALL.roles, "developer": replace(SMALL.roles["developer"], acts_for=("manager",))}
    story = begun(variant(roles=roles))
    story.when(completing("start", "folgeantrag"), by=DEV).then_forbidden("manager")


def test_the_coordination_does_others_items_with_a_reason():
    story = begun()
    story.when(completing("start", "folgeantrag"), by=KO).then_invalid(reason="empty")
    story.when(completing("start", "folgeantrag", reason="Ist krank"), by=KO).then(
        e.ItemCompleted(holder="start", item="folgeantrag", round=1, words={"reason": "Ist krank"})
    )


def test_the_coordination_needs_no_reason_for_its_own_item():
    begun().when(ANLASS, by=KO).then_kinds(e.ItemCompleted)


def test_reopening_anothers_item_takes_a_reason_too():
    story = begun().do(completing("start", "folgeantrag"))
    story.when(c.ReopenItem(holder="start", item="folgeantrag"), by=KO).then_invalid(reason="empty")
    story.when(c.ReopenItem(holder="start", item="folgeantrag"), by=MAN).then_kinds(e.ItemReopened)


# --- proof ---


def test_a_note_that_is_asked_for_is_missing():
    begun().when(completing("start", "anlass"), by=KO).then_invalid(note="empty")


def test_a_note_of_spaces_is_none():
    begun().when(completing("start", "anlass", "   "), by=KO).then_invalid(note="empty")


@pytest.mark.parametrize("document", [FILE, LINK, PLACE], ids=lambda d: d.kind)
def test_a_document_is_a_file_a_link_or_a_place(document):
    story = begun(traeger="verein").do(completing("start", "satzung", documents=(document,)))
    assert story.item("start", "satzung").documents == (document,)


def test_a_document_that_is_asked_for_is_missing():
    begun(traeger="verein").when(completing("start", "satzung", "Ja")).then_invalid(
        documents="empty"
    )


def test_a_link_has_to_be_a_web_address():
    link = replace(LINK, name="javascript:alert(1)")
    begun().when(completing("start", "folgeantrag", documents=(link,))).then_invalid(
        documents="not-a-url"
    )


def test_records_that_are_asked_for_are_missing_whatever_is_typed():
    blocker = begun().do(partner("wohnen")).when(completing("start", "partner"), by=DEV)
    found = blocker.then_rejected(Reason.PROOF_MISSING)
    assert (found.have, found.need, found.roles) == ("0", "1", ("developer", "manager"))


def test_the_engine_notes_the_matching_records():
    story = begun().do(partner("wohnen"), partner(), completing("start", "partner"))
    assert story.item("start", "partner").records == ("partner/2",)


def test_archived_records_prove_nothing():
    archived = c.ArchiveRecord(register="partner", number=1, reason="Doppelt")
    story = begun().do(partner(), archived)
    story.when(completing("start", "partner")).then_rejected(Reason.PROOF_MISSING)


def test_a_field_proves_an_item():
    story = start_has_passed().do(measure())
    done = completing("umsetzung", "ergebnis")
    assert story.when(done).then_rejected(Reason.PROOF_MISSING).need == "field:ergebnis-am"
    story.do(recording("umsetzung", ergebnis_am="2026-01-10")).when(done).then_kinds(
        e.ItemCompleted
    )


def test_one_of_several_proofs_is_enough_typed_or_there():
    unterlage = completing("start", "unterlage")
    begun().when(unterlage).then_invalid(documents="empty")
    begun().when(replace(unterlage, documents=(PLACE,))).then_kinds(e.ItemCompleted)
    begun().do(partner(), partner(), partner()).when(unterlage).then_kinds(e.ItemCompleted)


def test_proof_can_be_brought_before_the_item_is_settled():
    brought = c.AddEvidence(holder="start", item="anlass", note="Gespräche", documents=(FILE,))
    story = begun().do(brought, by=DEV).do(completing("start", "anlass"), by=KO)
    item = story.item("start", "anlass")
    assert (item.status, item.note, item.documents) == (ItemStatus.DONE, "Gespräche", (FILE,))


def test_bringing_proof_settles_nothing():
    story = begun().do(c.AddEvidence(holder="start", item="anlass", note="Eins"), by=DEV)
    assert story.item("start", "anlass").status is ItemStatus.OPEN


def test_bringing_nothing_is_a_mistake():
    begun().when(c.AddEvidence(holder="start", item="anlass")).then_invalid(note="empty")


def test_documents_join_those_already_there():
    first = c.AddEvidence(holder="start", item="anlass", documents=(FILE,))
    second = c.AddEvidence(holder="start", item="anlass", documents=(PLACE,))
    assert begun().do(first, second).item("start", "anlass").documents == (FILE, PLACE)


def test_a_document_is_taken_off():
    both = c.AddEvidence(holder="start", item="anlass", documents=(FILE, PLACE))
    removed = c.RemoveEvidence(holder="start", item="anlass", document=0)
    assert begun().do(both, removed).item("start", "anlass").documents == (PLACE,)


def test_there_is_no_document_to_take_off():
    removed = c.RemoveEvidence(holder="start", item="anlass", document=0)
    begun().when(removed).then_rejected(Reason.PROOF_MISSING)
    with pytest.raises(NotFound):
        begun().do(c.AddEvidence(holder="start", item="anlass", documents=(FILE,))).do(
            replace(removed, document=1)
        )


def test_more_documents_than_anybody_reads_are_refused():
    many = (PLACE,) * 21
    begun().when(c.AddEvidence(holder="start", item="anlass", documents=many)).then_invalid(
        documents="too-large"
    )


# --- not applicable ---


def test_an_item_is_set_aside_with_a_reason():
    aside = c.SetItemAside(holder="start", item="folgeantrag", reason="Keine Förderung")
    item = begun().do(aside).item("start", "folgeantrag")
    assert (item.status, item.reason) == (ItemStatus.NOT_APPLICABLE, "Keine Förderung")
    begun().when(replace(aside, reason="")).then_invalid(reason="empty")


def test_what_is_set_aside_is_opened_before_it_is_done():
    aside = c.SetItemAside(holder="start", item="folgeantrag", reason="Nein")
    done = completing("start", "folgeantrag")
    begun().do(aside).when(done).then_rejected(Reason.ITEM_NOT_APPLICABLE)
    begun().do(aside, c.ReopenItem(holder="start", item="folgeantrag")).when(done).then_kinds(
        e.ItemCompleted
    )


def test_what_does_not_apply_cannot_be_done():
    begun(traeger="kommune").when(completing("start", "satzung", documents=(FILE,))).then_rejected(
        Reason.DOES_NOT_APPLY
    )


def test_what_may_apply_can_be_done():
    begun().when(completing("start", "satzung", documents=(FILE,))).then_kinds(e.ItemCompleted)


# --- recurring ---


def test_a_recurring_item_holds_for_its_months():
    story = start_has_passed().do(completing("netz", "runde", "Zwölf"), by=DEV)
    assert story.item("netz", "runde").again_on == date(2026, 4, 15)
    again = completing("netz", "runde", "Neun")
    story.on(date(2026, 4, 14)).when(again, by=DEV).then_rejected(Reason.ITEM_DONE)
    story.on(date(2026, 4, 15)).when(again, by=DEV).then_kinds(e.ItemCompleted)


def test_a_recurring_item_that_is_open_again_blocks_the_gate():
    story = start_has_passed().do(completing("netz", "runde", "Zwölf"), by=DEV)
    asked = c.RequestGate(step="netz")
    story.on(date(2026, 4, 15)).when(asked).then_rejected(Reason.ITEM_OPEN)
    story.on(date(2026, 4, 14)).when(asked).then_kinds(e.GateRequested)


def test_a_recurring_item_goes_on_in_an_ongoing_step_that_has_passed():
    again = completing("netz", "runde", "Neun")
    netz_has_passed().on(date(2026, 5, 1)).when(again, by=DEV).then_kinds(e.ItemCompleted)


def test_each_time_a_recurring_item_wants_its_own_proof_and_keeps_the_former_beneath():
    story = netz_has_passed().on(date(2026, 5, 1))
    story.when(completing("netz", "runde"), by=DEV).then_invalid(note="empty")
    brought = c.AddEvidence(holder="netz", item="runde", documents=(FILE,))
    story = story.do(brought, completing("netz", "runde", "Neun"), by=DEV)
    item = story.item("netz", "runde")
    assert (item.note, item.documents, item.due) == ("Neun", (FILE,), date(2026, 4, 15))
    assert (item.former.note, item.former.documents) == ("Zwölf waren da.", ())
    assert story.step("netz").passed.stale == ()


def test_a_recurring_item_that_is_open_again_keeps_its_person_and_takes_a_new_day():
    story = netz_has_passed().do(c.AssignItem(holder="netz", item="runde", account=DEV.account))
    story = story.on(date(2026, 5, 1))
    story = story.do(c.SetItemDue(holder="netz", item="runde", due=date(2026, 5, 20)))
    item = story.item("netz", "runde")
    assert (item.status, item.assigned, item.due) == (
        ItemStatus.OPEN,
        DEV.account,
        date(2026, 5, 20),
    )
    assert (item.note, item.former.note) == (None, "Zwölf waren da.")
    story.when(c.ReopenItem(holder="netz", item="runde"), by=DEV).then_nothing()


# --- where and when ---


def test_a_passed_step_is_not_worked_on():
    done = completing("start", "folgeantrag")
    start_has_passed().when(done).then_rejected(Reason.STEP_NOT_WORKABLE)


def test_items_are_locked_while_in_review():
    story = start_is_asked()
    for command in (
        completing("start", "folgeantrag"),
        c.ReopenItem(holder="start", item="partner"),
        c.SetItemAside(holder="start", item="folgeantrag", reason="Nein"),
        c.AddEvidence(holder="start", item="anlass", note="Mehr"),
    ):
        story.when(command).then_rejected(Reason.LOCKED_IN_REVIEW)


def test_persons_and_due_dates_are_free_while_in_review():
    story = start_is_asked()
    story.when(c.AssignItem(holder="start", item="anlass", account=1)).then_kinds(e.ItemAssigned)
    story.when(c.SetItemDue(holder="start", item="anlass", due=None)).then_kinds(e.ItemDueSet)


def test_an_item_is_given_to_a_member_of_the_team():
    given = c.AssignItem(holder="start", item="partner", account=1)
    assert begun().do(given).item("start", "partner").assigned == 1
    begun().when(replace(given, account=99)).then_invalid(account="not-in-team")
    assert begun().do(given, replace(given, account=None)).item("start", "partner").assigned is None


def test_an_item_of_the_coordination_is_given_to_who_holds_it():
    given = c.AssignItem(holder="start", item="anlass", account=KO.account)
    assert begun().do(given).item("start", "anlass").assigned == KO.account
    begun().when(replace(given, account=99)).then_invalid(account="not-in-team")
    begun().when(replace(given, item="partner")).then_invalid(account="not-in-team")


def test_the_record_of_a_register_has_a_checklist_of_its_own():
    story = start_has_passed().do(measure(), completing("massnahme/1", "auftrag", "Klar"))
    assert story.item("massnahme/1", "auftrag").status is ItemStatus.DONE
    assert story.item("massnahme/1", "auftrag").due == date(2026, 1, 29)


def test_the_field_of_a_record_proves_its_item():
    story = start_has_passed().do(measure(kosten="100", quelle="Stiftung"))
    done = completing("massnahme/1", "abrechnung")
    story.when(done).then_rejected(Reason.PROOF_MISSING)
    change = c.ChangeRecord(register="massnahme", number=1, values={"ende": "2026-05-01"})
    assert story.do(change).item("massnahme/1", "abrechnung").due == date(2026, 6, 1)
    story.do(change).when(done).then_kinds(e.ItemCompleted)


def test_items_of_an_archived_record_rest():
    archived = c.ArchiveRecord(register="massnahme", number=1, reason="Doppelt")
    story = start_has_passed().do(measure(), archived)
    for command in (
        completing("massnahme/1", "auftrag", "Klar"),
        c.AssignItem(holder="massnahme/1", item="auftrag", account=1),
    ):
        story.when(command).then_rejected(Reason.RECORD_ARCHIVED)


@pytest.mark.parametrize(
    ("holder", "item"),
    [("nie", "anlass"), ("start", "nie"), ("partner/9", "x"), ("massnahme/1", "nie"), ("x/1", "a")],
)
@pytest.mark.parametrize(
    "command", [c.CompleteItem, c.AddEvidence, c.ReopenItem], ids=lambda kind: kind.__name__
)
@pytest.mark.parametrize("by", [DEV, KO], ids=["developer", "coordinator"])
def test_what_does_not_exist_is_not_found(command, holder, item, by):
    with pytest.raises(NotFound):
        start_has_passed().do(measure()).do(command(holder=holder, item=item), by=by)


# --- twice, and in between ---


def test_a_double_click_is_harmless():
    done = completing("start", "anlass", "Viele", documents=(FILE,))
    begun().do(done, by=KO).when(done, by=KO).then_nothing()
    brought = c.AddEvidence(holder="start", item="anlass", note="Viele", documents=(FILE,))
    begun().do(brought).when(brought).then_nothing()


def test_more_proof_for_a_done_item_is_said_to_be_too_late():
    story = begun().do(ANLASS, by=KO)
    story.when(completing("start", "anlass", "Anders"), by=KO).then_rejected(Reason.ITEM_DONE)


@pytest.mark.parametrize(
    "command",
    [
        c.ReopenItem(holder="start", item="folgeantrag"),
        c.AssignItem(holder="start", item="folgeantrag", account=None),
        c.SetItemDue(holder="start", item="folgeantrag", due=None),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_is_so_already_changes_nothing(command):
    begun().when(command).then_nothing()


def test_setting_aside_twice_is_harmless():
    aside = c.SetItemAside(holder="start", item="folgeantrag", reason="Nein")
    begun().do(aside).when(replace(aside, reason="Nochmal")).then_nothing()


def test_only_a_change_of_this_very_item_is_a_conflict():
    story = begun()
    shown = story.state.seq
    other = story.do(completing("start", "folgeantrag"))
    other.when(ANLASS, by=KO, seen=shown).then_kinds(e.ItemCompleted)
    same = story.do(c.AddEvidence(holder="start", item="anlass", note="Eins"))
    with pytest.raises(ConflictingChange) as conflict:
        _ = same.when(ANLASS, by=KO, seen=shown).events
    assert (conflict.value.holder, conflict.value.thing) == ("start", "anlass")


def test_a_person_or_a_due_date_is_no_change_of_the_item():
    story = begun()
    shown = story.state.seq
    moved = story.do(c.AssignItem(holder="start", item="anlass", account=1))
    moved.when(ANLASS, by=KO, seen=shown).then_kinds(e.ItemCompleted)


def test_reopening_keeps_the_proof_beneath():
    story = begun().do(ANLASS, c.ReopenItem(holder="start", item="anlass"), by=KO)
    item = story.item("start", "anlass")
    assert (item.status, item.note) == (ItemStatus.OPEN, "Viele Ältere leben allein.")


def test_a_step_with_the_same_ids_elsewhere_is_another_holder():
    assert set(START.checklist) >= {"partner"}
    assert start_is_ready().item("start", "partner").records == ("partner/1", "partner/2")
