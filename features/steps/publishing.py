"""A definition from the draft to the published version, and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, then, when

from features.drivers.driver import Answer
from features.drivers.world import PROCESS, World
from workflow.core import commands as c
from workflow.core.errors import ConflictingChange, NotFound, Rejected
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import ChangeSettings
from workflow.definitions.message import Language
from workflow.storage import queries
from workflow.storage.drafts import Draft
from workflow.workbench import DefinitionInvalid

TEXT = PROCESS.read_text("utf-8")
NAME = "kleines-quartier"
NEXT = TEXT.replace("version: 1", "version: 2", 1)


@dataclass(slots=True)
class Desk:
    """What the people at the workbench have in front of them."""

    world: World
    told: list[Answer]
    opened: dict[str, Draft] = field(default_factory=dict)

    def draft(self) -> Draft:
        """Return the draft as it is kept."""
        with self.world.service.reading(self.world.accounts["Samir Haddad"]) as reading:
            return queries.draft(reading, self.world.municipality, NAME)

    def save(self, person: str, text: str, seen: int) -> None:
        """Save a text."""
        self._try(
            lambda: self.world.service.workbench.save_draft(
                self.world.municipality,
                NAME,
                text,
                seen=seen,
                account=self.world.accounts[person],
                at=self.world.now,
            )
        )

    def publish(self, person: str, text: str = "") -> None:
        """Publish the draft as it is now, or a text."""
        bench, place = self.world.service.workbench, self.world.municipality
        account, at = self.world.accounts[person], self.world.now
        if text:
            self._try(lambda: bench.publish(place, text.encode(), account=account, at=at))
            return
        seen = self.draft().edition
        self._try(lambda: bench.publish_draft(place, NAME, seen=seen, account=account, at=at))

    def request(self, person: str) -> None:
        """Ask for the draft to be published."""
        self._try(
            lambda: self.world.service.workbench.request_publication(
                self.world.municipality,
                NAME,
                seen=self.draft().edition,
                account=self.world.accounts[person],
                at=self.world.now,
            )
        )

    def versions(self) -> dict[int, queries.VersionRow]:
        """Return what is published."""
        with self.world.service.reading(self.world.accounts["Petra Voss"]) as reading:
            found = queries.versions(reading, self.world.municipality)
        return {row.version: row for row in found if row.id == NAME}

    def begin_with(self, version: int) -> None:
        """Let the coordination begin a quartier with a version."""
        self.world.digest = self.versions()[version].digest
        self.world.begin("Neubau")

    def _try(self, does: Callable[[], object]) -> None:
        try:
            does()
        except DefinitionInvalid as no:
            said = (f"{each.code} {each.text(Language.DE)}" for each in no.problems)
            self.told.append(Answer(accepted=False, told="\n".join(said)))
        except (Rejected, ConflictingChange) as no:
            self.told.append(Answer(accepted=False, told=str(no)))
        else:
            self.told.append(Answer(accepted=True))


@pytest.fixture
def desk(world: World, told: list[Answer]) -> Desk:
    """The workbench of the town."""
    return Desk(world, told)


@given(parsers.parse("{one} und {other} beraten die Kommune"))
def consultants(world: World, one: str, other: str) -> None:
    for name in (one, other):
        email = f"{name.replace(' ', '.').lower()}@example.org"
        account = world.service.add_account(world.municipality, email, name, at=world.now)
        world.accounts[name] = account
        grant = GrantRole(account=account, role="consultant")
        world.service.govern(world.municipality, grant, account=None, at=world.now)


@given("die Kommune will vier Augen")
def four_eyes(world: World) -> None:
    petra, wanted = world.accounts["Petra Voss"], ChangeSettings(four_eyes=True)
    world.service.govern(world.municipality, wanted, account=petra, at=world.now)


@when(parsers.parse("{person} einen Entwurf der nächsten Version beginnt"))
def begin_draft(world: World, person: str) -> None:
    world.service.workbench.create_draft(
        world.municipality, "", NEXT, account=world.accounts[person], at=world.now
    )


@when(parsers.parse("{person} den Entwurf öffnet"))
def open_draft(desk: Desk, person: str) -> None:
    desk.opened[person] = desk.draft()


@when(parsers.parse('{person} im Entwurf "{old}" durch "{new}" ersetzt'))
def change_draft(desk: Desk, person: str, old: str, new: str) -> None:
    kept = desk.draft()
    desk.save(person, kept.text.replace(old, new), kept.edition)
    assert desk.told[-1].accepted


@when(parsers.parse('{person} ihren Text mit "{title}" speichern will'))
def save_late(desk: Desk, person: str, title: str) -> None:
    seen = desk.opened[person]
    desk.save(person, seen.text.replace("Ein kleines Quartier", title), seen.edition)


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
def withdraw(world: World, person: str, version: int, reason: str) -> None:
    account = world.accounts[person]
    world.service.workbench.withdraw(
        world.municipality, NAME, version, reason, account=account, at=world.now
    )


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


@then(parsers.parse('sagt die Prüfung, dass {count:d} Quartier am Schritt "{step}" arbeitet'))
def busy(desk: Desk, count: int, step: str) -> None:
    account, text = desk.world.accounts["Samir Haddad"], desk.draft().text.encode()
    found = desk.world.service.workbench.check(desk.world.municipality, text, account=account)
    (said,) = [each.text(Language.DE) for each in found.problems if each.code == "W105"]
    assert f"„{step}“" in said
    assert f"arbeiten: {count}." in said
