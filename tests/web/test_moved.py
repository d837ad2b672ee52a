"""A quartier that was moved to another version: every page stands, today's and those of past days."""

from datetime import timedelta

import pytest

from features.drivers.world import PROCESS, World
from tests.states import tell
from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page, text_of
from tests.web.test_conflicts import form_of
from tests.web.test_crawl import walk
from workflow.core import commands as c
from workflow.definitions.library import check

QUARTERS = ("oststadt", "kreuzfeld", "suedhang", "bahnhofsviertel")


def renamed(text: str, old: str, new: str) -> str:
    return (
        text.replace(f"{old}:", f"{new}:")
        .replace(f": {old},", f": {new},")
        .replace(f": {old}}}", f": {new}}}")
    )


def newer() -> bytes:
    """The second version: a step, a register, fields and an item renamed, others gone or new."""
    text = PROCESS.read_text("utf-8").replace("version: 1", "version: 2")
    text = renamed(text, "leitbild", "anfang").replace(
        "title: Leitbild abstimmen", "title: Einen Anfang finden\n    was: [leitbild]"
    )
    text = renamed(text, "partner", "beteiligte").replace(
        'title: "Kooperationspartner*innen"', "title: Beteiligte\n    was: [partner]"
    )
    lines = [line for line in text.splitlines() if not line.strip().startswith(GONE)]
    return ("\n".join(lines) + "\n").replace(REQUIRED, OTHER).encode()


GONE = ("besuch:", "bescheid:")
REQUIRED, OTHER = "zeithorizont: {type: integer", "jahre: {was: [zeithorizont], type: decimal"


def published(world: World, data: bytes | None = None) -> str:
    data = data or newer()
    checked = check(data, "prozess.yaml")
    assert checked.is_valid, checked.problems
    return world.service.publish(
        world.municipality, checked.stored, account=None, at=world.now
    ).digest


@pytest.fixture
def moved(town: World) -> World:
    tell(town)
    digest = published(town)
    town.pass_days(3)
    for slug in QUARTERS:
        town.slug = slug
        if any(life.status == "in_review" for life in town.state.instance.steps.values()):
            continue
        town.do("Petra Voss", c.MoveToVersion(definition=digest, reason="Neue Richtlinie"))
    return town


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER])
def test_no_page_falls(signed_in, moved, clock, email):
    clock.at = moved.now
    pages = walk(signed_in(email), enough=150)
    assert any("Umgestellt von Version 1 auf Version 2" in page for page in pages.values())


def test_what_has_no_place_any_more_stays_readable(signed_in, moved, clock):
    clock.at = moved.now
    history = signed_in(MANAGER).get("/quartiere/suedhang/verlauf").text
    assert "/quartiere/suedhang/verlauf/frueher-erfasst" in history
    page = signed_in(MANAGER).get("/quartiere/suedhang/verlauf/frueher-erfasst").text
    assert "Von Version 1 auf Version 2." in page
    assert "Bescheid liegt vor" in page
    assert "Maßnahme 1" in page
    bare = signed_in(MANAGER).get("/quartiere/rosenau/verlauf/frueher-erfasst").text
    assert "Alles Erfasste hat seinen Platz" in bare


def test_entries_beside_what_was_recorded_earlier_are_called_as_today(signed_in, town):
    """The goal that a measure served is still there, though its register has another name."""
    measure = {"titel": "Mittagstisch", "ziel": 1, "stand": "laeuft"}
    for register, values in (("ziel", {"ziel": "Nähe"}), ("massnahme", measure)):
        town.do("Tom Brandt", c.AddRecord(register=register, step="leitbild", values=values))
    text = (
        PROCESS.read_text("utf-8")
        .replace("version: 1", "version: 2", 1)
        .replace("      ziel: {type: reference, register: ziel, label: Dient dem Ziel}\n", "")
        .replace("  ziel:\n    title", "  absicht:\n    was: [ziel]\n    title")
        .replace("register: ziel", "register: absicht")
    )
    digest = published(town, text.encode())
    town.do("Petra Voss", c.MoveToVersion(definition=digest, reason="Neu"))
    page = signed_in(COORDINATOR).get("/quartiere/talaue/verlauf/frueher-erfasst")
    assert "Maßnahme 1 (Mittagstisch)Dient dem ZielNähe" in text_of(Page(page.text).all("main")[0])


