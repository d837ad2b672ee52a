"""15: what is printed is short, tagged, titled, without the frame of the screen; the matrix lies."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from features.drivers.world import World
from tests.browser.paper import packed, sheets, sizes
from tests.browser.places import COORDINATOR
from web.context import surroundings
from workflow.core import commands as c
from workflow.definitions.catalogue import shipped

REPORT = "/quartiere/kreuzfeld/berichte/1"
A4 = (595, 842)
MOST_PAGES = 3
STEPS = 10
GO_ON_OVERLEAF = """() => { const rows = document.querySelectorAll('article tbody tr:nth-child(5)');
  for (const each of rows) each.style.breakBefore = 'page' }"""
HIDDEN_ON_PAPER = (".top", ".place", ".foot", ".screen")

MEASURE = {
    "beschreibung": "Einmal in der Woche, ohne Anmeldung.",
    "typ": "dauer",
    "prioritaet": "hoch",
    "handlungsfeld": "begegnung",
    "status": "umsetzung",
    "beginn-plan": "2026-01-10",
    "ende-plan": "2026-12-18",
    "kosten-plan": "12400",
}
EIGHT_MEASURES = (
    "Mittagstisch im Gemeindehaus mit Fahrdienst aus der Siedlung",
    "Bänke mit Lehne am Lindenweg",
    "Sprechstunde der Pflegeberatung im Quartiersbüro",
    "Sichere Querung an der Hauptstraße vor der Grundschule",
    "Patenschaften zwischen Schulklassen und Menschen über 80",
    "Wohnberatung zu Hause, mit Hilfe beim Antrag",
    "Gemeinschaftsgarten hinter dem Rathaus",
    "Quartierszeitung, vier Ausgaben im Jahr",
)
TEXTS = {
    "body": "Sozialausschuss, 30. Juni 2026, öffentlich, zur Kenntnis",
    "reference": "Beschluss des Gemeinderats zum Leitbild, Drucksache 2026/017",
    "proposal": "Der Sozialausschuss nimmt den Sachstandsbericht zur Kenntnis und beauftragt die "
    "Verwaltung, die Folgefinanzierung in den Entwurf des Haushalts aufzunehmen.",
    "summary": "Das Quartier ist in der Umsetzung angekommen. Das Netzwerk trifft sich jeden Monat, "
    "acht Maßnahmen laufen. Das Fördergeld endet im nächsten Jahr.\n\nDamit bleibt, was gewachsen "
    "ist, braucht es eine halbe Stelle und einen Raum, der niemandem allein gehört.",
    "outlook": "- Ergebnisse der Evaluation im Frühjahr\n- Trägerschaft klären\n- Raum suchen",
    "finance": "Jährlich etwa 38.000 Euro für eine halbe Stelle, dazu 6.000 Euro Sachkosten.",
}


@pytest.fixture
def full_report(town, founded) -> str:
    """The address of a report on ten steps and eight measures."""
    _, told = founded
    ten = next(each for each in shipped() if each.file == "kda-10-schritte.yaml")
    with town.app.app_context():
        world = replace(told, service=surroundings().service)
    published = world.service.publish(
        world.municipality, ten.checked.stored, account=None, at=world.now
    )
    world.digest = published.digest
    world.begin("Lindenhof", traegertyp="kommune", bundesland="bw")
    _enter_all(world)
    since = world.today - timedelta(days=180)
    world.do("Tom Brandt", c.DraftReport(since=since, until=world.today, texts=TEXTS))
    world.do("Tom Brandt", c.FreezeReport())
    assert len(world.definition.steps) == STEPS
    return f"/quartiere/{world.slug}/berichte/1"


def _enter_all(world: World) -> None:
    """Enter what a report tells of besides the steps: measures, partners, events, money."""
    step = next(iter(world.definition.steps))
    measure = MEASURE | {"verantwortlich": str(world.accounts["Lena Fuchs"])}
    day = world.today.isoformat()
    event = {
        "datum": day,
        "format": "workshop",
        "stufe": "mitwirkung",
        "oeffentlich": "true",
        "zielgruppen": ("alle",),
        "teilnehmende": "34",
        "ergebnis": "Was fehlt, hängt jetzt an der Wand.",
    }
    source = {
        "programm": "land",
        "art": "anteil",
        "status": "laeuft",
        "betrag": "120000",
        "bewilligung-von": "2026-01-01",
        "bewilligung-bis": "2027-12-31",
    }
    partner = {"sektor": "verein", "rolle": "kernpartner", "stand": "zugesagt", "zivil": "true"}
    entries = [
        *(("massnahme", measure | {"titel": title}) for title in EIGHT_MEASURES),
        *(("partner", partner | {"organisation": f"Verein {n}"}) for n in range(8)),
        *(("beteiligung", event | {"titel": f"Werkstatt {n} im Bürgersaal"}) for n in range(8)),
        *(("finanzierung", source | {"geber": f"Geber {n}"}) for n in range(2)),
    ]
    for register, values in entries:
        world.do("Tom Brandt", c.AddRecord(register=register, step=step, values=values))


def printed(page: Page) -> bytes:
    """The page as a PDF."""
    return page.pdf(prefer_css_page_size=True, tagged=True)


def test_15_a_report_of_ten_steps_and_eight_measures_is_short_tagged_and_titled(
    sign_in, full_report
):
    page = sign_in(COORDINATOR, java_script_enabled=True)
    page.goto(full_report)
    title, paper = page.title(), printed(page)
    words = sheets(paper)
    assert all(packed(each) in "".join(words) for each in EIGHT_MEASURES)
    assert len(words) <= MOST_PAGES
    assert sizes(paper) == [A4] * len(words)
    assert b"/StructTreeRoot" in paper
    assert title.startswith("Sachstandsbericht Quartier Lindenhof")
    assert title.encode("utf-16-be").hex().upper().encode() in paper


def test_15_every_sheet_of_a_report_has_its_number_and_no_navigation(sign_in, full_report):
    page = sign_in(COORDINATOR, java_script_enabled=True)
    page.goto(full_report)
    navigation = packed(page.locator(".main-nav").inner_text())
    words = sheets(printed(page))
    assert navigation
    for number, on_sheet in enumerate(words, start=1):
        assert on_sheet.startswith(f"{number}/{len(words)}")
        assert navigation not in on_sheet


def test_15_a_table_that_goes_on_overleaf_has_its_head_there_too(sign_in, full_report):
    page = sign_in(COORDINATOR, java_script_enabled=True)
    page.goto(full_report)
    page.evaluate(GO_ON_OVERLEAF)
    head = "MaßnahmeBisKostengeplantStand"
    words = sheets(printed(page))
    on = [each for each in words if any(packed(measure) in each for measure in EIGHT_MEASURES)]
    assert len(on) == 2
    assert all(head in each for each in on)


def test_15_the_matrix_is_printed_across(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/quartiere")
    assert any(width > height for width, height in sizes(printed(page)))


def test_15_paper_shows_no_navigation_and_keeps_tables(sign_in):
    page = sign_in(COORDINATOR, java_script_enabled=True)
    page.goto(REPORT)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 600, "height": 900})  # as narrow as paper
    for frame in HIDDEN_ON_PAPER:
        assert not page.locator(frame).first.is_visible()
    shown = "each => getComputedStyle(each).display"
    assert page.locator("article thead").first.evaluate(shown) == "table-header-group"
    assert page.locator("article tbody tr").first.evaluate(shown) == "table-row"


def test_15_the_collective_report_is_landscape_as_a_whole(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/quartiere/bericht")
    found = sizes(printed(page))
    assert found
    assert all(width > height for width, height in found)


def test_15_a_list_of_tasks_stays_upright_on_as_few_sheets_as_it_needs(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/aufgaben")
    found = sizes(printed(page))
    assert found
    assert all(height > width for width, height in found)
