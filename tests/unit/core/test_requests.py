"""Asking for a gate: what keeps it back, the sheet it freezes, exceptions, taking it back."""

from dataclasses import replace

import pytest

from tests.unit.core.small import IS_VEREIN, SMALL, START, variant
from tests.unit.core.story import (
    DAY,
    DEV,
    FILE,
    KO,
    KO2,
    MAN,
    OPINION,
    begun,
    completing,
    measure,
    partner,
    recording,
    said,
    start_has_passed,
    start_is_asked,
    start_is_ready,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.conditions import Scope
from workflow.core.decide.case import Case
from workflow.core.definition import (
    Aggregate,
    AggregateKind,
    AllOf,
    Approval,
    ApprovalKind,
    Arithmetic,
    ArithmeticKind,
    Compare,
    Field,
    FieldRef,
    FieldType,
    GateCondition,
    Literal,
    Strength,
)
from workflow.core.definition import Test as Check
from workflow.core.definition import TestKind as Kind
from workflow.core.errors import NotFound, Reason
from workflow.core.gate import Verdict, checks, excepted_item
from workflow.core.sheets import changed_since
from workflow.core.state import Answer, StepStatus

ASK = c.RequestGate(step="start")
ASIDE = c.SetItemAside(holder="start", item="anlass", reason="Ist bekannt")


def missing(story, step="start"):
    found = story.actions()[c.RequestGate, step, ""].blockers
    return {(blocker.reason, blocker.thing) for blocker in found}


# --- what keeps it back ---


def test_a_gate_lists_everything_that_is_missing_at_once():
    assert missing(begun(traeger="kommune")) == {
        (Reason.ITEM_OPEN, "anlass"),
        (Reason.ITEM_OPEN, "partner"),
        (Reason.FIELD_EMPTY, "horizont"),
        (Reason.CONDITION_NOT_MET, "einer"),
    }


def test_what_is_missing_says_what_is_there_what_is_needed_and_who_can():
    found = (
        begun(traeger="kommune")
        .when(ASK)
        .then_rejected(
            Reason.ITEM_OPEN, Reason.ITEM_OPEN, Reason.FIELD_EMPTY, Reason.CONDITION_NOT_MET
        )
    )
    assert (found.holder, found.thing, found.roles) == ("start", "anlass", ("coordinator",))
    last = begun(traeger="kommune").actions()[c.RequestGate, "start", ""].blockers[-1]
    assert (last.have, last.need) == ("0", "1")


def test_a_ready_gate_is_asked_for():
    story = start_is_asked()
    assert story.status("start") == StepStatus.IN_REVIEW


def test_an_item_that_is_not_required_holds_nothing_up():
    assert "unterlage" not in {thing for _, thing in missing(begun())}


def test_advice_is_shown_and_holds_nothing_up():
    story = start_is_ready().do(recording("start", horizont="3"))
    scope = Scope(story.definition, story.state, story.today)
    advice = next(check for check in checks(START, scope) if check.thing == "lang")
    assert advice.verdict is Verdict.ADVICE
    story.when(ASK).then_kinds(e.GateRequested)


def test_proof_that_no_longer_suffices_counts_as_missing():
    story = start_is_ready()
    gone = [c.ArchiveRecord(register="partner", number=n, reason="Weg") for n in (1, 2)]
    found = missing(story.do(*gone))
    assert (Reason.PROOF_MISSING, "partner") in found


def test_what_may_apply_stays_in_sight_and_blocks():
    found = missing(start_is_ready(begun()))
    assert found == {
        (Reason.DEPENDS, "satzung"),
        (Reason.DEPENDS, "vorstand"),
        (Reason.DEPENDS, "rat"),
    }


def test_what_does_not_apply_drops_out():
    assert missing(start_is_ready(begun(traeger="kommune"))) == set()


def test_what_applies_is_asked():
    found = missing(start_is_ready(begun(traeger="verein")))
    assert found == {(Reason.ITEM_OPEN, "satzung"), (Reason.FIELD_EMPTY, "vorstand")}


def with_gate(**changes):
    gate = replace(START.gate, **changes)
    return variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})


