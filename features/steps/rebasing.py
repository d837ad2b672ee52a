"""An overlay, and a new version of what it builds on."""

from __future__ import annotations

import json

import pytest
from pytest_bdd import given, parsers, then, when

from features.steps.comparing import PROCESS, Versions
from workflow.definitions.overlay.bases import Base
from workflow.definitions.rebasing import Rebased, rebase
from workflow.definitions.rebasing.telling import sentence

HEAD = "format: 1\nid: anpassung\nversion: 1\nextends: kleines-quartier@1\ntitle: Bei uns\n"


@pytest.fixture
def changed() -> dict[str, str]:
    """What the overlay changes, by path."""
    return {}


@given(parsers.parse('eine Anpassung nennt den Punkt "{item}" im Schritt "{step}" "{text}"'))
def overlay_calls(changed: dict[str, str], item: str, step: str, text: str) -> None:
    changed[f"steps.{step}.checklist.{item}.text"] = text


@when("die Anpassung auf die neue Fassung gestellt wird", target_fixture="rebased")
def put_onto(versions: Versions, changed: dict[str, str]) -> Rebased:
    newer = json.dumps(versions.newer | {"version": "2"}).encode()
    texts = {1: PROCESS, 2: newer}
    lines = "".join(f"  {path}: {text}\n" for path, text in changed.items())
    return rebase(
        f"{HEAD}change:\n{lines}".encode(),
        "anpassung.yaml",
        "kleines-quartier@2",
        lambda name, version: Base(name, texts[version]) if version in texts else (),
    )


@then("passt alles zusammen")
def goes_together(rebased: Rebased) -> None:
    assert rebased.after is not None


@then("passt es nicht zusammen")
def does_not(rebased: Rebased) -> None:
    assert rebased.after is None
    assert not rebased.text


@then("es wird gesagt")
def said(rebased: Rebased, docstring: str) -> None:
    assert docstring in [sentence(each, rebased, "de") for each in rebased.findings]


@then(parsers.parse('im Schritt "{step}" heißt der Punkt "{item}" "{text}"'))
def called(rebased: Rebased, step: str, item: str, text: str) -> None:
    assert rebased.after is not None
    assert rebased.after.steps[step].checklist[item].text == text
