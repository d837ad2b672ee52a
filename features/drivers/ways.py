"""How a person gets something done on the pages: where they begin, which form, what they answer.

Rule: one way for each command of the scenarios, in the words of the pages. Addresses come from
`web.paths`; that a link leads from the start to the form the driver sees to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch

from features.drivers.page import Question
from features.drivers.world import World
from web import paths
from web.presenters.status import LEVELS
from web.presenters.steering import (
    ABANDON,
    ACTION_NAMES,
    COMPLETE,
    PAUSE,
    REOPEN,
    RESUME,
    ROUND,
    SKIP,
    Deed,
)
from workflow.core import commands as c
from workflow.core.commands import Command, Entered
from workflow.core.definition import Field, ProcessDefinition
from workflow.core.state import Document, DocumentKind, Outcome, record_key

_OUTCOMES = {
    Outcome.APPROVED: "Freigeben",
    Outcome.APPROVED_WITH_OBLIGATIONS: "Mit Auflagen freigeben",
    Outcome.DEFERRED: "Vertagen",
    Outcome.RETURNED: "Zurückgeben",
    Outcome.REJECTED: "Ablehnen",
    Outcome.GIVEN: "Stellungnahme liegt vor",
    Outcome.NOTED: "Zur Kenntnis genommen",
}
_DOCUMENTS = {
    DocumentKind.FILE: "Datei hochladen",
    DocumentKind.LINK: "Link",
    DocumentKind.PLACE: "Fundort in der Akte",
}


@dataclass(frozen=True, slots=True)
class Way:
    """From the page where a person begins to the form they fill in."""

    start: str
    page: str
    button: str
    answers: tuple[Question, ...] = ()


@singledispatch
def ways(command: Command, world: World) -> tuple[Way, ...]:
    """Return the ways to do this; a person takes the first that is open to them."""
    raise NotImplementedError(f"no page for {type(command).__name__} in {world.slug}")


def _answered(*questions: Question) -> tuple[Question, ...]:
    return tuple((label, answer) for label, answer in questions if answer)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


# --- checklist items -----------------------------------------------------------------------------


def _item_way(world: World, holder: str, item: str, button: str, *questions: Question) -> Way:
    page = paths.item(world.slug, holder, item)
    return Way(paths.holder(world.slug, holder), page, button, _answered(*questions))


@ways.register
def _(command: c.CompleteItem, world: World) -> tuple[Way, ...]:
    holder, item = command.holder, command.item
    proof = (("Notiz", command.note), *_documents(command.documents))
    settled = (
        ("Ist der Punkt damit erledigt?", "Ja, der Punkt ist erledigt"),
        ("Begründung, warum Sie den Punkt erledigen", command.reason),
    )
    form = _item_way(world, holder, item, "Nachweis speichern", *proof, *settled)
    if command.reason or _answered(*proof):
        return (form,)
    step = paths.step(world.slug, holder)
    text = world.definition.steps[holder].checklist[item].text
    return Way(step, step, f"Als erledigt markieren: {text}"), form


def _documents(documents: tuple[Document, ...]) -> tuple[Question, ...]:
    return tuple((_DOCUMENTS[each.kind], str(each.name)) for each in documents)


@ways.register
def _(command: c.AddEvidence, world: World) -> tuple[Way, ...]:
    proof = (("Notiz", command.note), *_documents(command.documents))
    page = _item_way(world, command.holder, command.item, "Nachweis speichern", *proof)
    later = ("Ist der Punkt damit erledigt?", "Nein, ich ergänze später")
    return replace(page, answers=(*page.answers, later)), page


@ways.register
def _(command: c.ReopenItem, world: World) -> tuple[Way, ...]:
    reason = ("Begründung", command.reason)
    return (_item_way(world, command.holder, command.item, "Punkt wieder öffnen", reason),)


@ways.register
def _(command: c.SetItemAside, world: World) -> tuple[Way, ...]:
    reason = ("Begründung", command.reason)
    button = "Punkt entfallen lassen"
    return (_item_way(world, command.holder, command.item, button, reason),)


@ways.register
def _(command: c.AssignItem, world: World) -> tuple[Way, ...]:
    who = ("Wer kümmert sich?", world.name_of(command.account))
    return (_item_way(world, command.holder, command.item, "Person speichern", who),)


@ways.register
def _(command: c.SetItemDue, world: World) -> tuple[Way, ...]:
    due = ("Fällig am", _day(command.due) if command.due else "")
    return (_item_way(world, command.holder, command.item, "Termin speichern", due),)


# --- values and entries --------------------------------------------------------------------------


@ways.register
def _(command: c.RecordValues, world: World) -> tuple[Way, ...]:
    step = paths.step(world.slug, command.holder)
    answers = _entered(world.definition.steps[command.holder].fields, command.values)
    page = paths.step_values(world.slug, command.holder)
    return (Way(step, page, "Angaben speichern", answers),)


@ways.register
def _(command: c.AddRecord, world: World) -> tuple[Way, ...]:
    register = world.definition.registers[command.register]
    answers = (
        *_entered(register.fields, command.values),
        ("In welchem Schritt entstanden?", _numbered(world.definition, command.step)),
    )
    page = paths.new_record(world.slug, register.id)
    start = paths.register(world.slug, register.id)
    return (Way(start, page, f"{register.singular} speichern", answers),)


@ways.register
def _(command: c.ChangeRecord, world: World) -> tuple[Way, ...]:
    entry = paths.record(world.slug, command.register, command.number)
    answers = _entered(world.definition.registers[command.register].fields, command.values)
    return (Way(entry, f"{entry}/bearbeiten", "Eintrag speichern", answers),)


@ways.register
def _(command: c.ArchiveRecord, world: World) -> tuple[Way, ...]:
    entry = paths.holder(world.slug, record_key(command.register, command.number))
    reason = _answered(("Begründung", command.reason))
    return (Way(entry, f"{entry}/archiv", "Eintrag archivieren", reason),)


def _entered(fields: Mapping[str, Field], values: Mapping[str, Entered]) -> tuple[Question, ...]:
    return tuple(
        (fields[name].label, _typed(fields[name], value)) for name, value in values.items()
    )


def _typed(field: Field, value: Entered) -> str:
    return field.options.get(str(value), str(value))


def _numbered(definition: ProcessDefinition, step: str) -> str:
    number = list(definition.steps).index(step) + 1
    return f"{number} {definition.steps[step].short}"


# --- gates ---------------------------------------------------------------------------------------


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
    return Way(paths.step(world.slug, step), page, button, _answered(*questions))


@ways.register
def _(command: c.GrantException, world: World) -> tuple[Way, ...]:
    page = paths.exception(world.slug, command.step, command.exception)
    return (Way(paths.step(world.slug, command.step), page, "Ausnahme gewähren"),)


@ways.register
def _(command: c.DecideApproval, world: World) -> tuple[Way, ...]:
    page = paths.decision(world.slug, command.step, command.approval)
    asked = "Wie wurde entschieden?" if command.decision else "Wie entscheiden Sie?"
    answers = _answered(
        (asked, _OUTCOMES[command.outcome]),
        ("Begründung, Auftrag oder Stellungnahme", command.text),
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
        ("Datum der Entscheidung", _day(decision.on)),
        ("Nummer der Vorlage", decision.paper),
        ("Niederschrift oder Protokollauszug", document),
    )


def _duties(world: World, duties: tuple[c.NewObligation, ...]) -> tuple[Question, ...]:
    return tuple(
        question
        for number, duty in enumerate(duties, start=1)
        for question in (
            (f"Auflage {number}", duty.text),
            (f"Auflage {number} zu erfüllen bis", _day(duty.due)),
            (f"Auflage {number}: zuständig", world.definition.roles[duty.role].title),
        )
    )


@ways.register
def _(command: c.FulfilObligation, world: World) -> tuple[Way, ...]:
    page = paths.obligation(world.slug, command.obligation)
    answers = _answered(("Notiz", command.note), *_documents(command.documents))
    return (Way(paths.quarter(world.slug), page, "Auflage als erfüllt melden", answers),)


@ways.register
def _(command: c.ReopenObligation, world: World) -> tuple[Way, ...]:
    duty = paths.obligation(world.slug, command.obligation)
    reason = _answered(("Begründung", command.reason))
    return (Way(duty, f"{duty}/offen", "Auflage wieder öffnen", reason),)


# --- what the coordination decides ---------------------------------------------------------------


@ways.register
def _(command: c.SkipStep, world: World) -> tuple[Way, ...]:
    return (_step_deed(world, SKIP, command.step, command.reason),)


@ways.register
def _(command: c.ReopenStep, world: World) -> tuple[Way, ...]:
    return (_step_deed(world, REOPEN, command.step, command.reason),)


@ways.register
def _(command: c.StartRound, world: World) -> tuple[Way, ...]:
    return (_step_deed(world, ROUND, command.step, command.reason),)


def _step_deed(world: World, deed: Deed, step: str, reason: str) -> Way:
    start = paths.step(world.slug, step)
    return Way(start, f"{start}/{deed.slug}", deed.button, _answered(("Begründung", reason)))


@ways.register
def _(command: c.PauseProcess, world: World) -> tuple[Way, ...]:
    until = ("Pause bis voraussichtlich", _day(command.until))
    return (_process_deed(world, PAUSE, until, ("Begründung", command.reason)),)


@ways.register
def _(_command: c.ResumeProcess, world: World) -> tuple[Way, ...]:
    return (_process_deed(world, RESUME),)


@ways.register
def _(_command: c.CompleteProcess, world: World) -> tuple[Way, ...]:
    return (_process_deed(world, COMPLETE),)


@ways.register
def _(command: c.AbandonProcess, world: World) -> tuple[Way, ...]:
    return (_process_deed(world, ABANDON, ("Begründung", command.reason)),)


def _process_deed(world: World, deed: Deed, *questions: Question) -> Way:
    page = paths.about(world.slug, f"ablauf/{deed.slug}")
    return Way(paths.quarter(world.slug), page, deed.button, _answered(*questions))


# --- the team and what it says -------------------------------------------------------------------


@ways.register
def _(command: c.JoinTeam, world: World) -> tuple[Way, ...]:
    team = paths.about(world.slug, "team")
    who = ("Person", world.name_of(command.account))
    role = ("Rolle", world.definition.roles[command.role].title)
    return (Way(team, team, "In das Team aufnehmen", (who, role)),)


@ways.register
def _(command: c.LeaveTeam, world: World) -> tuple[Way, ...]:
    team = paths.about(world.slug, "team")
    role = world.definition.roles[command.role].title
    who = world.name_of(command.account)
    return (Way(team, team, f"Aus dem Team nehmen: {who}, {role}"),)


@ways.register
def _(command: c.HandOver, world: World) -> tuple[Way, ...]:
    team = paths.about(world.slug, "team")
    answers = _answered(
        ("Rolle", world.definition.roles[command.role].title),
        ("Von", world.name_of(command.giver)),
        ("An", world.name_of(command.taker)),
        ("Notiz zur Übergabe", command.note),
    )
    return (Way(team, team, "Rolle übergeben", answers),)


@ways.register
def _(command: c.AssessSituation, world: World) -> tuple[Way, ...]:
    page = paths.about(world.slug, "lage")
    answers = _answered(
        ("Wie steht es um das Quartier?", LEVELS[command.level].word),
        ("Woran machen Sie das fest?", command.reason),
    )
    return (Way(paths.quarter(world.slug), page, "Einschätzung speichern", answers),)


@ways.register
def _(command: c.AddComment, world: World) -> tuple[Way, ...]:
    step = paths.step(world.slug, command.holder)
    return (Way(step, step, "Kommentar speichern", _answered(("Kommentar", command.text))),)


@ways.register
def _(command: c.Propose, world: World) -> tuple[Way, ...]:
    start = paths.step(world.slug, command.step) if command.step else paths.quarter(world.slug)
    about = f"?schritt={command.step}" if command.step else ""
    page = paths.about(world.slug, "vorschlag") + about
    answers = _answered(
        ("Was schlagen Sie vor?", ACTION_NAMES[command.action]), ("Warum?", command.text)
    )
    return (Way(start, page, "Vorschlag senden", answers),)


@ways.register
def _(command: c.SettleProposal, world: World) -> tuple[Way, ...]:
    page = paths.proposal(world.slug, command.proposal)
    said = "Aufgegriffen" if command.accepted else "Abgelehnt"
    answers = _answered(("Was antworten Sie?", said), ("Begründung", command.reason))
    return (Way(paths.quarter(world.slug), page, "Antwort speichern", answers),)
