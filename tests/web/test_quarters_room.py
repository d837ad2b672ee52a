"""The list of quartiere in the browser: its filter in the address, its pages, its file."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest

from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER
from tests.web.page import Page, text_of

AWAY = timedelta(days=200)


@pytest.fixture
def more(town):
    """Two more quartiere; one of them has a name that a spreadsheet would calculate."""
    town.begin("Überm Wehr")
    town.begin("=1+1;Süd")
    return town


def names(answer):
    found = re.findall(r'scope="row"><a href="[^"]*">([^<]*)</a>', answer.text)
    return [html.unescape(each) for each in found]


def test_who_has_one_quartier_is_led_to_it_unless_something_is_searched(signed_in):
    manager = signed_in(MANAGER)
    answer = manager.get("/quartiere")
    assert (answer.status_code, answer.location) == (302, "/quartiere/talaue")
    assert names(manager.get("/quartiere?sort=name")) == ["Talaue"]
    assert "Quartier anlegen" in signed_in(COORDINATOR).get("/quartiere").text


def test_the_address_says_what_is_searched(signed_in, more):
    visitor = signed_in(COORDINATOR)
    assert names(visitor.get("/quartiere?sort=name")) == ["=1+1;Süd", "Talaue", "Überm Wehr"]
    assert names(visitor.get("/quartiere?q=UBERM")) == ["Überm Wehr"]
    answer = visitor.get("/quartiere?q=nirgends&lage=kritisch")
    assert "Kein Quartier passt zu Name: „nirgends“, Lage: Kritisch." in answer.text
    assert "Filter zurücksetzen" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "seite=0", "seite=-3", "seite=x", "leitung=x", "leitung=99999999", "phase=%00", "q=%00",
        "lage=grün", "was=alles", "sort=;drop", "q=" + "a" * 5_000, "q=%ff", "phase='--",
    ],
)  # fmt: skip
def test_what_an_address_says_badly_is_left_out(signed_in, query):
    visitor = signed_in(COORDINATOR)
    assert visitor.get(f"/quartiere?{query}").status_code == 200
    assert visitor.get(f"/quartiere.csv?{query}").status_code == 200


def test_a_page_that_is_not_there_leads_to_the_last(signed_in):
    answer = signed_in(COORDINATOR).get("/quartiere?q=tal&seite=9")
    assert (answer.status_code, answer.location) == (302, "/quartiere?q=tal")


def test_the_file_holds_what_the_page_does_and_nothing_that_calculates(signed_in, more):
    visitor = signed_in(COORDINATOR)
    answer = visitor.get("/quartiere.csv?sort=name")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    assert answer.data.startswith("\ufeff".encode())
    head, *lines = csv.reader(io.StringIO(text), delimiter=";")
    assert head[:3] == ["Quartier", "Leitung", "Stand"]
    assert [line[0] for line in lines] == ["'=1+1;Süd", "Talaue", "Überm Wehr"]
    assert {len(line) for line in lines} == {len(head)}
    found = visitor.get("/quartiere.csv?q=wehr").data.decode("utf-8-sig")
    assert "Talaue" not in found


def test_what_is_stuck_stands_above_the_list(signed_in, clock):
    visitor = signed_in(COORDINATOR)
    assert "Was gerade stockt" in visitor.get("/quartiere").text
    clock.pass_by(days=AWAY.days)
    visitor = signed_in(COORDINATOR)
    page = text_of(Page(visitor.get("/quartiere").text).root)
    assert re.search(r"Talaue: 2\d\d Tage ohne Bewegung", page)
    assert "am Zug:" in page
    assert names(visitor.get("/quartiere?was=stillstand")) == ["Talaue"]


def test_each_sees_their_own(signed_in):
    for who in (MANAGER, DEVELOPER):
        page = signed_in(who).get("/quartiere?sort=name").text
        assert "Entscheidungen offen" not in page
