"""14: with the colours of the system a page still says where one is and what is done."""

import pytest

from tests.browser.places import COORDINATOR

LINE = "all => all.map(each => getComputedStyle(each).borderBottomColor)"
CHECK = """() => { const style = each => getComputedStyle(document.querySelector(each));
  return {check: style('.sign-check').stroke, ground: style('body').backgroundColor,
    ink: style('body').color} }"""


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