@pytest.mark.parametrize(
    ("strength", "verdict"),
    [
        (Strength.MANDATORY, Verdict.MISSING),
        (Strength.WAIVABLE, Verdict.EXCEPTION),
        (Strength.ADVICE, Verdict.ADVICE),
    ],
)
def test_a_condition_that_may_apply_counts_as_not_met(strength, verdict):
    einer = replace(START.gate.conditions[0], applies_when=IS_VEREIN, strength=strength)
    definition = with_gate(conditions=(einer,))
    for profile, expected in (({}, verdict), ({"traeger": "kommune"}, None)):
        story = begun(definition, **profile).do(partner())
        scope = Scope(definition, story.state, story.today)
        found = {x.thing: x.verdict for x in checks(definition.steps["start"], scope)}
        assert found.get("einer") is expected


def test_a_notice_that_may_apply_stays_in_sight_and_holds_nothing_up():
    presse = Approval(id="presse", body="beirat", kind=ApprovalKind.NOTICE, applies_when=IS_VEREIN)
    definition = with_gate(approvals=(presse,))
    story = start_is_ready(begun(definition, traeger="kommune"))
    assert story.do(ASK).step("start").passed.approvals == ()
    story = begun(replace(definition, profile=definition.profile)).do(
        partner(), partner(), partner("wohnen"), recording("start", horizont="5", vorstand="Frau A")
    )
    notice = definition.steps["start"].gate.approvals[0]
    scope = Scope(definition, story.state, story.today)
    assert notice.id not in {x.thing for x in checks(definition.steps["start"], scope)}


# --- who and when ---


def test_management_and_coordination_ask_the_developer_does_not():
    assert start_is_ready().when(ASK, by=DEV).then_forbidden("manager", "coordinator")
    start_is_ready().when(ASK, by=KO).then_kinds(e.GateRequested)


def test_only_an_active_step_can_ask():
    start_is_asked().when(ASK).then_rejected(Reason.STEP_NOT_ACTIVE)
    begun().when(c.RequestGate(step="netz")).then_rejected(Reason.STEP_NOT_ACTIVE)
    start_has_passed().when(ASK).then_rejected(Reason.STEP_NOT_ACTIVE)


def test_nobody_asks_while_the_process_is_paused():
    pause = c.PauseProcess(until=DAY.replace(day=30), reason="Urlaub")
    start_is_ready().do(pause, by=KO).when(ASK).then_rejected(Reason.PROCESS_NOT_RUNNING)


def test_a_gate_of_nothing_is_not_found():
    with pytest.raises(NotFound):
        _ = begun().when(c.RequestGate(step="nie")).events


# --- the sheet ---


def test_the_sheet_freezes_answers_values_proofs_and_records():
    story = start_is_asked()
    sheet = story.step("start").request.sheet
    assert {line.condition: (line.answer, line.have, line.need) for line in sheet.lines} == {
        "einer": (Answer.YES, "3", "1"),
        "partner": (Answer.YES, "2", "2"),
        "breite": (Answer.YES, "2", "2"),
        "lang": (Answer.YES, "5", "5"),
    }
    values, items = story.step("start").values, story.step("start").items
    assert sheet.values == {"horizont": values["horizont"].seq}
    assert sheet.calculated == {"sektoren": "2", "viele": "false"}
    assert set(sheet.proofs) == {"anlass", "partner"}
    assert sheet.proofs["partner"].seq == items["partner"].seq
    assert set(sheet.proofs["partner"].records) == {"partner/1", "partner/2"}


CONTACT = FieldRef("profile", "kontakt")
AGES = Aggregate(AggregateKind.SUM, "partner", "alter")
FILLED = Check(Kind.FILLED, Literal(True))


