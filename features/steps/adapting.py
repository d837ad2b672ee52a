"""Overlays: what they say, and what comes of it."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from features.steps.comparing import PROCESS
from workflow.core.definition import ProcessDefinition
from workflow.definitions.library import Checked, check, open_document
from workflow.definitions.message import Language
from workflow.definitions.overlay.bases import Base
from workflow.definitions.overlay.explaining import explain, told

HEAD = "format: 1\nid: {name}\nversion: 1\nextends: {base}@1\ntitle: Bei uns\n"


@pytest.fixture
def texts() -> dict[str, bytes]:
    """The definitions of the scenario by id, each building on the one before."""
    return {"kleines-quartier": PROCESS}


@given("eine Anpassung sagt")
def overlay_says(texts: dict[str, bytes], docstring: str) -> None:
    texts["erste"] = f"{HEAD.format(name='erste', base='kleines-quartier')}{docstring}\n".encode()


@given("darauf baut eine zweite auf, die sagt")
def second_says(texts: dict[str, bytes], docstring: str) -> None:
    texts["zweite"] = f"{HEAD.format(name='zweite', base='erste')}{docstring}\n".encode()


def _base(texts: dict[str, bytes], name: str) -> Base:
    return Base("prozess.yaml" if texts[name] == PROCESS else f"{name}.yaml", texts[name])


@when("die Anpassung geprüft wird", target_fixture="checked")
def overlay_is_checked(texts: dict[str, bytes]) -> Checked:
    name, text = list(texts.items())[-1]
    return check(text, f"{name}.yaml", lambda wanted, _: _base(texts, wanted))


@when(parsers.parse('nach "{path}" gefragt wird'), target_fixture="answer")
def asked_for(texts: dict[str, bytes], path: str) -> str:
    name, text = list(texts.items())[-1]
    opened = open_document(text, f"{name}.yaml", lambda wanted, _: _base(texts, wanted))
    assert opened is not None
    return "\n".join(told(path, explain(opened.root, opened.merged, opened.name, path)))


@then("kann sie verwendet werden")
def usable(checked: Checked) -> None:
    assert checked.problems == ()
    assert checked.is_valid


@then("kann sie nicht verwendet werden")
def unusable(checked: Checked) -> None:
    assert not checked.is_valid


def _merged(checked: Checked) -> ProcessDefinition:
    assert checked.definition is not None
    return checked.definition


@then(parsers.parse('im Schritt "{step}" stehen nacheinander die Punkte "{items}"'))
def items_in_order(checked: Checked, step: str, items: str) -> None:
    assert list(_merged(checked).steps[step].checklist) == items.split(", ")


@then(parsers.parse('der Schritt "{step}" heißt "{title}"'))
def step_is_called(checked: Checked, step: str, title: str) -> None:
    assert _merged(checked).steps[step].title == title


@then(parsers.parse('der Punkt "{item}" im Schritt "{step}" entfällt, weil "{reason}"'))
def item_is_gone(
    checked: Checked, texts: dict[str, bytes], item: str, step: str, reason: str
) -> None:
    assert item not in _merged(checked).steps[step].checklist
    assert reason in asked_for(texts, f"steps.{step}.checklist.{item}")


@then(parsers.parse('an "{path}" wird gesagt'))
def said_at(checked: Checked, path: str, docstring: str) -> None:
    said = {problem.path: problem.text(Language.DE) for problem in checked.problems}
    assert said == {path: docstring}


@then("ist die Auskunft")
def answer_is(answer: str, docstring: str) -> None:
    assert answer == docstring
