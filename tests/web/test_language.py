"""The pages speak German, and English where it was chosen."""

import pytest

from tests.web.page import Page
from web.language import plural, say, speak, spoken


@pytest.fixture(autouse=True)
def german_again():
    yield
    speak("de")


def test_german_is_spoken_unless_something_else_was_chosen():
    assert spoken() == "de"
    assert say("Schritt {number}", number=3) == "Schritt 3"
    assert [plural(n, "Punkt", "Punkte") for n in (0, 1, 2)] == ["0 Punkte", "1 Punkt", "2 Punkte"]


def test_what_is_put_in_is_not_read_as_a_template():
    assert say("Am Zug: {names}", names="{names}") == "Am Zug: {names}"


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
