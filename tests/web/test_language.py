"""The pages speak German, and English where it was chosen."""

from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.web.page import Page
from web.language import CATALOGUES, in_order, plural, say, speak, spoken

KEYWORDS = {"say": None, "said_later": None, "plural": (2, 3)}


@pytest.fixture(autouse=True)
def german_again():
    yield
    speak("de")


def test_german_is_spoken_unless_something_else_was_chosen():
    assert spoken() == "de"
    assert say("Schritt {number}", number=3) == "Schritt 3"
    assert [plural(n, "Punkt", "Punkte") for n in (0, 1, 2)] == ["0 Punkte", "1 Punkt", "2 Punkte"]


def test_a_noun_that_is_counted_has_a_capital_where_it_stands_alone():
    speak("en")
    assert say("Quartier") == "Neighbourhood"
    assert plural(1, "Quartier", "Quartiere") == "1 neighbourhood"


def test_what_is_put_in_is_not_read_as_a_template():
    assert say("Am Zug: {names}", names="{names}") == "Am Zug: {names}"


def test_names_stand_where_people_look_for_them():
    names = ["Zander", "Äpfel", "Özil", "Ober", "apfel", "Apfelbaum", "Straße", "Strasse", "Éva"]
    assert in_order(names, of=str) == [
        "apfel", "Äpfel", "Apfelbaum", "Éva", "Ober", "Özil", "Strasse", "Straße", "Zander",
    ]  # fmt: skip


def test_an_unknown_language_is_german():
    speak("fr")
    assert spoken() == "de"


def test_the_language_is_chosen_at_the_foot_of_any_page(client):
    assert language_of(client) == "de"
    answer = client.send("/sprache", {"language": "en", "next": "/quartiere?sort=name"})
    assert (answer.status_code, answer.location) == (303, "/quartiere?sort=name")
    assert language_of(client) == "en"
    client.send("/sprache", {"language": "klingonisch", "next": "https://boese.example"})
    assert language_of(client) == "de"


def language_of(client):
    return Page(client.get("/anmelden").text).root.get("lang")


def test_every_english_text_puts_in_what_the_german_one_does(catalogue):
    wrong = [
        f"{text!r} becomes {said!r}"
        for message in catalogue
        for text, said in pairs_of(message)
        if said and placeholders(text) != placeholders(said)
    ]
    assert wrong == []


def test_every_text_has_its_english_and_none_is_left_over(catalogue, extracted):
    known = {keys_of(message)[0] for message in catalogue if message.id}
    missing = [message for message in catalogue if message.id and not all(strings_of(message))]
    assert extracted - known == set(), "run `make words`"
    assert known - extracted == set(), "run `make words`"
    assert [message.id for message in missing] == []


def keys_of(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def strings_of(message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def pairs_of(message):
    """The German forms of a text beside the English ones."""
    return zip(keys_of(message), strings_of(message), strict=False) if message.id else ()


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def catalogue():
    with (CATALOGUES / "en" / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def extracted() -> set[str]:
    """Every text that the source says, found as `make words` finds it; of a noun the singular."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = extract_from_dir(CATALOGUES.parent, methods, keywords=KEYWORDS)
    return {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found}
