"""A report on paper: short, tagged, titled, without the frame of the screen."""

import re

REPORT = "/quartiere/kreuzfeld/berichte/1"
MOST_PAGES = 3
PAGE_OBJECT = re.compile(rb"/Type\s*/Page[^s]")
MEDIA_BOX = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+ [\d.]+)\]")
HIDDEN_ON_PAPER = (".top", ".place", ".foot", ".screen")


def test_a_report_is_a_tagged_titled_pdf_of_few_pages(sign_in):
    page = sign_in("petra.voss", java_script_enabled=True)
    page.goto(REPORT)
    title = page.title()
    paper = page.pdf(prefer_css_page_size=True, tagged=True)
    assert 1 <= len(PAGE_OBJECT.findall(paper)) <= MOST_PAGES
    assert b"/StructTreeRoot" in paper
    assert title.startswith("Sachstandsbericht Quartier Kreuzfeld")
    assert title.encode("utf-16-be").hex().upper().encode() in paper


def test_paper_shows_no_navigation_and_keeps_tables(sign_in):
    page = sign_in("petra.voss", java_script_enabled=True)
    page.goto(REPORT)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 600, "height": 900})  # as narrow as paper
    for frame in HIDDEN_ON_PAPER:
        assert not page.locator(frame).first.is_visible()
    shown = "each => getComputedStyle(each).display"
    assert page.locator("article thead").first.evaluate(shown) == "table-header-group"
    assert page.locator("article tbody tr").first.evaluate(shown) == "table-row"


def test_the_collective_report_is_landscape_as_a_whole(sign_in):
    page = sign_in("petra.voss", java_script_enabled=True)
    page.goto("/quartiere/bericht")
    paper = page.pdf(prefer_css_page_size=True, tagged=True)
    sizes = [tuple(map(float, each.split())) for each in MEDIA_BOX.findall(paper)]
    assert sizes
    assert all(width > height for width, height in sizes)
