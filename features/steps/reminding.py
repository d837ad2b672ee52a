"""Reminding others of what they owe, and the letters that come of it."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when
from sqlalchemy import text

from features.drivers.world import World
from features.steps.when import Attempt
from workflow.core import commands as c

_NUMBERS = {"eine": 1, "zwei": 2}


def _of(approval: str, step: str) -> c.Remind:
    return c.Remind(holder=step, thing=f"approval:{approval}")


@given(parsers.parse('{person} hat an die Entscheidung "{approval}" zu "{step}" erinnert'))
def has_reminded(world: World, person: str, approval: str, step: str) -> None:
    world.do(person, _of(approval, step))


@when(parsers.parse('{person} an die Entscheidung "{approval}" zu "{step}" erinnert'))
def remind(attempt: Attempt, person: str, approval: str, step: str) -> None:
    attempt(person, _of(approval, step))


@when(parsers.parse('{person} im Schritt "{step}" an den Punkt "{item}" erinnert'))
def remind_of_item(attempt: Attempt, person: str, step: str, item: str) -> None:
    attempt(person, c.Remind(holder=step, thing=f"item:{item}"))


@then(
    parsers.re(
        r"(geht|gehen) an (?P<person>\S+ \S+) (?P<number>eine|zwei) Erinnerung(en)?$",
    )
)
def letters(world: World, person: str, number: str) -> None:
    query = text("SELECT count(*) FROM outbox WHERE account_id = :account")
    with world.service.database.read() as connection:
        found = connection.scalar(query, {"account": world.accounts[person]})
    assert found == _NUMBERS[number]
