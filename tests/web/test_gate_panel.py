"""The gate panel explains itself in each of its states, to whoever looks."""

from dataclasses import replace

from tests.unit.core.story import (
    DAY,
    DEV,
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
from tests.web.scenes import scene
from web.presenters.gate import panel
from web.presenters.gate_pages import decision_page, reason_page, request_page
from web.presenters.inputs import UNTYPED
from web.presenters.sheet import sheet_view
from workflow.core import commands as c
from workflow.core.state import Outcome


def labels(found):
    return [action.label for action in found.actions]


def test_a_long_list_of_what_is_missing_is_folded_and_loses_nothing():
    found = panel(scene(begun(traeger="kommune")), "start")
    short = replace(found, missing=(found.missing[0],) * 10)
    assert (len(short.first_missing), short.more_missing) == (10, ())
    long = replace(found, missing=tuple(replace(found.missing[0], text=str(n)) for n in range(21)))
    assert len(long.first_missing) == 8
    assert long.first_missing + long.more_missing == long.missing
    assert long.more_title == "13 weitere Bedingungen fehlen"


def test_what_is_missing_is_named_with_who_can_do_it_and_where():
    found = panel(scene(begun(traeger="kommune")), "start")
    first = found.missing[0]
    assert found.heading == f"{len(found.missing)} Bedingungen fehlen"
    assert first.text == "Anlass klären"
    assert first.who.startswith("Am Zug: Petra Voss oder Ines Kaya, fällig ")
    assert first.url == "/quartiere/muehlburg/schritte/start#punkt-anlass"
    assert labels(found) == []


def test_whoever_may_not_ask_sees_the_same_gaps_and_whose_turn_it_is():
    missing = panel(scene(begun(traeger="kommune")), "start").missing
    for_developer = panel(scene(begun(traeger="kommune"), DEV), "start")
    assert [line.text for line in for_developer.missing] == [line.text for line in missing]
    assert for_developer.actions == ()


def test_a_ready_gate_offers_the_request():
    found = panel(scene(start_is_ready()), "start")
    assert found.heading == "Alle Bedingungen sind erfüllt"
    assert labels(found) == ["Freigabe anfragen"]


def test_a_ready_gate_tells_a_developer_who_asks():
    found = panel(scene(start_is_ready(), DEV), "start")
    assert labels(found) == []
    assert any("Aylin Demir" in text for text in found.onward)
    assert not any("Ihrer Rolle" in text for text in found.onward)


def test_what_only_an_exception_can_set_aside_says_so():
    story = begun(traeger="kommune").do(
        c.SetItemAside(holder="start", item="anlass", reason="Gibt es hier nicht."), by=KO
    )
    line = panel(scene(story), "start").exceptions[0]
    assert line.text == "Pflichtpunkt entfällt: Anlass klären"
    assert line.who == "„Gibt es hier nicht.“"


def test_a_request_shows_since_when_and_with_whom_it_lies():
    found = panel(scene(start_is_asked()), "start")
    assert found.says[0] == "Angefragt am 15. Januar von Ihnen."
    assert [link.label for link in found.links] == ["Anfrage zurückziehen"]
    assert labels(found) == []


def test_the_coordination_decides_and_records():
    story = start_is_asked()
    assert "Beschluss eintragen: Beirat" in labels(panel(scene(story, KO), "start"))
    told = panel(scene(story.do(OPINION, by=KO), KO), "start")
    assert "Entscheiden" in labels(told)


def test_whoever_asked_is_not_offered_the_decision_and_is_told_why():
    story = start_is_asked(by=KO).do(OPINION, by=KO2)
    found = panel(scene(story, KO), "start")
    assert "Entscheiden" not in labels(found)
    assert any("selbst" in text for text in found.onward)


def reminders(found):
    return [(line.action.context, line.after) for line in found.approvals if line.action]


def test_whoever_waits_for_a_decision_reminds_those_whose_turn_it_is():
    found = panel(scene(start_is_asked()), "start")
    assert reminders(found) == [
        ("Petra Voss und Ines Kaya an: Freigabe: Anfang gemacht (Beirat)", "")
    ]
    assert reminders(panel(scene(start_is_asked(), KO), "start")) == []


def test_on_ones_own_request_only_the_others_are_reminded_to_decide():
    found = panel(scene(start_is_asked(by=KO).do(OPINION, by=KO2), KO), "start")
    assert ("Ines Kaya" in reminders(found)[0][0], "Petra" in reminders(found)[0][0]) == (
        True,
        False,
    )


def test_who_asked_is_not_said_to_be_the_one_who_decides():
    story = start_is_asked(by=KO).do(OPINION, by=KO2)
    for reader in (KO, MAN):
        lines = panel(scene(story, reader), "start").approvals
        (deciding,) = [line for line in lines if "Am Zug" in line.who]
        assert deciding.who.endswith("Am Zug: Ines Kaya")
    assert "Am Zug: Sie" in panel(scene(story, KO2), "start").approvals[1].who


def test_the_way_on_says_who_asks_who_decides_in_which_order_and_until_when():
    found = panel(scene(begun(traeger="kommune")), "start")
    assert found.approvals_title == "So geht es weiter"
    assert found.onward[-1].endswith("fragen Sie hier die Freigabe an.")
    assert found.approvals[0].text == "Beirat"
    assert found.approvals[1].who.startswith("entscheidet, sobald vorliegt: ")
    assert (
        found.deadline == "Wird heute angefragt, ist die Entscheidung bis Do., 29. Januar erbeten."
    )


def test_a_request_says_until_when_the_decision_is_wanted_and_that_the_day_is_over():
    story = start_is_asked()
    by_day = panel(scene(story), "start").says[1]
    assert by_day == "Die Entscheidung ist bis Do., 29. Januar erbeten."
    late = panel(scene(story.later(15)), "start").says[1]
    assert late == "Die Entscheidung war bis Do., 29. Januar erbeten."


def test_where_nobody_decides_there_is_no_day_for_it():
    assert panel(scene(start_has_passed().do(measure())), "umsetzung").deadline == ""


def test_a_fresh_reminder_of_a_decision_says_when_it_was_sent():
    story = start_is_asked()
    first = story.definition.steps["start"].gate.approvals[0].id
    found = panel(scene(story.do(c.Remind(holder="start", thing=f"approval:{first}"))), "start")
    assert [line.after for line in found.approvals if line.after] == ["erinnert am 15. Januar"]
    assert reminders(found) == []


def test_a_returned_gate_quotes_what_is_demanded():
    story = (
        start_is_asked()
        .do(OPINION, by=KO)
        .do(said("leitung", Outcome.RETURNED, text="Bitte die Zahlen ergänzen."), by=KO)
    )
    found = panel(scene(story), "start")
    assert found.status.word == "Zurückgegeben"
    assert found.quote == "„Bitte die Zahlen ergänzen.“"
    assert labels(found) == ["Freigabe erneut anfragen"]


def test_a_returned_gate_names_the_exception_that_was_not_granted():
    asked = c.RequestGate(step="start", exceptions={"partner": "Nur ein Amt", "breite": "Klein"})
    story = (
        begun(traeger="kommune")
        .do(partner(), recording("start", horizont="5"))
        .do(completing("start", "anlass", "Ja"), by=KO)
        .do(completing("start", "partner"), asked)
        .do(c.RefuseException(step="start", exception="partner", reason="Fragen Sie nach"), by=KO)
    )
    found = panel(scene(story), "start")
    assert found.status.word == "Zurückgegeben"
    assert found.quote == "„Fragen Sie nach“"
    assert found.says[0].startswith("Zurückgegeben am 15. Januar von Petra Voss. Diese Ausnahme")


def test_a_passed_gate_leads_to_the_decisions():
    found = panel(scene(start_has_passed()), "start")
    assert found.heading == "Freigegeben am 15. Januar 2026"
    assert any(line.url == "/quartiere/muehlburg/register/beschluss/2" for line in found.approvals)
    assert labels(found) == []


def test_a_stale_approval_names_what_changed_and_lets_the_coordination_confirm():
    change = c.ChangeRecord(register="partner", number=1, values={"name": "Wasserwerke"})
    story = start_has_passed().do(change)
    found = panel(scene(story, KO), "start")
    assert found.status.word == "Zu bestätigen"
    assert any("Partner*in 1" in text for text in found.says)
    assert "Freigabe bestätigen" in labels(found)


def test_a_waiting_step_says_what_opens_it():
    found = panel(scene(begun(traeger="kommune")), "netz")
    assert found.heading == "Noch nicht dran"
    assert found.says[0].startswith("Öffnet")


def test_a_gate_without_approvals_closes_the_step():
    story = start_has_passed().do(completing("netz", "runde", "Zwölf waren da."), by=DEV)
    assert "Freigabe anfragen" in labels(panel(scene(story, MAN), "netz"))


def test_the_sheet_names_what_has_changed_since_also_what_is_calculated():
    story = start_is_asked()
    step = story.definition.steps["start"]
    before = sheet_view(scene(story, KO), step, story.step("start").request)
    later = story.do(partner("verein"))
    after = sheet_view(scene(later, KO), step, later.step("start").request)
    assert before.changed == ()
    assert [said.text for said in after.changed] == [f"Angabe „{step.fields['sektoren'].label}“"]


def changes(asked, later, by=KO):
    """What the sheet says has changed between the story as it was asked and a later one."""
    step, now = later.definition.steps["start"], scene(later, by)
    request = later.step("start").request
    then = replace(now, state=asked.state, today=request.on, actions={})
    return [
        (said.text, said.was, said.now) for said in sheet_view(now, step, request, then).changed
    ]


def test_what_has_changed_since_stands_there_old_beside_new():
    asked = start_is_asked()
    change = c.ChangeRecord(register="partner", number=1, values={"name": "Wasserwerke"})
    assert changes(asked, asked.do(change)) == [
        ("Partner*in 1 „Wasserwerke“: Name", "Stadtwerke", "Wasserwerke")
    ]


def test_what_is_calculated_stands_there_old_beside_new():
    asked = start_is_asked()
    assert changes(asked, asked.do(partner("verein"))) == [
        (f"Angabe „{asked.definition.steps['start'].fields['sektoren'].label}“", "2", "3")
    ]


def test_an_archived_entry_and_one_that_was_changed_back_are_told():
    asked = start_is_asked()
    gone = c.ArchiveRecord(register="partner", number=1, reason="Doppelt.")
    archived = (
        "Partner*in 1 „Stadtwerke“",
        "angelegt am 15. Januar 2026",
        "archiviert am 15. Januar 2026, weil „Doppelt.“",
    )
    assert archived in changes(asked, asked.do(gone))
    there = c.ChangeRecord(register="partner", number=1, values={"name": "Wasserwerke"})
    back = c.ChangeRecord(register="partner", number=1, values={"name": "Stadtwerke"})
    ((name, was, now),) = changes(asked, asked.do(there, back))
    assert (name, was) == ("Partner*in 1 (Stadtwerke)", "")
    assert now == "inzwischen geändert, jetzt wieder wie bei der Anfrage"


def test_the_sheet_shows_what_was_frozen_not_what_is_there_now():
    asked = start_is_asked()
    later = asked.do(partner("verein"))
    now, request = scene(later, KO), later.step("start").request
    then = replace(now, state=asked.state, today=request.on, actions={})
    found = sheet_view(now, later.definition.steps["start"], request, then).facts
    label = asked.definition.steps["start"].fields["sektoren"].label
    assert [fact.value for fact in found if fact.label == label] == ["2"]


def test_a_gate_on_which_nobody_decides_says_that_none_is_needed():
    found = panel(scene(start_has_passed().do(measure())), "umsetzung")
    assert found.says[0].startswith("Hier ist keine Freigabe nötig.")
    assert found.approvals == ()


def test_a_passed_gate_shows_the_obligations_it_brought():
    duty = c.NewObligation(text="Zeitplan nachreichen.", due=DAY, role="manager")
    yes = said("rat", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,))
    story = start_is_asked().do(OPINION, said("leitung"), yes, by=KO)
    (line,) = panel(scene(story), "start").obligations
    assert (line.text, line.url) == ("Zeitplan nachreichen.", "/quartiere/muehlburg/auflagen/1")
    assert line.who.startswith("Sie können das erledigen, ")
    (others,) = panel(scene(story, DEV), "start").obligations
    assert others.action.context == "Aylin Demir an: Zeitplan nachreichen."
    assert line.action is None


