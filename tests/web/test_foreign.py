"""What a definition says in its own language is told to be in it, wherever it stands (WCAG 3.1.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pytest

from tests.unit.core.small import SMALL, variant
from tests.unit.core.story import begun, partner
from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page
from tests.web.scenes import scene
from web.csv_text import Line
from web.foreign import as_spoken, foreign, plain, told_to_browsers
from web.language import speak
from web.presenters.forms import field_inputs
from web.rooms.record_cells import entered
from web.rooms.record_rows import sheet
from workflow.core import commands as c

Q = "/quartiere/talaue"
PAGES = (
    "/aufgaben",
    "/quartiere",
    "/quartiere/neu",
    Q,
    f"{Q}/eckdaten",
    f"{Q}/schritte/leitbild",
    f"{Q}/schritte/analyse",
    f"{Q}/schritte/leitbild/angaben",
    f"{Q}/schritte/leitbild/punkte/anlass",
    f"{Q}/freigaben/leitbild/anfrage",
    f"{Q}/freigaben/leitbild/rueckzug",
    f"{Q}/freigaben/leitbild/entscheidung/rat",
    f"{Q}/register",
    f"{Q}/register/partner",
    f"{Q}/register/partner/1",
    f"{Q}/register/partner/neu",
    f"{Q}/register/partner/uebernehmen",
    f"{Q}/team",
    f"{Q}/verlauf",
    f"{Q}/verlauf/vergleich?von=01.06.2026&bis=09.06.2026",
    f"{Q}/berichte",
    f"{Q}/berichte/entwurf",
    f"{Q}/uebergabeakte",
    f"{Q}/dateien",
    "/quartiere/bericht",
)


@pytest.fixture
def english():
    speak("en")


# --- the marks ---------------------------------------------------------------------------------


def test_a_definition_in_the_language_of_the_page_stays_as_it_is():
    assert as_spoken(SMALL) is SMALL


@pytest.mark.usefixtures("english")
def test_every_text_of_a_definition_is_marked_and_nothing_else_changes():
    marked = as_spoken(SMALL)
    step, was = marked.steps["start"], SMALL.steps["start"]
    assert step.title == foreign(was.title, "de") != was.title
    assert plain(step.gate.weigh[0] if step.gate.weigh else step.title)
    assert (step.id, step.phase, step.lead) == (was.id, was.phase, was.lead)
    assert dict(texts(marked)).keys() == dict(texts(SMALL)).keys()
    assert {plain(text) for _, text in texts(marked)} == {text for _, text in texts(SMALL)}


def test_a_page_says_the_language_where_it_changes_and_nowhere_else():
    said = f"Step 3: {foreign('Ziele & Wege', 'de')} is open".replace("&", "&amp;")
    page = f'<title>{said}</title><p title="{said}">{said}</p><option>5 {foreign("Ziele", "de")}</option>'
    page += f"<option>{foreign('Ziele', 'de')}, descending</option>"
    assert told_to_browsers(page) == (
        "<title>Step 3: Ziele &amp; Wege is open</title>"
        '<p title="Step 3: Ziele &amp; Wege is open">'
        'Step 3: <span lang="de">Ziele &amp; Wege</span> is open</p>'
        '<option lang="de">5 Ziele</option><option>Ziele, descending</option>'
    )


def test_a_text_that_was_cut_ends_with_its_element():
    cut = foreign("Ein langer Satz", "de")[:-4]
    assert told_to_browsers(f"<p>{cut}</p><p>next</p>") == (
        '<p><span lang="de">Ein langer S</span></p><p>next</p>'
    )


def test_a_word_that_may_break_stays_one_text():
    word = foreign("Partner<wbr>*innen", "de")
    assert told_to_browsers(f"<h1>{word}</h1>") == (
        '<h1><span lang="de">Partner<wbr>*innen</span></h1>'
    )


def test_the_full_stop_belongs_to_the_sentence_around_it():
    assert foreign("Es gilt.", "de").endswith(".")
    assert foreign("", "de") == ""


@pytest.mark.usefixtures("english")
def test_a_file_may_name_an_entry_by_the_name_of_its_register():
    fields = {key: each for key, each in SMALL.registers["partner"].fields.items() if key != "name"}
    untitled = replace(SMALL.registers["partner"], fields=fields)
    definition = as_spoken(variant(registers={**SMALL.registers, "partner": untitled}))
    here = replace(scene(begun().do(partner("verein"))), definition=definition)
    field = definition.registers["massnahme"].fields["partner"]
    assert entered(here, field, "partner*in 1") == (1,)


@pytest.mark.usefixtures("english")
def test_a_column_that_is_nearly_right_is_recognised():
    here = replace(scene(begun()), definition=as_spoken(SMALL))
    lines = [Line(number=1, cells=("Titl", "Kosten")), Line(number=2, cells=("Chor", "0"))]
    found = sheet(here, here.definition.registers["massnahme"], lines, "umsetzung")
    assert [plain(each) for each in found.wrong] == [
        "This register has no column “Titl”. Did you mean “Titel”?"
    ]


@pytest.mark.usefixtures("english")
def test_a_hint_that_asks_gets_no_full_stop():
    start = SMALL.steps["start"]
    name, field = next(iter(start.fields.items()))
    asks = replace(start, fields={**start.fields, name: replace(field, help="Wie lange?")})
    definition = as_spoken(variant(steps={**SMALL.steps, "start": asks}))
    first = field_inputs(replace(scene(begun()), definition=definition), "start")[0]
    assert plain(first.hint).startswith("Wie lange?")
    assert "?." not in plain(first.hint)


# --- the pages ---------------------------------------------------------------------------------


def texts(thing: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a definition with where it stands."""
    if isinstance(thing, str):
        yield name, thing
    elif isinstance(thing, Mapping):
        for key, each in thing.items():
            yield from texts(each, f"{name}.{key}")
    elif isinstance(thing, tuple):
        for number, each in enumerate(thing):
            yield from texts(each, f"{name}.{number}")
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name), f"{name}.{field.name}")


