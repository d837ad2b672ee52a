"""The overview says where a quartier stands, what comes next and why."""

from dataclasses import replace
from datetime import timedelta

from tests.unit.core.story import (
    DAY,
    DEV,
    KO,
    MAN,
    OPINION,
    begun,
    said,
    start_has_passed,
    start_is_asked,
    start_is_ready,
)
from tests.web.scenes import scene
from web.presenters.gate import panel
from web.presenters.gate_stops import gate_stop
from web.presenters.next_thing import next_action
from web.presenters.overview import overview_page
from web.presenters.step import step_page
from workflow.core import commands as c
from workflow.core.state import Level, Outcome


def heading(story, by=None):
    found = next_action(scene(story, by) if by else scene(story))
    return found.heading if found else ""


def test_a_returned_gate_comes_first():
    back = said("leitung", Outcome.RETURNED, text="Bitte ergänzen.")
    story = start_is_asked().do(OPINION, by=KO).do(back, by=KO)
    assert heading(story) == "Als Nächstes: Schritt 1 nacharbeiten"


def test_then_what_is_overdue():
    due = c.SetItemDue(holder="start", item="partner", due=DAY)
    assert heading(begun().do(due).later(3)) == "Als Nächstes: Partner gewinnen"


def test_then_a_gate_that_can_be_asked_for():
    assert heading(start_is_ready()) == "Als Nächstes: Freigabe anfragen"


def test_then_the_required_item_with_the_nearest_day():
    due = c.SetItemDue(holder="start", item="partner", due=DAY + timedelta(days=2))
    assert heading(begun().do(due)) == "Als Nächstes: Partner gewinnen"


def test_a_waiting_gate_says_who_decides():
    found = next_action(scene(start_is_asked(), DEV))
    assert found.heading == "Schritt 1 liegt zur Freigabe vor"
    assert found.turn == "Am Zug: Beirat"


def test_a_gate_that_only_an_exception_makes_ready_says_so_on_the_way():
    aside = c.SetItemAside(holder="start", item="anlass", reason="Liegt vor.")
    ready = start_is_ready(begun(traeger="kommune")).do(aside, by=KO)
    stop = gate_stop(scene(ready), ready.definition.steps["start"])
    assert stop.note.startswith("Bereit, mit Ausnahme.")


def test_a_paused_quartier_says_until_when_and_why():
    pause = c.PauseProcess(until=DAY + timedelta(days=30), reason="Umbau am Markt.")
    page = overview_page(scene(begun().do(pause, by=KO)))
    assert page.next is None
    assert page.life == "Pausiert seit 15. Januar 2026, geplant bis 14. Februar 2026"
    assert page.life_quote == "„Umbau am Markt.“"


def test_a_step_of_a_paused_quartier_says_why_nothing_can_be_done_there():
    story = start_is_ready()
    assert panel(scene(story), "start").deadline
    pause = c.PauseProcess(until=DAY + timedelta(days=30), reason="Umbau am Markt.")
    paused = scene(story.do(pause, by=KO))
    assert step_page(paused, "start").locked.startswith("Pausiert seit 15. Januar 2026, geplant")
    assert not panel(paused, "start").deadline


def test_a_step_of_a_quartier_that_was_given_up_can_still_be_read():
    over = begun().do(c.AbandonProcess(reason="Kein Geld mehr."), by=KO)
    said = step_page(scene(over), "start").locked
    assert said == ("Das Quartier ist abgebrochen seit 15. Januar 2026. Der Schritt bleibt lesbar.")


def test_the_lage_is_a_judgement_that_grows_old():
    judged = c.AssessSituation(level=Level.AT_RISK, reason="Es hakt.")
    story = begun().do(judged)
    assert overview_page(scene(story)).lage.status.word == "Gefährdet"
    assert overview_page(scene(story.later(61))).lage.status.word == "Einschätzung veraltet"


def test_progress_is_counted():
    page = overview_page(scene(start_has_passed()))
    assert page.says.startswith("1 von ")
    assert "Pflichtpunkt" in page.says


def test_only_the_coordination_is_offered_to_steer_and_others_to_propose():
    labels = {link.label for link in overview_page(scene(begun(), KO)).links}
    assert {"Quartier pausieren", "Quartier abbrechen"} <= labels
    assert [link.label for link in overview_page(scene(begun(), DEV)).links] == [
        "Der Koordination etwas vorschlagen"
    ]


def test_proposals_lead_only_the_coordination_to_an_answer():
    story = begun().do(c.Propose(action="pause", text="Niemand da."), by=DEV)
    assert overview_page(scene(story, KO)).proposals[0].url.endswith("/vorschlaege/1")
    assert overview_page(scene(story, DEV)).proposals[0].url == ""


