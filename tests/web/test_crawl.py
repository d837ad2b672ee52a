"""Whoever follows every link of every page never falls out of the house (T-01, T-05)."""

from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest

from tests.web.conftest import COORDINATOR, DEVELOPER, HOST, MANAGER, STRANGER
from tests.web.page import parsed
from workflow.core import commands as c

HOME = f"https://{HOST}"
ENOUGH = 250  # pages
ASKED = 2  # ways to ask for one page; the history's filters alone could go on for ever
PAYLOAD = '"><img src=x onerror=alert(1)></textarea><script>alert(1)</script>{{7*7}}${7*7}&#x3c;'


def links_of(html: str, path: str) -> set[str]:
    """Where the links of a page lead, as far as they stay here."""
    found = {urlsplit(urljoin(HOME + path, each.get("href"))) for each in parsed(html).all("a")}
    here = (each for each in found if each.netloc == HOST)
    return {each.path + (f"?{each.query}" if each.query else "") for each in here}


def walk(visitor, enough: int = ENOUGH) -> dict[str, str]:
    """Every page that can be reached by following links, by its address; each is checked."""
    pages: dict[str, str] = {}
    waiting = deque(["/aufgaben", "/quartiere"])
    known = set(waiting)
    asked: Counter[str] = Counter()
    while waiting and len(pages) < enough:
        path = waiting.popleft()
        answer = visitor.get(path)
        assert answer.status_code in {200, 302}, path
        new = {answer.location} - {None} - known
        if answer.mimetype == "text/html" and answer.status_code == 200:
            pages[path] = answer.text
            new = links_of(answer.text, path) - known
        known |= new
        for link in sorted(new):
            asked[urlsplit(link).path] += 1
            if asked[urlsplit(link).path] <= ASKED:
                waiting.append(link)
    return pages


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER, DEVELOPER])
def test_no_link_leads_into_nothing(signed_in, town, email):
    pages = walk(signed_in(email))
    assert len(pages) > 30
    assert any("/register/partner/1" in path for path in pages)
    assert any("/versionen/1" in path for path in pages) == (email == COORDINATOR)


def test_T01_a_stranger_finds_no_trace_of_another_town(signed_in, town):
    pages = walk(signed_in(STRANGER))
    assert pages
    for path, html in pages.items():
        for trace in ("Talaue", "talaue", "Musterstadt", "Petra Voss", "Tom Brandt"):
            assert trace not in html, path


def test_T05_whatever_people_write_stays_text_on_every_page(signed_in, town):
    for register, number in (("partner", 1), ("partner", 2)):
        values = {"organisation": PAYLOAD}
        town.do("Tom Brandt", c.ChangeRecord(register=register, number=number, values=values))
    town.do("Petra Voss", c.ReopenItem(holder="leitbild", item="anlass", reason=PAYLOAD))
    town.do("Petra Voss", c.CompleteItem(holder="leitbild", item="anlass", note=PAYLOAD))
    town.do("Petra Voss", c.AddComment(holder="leitbild", text=PAYLOAD))
    pages = walk(signed_in(MANAGER))  # the check of each page finds scripts and handlers
    showing = [path for path, html in pages.items() if "alert(1)" in html]
    assert len(showing) > 3
    for path in showing:
        page = parsed(pages[path])
        assert not page.all("img"), path
        assert "{{7*7}}" in pages[path] or "49" not in pages[path], path