def spoken_parts(element, language="") -> Iterator[tuple[str, str]]:
    """The text of a page with the language it is said to be in."""
    here = element.get("lang") or language
    nowhere = element.tag == "option" and not element.get("lang")  # words of two languages in one
    if nowhere or element.tag in {"title", "style"} or not isinstance(element.tag, str):
        return
    if element.text:
        yield here, element.text
    for child in element:
        yield from spoken_parts(child, here)
        if child.tail:
            yield here, child.tail


def paragraphs(definition) -> set[str]:
    """What a definition says in so many words that nobody says them by chance.

    What roles are called is left out: offices outside carry the same names.
    """
    said = (text for name, text in texts(definition) if not name.startswith(".roles"))
    found = (part for text in said for part in text.split("\n\n"))
    return {part.rstrip(".") for part in found if " " in part or len(part) > 11}


def in_english(browser):
    browser.send("/sprache", {"language": "en", "next": Q}, token_from="/aufgaben")
    return browser


def german_said_to_be_english(browser, path, german):
    answer = browser.get(path)
    if answer.status_code != 200:  # who has one quartier goes on to it, a manager starts none
        assert path.startswith("/quartiere"), path
        return
    assert not any(mark in answer.text for mark in "\x02\x03\x1f"), path
    for language, text in spoken_parts(Page(answer.text).root):
        if language == "en":
            yield from ((path, text, each) for each in german if each in text)


@pytest.mark.parametrize("email", [MANAGER, COORDINATOR])
def test_english_pages_say_that_the_definition_is_german(signed_in, town, email):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    browser, german = in_english(signed_in(email)), paragraphs(town.definition)
    wrong = [each for path in PAGES for each in german_said_to_be_english(browser, path, german)]
    assert wrong == []


def test_the_pages_of_a_quartier_do_say_german_somewhere(signed_in):
    browser = in_english(signed_in(MANAGER))
    parts = spoken_parts(Page(browser.get(f"{Q}/schritte/leitbild").text).root)
    assert [text for language, text in parts if language == "de"]


def test_a_file_carries_no_marks_and_is_taken_back_in_any_language(signed_in):
    browser = signed_in(MANAGER)
    german = browser.get(f"{Q}/register/partner.csv").text
    in_english(browser)
    english = browser.get(f"{Q}/register/partner.csv").text
    assert "\x02" not in english
    assert "Organisation" in english.splitlines()[0]
    assert german.splitlines()[1].split(";")[1:3] == english.splitlines()[1].split(";")[1:3]
