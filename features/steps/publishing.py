"""A definition from the draft to the published version, and its end."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from features.drivers.desk import NEXT, TEXT, Desk
from features.drivers.driver import Answer
from features.drivers.world import World
from workflow.core import commands as c
from workflow.core.errors import NotFound
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import ChangeSettings
from workflow.definitions.message import Language


@pytest.fixture
def desk(world: World, told: list[Answer]) -> Desk:
    """The workbench of the town."""
    return Desk(world, told)


@given(parsers.parse("{one} und {other} beraten die Kommune"))
def consultants(world: World, one: str, other: str) -> None:
    consultant(world, one)
    consultant(world, other)


@given(parsers.parse("{name} berät die Kommune"))
def consultant(world: World, name: str) -> None:
    email = f"{name.replace(' ', '.').lower()}@example.org"
    account = world.service.add_account(world.municipality, email, name, at=world.now)
    world.accounts[name] = account
    grant = GrantRole(account=account, role="consultant")
    world.service.govern(world.municipality, grant, account=None, at=world.now)


@given("die Kommune will vier Augen")
def four_eyes(world: World) -> None:
    petra, wanted = world.accounts["Petra Voss"], ChangeSettings(four_eyes=True)
    world.service.govern(world.municipality, wanted, account=petra, at=world.now)


@given(parsers.parse("{person} beginnt einen Entwurf der nächsten Version"))
@when(parsers.parse("{person} einen Entwurf der nächsten Version beginnt"))
def begin_draft(desk: Desk, person: str) -> None:
    desk.begin(person, NEXT)


@when(parsers.parse("{person} den Entwurf öffnet"))
def open_draft(desk: Desk, person: str) -> None:
    desk.open(person)


@when(parsers.parse('{person} im Entwurf "{old}" durch "{new}" ersetzt'))
def change_draft(desk: Desk, person: str, old: str, new: str) -> None:
    kept = desk.draft()
    desk.save(person, kept.text.replace(old, new), kept.edition)
    assert desk.told[-1].accepted


@when(parsers.parse('{person} ihren Text mit "{title}" speichern will'))
def save_late(desk: Desk, person: str, title: str) -> None:
    desk.save_opened(person, NEXT.replace("Ein kleines Quartier", title))


@when(parsers.parse("{person} den Entwurf veröffentlichen will"))
@when(parsers.parse("{person} den Entwurf veröffentlicht"))
def publish_draft(desk: Desk, person: str) -> None:
    desk.publish(person)


@when(parsers.parse("{person} um die Veröffentlichung bittet"))
def request(desk: Desk, person: str) -> None:
    desk.request(person)


@when(parsers.parse("{person} Version 1 wieder veröffentlichen will"))
def publish_again(desk: Desk, person: str) -> None:
    desk.publish(person, TEXT)


@when(parsers.parse('{person} Version {version:d} zurückzieht, weil "{reason}"'))
def withdraw(desk: Desk, person: str, version: int, reason: str) -> None:
    desk.withdraw(person, version, reason)


@then(parsers.parse("ist Version {version:d} veröffentlicht"))
def published(desk: Desk, version: int) -> None:
    assert desk.told[-1].accepted
    assert version in desk.versions()


@then(parsers.parse("Version {version:d} ist nicht veröffentlicht"))
def not_published(desk: Desk, version: int) -> None:
    assert version not in desk.versions()


@then(parsers.parse("mit Version {version:d} beginnen neue Quartiere"))
def begins(desk: Desk, version: int) -> None:
    desk.begin_with(version)
    assert desk.world.whole().definition.version == version


@then(parsers.parse("beginnt mit Version {version:d} kein neues Quartier"))
def begins_not(desk: Desk, version: int) -> None:
    with pytest.raises(NotFound):
        desk.begin_with(version)


@then("im Quartier wird weiter gearbeitet")
def goes_on(world: World) -> None:
    world.do("Tom Brandt", c.AddComment(text="Weiter"))


@then(parsers.parse('das Ergebnis nennt "{said}"'))
def names(told: list[Answer], said: str) -> None:
    assert said in told[-1].told


@then(parsers.parse('im Entwurf steht "{said}"'))
def draft_says(desk: Desk, said: str) -> None:
    assert said in desk.draft().text


@then(parsers.parse('zeigt die Vorschau im Schritt "{step}" "{said}"'))
def preview_shows(desk: Desk, step: str, said: str) -> None:
    assert said in desk.preview(step)


@then(parsers.parse('die Vorschau zeigt im Schritt "{step}" nicht "{said}"'))
def preview_shows_not(desk: Desk, step: str, said: str) -> None:
    found = desk.preview(step)
    assert found
    assert said not in found


@then("gibt es keine Vorschau")
def no_preview(desk: Desk) -> None:
    assert desk.preview("leitbild") == ""


@then(parsers.parse('sagt die Prüfung, dass {count:d} Quartier am Schritt "{step}" arbeitet'))
def busy(desk: Desk, count: int, step: str) -> None:
    account, text = desk.world.accounts["Samir Haddad"], desk.draft().text.encode()
    found = desk.world.service.workbench.check(desk.world.municipality, text, account=account)
    (said,) = [each.text(Language.DE) for each in found.problems if each.code == "W105"]
    assert f"„{step}“" in said
    assert f"arbeiten: {count}." in said
