"""What holds on every page: axe finds nothing, nothing scrolls sideways, the keyboard reaches all."""

import sqlite3
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe

MANAGER, COORDINATOR, ADMIN = "tom.brandt", "petra.voss", "holger.stein"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 768, 1280, 1920)
SMALLEST_TARGET = 24
FIRST_ACTION_WITHIN = 12

SHARED = (
    "/aufgaben",
    "/quartiere",
    "/quartiere?q=nirgends&was=stillstand",
    "/quartiere/talaue",
    "/quartiere/kreuzfeld",
    "/quartiere/bahnhofsviertel",
    "/quartiere/talaue/schritte/leitbild",
    "/quartiere/talaue/schritte/massnahmen",
    "/quartiere/rosenau/schritte/leitbild",
    "/quartiere/kreuzfeld/schritte/leitbild",
    "/quartiere/kreuzfeld/schritte/analyse",
    "/quartiere/talaue/schritte/leitbild/angaben",
    "/quartiere/talaue/schritte/leitbild/punkte/entwurf",
    "/quartiere/talaue/schritte/leitbild/punkte/anlass",
    "/quartiere/talaue/register",
    "/quartiere/talaue/register/partner",
    "/quartiere/bahnhofsviertel/register/partner",
    "/quartiere/talaue/register/partner?fehlt=etwas&sort=-titel",
    "/quartiere/talaue/register/partner?suche=gibt-es-nicht",
    "/quartiere/talaue/register/partner/uebernehmen",
    "/quartiere/talaue/register/partner/1",
    "/quartiere/talaue/register/partner/neu",
    "/quartiere/talaue/register/partner/1/bearbeiten",
    "/quartiere/talaue/verlauf",
    "/quartiere/talaue/dateien",
    "/quartiere/talaue/verlauf?was=freigaben&ab=1.1.2030",
    "/quartiere/talaue/verlauf/vergleich?von=2.3.2026",
    "/quartiere/talaue/verlauf?stand=1.1.2020",
    "/quartiere/talaue?stand=2.3.2026",
    "/quartiere/talaue/team",
    "/quartiere/talaue/berichte",
    "/quartiere/talaue/berichte/neu",
    "/quartiere/talaue/berichte/festschreiben",
    "/quartiere/kreuzfeld/berichte",
    "/quartiere/kreuzfeld/berichte/1",
    "/quartiere/kreuzfeld/berichte/entwurf",
    "/quartiere/talaue/berichte/entwurf",
    "/quartiere/kreuzfeld/berichte?stand=2.3.2026",
    "/quartiere/kreuzfeld/berichte/1?stand=1.3.2026",
    "/quartiere/talaue/uebergabeakte",
    "/quartiere/bericht",
    "/quartiere/talaue/lage",
    "/quartiere/talaue/eckdaten",
    "/quartiere/kreuzfeld/auflagen/1",
    "/quartiere/talaue/freigaben/leitbild/anfrage",
    "/quartiere/gibt-es-nicht",
    "/hilfe",
    "/hilfe/quartiersmanagement",
    "/hilfe/betrieb",
    "/hilfe/begriffe",
    "/barrierefreiheit",
    "/datenschutz",
    "/barriere-melden",
)
PAGES = {
    MANAGER: (*SHARED, "/quartiere/talaue/vorschlag"),
    COORDINATOR: (
        *SHARED,
        "/quartiere/kreuzfeld/vorschlaege/1",
        "/quartiere/rosenau/freigaben/leitbild/ausnahmen/zusagen",
        "/quartiere/rosenau/freigaben/leitbild/entscheidung/rat",
        "/quartiere/alte-weberei/freigaben/analyse/entscheidung/koordination",
        "/quartiere/talaue/schritte/leitbild/runde",
        "/quartiere/talaue/ablauf/pause",
        "/quartiere/talaue/ablauf/abschluss",
        "/quartiere/talaue/register/partner/1/archiv",
    ),
    ADMIN: (
        "/konten",
        "/konten/einladung",
        "/impressum",
        "/impressum/bearbeiten",
        "/konten/1",
        "/konto",
        "/konto/passwort",
        "/konto/zweiter-faktor",
        "/vertretungen",
    ),
}
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"
)
LARGER = "html { font-size: 200% }"
OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """least => [...document.querySelectorAll('button, select, input, summary, a')]
  .filter(each => !each.closest('p, dd, li > span, td, .skip') || each.matches('.button'))
  .filter(each => each.type !== 'hidden' && !each.matches('.skip'))
  .map(each => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width > 0 && (box.height < least || box.width < least))
  .map(([box, html]) => `${box.width}x${box.height} ${html}`)"""
FOCUSABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter(each => each.type !== 'hidden' && each.checkVisibility()).length"""
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e);
  return {tag: e.tagName, width: parseFloat(s.outlineWidth), loud: e.matches('main .button')} }"""


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(sign_in, who, width):
    page = sign_in(who, java_script_enabled=True, viewport={"width": width, "height": 900})
    found = []
    for path in PAGES[who]:
        page.goto(path)
        page.evaluate(OPEN_ALL)
        report = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        found += [
            f"{path}: {v['id']}: {v['nodes'][0]['html']}" for v in report.response["violations"]
        ]
    assert found == []


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
        report = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        found += [f"{v['id']}: {v['nodes'][0]['html']}" for v in report.response["violations"]]
        assert page.evaluate(SIDEWAYS) == 0
    assert page.title().startswith("Fehler: ")
    assert found == []


@pytest.mark.parametrize("who", PAGES)
def test_nothing_scrolls_sideways_and_targets_are_large_enough(sign_in, who):
    page = sign_in(who, java_script_enabled=True)
    found = []
    for path in PAGES[who]:
        page.goto(path)
        page.evaluate(OPEN_ALL)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate(SIDEWAYS) > 0:
                found.append(f"{path} scrolls at {width}")
        small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
        found += [f"{path}: {each}" for each in small]
    assert found == []


def test_wider_spacing_and_larger_letters_break_nothing(sign_in):
    page = sign_in(COORDINATOR, java_script_enabled=True, bypass_csp=True)
    found = []
    for path in PAGES[COORDINATOR]:
        page.goto(path)
        page.evaluate(OPEN_ALL)
        for width, css in ((320, SPACING), (1280, LARGER)):
            page.set_viewport_size({"width": width, "height": 900})
            style = page.add_style_tag(content=css)
            if page.evaluate(SIDEWAYS) > 0:
                found.append(f"{path} scrolls at {width} with {css}")
            style.evaluate("style => style.remove()")
    assert found == []


@pytest.mark.parametrize(
    "path", ["/aufgaben", "/quartiere/talaue", "/quartiere/talaue/schritte/leitbild"]
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(sign_in, path):
    page = sign_in(MANAGER, java_script_enabled=True)
    page.goto(path)
    reached = []
    for _ in range(page.evaluate(FOCUSABLE)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert all(each["tag"] != "BODY" for each in reached), "the keyboard lost its way"
    assert all(each["width"] >= 2 for each in reached), "focus is not to be seen"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["tag"] == "BODY", "more is reached than there should be"


@pytest.mark.parametrize(
    "path", ["/aufgaben", "/quartiere/talaue", "/quartiere/talaue/schritte/leitbild"]
)
def test_the_first_action_is_near_once_the_frame_is_skipped(sign_in, path):
    page = sign_in(MANAGER, java_script_enabled=True)
    page.goto(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(FIRST_ACTION_WITHIN):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["loud"]:
            return
    pytest.fail("no action within reach")


def test_pages_ask_no_other_host_and_stay_light(sign_in):
    page = sign_in(COORDINATOR)
    asked, size = [], []
    page.on("response", lambda answer: asked.append(answer.url))
    page.on("response", lambda answer: size.append(len(answer.body())))
    page.goto("/quartiere/talaue/schritte/leitbild")
    assert all("127.0.0.1" in url for url in asked)
    assert len(asked) <= 6
    assert sum(size) <= 150_000


def test_in_forced_colours_only_the_current_room_is_underlined(sign_in):
    page = sign_in(COORDINATOR, java_script_enabled=True, forced_colors="active")
    page.goto("/quartiere/talaue")
    tabs = page.locator(".tabs a")
    colours = tabs.evaluate_all("all => all.map(a => getComputedStyle(a).borderBottomColor)")
    assert len(set(colours)) == 2
