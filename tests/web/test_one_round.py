"""A form that cannot be taken says everything at once: what is unreadable, and what is out of limits."""

from io import BytesIO

from features.drivers.world import opinion
from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page, text_of
from tests.web.test_rooms import submit
from workflow.core import commands as c

Q = "/quartiere/talaue"
STEP = f"{Q}/schritte/leitbild"


def asked_back(answer) -> list[str]:
    """The lines of the summary, by what they lead to."""
    assert answer.status_code == 422, answer.status
    summary = next(each for each in Page(answer.text).all("div") if each.get("id") == "fehler")
    return [link.get("href", "") for link in summary.iter("a")]


def test_what_a_body_decided_is_judged_whole(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    page = f"{Q}/freigaben/leitbild/entscheidung/rat"
    data = {"outcome": "returned", "on": "gestern", "paper": ""}
    answer = submit(signed_in(COORDINATOR), page, data)
    # In the order of the form; the first one only the engine misses.
    assert asked_back(answer) == ["#text", "#on", "#paper"]


def test_without_an_answer_the_rest_is_judged_all_the_same(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    page = f"{Q}/freigaben/leitbild/entscheidung/rat"
    answer = submit(signed_in(COORDINATOR), page, {"on": "1.1.2030", "paper": "V 1"})
    assert asked_back(answer) == ["#outcome", "#on"]


def test_half_an_obligation_is_told_once(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    page = f"{Q}/freigaben/leitbild/entscheidung/rat"
    data = {"outcome": "approved_with_obligations", "on": "9.6.2026", "paper": "V 1"}
    browser = signed_in(COORDINATOR)
    assert asked_back(submit(browser, page, data)) == ["#auflage-1"]
    half = submit(browser, page, data | {"auflage-1": "Zeitplan nachreichen."})
    assert asked_back(half) == ["#auflage-1-bis"]


def test_an_unreadable_field_and_one_out_of_its_limits_come_together(signed_in):
    page = f"{Q}/register/partner/neu"
    data = {"feld-organisation": "x" * 201, "feld-stand": "", "step": "leitbild"}
    answer = submit(signed_in(MANAGER), page, data | {"feld-stand": "\ufffd"})
    assert asked_back(answer) == ["#feld-organisation", "#feld-stand"]


def test_a_wrong_file_and_a_missing_answer_come_together(signed_in, town):
    town.do("Tom Brandt", c.ReopenItem(holder="leitbild", item="entwurf"))
    sent = {"note": "", "file": (BytesIO(b"MZ"), "virus.exe")}
    answer = submit(signed_in(MANAGER), f"{STEP}/punkte/entwurf", sent)
    assert asked_back(answer) == ["#file", "#done"]
    shown = text_of(Page(answer.text).root)
    assert "virus" not in shown
    assert "Wählen Sie Ihre Dateien danach noch einmal aus" in shown


def test_what_was_wrong_once_changes_nothing(signed_in, town):
    before = town.state
    submit(signed_in(MANAGER), f"{STEP}/angaben", {"feld-zeithorizont": "bald"})
    assert town.state == before
