"""What the coordination sees of all quartiere: what is stuck, and how much there is to settle."""

from __future__ import annotations

from pytest_bdd import parsers, then

from features.drivers.driver import Driver, StuckQuarter


def _of(driver: Driver, person: str, name: str) -> StuckQuarter:
    (found,) = (each for each in driver.stuck(person) if each.name == name)
    return found


@then(
    parsers.parse('stockt bei {person} "{name}" seit {days:d} Tagen, weil es "{why}" ist'),
)
def is_stuck(driver: Driver, person: str, name: str, days: int, why: str) -> None:
    found = _of(driver, person, name)
    assert why in found.why
    assert found.days == days


@then(parsers.re(r'am Zug ist bei "(?P<name>[^"]+)" (?P<person>\S+ \S+)$'))
def turn(driver: Driver, name: str, person: str) -> None:
    assert person in _of(driver, "Petra Voss", name).turn


@then(parsers.parse('stockt bei {person} zuerst "{first}" und danach "{second}"'))
def in_order(driver: Driver, person: str, first: str, second: str) -> None:
    assert [each.name for each in driver.stuck(person)] == [first, second]


@then(parsers.parse("stockt bei {person} nichts"))
def nothing_stuck(driver: Driver, person: str) -> None:
    assert list(driver.stuck(person)) == []


@then(parsers.parse('zählt {person} {number:d} Quartiere mit "{matter}" und findet genau diese'))
def counted(driver: Driver, person: str, number: int, matter: str) -> None:
    assert driver.counts(person, matter) == number
    assert len(driver.filtered(person, matter)) == number
