"""12 and 14: without colours, or with those of the system, a page says the same.

Rule: pictures as people see them who tell no colours, or not all, are kept in `build/farbsehen/` for
who reviews the look; whether the signs can be told apart in grey is judged here.
"""

from base64 import b64encode
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.places import COORDINATOR, KREUZFELD, ROSENAU
from web.presenters import status

PICTURES = Path(__file__).parents[2] / "build" / "farbsehen"
GREY = "achromatopsia"
SEEN = {
    "matrix": "/quartiere",
    "quartier": KREUZFELD,
    "schritt": f"{KREUZFELD}/schritte/analyse",
    "freigabe": f"{ROSENAU}/schritte/leitbild",
    "aufgaben": "/aufgaben",
}
STATUSES = (
    *(each for each in vars(status).values() if isinstance(each, status.Status)),
    *status.LEVELS.values(),
)
SHOW = """(sign, key) => { sign.parentElement.className = `is-${key}`;
  sign.querySelector('use').setAttribute('href', `#s-${key}`) }"""
PIXELS = """async png => {
  const image = new Image(); image.src = 'data:image/png;base64,' + png; await image.decode();
  const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
  drawing.drawImage(image, 0, 0);
  return [...drawing.getImageData(0, 0, image.width, image.height).data]
    .filter((_, at) => at % 4 === 0) }"""
TOLD_APART = 64  # of 255: a pixel that is clearly darker or lighter
LEAST = 0.03  # of the pixels of a sign


LINE = "all => all.map(each => getComputedStyle(each).borderBottomColor)"
CHECK = """() => { const style = each => getComputedStyle(document.querySelector(each));
  return {check: style('.sign-check').stroke, ground: style('body').backgroundColor,
    ink: style('body').color} }"""


@pytest.mark.parametrize("sight", [GREY, "deuteranopia"])
def test_12_pictures_without_all_colours_are_kept(sign_in, sight):
    page = sign_in(COORDINATOR)
    PICTURES.mkdir(parents=True, exist_ok=True)
    see_as(page, sight)
    for name, path in SEEN.items():
        page.goto(path)
        page.screenshot(path=PICTURES / f"{name}-{sight}.png", full_page=True)


def test_12_in_grey_each_sign_is_a_picture_of_its_own(sign_in, open_page):
    page = sign_in(COORDINATOR, java_script_enabled=True)
    see_as(page, GREY)
    page.goto("/quartiere")
    page.get_by_text("Zeichenerklärung").click()
    sign, desk = page.locator(".legend .sign").first, open_page(java_script_enabled=True)
    drawn = {each.key: pixels(desk, sign, each.key) for each in STATUSES}
    differ = {
        (one, other): apart(drawn[one], drawn[other]) for one, other in combinations(drawn, 2)
    }
    assert not {pair: found for pair, found in differ.items() if found < LEAST}


def see_as(page: Page, sight: str) -> None:
    """Show a page as somebody sees it who tells no colours, or not all."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})


def pixels(desk: Page, sign: Locator, key: str) -> list[int]:
    """How light each pixel of a sign is, drawn where another stands."""
    sign.evaluate(SHOW, key)
    return desk.evaluate(PIXELS, b64encode(sign.screenshot()).decode())


def apart(one: list[int], other: list[int]) -> float:
    """How much of two pictures differs so that the eye tells it."""
    return sum(abs(a - b) > TOLD_APART for a, b in zip(one, other, strict=True)) / len(one)


@pytest.mark.parametrize("frame", [".main-nav a", ".tabs a"])
def test_14_in_forced_colours_only_the_current_room_is_underlined(sign_in, frame):
    page = sign_in(COORDINATOR, java_script_enabled=True, forced_colors="active")
    page.goto("/quartiere/talaue")
    here = page.locator(f"{frame}[aria-current]").evaluate_all(LINE)
    others = page.locator(f"{frame}:not([aria-current])").evaluate_all(LINE)
    ground = page.evaluate(CHECK)["ground"]
    assert set(others) == {ground}
    assert len(here) == 1
    assert here != [ground]


def test_14_in_forced_colours_the_check_mark_stands_out_from_its_disc(sign_in):
    page = sign_in(COORDINATOR, java_script_enabled=True, forced_colors="active")
    page.goto("/quartiere/kreuzfeld/schritte/analyse")
    found = page.evaluate(CHECK)
    assert found["check"] == found["ground"]
    assert found["check"] != found["ink"]
