"""Any page of a quartier, as it stood at the end of a day."""

from datetime import date, timedelta

import pytest

from tests.web.conftest import COORDINATOR, MANAGER, START, STRANGER
from tests.web.page import Page, text_of
from tests.web.test_every_route import address, rules_of
from web.as_of import with_day
from workflow.core import commands as c

Q = "/quartiere/talaue"
BEGAN = date(2026, 3, 2)
PAGES = (
    "",
    "/schritte/leitbild",
    "/schritte/leitbild/punkte/entwurf",
    "/schritte/leitbild/angaben",
    "/register",
    "/register/partner",
    "/register/partner/1",
    "/team",
    "/verlauf",
    "/lage",
    "/ablauf/pause",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_day_says_so_keeps_it_and_lets_nothing_be_done(signed_in, page):
    answer = signed_in(COORDINATOR).get(f"{Q}{page}?stand=31.05.2026")
    assert answer.status_code == 200
    found = Page(answer.text)
    assert "Stand vom 31. Mai 2026." in text_of(found.root)
    assert "Zurück zum heutigen Stand" in text_of(found.root)
    links = [link.get("href") for link in found.all("a")]
    within = [link for link in links if link.startswith(Q)]
    assert within
    assert all("stand=2026-" in link for link in within)
    main = found.all("main")[0]
    assert not [form for form in main.iter("form") if form.get("method") == "post"]


FILE = "files.download"  # a file is what it was when it was brought


def test_every_page_of_a_quartier_shows_the_day_or_says_why_not(app, signed_in, town):
    visitor = signed_in(COORDINATOR)
    shown = 0
    for rule, _ in rules_of(app, "GET"):
        if "q" not in rule.arguments or rule.endpoint == FILE:
            continue
        answer = visitor.get(address(rule), query_string={"stand": "31.5.2026"})
        if answer.status_code == 404:
            assert "gab es am 31. Mai 2026 noch nicht" in answer.text, rule
        elif answer.mimetype == "text/csv":
            assert "2026-05-31" in answer.headers["Content-Disposition"], rule
        else:
            assert_is_past(Page(answer.text), rule)
            shown += 1
    assert shown > 20


def assert_is_past(page, rule):
    assert "Stand vom 31. Mai 2026." in text_of(page.root), rule
    assert not [f for f in page.all("main")[0].iter("form") if f.get("method") == "post"], rule
    links = [link.get("href") for link in page.all("a")]
    assert all("stand=2026-" in link for link in links if link.startswith(Q)), rule


def test_what_did_not_exist_yet_leads_back_to_today(signed_in, town):
    write_report(town)
    visitor = signed_in(MANAGER)
    assert visitor.get(f"{Q}/berichte/1").status_code == 200
    answer = visitor.get(f"{Q}/berichte/1?stand=8.6.2026")
    assert answer.status_code == 404
    assert "gab es am 8. Juni 2026 noch nicht" in answer.text
    links = [link.get("href") for link in Page(answer.text).all("a")]
    assert "?" in links
    assert f"{Q}/verlauf" in links


def write_report(town):
    texts = {"proposal": "Zur Kenntnis.", "summary": "Es geht voran.", "finance": "Keine."}
    command = c.DraftReport(since=BEGAN, until=town.today, texts=texts)
    town.do("Tom Brandt", command)
    town.do("Tom Brandt", c.FreezeReport())


def test_the_reports_are_those_of_the_day_with_the_figures_of_the_day(signed_in, town, clock):
    visitor = signed_in(MANAGER)
    town.do("Petra Voss", c.SkipStep(step="analyse", reason="Die Zahlen liegen vor."))
    write_report(town)
    assert "Nr. 1 vom 9. Juni 2026" in visitor.get(f"{Q}/berichte").text
    past = visitor.get(f"{Q}/berichte?stand=8.6.2026")
    assert "Nr. 1" not in past.text
    assert "Bericht mit den Zahlen dieses Tages ansehen" in past.text
    then = text_of(Page(visitor.get(f"{Q}/berichte/entwurf?stand=8.6.2026").text).root)
    now = text_of(Page(visitor.get(f"{Q}/berichte/entwurf").text).root)
    assert "2. März 2026 bis 8. Juni 2026" in then
    assert "0 von 4 Schritten abgeschlossen" in then
    assert "Die Zahlen liegen vor." not in then
    assert "1 von 4 Schritten abgeschlossen" in now


def test_a_draft_of_then_shows_what_was_written_then(signed_in, town, clock):
    texts = {"summary": "Am Anfang."}
    town.do("Tom Brandt", c.DraftReport(since=BEGAN, until=town.today, texts=texts))
    town.now += timedelta(days=3)
    clock.pass_by(days=3)
    town.do("Petra Voss", c.SkipStep(step="analyse", reason="Die Zahlen liegen vor."))
    later = c.DraftReport(since=BEGAN, until=town.today, texts={"summary": "Weiter."})
    town.do("Tom Brandt", later)
    past = signed_in(MANAGER).get(f"{Q}/berichte/entwurf?stand=9.6.2026").text
    assert "Am Anfang." in past
    assert "Weiter." not in past
    assert "Die Zahlen liegen vor." not in past


def test_the_history_of_an_entry_ends_with_the_day(signed_in, town):
    values = {"organisation": "Chor der Talaue"}
    town.do("Tom Brandt", c.ChangeRecord(register="partner", number=1, values=values))
    page = f"{Q}/register/partner/1"
    assert "Chor der Talaue" in signed_in(MANAGER).get(page).text
    assert "Chor der Talaue" not in signed_in(MANAGER).get(f"{page}?stand=8.6.2026").text


@pytest.mark.parametrize("day", ["31.05.2026", "31.5.2026", "2026-05-31", " 31. 5. 2026 "])
def test_a_day_may_be_written_in_any_way(signed_in, day):
    answer = signed_in(MANAGER).get(Q, query_string={"stand": day})
    assert "Stand vom 31. Mai 2026." in answer.text


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("1.3.2026", "Es wurde am 2. März 2026 angelegt."),
        ("10.6.2026", "Der 10. Juni 2026 kommt erst noch."),
        ("gestern", "Geben Sie das Datum so ein: 31.12.2025"),
        ("31.2.2026", "Geben Sie das Datum so ein"),
        ("1.1.0001", "Geben Sie das Datum so ein"),
        ("\x00", "Geben Sie das Datum so ein"),
        ("9" * 500, "Geben Sie das Datum so ein"),
    ],
)
@pytest.mark.parametrize("page", ["", "/verlauf", "/schritte/leitbild", "/register/partner/1"])
def test_a_day_that_cannot_be_shown_says_why(signed_in, page, day, why):
    answer = signed_in(MANAGER).get(f"{Q}{page}", query_string={"stand": day})
    assert answer.status_code == 404
    assert why in text_of(Page(answer.text).root)