@pytest.mark.parametrize(
    "value",
    [
        CONTACT,
        AGES,
        FieldRef("start", "wer"),
        Arithmetic(ArithmeticKind.TOTAL, (AGES, Literal(1))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_sheet_copies_no_word_so_that_it_can_be_erased(value):
    asked = GateCondition(id="wer", condition=AllOf((Compare(value, (FILLED,)),)))
    gate = replace(START.gate, conditions=(*START.gate.conditions, asked))
    who = Field(id="wer", type=FieldType.TEXT, label="Wer", calculate=CONTACT)
    step = replace(START, gate=gate, fields={**START.fields, "wer": who})
    definition = variant(steps={**SMALL.steps, "start": step})
    story = start_is_ready(begun(definition, traeger="kommune", kontakt="Frau Meier"))
    grown = c.ChangeRecord(register="partner", number=1, values={"alter": "81"})
    sheet = story.do(grown, ASK).step("start").request.sheet
    assert [(line.answer, line.have) for line in sheet.lines if line.condition == "wer"] == [
        (Answer.YES, "")
    ]
    assert "wer" not in sheet.calculated


def test_the_digest_is_that_of_values_and_proofs():
    one, same = start_is_asked(), start_is_asked(by=KO)
    other = start_is_ready().do(recording("start", horizont="6"), ASK)
    digests = [x.step("start").request.sheet.digest for x in (one, same, other)]
    assert digests[0] == digests[1] != digests[2]


def test_what_has_changed_since_is_named():
    story = start_is_asked()
    change = c.ChangeRecord(register="partner", number=1, values={"name": "Neu"})
    story = story.do(change)
    case = Case(story.definition, story.state, story.context(KO))
    assert list(changed_since(story.step("start").request, "start", case.scope)) == ["partner/1"]


def test_what_is_calculated_can_have_changed_since():
    story = start_is_asked().do(partner("verein"))
    case = Case(story.definition, story.state, story.context(KO))
    assert list(changed_since(story.step("start").request, "start", case.scope)) == [
        "value:sektoren"
    ]
    fields = {name: each for name, each in START.fields.items() if name != "viele"}
    later = variant(steps={**SMALL.steps, "start": replace(START, fields=fields)})
    case = replace(case, definition=later)
    assert "value:viele" in set(changed_since(story.step("start").request, "start", case.scope))


def test_values_and_proof_that_changed_after_passing_are_named():
    story = start_has_passed()
    request = story.step("start").passed
    again = c.ReopenStep(step="start", reason="Fehler")
    story = story.do(again, by=KO).do(
        recording("start", horizont="7"), c.ReopenItem(holder="start", item="partner"), by=MAN
    )
    case = Case(story.definition, story.state, story.context(KO))
    assert list(changed_since(request, "start", case.scope)) == ["value:horizont", "proof:partner"]
    cleared = story.do(recording("start", horizont=None))
    case = Case(story.definition, cleared.state, story.context(KO))
    assert next(changed_since(request, "start", case.scope)) == "value:horizont"


# --- exceptions ---


def few():
    """Ready but for two waivable conditions: too few partners, of one sector only."""
    return (
        begun(traeger="kommune")
        .do(partner(), recording("start", horizont="5"))
        .do(completing("start", "anlass", "Ja"), by=KO)
        .do(completing("start", "partner"))
    )


def excepting(**reasons):
    return replace(ASK, exceptions={k.replace("__", ":"): v for k, v in reasons.items()})


GRANT = c.GrantException(step="start", exception="partner")
REFUSE = c.RefuseException(step="start", exception="partner", reason="Fragen Sie die Kirche")


def test_a_waivable_condition_that_is_not_met_needs_a_reason():
    few().when(ASK).then_invalid(exception__partner="empty", exception__breite="empty")


def test_an_exception_that_nobody_needs_is_a_mistake():
    start_is_ready().when(excepting(partner="Darum", nie="Darum")).then_invalid(
        exception__partner="unknown", exception__nie="unknown"
    )


def test_exceptions_are_named_with_their_reason_and_who_grants_them():
    story = few().do(excepting(partner="Es gibt nur ein Amt", breite="Kleiner Ort"))
    found = story.step("start").request.exceptions
    assert {name: (x.reason, x.role, x.is_item) for name, x in found.items()} == {
        "partner": ("Es gibt nur ein Amt", "coordinator", False),
        "breite": ("Kleiner Ort", "", False),
    }


def test_a_named_role_grants_before_the_approvals():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"))
    story.when(OPINION, by=KO).then_rejected(Reason.EXCEPTION_OPEN)
    story.do(GRANT, by=KO).when(OPINION, by=KO).then_kinds(e.RecordAdded, e.ApprovalRecorded)


def test_an_exception_without_a_role_is_granted_by_the_approvals():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"))
    story.when(replace(GRANT, exception="breite"), by=KO).then_rejected(
        Reason.EXCEPTION_BY_APPROVAL
    )
    story = story.do(GRANT, OPINION, said("leitung"), said("rat"), by=KO)
    assert story.status("start") == StepStatus.PASSED


def test_exceptions_stay_visible_for_good():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"))
    story = story.do(GRANT, OPINION, said("leitung"), said("rat"), by=KO)
    found = story.step("start").passed.exceptions
    assert (found["partner"].granted_by, found["partner"].granted_on) == (KO.account, DAY)
    assert found["breite"].reason == "Klein"


def test_granted_exceptions_are_void_with_the_request():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein")).do(GRANT, by=KO)
    story = story.do(c.WithdrawRequest(step="start")).do(
        excepting(partner="Nur ein Amt", breite="Klein")
    )
    assert story.step("start").request.exceptions["partner"].granted_on is None


def test_nobody_grants_on_their_own_request():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"), by=KO)
    assert story.when(GRANT, by=KO).then_rejected(Reason.OWN_REQUEST).person == KO.account
    story.when(GRANT, by=KO2).then_kinds(e.ExceptionGranted)


def test_granting_twice_is_harmless():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein")).do(GRANT, by=KO)
    story.when(GRANT, by=KO2).then_nothing()
    assert story.actions(KO)[c.GrantException, "start", "partner"].blockers[0].reason is (
        Reason.EXCEPTION_GRANTED
    )


def test_an_exception_that_is_refused_sends_the_request_back_with_the_reason():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"))
    story.when(replace(REFUSE, reason=" "), by=KO).then_invalid(reason="empty")
    story.when(REFUSE, by=MAN).then_forbidden("coordinator")
    story = story.do(REFUSE, by=KO)
    returned = story.step("start").returned
    assert story.status("start") == StepStatus.ACTIVE
    assert (returned.exception, returned.approval) == ("partner", "")
    assert (returned.text, returned.by) == ("Fragen Sie die Kirche", KO.account)


def test_only_an_open_exception_that_a_role_decides_can_be_refused():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"))
    by_approval = replace(REFUSE, exception="breite")
    story.when(by_approval, by=KO).then_rejected(Reason.EXCEPTION_BY_APPROVAL)
    story.do(GRANT, by=KO).when(REFUSE, by=KO).then_rejected(Reason.EXCEPTION_GRANTED)


def test_nobody_refuses_on_their_own_request():
    story = few().do(excepting(partner="Nur ein Amt", breite="Klein"), by=KO)
    story.when(REFUSE, by=KO).then_rejected(Reason.OWN_REQUEST)


def test_only_what_the_request_names_can_be_granted():
    start_is_ready().when(GRANT, by=KO).then_rejected(Reason.NO_REQUEST)
    with pytest.raises(NotFound):
        _ = start_is_asked().when(GRANT, by=KO).events


def test_a_required_item_that_is_set_aside_is_an_exception_with_its_reason():
    story = start_is_ready(begun(traeger="kommune"))
    story = story.do(replace(ASIDE, reason="Liegt vor"), by=KO).do(ASK)
    found = story.step("start").request.exceptions
    assert [(name, x.reason, x.is_item, x.role) for name, x in found.items()] == [
        ("item:anlass", "Liegt vor", True, "")
    ]


def test_an_item_and_a_condition_of_the_same_name_are_two_exceptions():
    story = few().do(c.SetItemAside(holder="start", item="partner", reason="Kommt noch"))
    story = story.do(excepting(partner="Nur ein Amt", breite="Klein", item__partner="Später"))
    found = story.step("start").request.exceptions
    assert [found[name].reason for name in ("item:partner", "partner")] == ["Später", "Nur ein Amt"]


def no_approvals():
    story = start_has_passed().do(measure(kosten="60000", quelle="Stadt", ende="2026-01-10"))
    return story.do(
        completing("massnahme/1", "auftrag", "Klar"),
        completing("massnahme/1", "abrechnung"),
        recording("umsetzung", ergebnis_am="2026-01-10"),
        completing("umsetzung", "ergebnis"),
    )


def test_a_gate_without_approvals_passes_at_once():
    story = no_approvals().do(
        c.ChangeRecord(register="massnahme", number=1, values={"kosten": "40000"})
    )
    story.when(c.RequestGate(step="umsetzung")).then_kinds(e.GateRequested, e.StepPassed)


def test_without_approvals_the_coordination_grants_and_then_it_passes():
    ask = c.RequestGate(step="umsetzung", exceptions={"billig": "Spende"})
    story = no_approvals().do(ask)
    assert story.status("umsetzung") == StepStatus.IN_REVIEW
    grant = c.GrantException(step="umsetzung", exception="billig")
    story.when(grant, by=MAN).then_forbidden("coordinator")
    story.when(grant, by=KO).then_kinds(e.ExceptionGranted, e.StepPassed)


def test_an_opinion_alone_grants_no_exception():
    beirat = Approval(id="beirat", body="beirat", kind=ApprovalKind.OPINION)
    definition = with_gate(approvals=(beirat,))
    story = start_is_ready(begun(definition, traeger="kommune")).do(ASIDE, by=KO).do(ASK)
    assert story.step("start").request.exceptions["item:anlass"].role == "coordinator"


# --- taking it back ---


def test_a_request_is_taken_back_to_change_something():
    story = start_is_asked().do(c.WithdrawRequest(step="start", reason="Zahl stimmt nicht"))
    assert (story.status("start"), story.step("start").request) == (StepStatus.ACTIVE, None)
    story.when(recording("start", horizont="6")).then_kinds(e.ValuesRecorded)


def test_there_is_nothing_to_take_back():
    start_is_ready().when(c.WithdrawRequest(step="start")).then_rejected(Reason.NO_REQUEST)


def test_taking_back_voids_what_was_decided():
    story = start_is_asked().do(OPINION, by=KO).do(c.WithdrawRequest(step="start"), ASK)
    assert story.step("start").request.decided == {}


def test_each_request_is_counted():
    story = start_is_asked().do(c.WithdrawRequest(step="start"), ASK)
    assert story.step("start").requests == 2


@pytest.mark.parametrize("exception", ["partner", "item:partner"])
def test_the_name_of_an_exception_says_whether_it_is_an_item(exception):
    assert excepted_item(exception) == ("partner" if exception.startswith("item:") else "")


def test_a_document_that_was_taken_off_is_missing_at_the_gate():
    story = start_is_ready(begun(traeger="verein")).do(
        recording("start", vorstand="Frau A"), completing("start", "satzung", documents=(FILE,))
    )
    story = story.do(c.RemoveEvidence(holder="start", item="satzung", document=0))
    assert story.when(ASK).then_rejected(Reason.PROOF_MISSING).need == "document"


def test_one_of_several_proofs_that_is_gone_is_missing_at_the_gate():
    item = replace(START.checklist["unterlage"], required=True)
    step = replace(START, checklist={**START.checklist, "unterlage": item})
    definition = variant(steps={**SMALL.steps, "start": step})
    story = start_is_ready(begun(definition, traeger="kommune"))
    story = story.do(completing("start", "unterlage"))
    story = story.do(c.ArchiveRecord(register="partner", number=3, reason="Weg")).do(
        partner("verein")
    )
    story.when(ASK).then_kinds(e.GateRequested)
    gone = story.do(c.ArchiveRecord(register="partner", number=4, reason="Weg"))
    assert (Reason.PROOF_MISSING, "unterlage") in missing(gone)


def test_a_note_that_an_older_definition_did_not_ask_for_is_missing_at_the_gate():
    unproved = replace(START.checklist["anlass"], evidence=())
    step = replace(START, checklist={**START.checklist, "anlass": unproved})
    older = variant(steps={**SMALL.steps, "start": step})
    story = start_is_ready(begun(older, traeger="kommune").do(completing("start", "folgeantrag")))
    part = story.step("start")
    items = {**part.items, "anlass": replace(part.items["anlass"], note=None)}
    state = story.state.with_step("start", replace(part, items=items))
    newer = replace(story, definition=SMALL, state=state)
    assert newer.when(ASK).then_rejected(Reason.PROOF_MISSING).need == "note"
