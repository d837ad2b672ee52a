"""What holds on every page, for everybody, in every state: the acceptance list, point by point.

Each test names its point. A page is loaded and measured once (`looking.py`) and judged by each.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import HOST, Served, come_in
from tests.browser.looking import HEIGHT, NORMAL, Look, look_at
from tests.browser.places import COORDINATOR, NO_PAGES, NOT_HERE, PLACES, Place
from web.access import ROUTES

THINNEST_OUTLINE = 2
FIRST_ACTION_WITHIN = 12
FIRST_VISIT, NEXT_VISIT, REQUESTS = 150_000, 60_000, 6

Looked = Callable[[Place], Look]
every_place = pytest.mark.parametrize("place", PLACES, ids=str)


@pytest.fixture(scope="session")
def looked(sight: Served, browser: Browser) -> Iterator[Looked]:
    """Return what was measured in a place; everybody signs in once."""
    with ExitStack() as contexts:
        people: dict[str, Page] = {}
        looks: dict[Place, Look] = {}

        def person(who: str) -> Page:
            if who not in people:
                size = {"width": NORMAL, "height": HEIGHT}
                context = browser.new_context(base_url=sight.address, locale="de-DE", viewport=size)
                contexts.callback(context.close)
                people[who] = context.new_page()
                if who:
                    come_in(people[who], who)
            return people[who]

        def look(place: Place) -> Look:
            if place not in looks:
                looks[place] = look_at(reached(person(place.who), place))
            return looks[place]

        yield look


def reached(page: Page, place: Place) -> Page:
    """Go to a place; fails unless it answers as it should."""
    answer = page.goto(place.path)
    if place.then:
        with page.expect_response(lambda each: _leads(each) and each.status == place.status) as got:
            place.then(page)
        answer = got.value
        answer.finished()
        page.wait_for_load_state()
    assert answer is not None
    assert answer.status == place.status, place
    return page


def _leads(answer: Response) -> bool:
    return answer.request.is_navigation_request()


@every_place
def test_01_axe_finds_nothing_with_every_fold_open_at_320_and_1280(looked, place):
    assert looked(place).axe == ()


def test_01_every_route_that_shows_a_page_is_looked_at(sight):
    adapter = sight.app.url_map.bind(HOST)
    shown = [urlsplit(place.path).path for place in PLACES if place.status != 404]
    looked_at = {adapter.match(path, "GET")[0] for path in shown}
    routes = {endpoint for endpoint, method in ROUTES if method == "GET"}
    assert routes - looked_at == NO_PAGES | NOT_HERE


@every_place
def test_05_no_page_asks_another_host(looked, sight, place):
    assert [
        each for each in looked(place).fetched if not each["url"].startswith(sight.address)
    ] == []


@every_place
def test_06_a_page_is_light_the_first_time_and_the_next(looked, place):
    fetched = looked(place).fetched
    assert sum(each["size"] for each in fetched) <= FIRST_VISIT
    assert sum(each["size"] for each in fetched if not kept(each["url"])) <= NEXT_VISIT
    assert len(fetched) <= REQUESTS


def kept(url: str) -> bool:
    """Whether a browser keeps it: what carries the hash of its content, and pictures for a day."""
    return ("/static/" in url and "v=" in url) or "/hilfe/bilder/" in url


@every_place
def test_07_nothing_scrolls_sideways_whatever_the_width_spacing_or_letters(looked, place):
    look = looked(place)
    assert (look.sideways, look.scrolling_parts) == ((), ())


@every_place
def test_08_targets_are_large_enough(looked, place):
    look = looked(place)
    assert (look.small_targets, look.low_controls) == ((), ())


@every_place
def test_09_the_keyboard_reaches_everything_and_shows_where_it_is(looked, place):
    look = looked(place)
    assert len(look.reached) == look.focusable
    assert [each for each in look.reached if each["outline"] < THINNEST_OUTLINE] == []


@every_place
def test_09_the_first_action_is_near_once_the_frame_is_skipped(looked, place):
    look = looked(place)
    inside = [each["acts"] for each in look.reached if each["inside"]]
    assert not look.acts or any(inside[:FIRST_ACTION_WITHIN])


@every_place
def test_13_tables_are_heard_alike_on_a_phone(looked, place):
    look = looked(place)
    assert look.tables["wide"] == look.tables["narrow"]


def test_13_there_are_tables_to_hear(looked):
    shown = ("/quartiere", "/quartiere/talaue/register/partner")
    tables = [looked(Place(COORDINATOR, path)).tables["wide"] for path in shown]
    assert all(each["rowheader"] for each in tables)


def test_16_no_two_pages_have_the_same_title(looked):
    titles = {
        (looked(place).title, urlsplit(place.path).path)
        for place in PLACES
        if place.status == 200 and not place.then
    }
    counted = Counter(title for title, _ in titles)
    assert [title for title, count in counted.items() if count > 1] == []