def test_a_day_that_cannot_be_shown_is_asked_for_again_as_it_was_typed(signed_in):
    page = Page(signed_in(MANAGER).get(f"{Q}/verlauf?stand=31.2.2026").text)
    (asked,) = (each for each in page.all("input") if each.get("name") == "stand")
    assert asked.get("value") == "31.2.2026"


def test_what_came_later_was_not_there_yet(signed_in, town):
    values = {"organisation": "Chor", "stand": "zugesagt"}
    town.do("Tom Brandt", c.AddRecord(register="partner", step="leitbild", values=values))
    visitor = signed_in(MANAGER)
    assert visitor.get(f"{Q}/register/partner/3").status_code == 200
    answer = visitor.get(f"{Q}/register/partner/3?stand=8.6.2026")
    assert answer.status_code == 404
    assert "gab es am 8. Juni 2026 noch nicht" in answer.text


def test_a_stranger_learns_nothing_of_the_past_either(signed_in):
    visitor = signed_in(STRANGER)
    for day in ("31.05.2026", "1.1.2020", "morgen", ""):
        answer = visitor.get(f"{Q}?stand={day}")
        assert answer.status_code == 404
        assert "Talaue" not in answer.text
        assert "Diese Seite gibt es nicht" in answer.text


def test_what_is_sent_is_sent_today(signed_in, town):
    visitor = signed_in(MANAGER)
    form = {"level": "critical", "reason": "Es fehlt Geld.", "command_id": "0" * 32}
    answer = visitor.send(f"{Q}/lage?stand=31.05.2026", form, token_from=f"{Q}/lage")
    assert answer.status_code == 303
    assert town.state.instance.situation.on == START.date()


def test_conditions_are_asked_as_of_that_day(signed_in, town, clock):
    due = c.SetItemDue(holder="leitbild", item="besuch", due=START.date() + timedelta(days=1))
    town.do("Tom Brandt", due)
    clock.pass_by(days=5)
    visitor = signed_in(MANAGER)
    page = f"{Q}/schritte/leitbild"
    assert "eit 4 Tagen überfällig" in visitor.get(page).text
    assert "orgen" in visitor.get(f"{page}?stand={START:%d.%m.%Y}").text


def test_a_field_called_stand_is_filtered_beside_the_day(signed_in):
    visitor, page = signed_in(MANAGER), f"{Q}/register/partner"
    for day in ("", "&stand=31.05.2026"):
        answer = visitor.get(f"{page}?feld-stand=zugesagt{day}")
        assert answer.status_code == 200
        select = [each for each in Page(answer.text).all("select") if each.get("name")]
        assert "feld-stand" in {each.get("name") for each in select}


KEPT_FIELD = '<input type="hidden" name="stand" value="2026-05-31">'
KEPT = [
    ('<a href="/quartiere/q">', '<a href="/quartiere/q?stand=2026-05-31">'),
    (
        '<a class="x" href="/quartiere/q/team">',
        '<a class="x" href="/quartiere/q/team?stand=2026-05-31">',
    ),
    (
        '<a href="/quartiere/q/v?a=1&amp;b=2#c">',
        '<a href="/quartiere/q/v?a=1&amp;b=2&amp;stand=2026-05-31#c">',
    ),
    ('<a href="/quartiere/q/v?stand=2025-01-01">', '<a href="/quartiere/q/v?stand=2025-01-01">'),
    ('<a href="/quartiere/quer">', '<a href="/quartiere/quer">'),
    ('<a href="?">', '<a href="?">'),
    ('<a href="#oben">', '<a href="#oben">'),
    ('<a href="/quartiere">', '<a href="/quartiere">'),
    ('<abbr title="/quartiere/q">', '<abbr title="/quartiere/q">'),
    (
        '<form method="post" action="/quartiere/q/lage">',
        '<form method="post" action="/quartiere/q/lage">',
    ),
    (
        '<form class="filter" method="get" action="/quartiere/q/verlauf">',
        '<form class="filter" method="get" action="/quartiere/q/verlauf">' + KEPT_FIELD,
    ),
]


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_links_and_filters_that_stay_in_the_quartier_keep_the_day(before, after):
    assert with_day(before, "q", date(2026, 5, 31)) == after
