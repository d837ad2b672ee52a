"""The town of a scenario, and what has happened in it before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_bdd import given, parsers

from features.drivers.world import LEVELS, World
from workflow.core import commands as c
from workflow.core.commands import NewObligation
from workflow.core.state import Action, Outcome


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A town of its own for every scenario."""
    with World.opened(tmp_path) as world:
        yield world


@given(parsers.parse('im Quartier "{name}" hat die Arbeit begonnen'))
def begun(world: World, name: str) -> None:
    world.begin(name)


@given(parsers.parse('im Quartier "{name}" ist im Schritt "{step}" alles fertig'))
def finished(world: World, name: str, step: str) -> None:
    world.begin(name)
    world.finish(step)


@given(parsers.parse('im Quartier "{name}" ist im Schritt "{step}" alles fertig außer "{but}"'))
def finished_but(world: World, name: str, step: str, but: str) -> None:
    world.begin(name)
    world.finish(step, but=but)


@given(parsers.parse('im Schritt "{step}" ist alles fertig'))
def step_finished(world: World, step: str) -> None:
    world.finish(step)


@given(parsers.parse('im Quartier "{name}" fehlt im Schritt "{step}" nur eine Zusage'))
def one_missing(world: World, name: str, step: str) -> None:
    world.begin(name)
    world.finish(step, but="zusagen")


@given(parsers.parse('im Quartier "{name}" ist die Freigabe von "{step}" angefragt'))
def requested(world: World, name: str, step: str) -> None:
    requested_by(world, name, "Tom Brandt", step)


@given(parsers.parse('im Quartier "{name}" hat {person} die Freigabe von "{step}" angefragt'))
def requested_by(world: World, name: str, person: str, step: str) -> None:
    world.begin(name)
    world.finish(step)
    world.do(person, c.RequestGate(step=step))


@given(parsers.re(r'im Quartier "(?P<name>[^"]+)" ist "(?P<step>[^"]+)" abgeschlossen$'))
def passed(world: World, name: str, step: str) -> None:
    world.begin(name)
    world.reach(step)
    world.pass_step(step)


@given(parsers.parse('im Quartier "{name}" ist "{step}" mit der Auflage "{text}" abgeschlossen'))
def passed_with_obligation(world: World, name: str, step: str, text: str) -> None:
    requested_by(world, name, "Tom Brandt", step)
    world.do("Petra Voss", with_obligation(world, step, text))


def with_obligation(world: World, step: str, text: str) -> c.DecideApproval:
    duty = NewObligation(text=text, due=world.today, role="manager")
    return c.DecideApproval(
        step=step,
        approval="koordination",
        outcome=Outcome.APPROVED_WITH_OBLIGATIONS,
        obligations=(duty,),
    )


@given("die Frist der Auflage ist verstrichen")
def obligation_overdue(world: World) -> None:
    world.pass_days(1)


@given(parsers.parse('das Quartier "{name}" ist abgeschlossen'))
def closed(world: World, name: str) -> None:
    passed(world, name, "verstetigung")
    world.do("Petra Voss", c.CompleteProcess())


@given(parsers.parse('{person} hat im Schritt "{step}" den Punkt "{item}" übernommen'))
def assigned(world: World, person: str, step: str, item: str) -> None:
    account = world.accounts[person]
    world.do("Petra Voss", c.AssignItem(holder=step, item=item, account=account))


@given(parsers.parse('{person} trägt im Schritt "{step}" bei "{field}" den Wert {value:d} ein'))
def recorded(world: World, person: str, step: str, field: str, value: int) -> None:
    world.do(person, c.RecordValues(holder=step, values={field: value}))


@given(parsers.parse('{person} fragt die Freigabe von "{step}" mit der Ausnahme "{reason}" an'))
def requested_with_exception(world: World, person: str, step: str, reason: str) -> None:
    world.do(person, c.RequestGate(step=step, exceptions={"zusagen": reason}))


@given(parsers.parse('{person} setzt im Schritt "{step}" den Punkt "{item}" aus, weil "{reason}"'))
def set_aside(world: World, person: str, step: str, item: str, reason: str) -> None:
    world.do(person, c.SetItemAside(holder=step, item=item, reason=reason))


@given(parsers.parse("{person} ändert den Stand von Partner {number:d}"))
def partner_changed(world: World, person: str, number: int) -> None:
    world.do(person, changed_partner(number))


def changed_partner(number: int) -> c.ChangeRecord:
    return c.ChangeRecord(register="partner", number=number, values={"stand": "angesprochen"})


@given(
    parsers.re(
        r'im Quartier "(?P<name>[^"]+)" ist (?P<person>\S+ \S+) für die Maßnahme "(?P<title>[^"]+)" '
        r"verantwortlich$"
    )
)
def answers_for(world: World, name: str, person: str, title: str) -> None:
    world.begin(name)
    values = {"titel": title, "verantwortlich": str(world.accounts[person]), "stand": "laeuft"}
    until = world.today + timedelta(days=7)
    entry = c.AddRecord(
        register="massnahme", step="leitbild", values={**values, "bis": until.isoformat()}
    )
    world.do("Tom Brandt", entry)


@given(parsers.parse("{person} archiviert alle Partner"))
def partners_archived(world: World, person: str) -> None:
    for number in world.state.register("partner"):
        world.do(person, c.ArchiveRecord(register="partner", number=number, reason="Aufgelöst."))


@given(parsers.parse('{person} erfüllt die Auflage mit der Notiz "{note}"'))
def obligation_met(world: World, person: str, note: str) -> None:
    world.do(person, c.FulfilObligation(obligation="1", note=note))


@given(parsers.parse('{person} pausiert das Quartier, weil "{reason}"'))
def paused(world: World, person: str, reason: str) -> None:
    due = world.item("analyse", "begehung").due
    if due is not None:
        world.remembered["begehung"] = due
    until = world.today.replace(year=world.today.year + 1)
    world.do(person, c.PauseProcess(until=until, reason=reason))


@given(parsers.parse('im Quartier "{name}" hat {person} vorgeschlagen, "{step}" auszulassen'))
def proposal_made(world: World, name: str, person: str, step: str) -> None:
    passed(world, name, "leitbild")
    world.do(person, proposed(step))


def proposed(step: str) -> c.Propose:
    return c.Propose(action=Action.SKIP, step=step, text="Die Zahlen liegen vor.")


@given(parsers.parse('{person} hat die Lage als "{word}" eingeschätzt, weil "{reason}"'))
def situation_assessed(world: World, person: str, word: str, reason: str) -> None:
    world.do(person, assessed(word, reason))


def assessed(word: str, reason: str) -> c.AssessSituation:
    level = next(level for level, said in LEVELS.items() if said == word)
    return c.AssessSituation(level=level, reason=reason)


@given(parsers.parse("{days:d} Tage sind vergangen"))
def days_passed(world: World, days: int) -> None:
    world.pass_days(days)
