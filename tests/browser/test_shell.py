"""The door, the end of a session and two people at one point, in a real browser."""

import re
import sqlite3
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MANAGER, COORDINATOR, ADMIN = "tom.brandt", "petra.voss", "holger.stein"
VALUES = "/quartiere/talaue/schritte/leitbild/angaben"


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def scripts(request) -> bool:
    """People have no scripts; axe needs them to measure."""
    return request.param


def found_by_axe(page: Page, scripts: bool) -> list[str]:
    if not scripts:
        return []
    report = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in report.response["violations"]]


def enter(page: Page, password: str) -> None:
    page.get_by_label("E-Mail-Adresse").fill(f"{MANAGER}@example.org")
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Anmelden").click()


def test_whoever_is_refused_at_the_door_hears_it_first(site, open_page, scripts):
    page = open_page(base_url=site, java_script_enabled=scripts)
    page.goto("/anmelden")
    assert found_by_axe(page, scripts) == []
    enter(page, "falsch")
    expect(page.locator("#fehler")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fehler: Anmelden"))
    expect(page.get_by_label("E-Mail-Adresse", exact=True)).to_have_value(f"{MANAGER}@example.org")
    assert found_by_axe(page, scripts) == []


def test_a_deep_link_is_reached_after_signing_in(site, open_page):
    page = open_page(base_url=site)
    page.goto(VALUES)
    enter(page, "ein-langer-satz-ohne-zahl")
    assert page.url.removeprefix(site) == f"{VALUES}#inhalt"


def test_what_was_typed_outlives_the_session(sign_in, scripts):
    page = sign_in(MANAGER, java_script_enabled=scripts)
    page.goto(VALUES)
    page.get_by_label("Zeithorizont", exact=True).fill("9")
    page.context.clear_cookies()
    page.get_by_role("button", name="Angaben speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Anmeldung ist abgelaufen")
    expect(page.get_by_label("Ihre Eingabe")).to_have_value("9")
    assert found_by_axe(page, scripts) == []
    enter(page, "ein-langer-satz-ohne-zahl")
    expect(page.get_by_role("status")).to_contain_text("Ihre Eingabe ist noch da")
    expect(page.get_by_label("Zeithorizont", exact=True)).to_have_value("9")
    assert found_by_axe(page, scripts) == []
    page.get_by_role("button", name="Angaben speichern").click()
    expect(page.locator("#meldung")).to_be_focused()
    page.goto(VALUES)
    expect(page.get_by_label("Zeithorizont", exact=True)).to_have_value("9")


def test_two_people_at_one_point_see_both_versions(sign_in, scripts):
    slow = sign_in(MANAGER, java_script_enabled=scripts)
    slow.goto(VALUES)
    slow.get_by_label("Zeithorizont", exact=True).fill("9")
    quick = sign_in(COORDINATOR)
    quick.goto(VALUES)
    quick.get_by_label("Zeithorizont", exact=True).fill("7")
    quick.get_by_role("button", name="Angaben speichern").click()
    slow.get_by_role("button", name="Angaben speichern").click()
    expect(slow.get_by_role("heading", level=1)).to_have_text("Jemand war schneller")
    expect(
        slow.get_by_role("row", name=re.compile("Zeithorizont.* 9.Jahre 7.Jahre"))
    ).to_be_visible()
    assert found_by_axe(slow, scripts) == []
    slow.get_by_role("button", name="Meine Eingabe speichern").click()
    expect(slow.locator("#meldung")).to_be_focused()


def test_signing_out_in_one_window_ends_the_other(sign_in):
    page = sign_in(MANAGER)
    other = page.context.new_page()
    other.goto("/quartiere")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.locator("#meldung")).to_have_text("Sie sind abgemeldet.")
    other.reload()
    expect(other).to_have_title(re.compile("^Anmelden"))


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_question_for_the_password(sign_in, tmp_path, width):
    page = sign_in(ADMIN, java_script_enabled=True, viewport={"width": width, "height": 900})
    with closing(sqlite3.connect(tmp_path / "daten.db")) as database, database:
        database.execute("UPDATE session SET checked_at = '2026-01-01T00:00:00.000000Z'")
    page.goto("/konten/1")
    found = []
    for password in ("", "falsch"):  # the first answer is the question, the second a refusal
        if password:
            page.get_by_label("Passwort").fill(password)
        page.locator("main form button").last.click()
        found += found_by_axe(page, scripts=True)
        root = page.locator("html")
        assert root.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert page.title().startswith("Fehler: ")
    assert found == []
