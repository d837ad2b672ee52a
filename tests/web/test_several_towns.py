"""Who works for several municipalities: the address says for which, and the role is that of the place."""

import json
import logging

import pytest

from features.drivers.world import PROCESS
from tests.web.conftest import PASSWORD, SPARE_CODE
from tests.web.page import Page, parsed, text_of
from tests.web.test_every_route import address, bare, digest_of, rules_of
from web import paths
from web.security_log import NAME
from workflow.core.errors import Forbidden, NotFound
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import ChangeSettings
from workflow.storage import queries

HOME, NEXT, ELSEWHERE = "musterstadt", "nachbarstadt", "drittstadt"
V = "kleines-quartier"
TEXT = PROCESS.read_text("utf-8").replace("version: 1", "version: 2", 1)
BROKEN = TEXT.replace("role: manager", "role: manger", 1)
ID = {"command_id": "0" * 32}


@pytest.fixture
def places(town):
    """The municipalities by their address, each with a draft of the same name, written by somebody there."""
    service = town.service
    service.found_municipality("Drittstadt", ELSEWHERE, at=town.now)
    with service.database.read() as connection:
        found = {each.slug: each.id for each in queries.towns(connection)}
    for slug, place in found.items():
        who = service.add_account(place, f"schreibt@{slug}.org", f"Wer {slug}", at=town.now)
        town.accounts[slug] = who
        grant(town, place, who, "consultant")
        service.workbench.create_draft(place, "", TEXT, account=who, at=town.now)
    return found


@pytest.fixture
def samir(consultant, places, town):
    """Who advises the first municipality, coordinates the second and has no part in the third."""
    visitor = consultant()
    grant(town, places[NEXT], town.accounts["Samir Haddad"], "coordinator")
    return visitor


@pytest.fixture
def advises_both(samir, places, town):
    """The same, who advises the second as well."""
    grant(town, places[NEXT], town.accounts["Samir Haddad"], "consultant")
    return samir


@pytest.fixture
def kept(town, places):
    """Read the draft of a municipality as it is kept."""

    def read(slug):
        with town.service.reading(town.accounts[slug]) as reading:
            return queries.draft(reading, places[slug], V)

    return read


def grant(town, place, account, role):
    town.service.govern(place, GrantRole(account=account, role=role), account=None, at=town.now)


def save(visitor, town, text=BROKEN, seen="1"):
    form = ID | {"seen": seen, "text": text}
    return visitor.send(paths.draft(town, V), form, token_from="/konto")


# --- choosing --------------------------------------------------------------------------------


def test_who_works_for_one_municipality_is_led_there_and_sees_no_others(consultant, places):
    visitor = consultant()
    assert visitor.get(paths.TEMPLATES).location == paths.templates(HOME)
    page = visitor.get(paths.templates(HOME)).text
    assert "Andere Kommune wählen" not in page
    assert "Musterstadt</a>" not in visitor.get(paths.draft(HOME, V)).text


def test_who_works_for_several_chooses_one(samir):
    page = Page(samir.get(paths.TEMPLATES).text)
    rows = {text_of(row[0]): [text_of(each) for each in row[1:]] for row in page.all("tr")[1:]}
    assert rows == {"Musterstadt": ["1", "1", "1"], "Nachbarstadt": ["1", "0", "0"]}
    links = {each.get("href") for each in page.all("a")}
    assert {paths.templates(HOME), paths.templates(NEXT)} <= links


@pytest.mark.parametrize("station", ["", "vorschau", "veroeffentlichung", "umstellung"])
def test_every_page_says_which_municipality_it_is_about(samir, station):
    page = Page(samir.get(paths.draft(NEXT, V, station)).text)
    assert page.title().endswith("– Nachbarstadt – Quartiersweg")
    (crumbs,) = (each for each in page.all("nav") if each.get("class") == "crumbs")
    links = {text_of(each): each.get("href") for each in crumbs.iter("a")}
    assert links["Prozessvorlagen"] == paths.TEMPLATES  # the way to another one
    assert links["Nachbarstadt"] == paths.templates(NEXT)
    assert "Musterstadt" not in text_of(page.root)


def test_every_link_and_form_of_a_municipality_stays_there(samir, app):
    for slug, other in ((HOME, NEXT), (NEXT, HOME)):
        for rule, _ in rules_of(app, "GET"):
            if "ort" not in rule.arguments:
                continue
            answer = samir.get(address(rule, ort=slug))
            if answer.mimetype == "text/html":
                assert f"/vorlagen/{other}" not in answer.text, rule


# --- who may what, where -----------------------------------------------------------------------


def test_one_reads_where_one_coordinates_and_finds_nothing_where_one_has_no_part(samir, app):
    for rule, _ in rules_of(app, "GET"):
        if "ort" in rule.arguments:
            foreign = samir.get(address(rule, ort=ELSEWHERE))
            missing = samir.get(address(rule, ort="gibt-es-nicht"))
            assert (foreign.status_code, missing.status_code) == (404, 404), rule
            assert bare(foreign.text) == bare(missing.text), rule
    for slug, status in ((HOME, 200), (NEXT, 403), (ELSEWHERE, 404)):
        assert samir.get(paths.new_draft(slug)).status_code == status
        assert samir.get(paths.draft(slug, V, "verwerfen")).status_code == status
        assert samir.get(paths.draft(slug, V)).status_code == (404 if status == 404 else 200)


