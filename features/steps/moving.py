"""Moving quartiere under way to a newer version of their definition, and back."""

from __future__ import annotations

from collections import Counter

import pytest
from pytest_bdd import given, parsers, then, when
from sqlalchemy import select

from features.drivers.driver import Answer
from features.drivers.moving import Move
from features.drivers.world import PROCESS, World
from workflow.core import commands as c
from workflow.core.events import MovedToVersion
from workflow.core.sentences.moving import verdict_name
from workflow.core.state import ItemStatus, Outcome, StepStatus
from workflow.definitions.library import check
from workflow.storage import queries
from workflow.storage.tables import outbox

TEXT = PROCESS.read_text("utf-8")


@pytest.fixture
def moving(world: World, told: list[Answer]) -> Move:
    """The move of the scenario."""
    return Move(world, told)


def _newer(old: str, new: str, gone: str) -> bytes:
    text = TEXT.replace("version: 1", "version: 2", 1)
    text = text.replace(f"  {old}:\n", f"  {new}:\n    was: [{old}]\n").replace(
        f"step: {old},", f"step: {new},"
    )
    lines = (line for line in text.splitlines() if not line.strip().startswith(f"{gone}:"))
    return "\n".join(lines).encode()


@given(
    parsers.parse(
        'es gibt eine Version 2, in der "{old}" jetzt "{new}" heißt und der Punkt "{gone}" fehlt'
    )
)
def newer_version(world: World, moving: Move, old: str, new: str, gone: str) -> None:
    checked = check(_newer(old, new, gone), PROCESS.name)
    assert checked.is_valid, checked.problems
    found = world.service.publish(world.municipality, checked.stored, account=None, at=world.now)
    moving.digests = {1: world.digest, 2: found.digest}


@given(parsers.parse('{person} hat in "{step}" den Punkt "{item}" erledigt'))
def has_done(world: World, person: str, step: str, item: str) -> None:
    world.do(person, c.CompleteItem(holder=step, item=item, note="Liegt vor."))


@given(parsers.parse('{person} hat die Freigabe von "{step}" angefragt'))
def has_asked(world: World, person: str, step: str) -> None:
    world.finish(step)
    world.do(person, c.RequestGate(step=step))


@given(parsers.parse('ein weiteres Quartier "{name}" beginnt'))
def another(world: World, name: str) -> None:
    here = world.slug
    world.begin(name)
    world.slug = here


@given(parsers.parse("{person} hat das Quartier auf Version {version:d} umgestellt"))
def has_moved(world: World, moving: Move, person: str, version: int) -> None:
    world.do(person, c.MoveToVersion(definition=moving.digests[version], reason="Neue Fassung"))


@when(parsers.parse("{person} die Umstellung auf Version {version:d} ansieht"))
def preview(world: World, moving: Move, person: str, version: int) -> None:
    digest, account = moving.digests[version], world.accounts[person]
    moving.seen = world.service.moves.preview(
        world.municipality, digest, account=account, at=world.now
    )


@when(parsers.parse('{person} das Quartier auf Version {version:d} umstellt, weil "{reason}"'))
@when(
    parsers.parse('{person} das Quartier auf Version {version:d} umstellen will, weil "{reason}"')
)
def move(moving: Move, person: str, version: int, reason: str) -> None:
    moving.do(person, c.MoveToVersion(definition=moving.digests[version], reason=reason))


@when(parsers.parse('{person} die Umstellung zurücknimmt, weil "{reason}"'))
@when(parsers.parse('{person} die Umstellung zurücknehmen will, weil "{reason}"'))
def undo(moving: Move, person: str, reason: str) -> None:
    moving.do(person, c.UndoMove(reason=reason))


@when(parsers.parse('{person} alle Quartiere auf Version {version:d} umstellt, weil "{reason}"'))
def move_all(moving: Move, person: str, version: int, reason: str) -> None:
    moving.move_all(person, version, reason)


@when(
    parsers.parse(
        '{person} alle Quartiere ohne E-Mail auf Version {version:d} umstellt, weil "{reason}"'
    )
)
def move_all_quietly(moving: Move, person: str, version: int, reason: str) -> None:
    moving.move_all(person, version, reason, tells=False)


@when(parsers.parse("{person} den Lauf fortsetzt"))
def carry_on(moving: Move, person: str) -> None:
    moving.carry_on(person)


@when(parsers.parse('{person} über die Freigabe von "{step}" entscheidet'))
def decide(world: World, person: str, step: str) -> None:
    world.do(person, c.DecideApproval(step=step, approval="koordination", outcome=Outcome.APPROVED))


@then(parsers.parse('heißt es zu "{name}" "{word}"'))
def verdict(moving: Move, name: str, word: str) -> None:
    assert moving.seen is not None
    [row] = [row for row in moving.seen.rows if row.name == name]
    assert verdict_name(row.consequences.verdict, "de") == word


@then(parsers.parse("das Quartier arbeitet mit Version {version:d}"))
@then(parsers.parse("arbeitet das Quartier mit Version {version:d}"))
def works_by(world: World, moving: Move, version: int) -> None:
    assert world.state.instance.definition == moving.digests[version]


@then(parsers.parse('der Schritt "{step}" ist abgeschlossen'))
def has_passed(world: World, step: str) -> None:
    assert world.state.instance.steps[step].status is StepStatus.PASSED


@then(parsers.parse('im Verlauf steht "{reason}"'))
def in_history(world: World, reason: str) -> None:
    with world.service.reading(world.accounts["Petra Voss"]) as reading:
        events = [each.event for each in queries.stream(reading, world.slug)]
    [moved] = [event for event in events if isinstance(event, MovedToVersion)]
    assert moved.words["reason"] == reason


@then(parsers.parse('steht "{item}" unter Früher erfasst'))
def is_left(world: World, item: str) -> None:
    [move] = world.state.moved()
    assert item in {name for part in move.left.parts.values() for name in part.items}


@then(parsers.parse('der Punkt "{item}" in "{step}" ist erledigt'))
def is_done(world: World, step: str, item: str) -> None:
    assert world.item(step, item).status is ItemStatus.DONE


@then(parsers.parse('ist "{done}" umgestellt und "{waiting}" wartet'))
def run_says(world: World, moving: Move, done: str, waiting: str) -> None:
    account = world.accounts["Petra Voss"]
    lines = world.service.moves.lines(world.municipality, moving.run, account=account)
    assert {line.name: line.status.value for line in lines} == {done: "moved", waiting: "waits"}


@then(parsers.re(r"hat jede Person im Team (?P<number>\d+) E-Mails? bekommen$"))
def told(world: World, number: str) -> None:
    team = {member.account for member in world.state.instance.team}
    with world.service.database.read() as connection:
        letters = Counter(connection.scalars(select(outbox.c.account_id)))
    assert letters == {each: int(number) for each in team if int(number)}
