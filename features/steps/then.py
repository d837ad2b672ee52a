"""What a person sees or may do next."""

from __future__ import annotations

import re
from datetime import timedelta

from pytest_bdd import parsers, then

from features.drivers.driver import Answer, Driver
from features.drivers.world import World
from workflow.core import commands as c

# How a scenario names a reason, and what people are told for it.
REASONS = {
    "es die eigene Anfrage ist": "selbst angefragt",
    "die Freigabe angefragt ist": "läuft eine Freigabe",
    "vorher die Lenkungsgruppe an der Reihe ist": "Lenkungsgruppe",
    "eine Ausnahme noch offen ist": "Ausnahme.*noch nicht entschieden",
    "eine Auflage überfällig ist": "Auflage.*überfällig",
    "dieser Schritt nie ausgelassen wird": "gehört immer dazu",
    # The engine names the role, a page whoever holds it.
    "nur die Quartierskoordination das darf": (
        "Aufgaben Ihrer Rolle\\W+"
        "(Das kann: Quartierskoordination|Am Zug: Petra Voss oder Ines Kaya)$"
    ),
    "nur das Quartiersmanagement das darf": (
        "Aufgaben Ihrer Rolle\\W+(Das kann: Quartiersmanagement|Am Zug: Tom Brandt)"
    ),
    "erst das Leitbild abgeschlossen sein muss": "noch nicht offen.*Leitbild.*abgeschlossen",
    "eine Auflage noch offen ist": "Auflage.*noch offen",
    "das Quartier pausiert": "solange das Quartier läuft",
    "das Quartier abgeschlossen ist": "beendet",
    "im Bericht noch ein Text fehlt": "Beschlussvorschlag oder die Kurzfassung fehlt noch",
    "es noch keinen Entwurf gibt": "noch keinen Entwurf",
    "nur Management und Koordination berichten": "Aufgaben Ihrer Rolle",
}
# Who can help: the engine names the role, a page whoever holds it.
WHO = {
    ("Tom Brandt", "Quartiersmanagement"): "Das kann: Quartiersmanagement|Am Zug: Tom Brandt",
    ("man selbst", "der Quartierskoordination"): ("Das kann: Quartierskoordination|Am Zug: Sie"),
}
QUESTIONS = {
    "der Notiz": "Notiz",
    "der Begründung": "Begründung|Text",
    "dem Beleg": "Dokument|Niederschrift",
    "dem Kommentar": "Text|Kommentar",
    "der Begründung der Ausnahme": "Ausnahme",
}


@then(parsers.parse('wird das abgelehnt, weil "{missing}" fehlt'))
def refused_missing(told: list[Answer], missing: str) -> None:
    assert not told[-1].accepted
    assert missing in told[-1].told


@then(parsers.parse('es fehlt auch "{missing}"'))
def missing_too(told: list[Answer], missing: str) -> None:
    assert missing in told[-1].told


@then(parsers.parse("dazu steht, dass {person} von {role} das kann"))
@then(parsers.parse("dazu steht, dass {person} vom {role} das kann"))
def helped_by(told: list[Answer], person: str, role: str) -> None:
    assert re.search(WHO[person, role], told[-1].told), told[-1].told


@then(parsers.re('wird das abgelehnt, weil (?P<reason>[^"]+)$'))
def refused(told: list[Answer], reason: str) -> None:
    assert not told[-1].accepted
    assert re.search(REASONS[reason], told[-1].told, re.MULTILINE), told[-1].told


@then(parsers.re('wird nach (?P<what>[^"]+) gefragt$'))
def asked(told: list[Answer], what: str) -> None:
    assert not told[-1].accepted
    assert re.search(QUESTIONS[what], told[-1].told), told[-1].told


@then(parsers.re(r'(ist )?"(?P<step>[^"]+)" (ist )?"(?P<word>[^"]+)"$'))
def stands(driver: Driver, step: str, word: str) -> None:
    assert driver.stands(step) == word


@then(parsers.re(r'(ist )?"(?P<step>[^"]+)" (ist )?offen für Arbeit$'))
def workable(driver: Driver, step: str) -> None:
    assert driver.stands(step) in {"Offen", "In Arbeit", "Zurückgegeben"}


