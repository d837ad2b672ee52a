"""What somebody does at their work: exactly one command each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_bdd import parsers, when

from features.drivers.driver import Answer, Driver
from features.drivers.world import World, partner, place
from features.steps.deeds import DEEDS
from features.steps.given import (
    changed_partner,
)
from workflow.core import commands as c
from workflow.core.commands import Command
from workflow.core.municipality_settings import ChangeSettings

Attempt = Callable[[str, Command | ChangeSettings], None]


@pytest.fixture
def told() -> list[Answer]:
    """Every answer of the scenario, the latest last."""
    return []


@pytest.fixture
def attempt(driver: Driver, told: list[Answer]) -> Attempt:
    """Have somebody try something and keep the answer."""

    def tries(person: str, command: Command) -> None:
        told.append(driver.attempt(person, command))

    return tries


@when(parsers.parse('{person} im Schritt "{step}" bei "{field}" den Wert {value:d} eintragen will'))
def record(attempt: Attempt, person: str, step: str, field: str, value: int) -> None:
    attempt(person, c.RecordValues(holder=step, values={field: value}))


@when(parsers.parse('{person} im Schritt "{step}" den Punkt "{item}" wieder öffnet'))
def reopen_item(attempt: Attempt, person: str, step: str, item: str) -> None:
    attempt(person, c.ReopenItem(holder=step, item=item))


@when(parsers.parse('{person} zum Punkt "{item}" den Fundort "{where}" beiträgt'))
def add_proof(attempt: Attempt, world: World, person: str, item: str, where: str) -> None:
    proof = (place(where),)
    attempt(person, c.AddEvidence(holder=world.step_of(item), item=item, documents=proof))


@when(parsers.parse("{person} den Stand von Partner {number:d} ändert"))
def change_partner(attempt: Attempt, person: str, number: int) -> None:
    attempt(person, changed_partner(number))


@when(parsers.parse("{person} die Maßnahme {number:d} als fertig einträgt"))
def finish_measure(attempt: Attempt, person: str, number: int) -> None:
    values = {"stand": "fertig"}
    attempt(person, c.ChangeRecord(register="massnahme", number=number, values=values))


@when(
    parsers.re(
        r"(?P<person>\S+ \S+) (einen weiteren Partner einträgt|einen Partner eintragen will)$"
    )
)
def add_partner(attempt: Attempt, person: str) -> None:
    attempt(person, partner(3))


@when(
    parsers.re(
        r'(?P<person>\S+ \S+) im Schritt "(?P<step>[^"]+)" den Punkt "(?P<item>[^"]+)" '
        r"(ohne Nachweis |)erledigen will$"
    )
)
def complete(attempt: Attempt, person: str, step: str, item: str) -> None:
    attempt(person, c.CompleteItem(holder=step, item=item))


@when(
    parsers.parse(
        '{person} im Schritt "{step}" den Punkt "{item}" mit dem Fundort "{where}" erledigt'
    )
)
def complete_with_place(attempt: Attempt, person: str, step: str, item: str, where: str) -> None:
    attempt(person, c.CompleteItem(holder=step, item=item, documents=(place(where),)))


@when(
    parsers.parse('{person} im Schritt "{step}" den Punkt "{item}" mit der Notiz "{note}" erledigt')
)
def complete_with_note(attempt: Attempt, person: str, step: str, item: str, note: str) -> None:
    attempt(person, c.CompleteItem(holder=step, item=item, note=note))


@when(parsers.parse('{person} im Schritt "{step}" den Punkt "{item}" erledigt, weil "{reason}"'))
def complete_for_another(attempt: Attempt, person: str, step: str, item: str, reason: str) -> None:
    attempt(person, c.CompleteItem(holder=step, item=item, reason=reason))


@when(parsers.parse('{person} zu "{step}" schreibt "{text}"'))
def comment(attempt: Attempt, person: str, step: str, text: str) -> None:
    attempt(person, c.AddComment(holder=step, text=text))


@when(parsers.parse('{person} zu "{step}" etwas schreiben will und das Feld leer lässt'))
def comment_nothing(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, c.AddComment(holder=step, text=""))


@when(parsers.parse('{person} für "{item}" einen Termin in {days:d} Tagen setzt'))
def set_due(attempt: Attempt, world: World, person: str, item: str, days: int) -> None:
    due = world.today + timedelta(days=days)
    attempt(person, c.SetItemDue(holder=world.step_of(item), item=item, due=due))


@when(parsers.re(r'(?P<person>\S+ \S+) den Punkt "(?P<item>[^"]+)" (?P<other>\S+ \S+) gibt$'))
def assign(attempt: Attempt, world: World, person: str, item: str, other: str) -> None:
    step, account = world.step_of(item), world.accounts[other]
    attempt(person, c.AssignItem(holder=step, item=item, account=account))


@when(parsers.re(r"(?P<person>\S+ \S+) vorhat, (?P<deed>.+)$"))
def intend(attempt: Attempt, world: World, person: str, deed: str) -> None:
    attempt(person, DEEDS[deed](world))


@when(parsers.parse("{days:d} Tage vergangen sind"))
def time_passed(world: World, days: int) -> None:
    world.pass_days(days)


@when(parsers.parse("{substitute} ab heute {days:d} Tage lang {person} vertritt"))
def act_for(world: World, substitute: str, days: int, person: str) -> None:
    world.let_act_for(person, substitute, days)


@when("ein Monat vergangen ist")
def month_passed(world: World) -> None:
    world.pass_days(31)