def options_of(story, approval, by=KO):
    step = story.definition.steps["start"]
    found = next(each for each in step.gate.approvals if each.id == approval)
    page = decision_page(scene(story, by), "start", found)
    (outcome,) = [each for each in page.inputs if each.name == "outcome"]
    return {option.value: option for option in outcome.options}


def test_a_decision_says_who_is_asked_next_and_the_last_one_what_opens():
    story = start_is_asked().do(OPINION, by=KO)
    first = options_of(story, "leitung")
    assert first["approved"].hint.startswith("Danach ist gefragt: ")
    last = options_of(story.do(said("leitung"), by=KO), "rat")
    assert "Schritt 1 ist damit abgeschlossen, Schritt " in last["approved"].hint


def test_nothing_is_chosen_before_somebody_decides():
    options = options_of(start_is_asked().do(OPINION, by=KO), "leitung").values()
    assert not any(option.chosen for option in options)
    assert all(option.hint for option in options)


def test_a_request_shows_its_sheet_before_it_is_sent():
    page = request_page(scene(start_is_ready()), "start")
    assert page.button == "Freigabe anfragen"
    assert page.sheet.stand == "Stand heute"
    assert {item.text for item in page.sheet.items} >= {"Anlass klären", "Partner gewinnen"}
    assert page.sheet.facts


def test_whoever_confirms_reads_what_has_changed():
    change = c.ChangeRecord(register="partner", number=1, values={"name": "Wasserwerke"})
    words = ("Freigabe bestätigen", "Sie bestätigen.", "Freigabe bestätigen")
    story = start_has_passed().do(change)
    page = reason_page(scene(story, KO), "start", c.ConfirmApproval, words, UNTYPED)
    assert any("Partner*in 1 (Wasserwerke)" in text for text in page.says)
