"""Two people at the same point: who saves later sees both versions and chooses."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from features.drivers.driver import Answer, Driver
from features.drivers.world import World
from workflow.core import commands as c


@given(
    parsers.parse('{person} füllt bei "{field}" {value:d} aus und speichert noch nicht'),
)
def types_value(driver: Driver, person: str, field: str, value: int) -> None:
    driver.types(person, c.RecordValues(holder="leitbild", values={field: value}))


@given(
    parsers.parse(
        '{person} füllt beim Punkt "{item}" die Notiz "{note}" aus und speichert noch nicht'
    )
)
def types_note(driver: Driver, world: World, person: str, item: str, note: str) -> None:
    driver.types(person, c.AddEvidence(holder=world.step_of(item), item=item, note=note))


@given(
    parsers.parse(
        '{person} füllt für Partner {number:d} den Namen "{name}" aus und speichert noch nicht'
    )
)
def types_name(driver: Driver, person: str, number: int, name: str) -> None:
    driver.types(person, _renamed(number, name))


@given(parsers.parse('{person} hat Partner {number:d} in "{name}" umbenannt'))
def renamed(world: World, person: str, number: int, name: str) -> None:
    world.do(person, _renamed(number, name))


def _renamed(number: int, name: str) -> c.ChangeRecord:
    return c.ChangeRecord(register="partner", number=number, values={"organisation": name})


@given(parsers.parse('{person} hat den Punkt "{item}" um die Notiz "{note}" ergänzt'))
def has_added(world: World, person: str, item: str, note: str) -> None:
    world.do(person, c.AddEvidence(holder=world.step_of(item), item=item, note=note))


@when(parsers.re(r"(?P<person>\S+ \S+) nun speichert$"))
def sends(driver: Driver, told: list[Answer], person: str) -> None:
    told.append(driver.sends(person))


@when(parsers.parse("{person} die eigene Eingabe speichert"))
def insists(driver: Driver, told: list[Answer], person: str) -> None:
    told.append(driver.insists(person))


@when(parsers.parse("{person} den gespeicherten Stand behält"))
def gives_way(driver: Driver, person: str) -> None:
    driver.gives_way(person)


@when(parsers.parse("die Sitzung endet und {person} sich neu anmeldet"))
def comes_back(driver: Driver, person: str) -> None:
    driver.comes_back(person)


@then(parsers.parse('stehen "{mine}" und "{theirs}" nebeneinander'))
def side_by_side(told: list[Answer], mine: str, theirs: str) -> None:
    assert not told[-1].accepted
    assert mine in told[-1].told
    assert theirs in told[-1].told


@then(parsers.re(r'ist (?P<no>noch nicht )?gespeichert "(?P<text>[^"]+)"$'))
def stored(world: World, no: str | None, text: str) -> None:
    state = world.state
    step = state.step("leitbild")
    holders = (step.values, *(each.values for each in state.register("partner").values()))
    said = {str(found.value) for values in holders for found in values.values()}
    said |= {str(item.note) for item in step.items.values()}
    assert (text in said) is not bool(no)
