"""Who works for several municipalities: each has a workbench of its own."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from features.drivers.desk import NEXT, Desk
from features.drivers.driver import Answer
from workflow.core.municipality import GrantRole

TITLE = "Ein kleines Quartier"


@pytest.fixture
def desks(desk: Desk) -> dict[str, Desk]:
    """The workbench of each town, by its name."""
    return {"Musterstadt": desk, "Nachbarstadt": desk.next_door("Nachbarstadt", "nachbarstadt")}


@given(parsers.parse('{name} berät auch "{town}"'))
def advises_too(desks: dict[str, Desk], name: str, town: str) -> None:
    world = desks[town].world
    grant = GrantRole(account=world.accounts[name], role="consultant")
    world.service.govern(world.municipality, grant, account=None, at=world.now)


@when(parsers.parse('{name} die nächste Version für "{town}" beginnt'))
def begin(desks: dict[str, Desk], name: str, town: str) -> None:
    desks[town].begin(name, NEXT)
    assert desks[town].told[-1].accepted


@when(parsers.parse('{name} sie für "{town}" in "{title}" umbenennt'))
def rename(desks: dict[str, Desk], name: str, town: str, title: str) -> None:
    try_to_rename(desks, name, town, title)
    assert desks[town].told[-1].accepted


@when(parsers.parse('{name} die nächste Version für "{town}" in "{title}" umbenennen will'))
def try_to_rename(desks: dict[str, Desk], name: str, town: str, title: str) -> None:
    kept = desks[town].draft()
    desks[town].save(name, kept.text.replace(TITLE, title), kept.edition)


@when(parsers.parse('{name} die nächste Version für "{town}" veröffentlicht'))
def publish(desks: dict[str, Desk], name: str, town: str) -> None:
    desks[town].publish(name)
    assert desks[town].told[-1].accepted


@when(parsers.parse('{name} den Text für "{town}" lesen will'))
def read(desks: dict[str, Desk], name: str, town: str) -> None:
    desks[town].read(name)


@then("geht das")
def works(told: list[Answer]) -> None:
    assert told[-1].accepted


@then(parsers.parse('heißt die nächste Version für "{town}" "{title}"'))
@then(parsers.parse('die nächste Version für "{town}" heißt "{title}"'))
def is_called(desks: dict[str, Desk], town: str, title: str) -> None:
    assert f"title: {title}\n" in desks[town].draft().text


@then(parsers.parse('gibt es Version {version:d} in "{town}"'))
def exists(desks: dict[str, Desk], town: str, version: int) -> None:
    assert version in desks[town].versions()


@then(parsers.parse('es gibt keine Version {version:d} in "{town}"'))
def exists_not(desks: dict[str, Desk], town: str, version: int) -> None:
    assert version not in desks[town].versions()
