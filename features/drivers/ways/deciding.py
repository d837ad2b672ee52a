"""The ways of gates: asked for, decided, and what a yes brings with it."""

from __future__ import annotations

from features.drivers.page import Question
from features.drivers.people import PEOPLE
from features.drivers.ways.way import Way, answered, as_typed, papers, ways
from features.drivers.world import World
from web import paths
from workflow.core import commands as c
from workflow.core.definition import Step
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Outcome

_OUTCOMES = {
    Outcome.APPROVED: "Freigeben",
    Outcome.APPROVED_WITH_OBLIGATIONS: "Mit Auflagen freigeben",
    Outcome.DEFERRED: "Vertagen",
    Outcome.RETURNED: "Zurückgeben",
    Outcome.REJECTED: "Ablehnen",
    Outcome.GIVEN: "Stellungnahme liegt vor",
    Outcome.NOTED: "Zur Kenntnis genommen",
}
_SAID = {Outcome.GIVEN: "Stellungnahme", Outcome.NOTED: "Anmerkung"}


@ways.register
def _(command: c.RequestGate, world: World) -> tuple[Way, ...]:
    step = world.definition.steps[command.step]
    button = "Freigabe anfragen" if step.gate.approvals else "Schritt abschließen"
    reasons = (("Begründung der Ausnahme", reason) for reason in command.exceptions.values())
    return (_gate_way(world, command.step, "anfrage", button, *reasons),)


@ways.register
def _(command: c.WithdrawRequest, world: World) -> tuple[Way, ...]:
    reason = ("Begründung", command.reason)
    return (_gate_way(world, command.step, "rueckzug", "Anfrage zurückziehen", reason),)


@ways.register
def _(command: c.ConfirmApproval, world: World) -> tuple[Way, ...]:
    reason = ("Begründung", command.reason)
    return (_gate_way(world, command.step, "bestaetigung", "Freigabe bestätigen", reason),)


def _gate_way(world: World, step: str, what: str, button: str, *questions: Question) -> Way:
    page = paths.gate_page(world.slug, step, what)
    return Way(paths.step(world.slug, step), page, button, answered(*questions))


@ways.register
def _(command: c.GrantException, world: World) -> tuple[Way, ...]:
    page = paths.exception(world.slug, command.step, command.exception)
    answers = answered(("Ihre Entscheidung", "Gewähren"))
    return (Way(paths.step(world.slug, command.step), page, "Entscheidung speichern", answers),)


@ways.register
def _(command: c.RefuseException, world: World) -> tuple[Way, ...]:
    page = paths.exception(world.slug, command.step, command.exception)
    no = ("Ihre Entscheidung", "Nicht gewähren und die Anfrage zurückgeben")
    answers = answered(no, ("Begründung oder Auftrag", command.reason))
    return (Way(paths.step(world.slug, command.step), page, "Entscheidung speichern", answers),)


@ways.register
def _(command: c.DecideApproval, world: World) -> tuple[Way, ...]:
    page = paths.decision(world.slug, command.step, command.approval)
    asked = "Wie wurde entschieden?" if command.decision else "Wie entscheiden Sie?"
    answers = answered(
        (asked, _OUTCOMES[command.outcome]),
        (_SAID.get(command.outcome, "Begründung oder Auftrag"), command.text),
        *_paper(command.decision),
        *_duties(world, command.obligations),
    )
    button = "Beschluss speichern" if command.decision else "Entscheidung speichern"
    return (Way(paths.step(world.slug, command.step), page, button, answers),)


def _paper(decision: c.Decision | None) -> tuple[Question, ...]:
    if decision is None:
        return ()
    document = str(decision.document.name) if decision.document else ""
    return (
        ("Datum der Entscheidung", as_typed(decision.on)),
        ("Nummer der Vorlage", decision.paper),
        ("Niederschrift oder Protokollauszug", document),
    )


def _duties(world: World, duties: tuple[c.NewObligation, ...]) -> tuple[Question, ...]:
    return tuple(
        question
        for number, duty in enumerate(duties, start=1)
        for question in (
            (f"Auflage {number}", duty.text),
            (f"Auflage {number} zu erfüllen bis", as_typed(duty.due)),
            (f"Auflage {number}: zuständig", world.definition.roles[duty.role].title),
        )
    )


@ways.register
def _(command: c.FulfilObligation, world: World) -> tuple[Way, ...]:
    page = paths.obligation(world.slug, command.obligation)
    answers = answered(("Notiz", command.note), *papers(command.documents))
    return (Way(paths.quarter(world.slug), page, "Auflage als erfüllt melden", answers),)


@ways.register
def _(command: c.ReopenObligation, world: World) -> tuple[Way, ...]:
    duty = paths.obligation(world.slug, command.obligation)
    reason = answered(("Begründung", command.reason))
    return (Way(duty, f"{duty}/offen", "Auflage wieder öffnen", reason),)


@ways.register
def _(command: c.Remind, world: World) -> tuple[Way, ...]:
    step, (kind, _, name) = world.definition.steps[command.holder], command.thing.partition(":")
    if kind == "item":
        return (_remind_of_item(step, name, world),)
    assert any(each.id == name for each in step.gate.approvals), "items and decisions so far"
    names = all_of_words(sorted(each.name for each in PEOPLE if each.everywhere), "de")
    about = f"Über die Freigabe entscheiden: {step.gate.title or step.title}"
    return (Way(paths.TASKS, paths.TASKS, f"Erinnern: {names} an: {about}"),)


def _remind_of_item(step: Step, name: str, world: World) -> Way:
    """Return the way over the row of the item, where the role is the team's."""
    item, page = step.checklist[name], paths.step(world.slug, step.id)
    names = all_of_words([each.name for each in PEOPLE if each.team == item.role], "de")
    return Way(page, page, f"Erinnern: {names} an: {item.text}")
