"""What a municipality settles for itself."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from features.drivers.driver import Answer, Driver
from features.drivers.world import World
from features.steps.when import Attempt
from workflow.core.definition import GenderForm
from workflow.core.municipality_settings import ChangeSettings


@when(parsers.parse("{person} festlegt, dass eine Einschätzung der Lage {days:d} Tage gilt"))
@when(parsers.parse("{person} festlegen will, dass eine Einschätzung der Lage {days:d} Tage gilt"))
def settle_situation(attempt: Attempt, person: str, days: int) -> None:
    attempt(person, ChangeSettings(situation_days=days))


@when(parsers.parse("{person} festlegt, dass ein Quartier nach {days:d} Tagen stillsteht"))
def settle_still(attempt: Attempt, person: str, days: int) -> None:
    attempt(person, ChangeSettings(still_days=days))


@when(parsers.parse("{person} festlegt, dass Personen als Paar genannt werden"))
def settle_pairs(attempt: Attempt, person: str) -> None:
    attempt(person, ChangeSettings(gender_form=GenderForm.PAIR))


@then(parsers.parse('heißt das Register "{register}" "{title}"'))
def register_is_called(driver: Driver, register: str, title: str) -> None:
    assert driver.is_called(register, title)


@then("wird das abgelehnt")
def refused(told: list[Answer]) -> None:
    assert not told[-1].accepted


@then(parsers.re(r"steht das Quartier (?P<word>nicht )?still$"))
def still(driver: Driver, world: World, word: str | None) -> None:
    assert world.slug
    assert driver.is_still() is (word is None)
