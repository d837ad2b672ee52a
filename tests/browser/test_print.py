"""15: what is printed is short, tagged, titled, without the frame of the screen; the matrix lies."""

import re

from playwright.sync_api import Page

from tests.browser.places import COORDINATOR

REPORT = "/quartiere/kreuzfeld/berichte/1"
MOST_PAGES = 3
PAGE_OBJECT = re.compile(rb"/Type\s*/Page[^s]")
SHEET = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)")
HIDDEN_ON_PAPER = (".top", ".place", ".foot", ".screen")


def printed(page: Page) -> bytes:
    """The page as a PDF."""
    return page.pdf(prefer_css_page_size=True, tagged=True)


def test_15_a_report_is_a_tagged_titled_pdf_of_few_pages(sign_in):
    page = sign_in(COORDINATOR, java_script_enabled=True)
    page.goto(REPORT)
    title = page.title()
    paper = printed(page)
    assert 1 <= len(PAGE_OBJECT.findall(paper)) <= MOST_PAGES
    assert b"/StructTreeRoot" in paper
    assert title.startswith("Sachstandsbericht Quartier Kreuzfeld")
    assert title.encode("utf-16-be").hex().upper().encode() in paper
    assert all(float(height) > float(width) for width, height in SHEET.findall(paper))


def test_15_the_matrix_is_printed_across(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/quartiere")
    sheets = {float(width) > float(height) for width, height in SHEET.findall(printed(page))}
    assert True in sheets


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
    sheets = SHEET.findall(printed(page))
    assert sheets
    assert all(float(width) > float(height) for width, height in sheets)


def test_15_a_list_of_tasks_stays_upright_on_as_few_sheets_as_it_needs(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/aufgaben")
    sheets = SHEET.findall(printed(page))
    assert sheets
    assert all(float(height) > float(width) for width, height in sheets)