def test_an_overdue_obligation_comes_before_overdue_items():
    duty = c.NewObligation(text="Zeitplan nachreichen.", due=DAY, role="manager")
    yes = said("rat", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,))
    story = start_is_asked().do(OPINION, said("leitung"), yes, by=KO).later(3)
    found = next_action(scene(story))
    assert found.heading == "Als Nächstes: Zeitplan nachreichen."
    assert (found.turn, found.link.url) == ("", "/quartiere/muehlburg/auflagen/1")
    assert next_action(scene(story, DEV)).turn == "Am Zug: Aylin Demir"


def test_everybody_reads_the_same_next_thing_and_whose_turn_it_is():
    story = start_is_ready()
    mine, others = next_action(scene(story)), next_action(scene(story, DEV))
    assert mine.heading == others.heading == "Als Nächstes: Freigabe anfragen"
    assert mine.turn == ""
    assert "Aylin Demir" in others.turn


def test_whoever_waits_for_somebody_reminds_them_and_stays():
    due = c.SetItemDue(holder="start", item="partner", due=DAY)
    story = begun().do(due).later(3)
    found = next_action(scene(story))
    assert (found.turn, found.mine) == ("Am Zug: Tom Brandt (Entwicklung)", False)
    button = found.asked.action
    assert button.context == "Tom Brandt an: Partner gewinnen"
    assert button.data[-1] == ("next", "/quartiere/muehlburg")
    assert found.question is None
    again = next_action(scene(story.do(c.Remind(holder="start", thing="item:partner"))))
    assert (again.asked.action, again.asked.after) == (None, "erinnert am 18. Januar")


def test_whoever_is_to_act_is_reminded_of_nothing():
    due = c.SetItemDue(holder="start", item="partner", due=DAY)
    found = next_action(scene(begun().do(due).later(3), DEV))
    assert (found.mine, found.asked.action, found.question) == (True, None, None)


def test_the_coordination_asks_back_where_it_waits_for_others():
    due = c.SetItemDue(holder="start", item="partner", due=DAY)
    found = next_action(scene(begun().do(due).later(3), KO))
    assert found.question.url == "/quartiere/muehlburg/kommentar"


def test_a_waiting_gate_lets_others_remind_of_the_decision():
    found = next_action(scene(start_is_asked(), DEV))
    assert (found.mine, found.asked.action.label) == (False, "Erinnern")


def test_an_overdue_obligation_of_others_can_be_reminded_of():
    duty = c.NewObligation(text="Zeitplan nachreichen.", due=DAY, role="manager")
    yes = said("rat", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,))
    story = start_is_asked().do(OPINION, said("leitung"), yes, by=KO).later(3)
    assert next_action(scene(story, DEV)).asked.action.context.startswith("Aylin Demir an: ")
    assert next_action(scene(story)).asked.action is None


def test_on_a_past_day_the_next_thing_is_only_to_be_read():
    past = replace(scene(begun()), actions={}, is_past=True)
    past = replace(past, actor=replace(past.actor, roles=frozenset()))
    found = next_action(past)
    assert (found.mine, found.asked.action) == (False, None)


def test_whoever_has_to_decide_reads_that_first():
    story = start_is_asked()
    assert heading(story, KO) == "Als Nächstes: Beschluss eintragen: Beirat"
    assert heading(story) == "Schritt 1 liegt zur Freigabe vor"


def test_the_next_thing_says_why_it_is_this_one():
    due = c.SetItemDue(holder="start", item="partner", due=DAY + timedelta(days=2))
    assert "Kein Pflichtpunkt ist früher fällig." in next_action(scene(begun().do(due))).why


def stops(story, by=MAN):
    page = overview_page(scene(story, by))
    return {stop.number: stop for stretch in page.way for stop in stretch.stops}


def test_a_gate_on_the_way_says_what_is_missing_and_who_decides():
    gate = stops(begun(traeger="kommune"))[1].gate
    assert gate.status.word == "Freigabe offen"
    assert "Bedingungen fehlen noch. Es entscheidet: Beirat" in gate.note


def test_a_passed_gate_on_the_way_names_the_paper():
    gate = stops(start_has_passed())[1].gate
    assert gate.status.word == "Freigabe erteilt"
    assert gate.note == "Erteilt am 15. Januar 2026, Beschluss 12/2026"


def test_a_step_on_which_nobody_decides_has_no_gate_on_the_way():
    numbers = list(begun().definition.steps)
    assert stops(begun())[numbers.index("umsetzung") + 1].gate is None


def test_a_register_says_what_an_open_gate_asks_of_it():
    lines = overview_page(scene(begun(traeger="kommune"))).registers
    assert any(line.note for line in lines)
    assert all(not line.note for line in overview_page(scene(start_has_passed())).registers[:1])


def test_the_last_change_names_who_made_it():
    page = overview_page(scene(begun()), last_by=KO.account)
    assert page.history.label.endswith("Uhr, Petra Voss")
    assert page.history.label.startswith("Letzte Änderung: heute, ")