def test_one_writes_only_where_one_advises(samir, kept):
    assert [save(samir, slug).status_code for slug in (HOME, NEXT, ELSEWHERE)] == [303, 403, 404]
    assert [kept(slug).text for slug in (HOME, NEXT, ELSEWHERE)] == [BROKEN, TEXT, TEXT]


@pytest.mark.parametrize("slug", [NEXT, ELSEWHERE])
def test_no_form_sent_to_another_municipality_changes_anything(samir, app, database, slug):
    token, before = samir.token("/konto"), digest_of(database)
    sent = ID | {
        "csrf_token": token, "seen": "1", "text": "x", "version": f"{V}@1", "auf": f"{V}@2",
        "base": "kda-10-schritte@1", "title": "X", "identity": "x", "reason": "Y", "wer": "alle",
    }  # fmt: skip
    for rule, _ in rules_of(app, "POST"):
        if "ort" not in rule.arguments:
            continue
        for data in (sent, {"csrf_token": token} | ID):
            answer = samir.post(address(rule, ort=slug), data=data)
            assert 400 <= answer.status_code < 500, rule
            if slug == ELSEWHERE:
                assert answer.status_code == 404, rule
    assert digest_of(database) == before


def test_two_drafts_of_one_name_are_two(advises_both, kept):
    assert save(advises_both, NEXT).status_code == 303
    assert (kept(HOME).text, kept(NEXT).text) == (TEXT, BROKEN)
    discarded = ID | {"seen": "1"}
    address = paths.draft(HOME, V, "verwerfen")
    answer = advises_both.send(address, discarded, token_from="/konto")
    assert answer.location == f"{paths.templates(HOME)}#meldung"
    with pytest.raises(NotFound):
        kept(HOME)
    assert kept(NEXT).edition == 2


def test_the_security_log_says_in_which_municipality_something_was_published(
    advises_both, monkeypatch, caplog
):
    monkeypatch.setattr(logging.getLogger(NAME), "propagate", True)
    caplog.set_level(logging.INFO, NAME)
    form, here = ID | {"seen": "1"}, paths.draft(NEXT, V, "veroeffentlichung")
    answer = advises_both.send(here, form, token_from="/konto")
    assert answer.location == f"{paths.version(NEXT, V, 2)}#meldung"
    lines = [json.loads(each.getMessage()) for each in caplog.records if each.name == NAME]
    told = [each["town"] for each in lines if each["event"] == "definition_published"]
    assert told == [NEXT]


def test_the_engine_refuses_the_same(samir, places, town):
    bench, who = town.service.workbench, town.accounts["Samir Haddad"]

    def try_to(place):
        bench.save_draft(place, V, BROKEN, seen=1, account=who, at=town.now)

    try_to(places[HOME])
    with pytest.raises(Forbidden):
        try_to(places[NEXT])
    with pytest.raises(NotFound):
        try_to(places[ELSEWHERE])
    assert bench.review(places[NEXT], V, account=who).may_write is False
    with pytest.raises(NotFound):
        bench.review(places[ELSEWHERE], V, account=who)


# --- Meine Aufgaben and the door ---------------------------------------------------------------


def test_tasks_name_the_municipality_and_lead_to_it(advises_both, town, places):
    save(advises_both, NEXT)
    chief = town.accounts[NEXT]
    grant(town, places[NEXT], chief, "coordinator")
    town.service.govern(places[NEXT], ChangeSettings(four_eyes=True), account=chief, at=town.now)
    town.service.workbench.create_draft(
        places[NEXT], "", TEXT.replace("id: kleines", "id: grosses", 1), account=chief, at=town.now
    )
    town.service.workbench.request_publication(
        places[NEXT], "grosses-quartier", seen=1, account=chief, at=town.now
    )
    page = advises_both.get("/aufgaben").text
    assert "Nachbarstadt · Zuletzt gespeichert am" in page
    assert f'href="{paths.draft(NEXT, V)}"' in page
    assert "Nachbarstadt · Angefragt von" in page
    assert f'href="{paths.draft(NEXT, "grosses-quartier", "veroeffentlichung")}"' in page
    assert paths.draft(HOME, V) not in page


def test_who_works_for_one_reads_no_municipality_among_their_tasks(consultant, places, town):
    visitor = consultant()
    save(visitor, HOME)
    page = visitor.get("/aufgaben").text
    assert f'href="{paths.draft(HOME, V)}"' in page
    assert "Musterstadt ·" not in page


def test_signing_in_leads_back_to_the_municipality_that_was_asked_for(samir, clock, kept):
    here = paths.draft(NEXT, V, "vorschau")
    clock.pass_by(hours=2)
    form = parsed(samir.get(samir.get(here).location).text).forms()[0]
    who = {"email": "samir.haddad@example.org", "password": PASSWORD}
    asked = samir.post("/anmelden", data=form | who)
    form = parsed(asked.text).forms()[0]
    answer = samir.post("/anmelden/code", data=form | {"code": SPARE_CODE})
    assert answer.location == f"{here}#inhalt"