@then(
    parsers.re(r'(ist )?der Punkt "(?P<item>[^"]+)" im Schritt "(?P<step>[^"]+)" (ist )?erledigt$')
)
def item_done(driver: Driver, step: str, item: str) -> None:
    assert driver.settled(step, item)


@then(parsers.re(r'(ist )?der Punkt "(?P<item>[^"]+)" im Schritt "(?P<step>[^"]+)" (ist )?offen$'))
@then(parsers.parse('ist der Punkt "{item}" im Schritt "{step}" wieder fällig'))
def item_open(driver: Driver, step: str, item: str) -> None:
    assert not driver.settled(step, item)


@then(parsers.parse('{person} liest bei "{step}" "{text}"'))
def reads(driver: Driver, person: str, step: str, text: str) -> None:
    assert text in driver.reads(person, step)


@then(parsers.parse('die Mappe zu "{step}" nennt die Ausnahme "{text}"'))
def sheet_names(driver: Driver, step: str, text: str) -> None:
    assert text in driver.reads("Petra Voss", step)


@then(parsers.re(r'gilt die Freigabe von "(?P<step>[^"]+)" (?P<no>nicht |)als veraltet$'))
def stale(driver: Driver, step: str, no: str) -> None:
    assert driver.is_stale(step) is not bool(no)


@then(parsers.parse('ist die Auflage "{text}" wieder offen'))
@then(parsers.parse('die Auflage "{text}" ist offen'))
def obligation_open(world: World, text: str) -> None:
    open_ones = [d.text for d in world.state.instance.obligations.values() if not d.fulfilled_on]
    assert open_ones == [text]


@then(parsers.re(r"(liegt )?der Koordination (liegt )?(?P<one>k?ein) Vorschlag vor$"))
def proposal_open(world: World, one: str) -> None:
    assert bool(world.state.instance.proposals) is (one == "ein")


@then(
    parsers.re(
        r'(steht )?bei (?P<person>\S+ \S+) (steht )?"(?P<title>[^"]+)" (?P<no>nicht |)unter den Aufgaben$'
    )
)
def owed(driver: Driver, person: str, title: str, no: str) -> None:
    assert any(title in duty.title for duty in driver.owes(person)) is not bool(no)


@then(
    parsers.re(
        r'(steht )?bei (?P<person>\S+ \S+) (steht )?"(?P<title>[^"]+)" (?P<no>nicht |)unter dem '
        r"zuletzt Erledigten$"
    )
)
def done_lately(driver: Driver, person: str, title: str, no: str) -> None:
    assert any(title in each for each in driver.finished(person)) is not bool(no)


@then(
    parsers.re(
        r'(ist )?bei (?P<person>\S+ \S+) (ist )?"(?P<title>[^"]+)" (?P<no>nicht |)überfällig$'
    )
)
def overdue(driver: Driver, person: str, title: str, no: str) -> None:
    assert [d.overdue for d in driver.owes(person) if title in d.title] == [not no]


@then(parsers.re(r'(liest )?(?P<person>\S+ \S+) (liest )?im Verlauf "(?P<text>[^"]+)"$'))
def recalls(driver: Driver, person: str, text: str) -> None:
    assert text in driver.recalls(person)


@then(parsers.parse('{person} liest zum Quartier "{text}"'))
def reads_of_quartier(driver: Driver, person: str, text: str) -> None:
    assert text in driver.reads(person)


@then(parsers.re(r'(ist )?die Lage (ist )?"(?P<word>[^"]+)"$'))
def situation(driver: Driver, word: str) -> None:
    assert driver.situation() == word


@then(parsers.re(r"ist das (?P<no>nicht |)erlaubt$"))
def allowed(told: list[Answer], no: str) -> None:
    assert told[-1].accepted is not bool(no), told[-1].told
    assert not no or "nicht zu den Aufgaben Ihrer Rolle" in told[-1].told


@then(parsers.re(r"(es )?läuft Runde (?P<number>\d+)$"))
def round_is(world: World, number: str) -> None:
    assert world.state.instance.round == int(number)


@then(parsers.parse('der frühere Nachweis von "{item}" im Schritt "{step}" ist noch zu lesen'))
def former_proof(driver: Driver, step: str, item: str) -> None:
    former = driver.world.item(step, item).former
    assert former is not None
    assert str(former.note) in driver.reads("Petra Voss", step)


