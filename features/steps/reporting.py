"""What somebody writes into a Sachstandsbericht, and what stands in it for good."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from features.drivers.driver import Driver
from features.drivers.world import World
from features.steps.when import Attempt
from workflow.core import commands as c


def report(world: World, summary: str) -> c.DraftReport:
    texts = {"proposal": "Der Ausschuss nimmt den Bericht zur Kenntnis.", "summary": summary}
    since = world.today - timedelta(days=30)
    return c.DraftReport(since=since, until=world.today, texts=texts)


@given(
    parsers.re(
        r"(?P<person>\S+ \S+) hat den Sachstandsbericht geschrieben mit der Kurzfassung "
        r'"(?P<text>[^"]*)"$'
    )
)
def report_written(world: World, person: str, text: str) -> None:
    world.do(person, report(world, text))


@given(parsers.parse("{person} hat den Bericht festgeschrieben"))
def report_frozen(world: World, person: str) -> None:
    world.do(person, c.FreezeReport())


@when(parsers.parse('{person} den Sachstandsbericht schreibt mit der Kurzfassung "{text}"'))
def write_report(attempt: Attempt, world: World, person: str, text: str) -> None:
    attempt(person, report(world, text))


@when(parsers.re(r"(?P<person>\S+ \S+) den Bericht (festschreibt|festschreiben will)$"))
def freeze_report(attempt: Attempt, person: str) -> None:
    attempt(person, c.FreezeReport())


@then(parsers.parse('liest {person} im Entwurf "{text}"'))
def reads_draft(driver: Driver, person: str, text: str) -> None:
    assert text in driver.report(person)


@then(parsers.parse("gibt es den Bericht {number:d}"))
def is_there(driver: Driver, number: int) -> None:
    assert number in driver.reports()


@then(parsers.parse("gab es den Bericht {number:d} vor {days:d} Tagen noch nicht"))
def was_not_there(driver: Driver, number: int, days: int) -> None:
    assert number not in driver.reports(driver.world.today - timedelta(days=days))


@then(parsers.parse('steht im Vergleich mit dem Stand von vor {days:d} Tagen "{text}"'))
def stands_in_comparison(driver: Driver, days: int, text: str) -> None:
    assert text in driver.compares(driver.world.today - timedelta(days=days))


@then(parsers.parse('im Vergleich mit dem Stand von vor {days:d} Tagen steht nicht "{text}"'))
def stands_not_in_comparison(driver: Driver, days: int, text: str) -> None:
    assert text not in driver.compares(driver.world.today - timedelta(days=days))


@then(parsers.parse('steht im Bericht {number:d} "{text}"'))
def stands_in_report(driver: Driver, number: int, text: str) -> None:
    assert text in driver.report("Lena Fuchs", number)


@then(parsers.parse('im Bericht {number:d} steht nicht "{text}"'))
def stands_not_in_report(driver: Driver, number: int, text: str) -> None:
    assert text not in driver.report("Lena Fuchs", number)
