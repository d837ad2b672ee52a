"""Registers: what comes from a file, what is archived, how entries hang together."""

from __future__ import annotations

from collections.abc import Mapping

from pytest_bdd import given, parsers, then, when

from features.drivers.driver import Answer, Driver
from features.drivers.world import World
from features.steps.when import Attempt
from workflow.core import commands as c
from workflow.core.commands import Entered

NEED = "Orte der Begegnung fehlen"
CHAIN: tuple[tuple[str, Mapping[str, Entered]], ...] = (
    ("bedarf", {"bedarf": NEED}),
    ("ziel", {"ziel": "Alle haben einen Treffpunkt", "bedarfe": (1,)}),
    ("massnahme", {"titel": "Mittagstisch", "ziel": 1, "stand": "laeuft"}),
    ("indikator", {"indikator": "Gäste je Woche", "ziel": 1}),
    ("foerderung", {"geber": "Land", "massnahmen": (1,)}),
)


@given(parsers.parse('im Quartier "{name}" führt ein Weg vom Bedarf bis zur Förderung'))
def chain(world: World, name: str) -> None:
    world.begin(name)
    for register, values in CHAIN:
        add = c.AddRecord(register=register, step="leitbild", values=values)
        world.do("Tom Brandt", add)


@given(parsers.parse('{person} hat Partner {number:d} archiviert, weil "{reason}"'))
def partner_archived(world: World, person: str, number: int, reason: str) -> None:
    world.do(person, c.ArchiveRecord(register="partner", number=number, reason=reason))


@given(parsers.parse('{person} hat den Bedarf archiviert, weil "{reason}"'))
def need_archived(world: World, person: str, reason: str) -> None:
    world.do(person, c.ArchiveRecord(register="bedarf", number=1, reason=reason))


@when(
    parsers.re(
        r'(?P<person>\S+ \S+) eine Datei mit den Partnern "(?P<names>[^"]+)" (?P<how>prüft|übernimmt)$'
    )
)
def bring(driver: Driver, told: list[Answer], person: str, names: str, how: str) -> None:
    rows = [
        {"organisation": name.removeprefix("-"), "stand": "zugesagt"} for name in names.split(", ")
    ]
    told.append(driver.brings(person, "partner", rows, agree=how == "übernimmt"))


@when(parsers.parse("{person} Partner {number:d} archivieren will, ohne einen Grund zu nennen"))
def archive_silently(attempt: Attempt, person: str, number: int) -> None:
    attempt(person, c.ArchiveRecord(register="partner", number=number, reason=""))


@then(parsers.parse('steht dort "{text}"'))
def stands_there(told: list[Answer], text: str) -> None:
    assert told[-1].accepted
    assert text in told[-1].told


@then(parsers.parse('liest {person} beim Ziel "{text}"'))
def reads_goal(driver: Driver, person: str, text: str) -> None:
    assert text in driver.reads_entry(person, "ziel")


@then(
    parsers.re(r'(kommt )?(?P<person>\S+ \S+) (kommt )?von "(?P<one>[^"]+)" zu "(?P<other>[^"]+)"$')
)
def leads_on(driver: Driver, person: str, one: str, other: str) -> None:
    assert other in driver.leads_on(person, one)
