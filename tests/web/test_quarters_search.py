"""What an address asks of the list of quartiere: read, asked, and said again (no Flask)."""

from datetime import date
from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.unit.core.small import SMALL
from web.presenters.quarters_search import (
    MATTERS,
    Search,
    filters_said,
    phases_of,
    read_search,
    search_inputs,
)
from workflow.core.definition import GenderForm
from workflow.core.municipality_settings import Settings
from workflow.storage.queries import NOBODY, Lage, Matter, Order, Wanted

TODAY = date(2026, 6, 9)
LEADS = {2: "Tom Brandt", 5: "Änne Öztürk"}


def query_of(search: Search) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(search.url()).query))


@pytest.mark.parametrize(
    ("lage", "matter", "order", "manager"),
    list(
        product((None, *Lage), (None, Matter.STILL), (Order.URGENCY, Order.NAME), (None, 2, NOBODY))
    ),
)
def test_what_an_address_says_is_read_back_as_it_was_asked(lage, matter, order, manager):
    search = Search(
        name="Aue & Süd", phase="p", lage=lage, matter=matter, order=order, manager=manager, page=3
    )
    said = query_of(search)
    number = int(said["leitung"]) if said.get("leitung", "").isdecimal() else None
    assert read_search(said, manager=number, page=int(said["seite"]), name=said["q"]) == search


@pytest.mark.parametrize(
    "said", [{"lage": "grün"}, {"was": "alles"}, {"sort": "-name"}, {"leitung": "x"}, {}]
)
def test_what_is_not_known_is_left_out(said):
    assert read_search(said, manager=None, page=1, name="").is_plain


def test_the_plain_list_has_the_plain_address():
    assert Search().url() == "/quartiere"
    assert not Search(order=Order.NAME, page=2).narrows
    assert Search(matter=Matter.OVERDUE).url(page=2) == "/quartiere?was=ueberfaellig&seite=2"


def test_a_search_is_asked_of_the_database_without_its_order_and_page():
    search = Search(name="Aue", manager=2, lage=Lage.OLD, order=Order.NAME, page=4)
    local = {1: Settings(still_days=7)}
    assert search.wanted(TODAY, local) == Wanted(
        today=TODAY, local=local, name="Aue", manager=2, phase="", lage=Lage.OLD, matter=None
    )


def test_the_form_shows_what_is_asked_for_now():
    search = Search(name="Aue", manager=NOBODY, lage=Lage.MISSING, matter=Matter.DECISION)
    inputs = {
        each.name: each
        for each in search_inputs(search, LEADS, phases_of({("d", GenderForm.STAR): SMALL}))
    }
    chosen = {
        n: [o.label for o in each.options if o.chosen] for n, each in inputs.items() if n != "q"
    }
    assert inputs["q"].value == "Aue"
    assert chosen == {
        "leitung": ["Unbesetzt"], "phase": ["Alle"], "lage": ["Keine Einschätzung"],
        "was": ["Entscheidung offen"], "sort": ["Handlungsbedarf"],
    }  # fmt: skip
    assert filters_said(search, LEADS, {}) == (
        "Name: „Aue“, Leitung: Unbesetzt, Lage: Keine Einschätzung, Zu klären: Entscheidung offen"
    )


def test_each_count_has_its_own_filter():
    assert set(MATTERS) == set(Matter)
    assert len(set(MATTERS.values())) == len(Matter)
