"""The overview says where a quartier stands, what comes next and why."""

from datetime import timedelta

from tests.unit.core.story import (
    DAY,
    DEV,
    KO,
    OPINION,
    begun,
    said,
    start_has_passed,
    start_is_asked,
    start_is_ready,
)
from tests.web.scenes import scene
from web.presenters.next_thing import next_action
from web.presenters.overview import overview_page
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


def test_a_paused_quartier_says_until_when_and_why():
    pause = c.PauseProcess(until=DAY + timedelta(days=30), reason="Umbau am Markt.")
    page = overview_page(scene(begun().do(pause, by=KO)))
    assert page.next is None
    assert page.life == "Pausiert seit 15. Januar 2026, geplant bis 14. Februar 2026"
    assert page.life_quote == "„Umbau am Markt.“"


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
