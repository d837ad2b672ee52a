"""Overlays: what they say, and what comes of it."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from features.drivers.adapting import Adapting, Mistake


@pytest.fixture
def adapting() -> Adapting:
    """The overlays of the scenario."""
    return Adapting()


@given("eine Anpassung sagt")
@given("darauf baut eine zweite auf, die sagt")
def overlay_says(adapting: Adapting, docstring: str) -> None:
    adapting.write(docstring)


@when("die Anpassung geprüft wird")
def overlay_is_checked(adapting: Adapting) -> None:
    adapting.check()


@then("kann sie verwendet werden")
def usable(adapting: Adapting) -> None:
    assert adapting.mistakes() == []
    assert adapting.is_usable()


@then("kann sie nicht verwendet werden")
def unusable(adapting: Adapting) -> None:
    assert not adapting.is_usable()


@then(parsers.parse('im Schritt "{step}" stehen nacheinander die Punkte "{items}"'))
def items_in_order(adapting: Adapting, step: str, items: str) -> None:
    assert adapting.items(step) == items.split(", ")


@then(parsers.parse('der Schritt "{step}" heißt "{title}"'))
def step_is_called(adapting: Adapting, step: str, title: str) -> None:
    assert adapting.title(step) == title


@then(parsers.parse('an "{path}" in Zeile {line:d} wird gesagt'))
def said_at(adapting: Adapting, path: str, line: int, docstring: str) -> None:
    assert adapting.mistakes() == [Mistake(path, line, docstring)]


@then(parsers.re('steht an "(?P<path>.+)" der Wert "(?P<value>.*)"'), target_fixture="path")
def value_at(adapting: Adapting, path: str, value: str) -> str:
    assert adapting.value(path) == value
    return path


@then("die Auskunft dazu ist, das Neueste zuerst")
def story_is(adapting: Adapting, path: str, datatable: list[list[str]]) -> None:
    assert adapting.story(path) == datatable


@then(parsers.parse('enthält "{path}"'))
def parts_are(adapting: Adapting, path: str, datatable: list[list[str]]) -> None:
    assert adapting.parts(path) == datatable


@then(parsers.parse('führt "{word}" zu "{path}"'))
def leads_to(adapting: Adapting, word: str, path: str) -> None:
    assert path in adapting.found(word)
