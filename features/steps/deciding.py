"""What somebody asks for, decides, or steers: exactly one command each."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import parsers, when

from features.drivers.driver import Driver
from features.drivers.people import PEOPLE
from features.drivers.world import World, approved, opinion, resolution
from features.steps.given import (
    assessed,
    proposed,
    with_obligation,
)
from features.steps.when import Attempt
from workflow.core import commands as c
from workflow.core.state import Outcome


@when(parsers.parse('{person} die Freigabe von "{step}" anfragt'))
def request(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, c.RequestGate(step=step))


@when(parsers.parse('{person} die Anfrage zu "{step}" zurückzieht'))
def withdraw(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, c.WithdrawRequest(step=step))


@when(parsers.re(r'(?P<person>\S+ \S+) "(?P<step>[^"]+)" (freigibt|freigeben will)$'))
def approve(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, approved(step))


@when(parsers.parse('{person} "{step}" mit der Auflage "{text}" freigibt'))
def approve_with_obligation(
    attempt: Attempt, world: World, person: str, step: str, text: str
) -> None:
    attempt(person, with_obligation(world, step, text))


@when(parsers.parse('{person} "{step}" zurückgibt mit den Worten "{text}"'))
def give_back(attempt: Attempt, person: str, step: str, text: str) -> None:
    attempt(person, _returned(step, text))


@when(parsers.parse('{person} "{step}" ablehnt mit den Worten "{text}"'))
def reject(attempt: Attempt, person: str, step: str, text: str) -> None:
    attempt(person, replace(_returned(step, text), outcome=Outcome.REJECTED))


@when(parsers.parse('{person} "{step}" vertagt mit den Worten "{text}"'))
def defer(attempt: Attempt, person: str, step: str, text: str) -> None:
    attempt(person, replace(_returned(step, text), outcome=Outcome.DEFERRED))


@when(parsers.parse('{person} die Auflage wieder öffnet, weil "{reason}"'))
def reopen_obligation(attempt: Attempt, person: str, reason: str) -> None:
    attempt(person, c.ReopenObligation(obligation="1", reason=reason))


@when(parsers.re(r"(?P<person>\S+ \S+) (?P<other>\S+ \S+) aus dem Team nimmt$"))
def let_go(attempt: Attempt, world: World, person: str, other: str) -> None:
    (role,) = (each.team for each in PEOPLE if each.name == other)
    attempt(person, c.LeaveTeam(account=world.accounts[other], role=role))


@when(parsers.parse('{person} "{step}" zurückgeben will, ohne etwas dazu zu schreiben'))
def give_back_silently(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, _returned(step, ""))


def _returned(step: str, text: str) -> c.DecideApproval:
    return c.DecideApproval(step=step, approval="koordination", outcome=Outcome.RETURNED, text=text)


@when(
    parsers.re(
        r"(?P<person>\S+ \S+) (?P<how>mit Beleg |ohne Beleg |)einträgt, dass die Lenkungsgruppe "
        r'zu "(?P<step>[^"]+)" Stellung genommen hat$'
    )
)
def record_opinion(attempt: Attempt, driver: Driver, person: str, how: str, step: str) -> None:
    paper = driver.paper(person) if how == "mit Beleg " else None
    attempt(person, opinion(driver.world, step, paper))


@when(
    parsers.re(
        r"(?P<person>\S+ \S+) (?P<how>mit Beleg |)einträgt, dass der Gemeinderat "
        r'"(?P<step>[^"]+)" zustimmt$'
    )
)
def record_resolution(attempt: Attempt, driver: Driver, person: str, how: str, step: str) -> None:
    paper = driver.paper(person) if how else None
    attempt(person, resolution(driver.world, step, paper))


@when(parsers.re(r'(?P<person>\S+ \S+) die Ausnahme zu "(?P<step>[^"]+)" (gewährt|gewähren will)$'))
def grant(attempt: Attempt, world: World, person: str, step: str) -> None:
    asked = world.state.step(step).request
    assert asked is not None
    attempt(person, c.GrantException(step=step, exception=next(iter(asked.exceptions))))


@when(parsers.parse('{person} die Ausnahme zu "{step}" nicht gewährt, weil "{reason}"'))
def refuse(attempt: Attempt, world: World, person: str, step: str, reason: str) -> None:
    asked = world.state.step(step).request
    assert asked is not None
    exception = next(iter(asked.exceptions))
    attempt(person, c.RefuseException(step=step, exception=exception, reason=reason))


@when(parsers.parse('{person} die Freigabe von "{step}" bestätigt, weil "{reason}"'))
def confirm(attempt: Attempt, person: str, step: str, reason: str) -> None:
    attempt(person, c.ConfirmApproval(step=step, reason=reason))


@when(
    parsers.re(
        r'(?P<person>\S+ \S+) "(?P<step>[^"]+)" (auslässt|auslassen will), '
        r'weil "(?P<reason>[^"]+)"$'
    )
)
def skip(attempt: Attempt, person: str, step: str, reason: str) -> None:
    attempt(person, c.SkipStep(step=step, reason=reason))


@when(parsers.parse('{person} "{step}" auslassen will, ohne einen Grund zu nennen'))
def skip_silently(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, c.SkipStep(step=step, reason=""))


@when(parsers.parse('{person} vorschlägt, "{step}" auszulassen'))
def propose(attempt: Attempt, person: str, step: str) -> None:
    attempt(person, proposed(step))


@when(parsers.re(r"(?P<person>\S+ \S+) den Vorschlag (aufgreift|aufgreifen will)$"))
def follow_proposal(attempt: Attempt, person: str) -> None:
    attempt(person, c.SettleProposal(proposal="1", accepted=True))


@when(parsers.parse('{person} den Vorschlag ablehnt mit den Worten "{reason}"'))
def decline_proposal(attempt: Attempt, person: str, reason: str) -> None:
    attempt(person, c.SettleProposal(proposal="1", accepted=False, reason=reason))


@when(parsers.parse("{person} den Vorschlag ablehnen will, ohne etwas dazu zu schreiben"))
def decline_proposal_silently(attempt: Attempt, person: str) -> None:
    attempt(person, c.SettleProposal(proposal="1", accepted=False))


@when(parsers.parse('{person} ab "{step}" eine neue Runde beginnt, weil "{reason}"'))
def new_round(attempt: Attempt, person: str, step: str, reason: str) -> None:
    attempt(person, c.StartRound(step=step, reason=reason))


@when(parsers.parse('{person} "{step}" wieder öffnet, weil "{reason}"'))
def reopen(attempt: Attempt, person: str, step: str, reason: str) -> None:
    attempt(person, c.ReopenStep(step=step, reason=reason))


@when(parsers.parse("{person} das Quartier fortsetzt"))
def resume(attempt: Attempt, person: str) -> None:
    attempt(person, c.ResumeProcess())


@when(parsers.parse("{person} das Quartier abschließen will"))
def close(attempt: Attempt, person: str) -> None:
    attempt(person, c.CompleteProcess())


@when(parsers.parse('{person} das Quartier abbricht, weil "{reason}"'))
def abandon(attempt: Attempt, person: str, reason: str) -> None:
    attempt(person, c.AbandonProcess(reason=reason))


@when(parsers.parse("{person} das Quartiersmanagement von {giver} an {taker} übergibt"))
def hand_over(attempt: Attempt, world: World, person: str, giver: str, taker: str) -> None:
    accounts = world.accounts
    handed = c.HandOver(role="manager", giver=accounts[giver], taker=accounts[taker])
    attempt(person, handed)


@when(parsers.parse('{person} die Lage als "{word}" einschätzt, weil "{reason}"'))
def assess(attempt: Attempt, person: str, word: str, reason: str) -> None:
    attempt(person, assessed(word, reason))


@when(
    parsers.parse('{person} die Lage als "{word}" einschätzen will, ohne etwas dazu zu schreiben')
)
def assess_silently(attempt: Attempt, person: str, word: str) -> None:
    attempt(person, assessed(word, ""))
