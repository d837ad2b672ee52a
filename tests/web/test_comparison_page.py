"""What has changed between two days, in sentences by step and register."""

from dataclasses import replace

import pytest

from features.drivers.world import opinion, resolution
from tests.web.conftest import COORDINATOR, MANAGER, START, STRANGER
from tests.web.page import Page, text_of
from workflow.core import commands as c
from workflow.core.municipality import GrantRole
from workflow.core.state import Level, Outcome
from workflow.core.substitution import EndSubstitution

URL = "/quartiere/talaue/verlauf/vergleich"
TEAM = "/quartiere/talaue/team"


def read(visitor, query):
    answer = visitor.get(f"{URL}?{query}")
    return answer.status_code, text_of(Page(answer.text).all("main")[0])


def test_each_kind_of_change_has_its_sentence(signed_in, town):
    town.do("Tom Brandt", c.AssessSituation(level=Level.CRITICAL, reason="Niemand hat Zeit."))
    town.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": "8"}))
    town.do("Tom Brandt", c.ReopenItem(holder="leitbild", item="entwurf", reason="Zu früh."))
    values = {"organisation": "Chor", "stand": "zugesagt"}
    town.do("Tom Brandt", c.AddRecord(register="partner", step="leitbild", values=values))
    change = c.ChangeRecord(register="partner", number=1, values={"organisation": "Singkreis"})
    town.do("Tom Brandt", change)
    town.do("Tom Brandt", c.ArchiveRecord(register="partner", number=2, reason="Doppelt."))
    join = c.JoinTeam(account=town.accounts["Jan Roth"], role="developer")
    town.do("Petra Voss", join)
    status, text = read(signed_in(COORDINATOR), f"von=1.6.2026&bis={START:%d.%m.%Y}")
    assert status == 200
    for sentence in (
        "vorher Keine Einschätzung →",
        "nachher Kritisch, „Niemand hat Zeit.“",
        "Jan Roth, Quartiersentwicklung",
        "nachher im Team",
        "5 Jahre →",
        "nachher 8 Jahre",
        "nachher Offen",
        "„Chor“",
        "nachher archiviert am 9. Juni 2026, weil „Doppelt.“",
        "nachher angelegt am 9. Juni 2026",
        "Singkreis",
    ):
        assert sentence in text, sentence


def test_without_a_change_there_is_none(signed_in):
    status, text = read(signed_in(MANAGER), "von=1.6.2026&bis=1.6.2026")
    assert status == 200
    assert "Kein Unterschied zwischen" in text


def test_without_days_it_asks_and_the_last_is_today(signed_in):
    visitor = signed_in(MANAGER)
    assert read(visitor, "")[0] == 200
    assert "dem Ende des 9. Juni 2026" in read(visitor, "von=1.6.2026")[1]


def test_two_days_may_come_in_any_order(signed_in):
    visitor = signed_in(MANAGER)
    assert read(visitor, "von=5.6.2026&bis=1.6.2026") == read(visitor, "von=1.6.2026&bis=5.6.2026")


@pytest.mark.parametrize(
    "query",
    ["von=1.1.2020&bis=1.6.2026", "von=1.6.2026&bis=1.1.2030", "von=x&bis=%00", "von=31.2.2026"],
)
def test_a_day_that_cannot_be_shown_says_why(signed_in, query):
    status, text = read(signed_in(MANAGER), query)
    assert status == 404
    assert "Diesen Tag gibt es hier nicht" in text


def test_days_that_cannot_be_shown_are_asked_for_again_as_they_were_typed(signed_in):
    page = Page(signed_in(MANAGER).get(f"{URL}?von=31.2.2026&bis=1.6.2026").text)
    typed = {each.get("name"): each.get("value") for each in page.all("input")}
    assert (typed["von"], typed["bis"]) == ("31.2.2026", "1.6.2026")
    assert URL in {each.get("action") for each in page.all("form")}


def test_a_stranger_compares_nothing(signed_in):
    status, text = read(signed_in(STRANGER), "von=1.6.2026&bis=2.6.2026")
    assert status == 404
    assert "Talaue" not in text


SPAN = "von=8.6.2026&bis=9.6.2026"


