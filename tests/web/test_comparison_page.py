"""What has changed between two days, in sentences by step and register."""

import pytest

from tests.web.conftest import COORDINATOR, MANAGER, START, STRANGER
from tests.web.page import Page, text_of
from workflow.core import commands as c
from workflow.core.state import Level

URL = "/quartiere/talaue/verlauf/vergleich"


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
        "Neu im Team: Jan Roth",
        "5 Jahre →",
        "nachher 8 Jahre",
        "nachher Offen",
        "„Chor“",
        "Archiviert: ",
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


def test_a_stranger_compares_nothing(signed_in):
    status, text = read(signed_in(STRANGER), "von=1.6.2026&bis=2.6.2026")
    assert status == 404
    assert "Talaue" not in text