@then(parsers.parse("stehen {number:d} Partner im Register"))
def partners(world: World, number: int) -> None:
    assert len(world.state.register("partner")) == number


@then("läuft das Quartier weiter")
def goes_on(driver: Driver) -> None:
    assert driver.life() == "läuft"


@then(parsers.parse('"{item}" ist im Schritt "{step}" {days:d} Tage später fällig als zuvor'))
def due_moved(world: World, step: str, item: str, days: int) -> None:
    assert world.item(step, item).due == world.remembered[item] + timedelta(days=days)


@then(parsers.parse('gehört der Punkt "{item}" im Schritt "{step}" {person}'))
def belongs_to(world: World, step: str, item: str, person: str) -> None:
    assert world.item(step, item).assigned == world.accounts[person]


@then(parsers.parse('{person} kann im Quartier "{name}" arbeiten'))
def can_work(driver: Driver, person: str, name: str) -> None:
    note = f"Anruf im Rathaus von {name}."
    assert driver.attempt(person, c.AddComment(holder="leitbild", text=note)).accepted


@then(parsers.re(r'(?P<person>\S+ \S+) findet das Quartier "[^"]+" nicht mehr$'))
@then(parsers.re(r'findet (?P<person>\S+ \S+) das Quartier "[^"]+" nicht$'))
def not_found(driver: Driver, person: str) -> None:
    assert not driver.finds(person)


@then(parsers.re(r"sieht (?P<person>\S+ \S+), dass das Quartier (?P<who>niemand|jemand) leitet$"))
def led(driver: Driver, person: str, who: str) -> None:
    assert driver.is_unled(person) == (who == "niemand")


@then(parsers.re("ist das Quartier (?P<word>abgeschlossen|abgebrochen)$"))
def ended(driver: Driver, word: str) -> None:
    assert driver.life() == word


@then(parsers.parse('war vor {days:d} Tagen "{step}" "{word}"'))
@then(parsers.parse('vor {days:d} Tagen war "{step}" "{word}"'))
def stood(driver: Driver, days: int, step: str, word: str) -> None:
    assert driver.stands(step, driver.world.today - timedelta(days=days)) == word


@then(parsers.parse('vor {days:d} Tagen war die Lage "{word}"'))
def situation_then(driver: Driver, days: int, word: str) -> None:
    assert driver.situation(driver.world.today - timedelta(days=days)) == word


@then(parsers.parse("kann {person} am Stand von vor {days:d} Tagen nichts ändern"))
def nothing_to_change(driver: Driver, person: str, days: int) -> None:
    assert not driver.may_change(person, driver.world.today - timedelta(days=days))


@then(parsers.parse("gibt es vor {days:d} Tagen keinen Stand"))
def no_such_day(driver: Driver, days: int) -> None:
    assert not driver.was_there(driver.world.today - timedelta(days=days))


@then(parsers.parse('steht bei "{step}", dass danach "{other}" öffnet'))
def opens(driver: Driver, step: str, other: str) -> None:
    assert driver.opens(step) == (other,)


@then(parsers.parse('steht bei "{step}" nicht, dass danach etwas öffnet'))
def opens_nothing(driver: Driver, step: str) -> None:
    assert driver.opens(step) == ()


@then(
    parsers.parse(
        'liest {person}, bevor ab "{step}" eine neue Runde beginnt, dass "{other}" wartet'
    )
)
def foretold(driver: Driver, person: str, step: str, other: str) -> None:
    assert driver.foretells(person, step) == (other,)


@then(parsers.parse('findet {person} unter den Dateien "{name}"'))
def finds_file(driver: Driver, person: str, name: str) -> None:
    assert name in driver.files(person)


@then(parsers.parse("findet {person} noch keine Dateien"))
def finds_no_file(driver: Driver, person: str) -> None:
    assert driver.files(person) == ()


@then(parsers.re(r'findet (?P<person>\S+ \S+) das Quartier "[^"]+"$'))
def is_found(driver: Driver, person: str) -> None:
    assert driver.finds(person)


@then(parsers.parse('{person} hat den Punkt "{item}" im Schritt "{step}" erledigt'))
def done_by(world: World, person: str, item: str, step: str) -> None:
    assert world.name_of(world.item(step, item).by) == person
