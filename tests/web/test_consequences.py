"""What a deed of the coordination means is said before anybody presses, and is then what happens."""

from tests.unit.core.story import KO, MAN, netz_has_passed, start_has_passed, start_is_asked
from tests.web.scenes import scene
from web.presenters.consequences import follows
from web.presenters.steering import DEEDS
from web.presenters.steering_pages import deed_page
from workflow.core import commands as c
from workflow.core.state import StepStatus


def test_opening_again_names_the_approval_that_is_void():
    said = follows(scene(start_has_passed(), KO), c.ReopenStep, "start")
    assert any(text.startswith("Diese Freigaben gelten dann nicht mehr: ") for text in said)
    assert not any("wieder offen" in text for text in said)


def test_a_new_round_names_the_steps_the_items_and_the_approvals():
    story = netz_has_passed()
    said = " ".join(follows(scene(story, KO), c.StartRound, "start"))
    then = story.do(c.StartRound(step="start", reason="Neu."), by=KO).state.instance.steps
    waiting = [step for step in then if then[step].status is StepStatus.WAITING]
    for step in waiting:
        assert scene(story, KO).holder_name(step) in said
    assert "Punkte sind wieder offen" in said
    assert "Diese Freigaben gelten dann nicht mehr" in said


def test_a_new_round_says_that_an_open_request_is_withdrawn():
    said = " ".join(follows(scene(start_is_asked(), KO), c.StartRound, "start"))
    assert "Diese Anfragen sind dann zurückgezogen" in said


def test_leaving_out_names_what_opens():
    story = start_has_passed()
    before = story.state.instance.steps
    then = story.do(c.SkipStep(step="netz", reason="Gibt es schon."), by=KO).state.instance.steps
    opened = [s for s in then if then[s].status is StepStatus.ACTIVE and before[s] != then[s]]
    said = " ".join(follows(scene(story, KO), c.SkipStep, "netz"))
    assert all(scene(story, KO).holder_name(step) in said for step in opened)


def test_the_page_says_it_to_whoever_may_and_to_nobody_else():
    story = start_has_passed()
    page = deed_page(scene(story, KO), DEEDS["oeffnen"], "start")
    assert set(follows(scene(story, KO), c.ReopenStep, "start")) <= set(page.says)
    assert follows(scene(story, MAN), c.ReopenStep, "start") == ()