def test_reports_and_their_draft_differ(signed_in, town):
    texts = {"proposal": "Zur Kenntnis.", "summary": "Es geht voran."}
    draft = c.DraftReport(since=town.today, until=town.today, texts=texts)
    town.do("Tom Brandt", draft)
    town.do("Tom Brandt", c.FreezeReport())
    town.do("Tom Brandt", draft)
    text = read(signed_in(MANAGER), SPAN)[1]
    assert "Sachstandsbericht Nr. 1vorher gab es nicht →" in text
    assert "nachher festgeschrieben am 9. Juni 2026" in text
    assert "Entwurf des Sachstandsberichtsvorher keiner →" in text
    assert "nachher vom 9. Juni 2026" in text


def test_exceptions_and_obligations_differ(signed_in, town):
    change = c.ChangeRecord(register="partner", number=2, values={"stand": "angesprochen"})
    town.do("Tom Brandt", change)
    asked = c.RequestGate(step="leitbild", exceptions={"zusagen": "Die Zusage folgt im Juli."})
    town.do("Tom Brandt", asked)
    visitor = signed_in(MANAGER)
    text = read(visitor, SPAN)[1]
    assert "Ausnahme: Zwei Partner haben zugesagt" in text
    assert "vorher keine →" in text
    assert "nachher beantragt, weil „Die Zusage folgt im Juli.“" in text
    town.do("Petra Voss", c.GrantException(step="leitbild", exception="zusagen"))
    assert "nachher gewährt am 9. Juni 2026" in read(visitor, SPAN)[1]
    town.do("Petra Voss", opinion(town, "leitbild"))
    duty = c.NewObligation(text="Den Beirat fragen", due=town.today, role="manager")
    yes = resolution(town, "leitbild")
    outcome = Outcome.APPROVED_WITH_OBLIGATIONS
    town.do("Petra Voss", replace(yes, outcome=outcome, obligations=(duty,)))
    text = read(visitor, SPAN)[1]
    assert "Auflage „Den Beirat fragen“" in text
    assert "nachher offen, zu erfüllen bis 9. Juni 2026" in text


def test_comments_and_files_are_counted_on_both_days(signed_in, town):
    before = read(signed_in(MANAGER), SPAN)[1]
    assert "Kommentare" not in before
    assert "Dateien" not in before
    for text in ("Weiter so.", "Danke."):
        town.do("Tom Brandt", c.AddComment(text=text))
    paper = (town.paper("Tom Brandt"),)
    town.do("Tom Brandt", c.AddEvidence(holder="leitbild", item="anlass", documents=paper))
    text = read(signed_in(MANAGER), SPAN)[1]
    assert "Kommentarevorher 0 →, nachher 2" in text
    assert "Dateienvorher 1 →, nachher 2" in text


def test_who_stood_in_for_whom_and_who_coordinated_differ(signed_in, town, people, clock):
    town.let_act_for("Tom Brandt", "Jan Roth", days=2)
    grant = GrantRole(account=people["aylin"], role="coordinator")
    town.service.govern(town.municipality, grant, account=None, at=town.now)
    clock.pass_by(days=3)
    visitor = signed_in(COORDINATOR)
    text = read(visitor, SPAN)[1]
    assert "Jan Roth vertritt Tom Brandtvorher nein →, nachher ja" in text
    assert "In der Koordination: Aylinvorher nein →, nachher ja" in text
    assert "Jan Roth vertritt" not in read(visitor, "von=8.6.2026&bis=11.6.2026")[1]
    assert "Vertretung bis 10. Juni: Jan Roth" in visitor.get(f"{TEAM}?stand=9.6.2026").text
    assert "Jan Roth" not in visitor.get(f"{TEAM}?stand=8.6.2026").text


def test_a_substitution_that_was_ended_had_been_there(signed_in, town, people, clock):
    town.let_act_for("Tom Brandt", "Jan Roth", days=9)
    clock.pass_by(days=2)
    end = EndSubstitution(number=1)
    town.service.govern(town.municipality, end, account=people["Tom Brandt"], at=clock())
    visitor = signed_in(COORDINATOR)
    assert "Jan Roth" in visitor.get(f"{TEAM}?stand=10.6.2026").text
    assert "Jan Roth vertritt" not in read(visitor, "von=8.6.2026&bis=11.6.2026")[1]
