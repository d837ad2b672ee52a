"""Two versions of a definition side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, then

from workflow.definitions.comparing import Told, told
from workflow.definitions.comparing.words import GROUPS
from workflow.definitions.library import check

PROCESS = (Path(__file__).parent.parent / "prozess.yaml").read_bytes()


@dataclass(slots=True)
class Versions:
    """The process of the scenarios, and a newer version of it that is being written."""

    newer: dict[str, Any] = field(
        default_factory=lambda: json.loads(check(PROCESS, "prozess.yaml").stored)
    )

    def step(self, step: str) -> dict[str, Any]:
        """Return a step as it is written."""
        found: dict[str, Any] = self.newer["steps"][step]
        return found

    @property
    def differences(self) -> tuple[Told, ...]:
        """Return what differs."""
        before = check(PROCESS, "prozess.yaml").definition
        after = check(json.dumps(self.newer).encode(), "neu.yaml").definition
        assert before is not None
        assert after is not None
        return told(before, after, "de")


@pytest.fixture
def versions() -> Versions:
    """Two versions of the process."""
    return Versions()


@given(parsers.parse('in der neuen Fassung gibt es im Schritt "{step}" den Pflichtpunkt "{text}"'))
def new_item(versions: Versions, step: str, text: str) -> None:
    item = {"text": text, "role": "manager", "required": "true", "evidence": "document"}
    versions.step(step)["checklist"]["neu"] = item


@given(parsers.parse('in der neuen Fassung fehlt im Schritt "{step}" der Punkt "{item}"'))
def item_gone(versions: Versions, step: str, item: str) -> None:
    del versions.step(step)["checklist"][item]


@given(
    parsers.parse(
        'in der neuen Fassung nimmt im Schritt "{step}" auch das Gremium "{body}" Stellung'
    )
)
def opinion(versions: Versions, step: str, body: str) -> None:
    versions.step(step)["gate"]["approvals"]["neu"] = {"body": body, "as": "opinion"}


@given(
    parsers.parse('in der neuen Fassung hat im Schritt "{step}" der Punkt "{item}" die Id "{new}"')
)
def item_renamed(versions: Versions, step: str, item: str, new: str) -> None:
    checklist = versions.step(step)["checklist"]
    checklist[new] = {**checklist.pop(item), "was": [item]}


@given(parsers.parse('in der neuen Fassung heißt der Punkt "{item}" im Schritt "{step}" "{text}"'))
def item_called(versions: Versions, item: str, step: str, text: str) -> None:
    versions.step(step)["checklist"][item]["text"] = text


@given("die neue Fassung hat nur eine höhere Nummer")
def only_newer(versions: Versions) -> None:
    versions.newer["version"] = "2"


@then(parsers.parse('steht im Vergleich unter "{group}" der Satz'))
def said_there(versions: Versions, group: str, docstring: str) -> None:
    (found,) = versions.differences
    assert GROUPS["de"][found.group.value] == group
    assert found.sentence == docstring


@then(parsers.parse('heißt es dort "{weight}"'))
def weighed(versions: Versions, weight: str) -> None:
    (found,) = versions.differences
    assert GROUPS["de"][found.change.weight.value] == weight


@then("sagt der Vergleich, dass nichts anders ist")
def nothing_differs(versions: Versions) -> None:
    assert versions.differences == ()