def test_what_was_done_before_stands_under_the_new_name_of_its_step(signed_in, moved, clock):
    clock.at = moved.now
    visitor = signed_in(MANAGER)
    for path in ("verlauf", "verlauf.csv"):
        found = visitor.get(f"/quartiere/suedhang/{path}?schritt=anfang").text
        assert "Schritt geöffnet" in found
        assert "Kein Eintrag passt" not in found


def test_the_history_can_be_asked_for_a_step_that_is_gone(signed_in, town):
    head, _, rest = PROCESS.read_text("utf-8").partition("  leitbild:\n    phase")
    _, _, rest = rest.partition("  analyse:\n    phase")
    text = f"{head}  analyse:\n    phase{rest}".replace("version: 1", "version: 2", 1)
    digest = published(town, text.replace("{step: leitbild, is: passed}", "[]").encode())
    choices = c.Choices(given_up=("steps.leitbild",))
    town.do("Petra Voss", c.MoveToVersion(definition=digest, reason="Neu", choices=choices))
    visitor = signed_in(COORDINATOR)
    page = visitor.get("/quartiere/talaue/verlauf").text
    assert '<option value="leitbild">Schritt 1 Leitbild (bis Version 1)</option>' in page
    found = visitor.get("/quartiere/talaue/verlauf?schritt=leitbild").text
    assert "Schritt geöffnet" in found
    assert "Umgestellt von Version 1 auf Version 2" in page
    assert "Umgestellt von Version 1" not in found
    nothing = visitor.get("/quartiere/talaue/verlauf?schritt=leitbild&ab=01.01.2100").text
    assert "Schritt: Schritt 1 Leitbild (bis Version 1)" in nothing


def test_a_form_that_was_open_meanwhile_loses_nothing_and_learns_why(signed_in, town):
    visitor = signed_in(COORDINATOR)
    address = "/quartiere/talaue/schritte/leitbild/punkte/anlass"
    form = form_of(visitor.get(address), address)
    digest = published(town)
    town.do("Petra Voss", c.MoveToVersion(definition=digest, reason="Neue Richtlinie"))
    answer = visitor.post(address, data=form | {"note": "Der Rat will es so.", "done": "ja"})
    assert answer.status_code == 404
    assert "arbeitet seit dem 9. Juni 2026 mit einer anderen Version" in answer.text
    assert "Der Rat will es so." in answer.text


def test_a_form_of_the_version_before_empties_nothing_it_did_not_show(signed_in, town):
    address = "/quartiere/talaue/schritte/leitbild/angaben"
    town.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": 7}))
    visitor = signed_in(MANAGER)
    form = form_of(visitor.get(address), address)
    digest = published(town, renamed_field())
    town.do("Petra Voss", c.MoveToVersion(definition=digest, reason="Neue Richtlinie"))
    answer = visitor.post(address, data=form | {"feld-zeithorizont": "9 oder 10"})
    assert answer.status_code == 409
    assert "inzwischen mit einer anderen Version" in answer.text
    assert "9 oder 10" in answer.text
    assert town.state.step("leitbild").values["jahre"].value == 7
    again = form_of(visitor.get(address), address) | {"feld-jahre": "9"}
    assert visitor.post(address, data=again).status_code == 303


def renamed_field() -> bytes:
    text = PROCESS.read_text("utf-8").replace("version: 1", "version: 2")
    return text.replace(REQUIRED, "jahre: {was: [zeithorizont], type: integer").encode()


@pytest.mark.parametrize(
    "missing", ["/quartiere/talaue/schritte/anfang", "/quartiere/nie/schritte"]
)
def test_what_was_never_there_is_explained_by_no_move(signed_in, town, missing):
    assert "anderen Version" not in signed_in(COORDINATOR).get(missing).text


def test_past_days_and_comparisons_stand(signed_in, moved, clock):
    clock.at = moved.now
    visitor = signed_in(COORDINATOR)
    before, today = moved.today - timedelta(days=1), moved.today
    for slug in QUARTERS:
        for path in ("", "/schritte/leitbild", "/register", "/verlauf", "/berichte"):
            answer = visitor.get(f"/quartiere/{slug}{path}?stand={before}")
            assert answer.status_code == 200, (slug, path)
        days = f"von={before}&bis={today}"
        page = visitor.get(f"/quartiere/{slug}/verlauf/vergleich?{days}")
        assert page.status_code == 200
