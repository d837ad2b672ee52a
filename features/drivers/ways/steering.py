"""The ways of the course, the team and what people say about it."""

from __future__ import annotations

from features.drivers.page import Question
from features.drivers.ways.way import Way, answered, as_typed, ways
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
    return Way(start, f"{start}/{deed.slug}", deed.button, answered(("Begründung", reason)))


@ways.register
def _(command: c.PauseProcess, world: World) -> tuple[Way, ...]:
    until = ("Pause bis voraussichtlich", as_typed(command.until))
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
    return Way(paths.quarter(world.slug), page, deed.button, answered(*questions))


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
    answers = answered(
        ("Rolle", world.definition.roles[command.role].title),
        ("Von", world.name_of(command.giver)),
        ("An", world.name_of(command.taker)),
        ("Notiz zur Übergabe", command.note),
    )
    return (Way(team, team, "Rolle übergeben", answers),)


@ways.register
def _(command: c.AssessSituation, world: World) -> tuple[Way, ...]:
    page = paths.about(world.slug, "lage")
    answers = answered(
        ("Wie steht es um das Quartier?", LEVELS[command.level].word),
        ("Woran machen Sie das fest?", command.reason),
    )
    return (Way(paths.quarter(world.slug), page, "Einschätzung speichern", answers),)


@ways.register
def _(command: c.DraftReport, world: World) -> tuple[Way, ...]:
    page = paths.report(world.slug, "neu")
    answers = answered(
        ("Berichtszeitraum von", as_typed(command.since)),
        ("Berichtszeitraum bis", as_typed(command.until)),
        ("Beschlussvorschlag", command.texts["proposal"]),
        ("Kurzfassung", command.texts["summary"]),
    )
    return (Way(_reports(world), page, "Entwurf speichern", answers),)


@ways.register
def _(command: c.FreezeReport, world: World) -> tuple[Way, ...]:
    del command
    page = paths.report(world.slug, "festschreiben")
    return (Way(_reports(world), page, "Bericht festschreiben"),)


def _reports(world: World) -> str:
    """Return where somebody begins: at the draft, if there is one."""
    is_written = world.state.instance.draft is not None
    return paths.report(world.slug, "entwurf") if is_written else paths.reports(world.slug)


@ways.register
def _(command: c.AddComment, world: World) -> tuple[Way, ...]:
    step = paths.step(world.slug, command.holder)
    return (Way(step, step, "Kommentar speichern", answered(("Kommentar", command.text))),)


@ways.register
def _(command: c.Propose, world: World) -> tuple[Way, ...]:
    start = paths.step(world.slug, command.step) if command.step else paths.quarter(world.slug)
    about = f"?schritt={command.step}" if command.step else ""
    page = paths.about(world.slug, "vorschlag") + about
    answers = answered(
        ("Was schlagen Sie vor?", ACTION_NAMES[command.action]), ("Warum?", command.text)
    )
    return (Way(start, page, "Vorschlag senden", answers),)


@ways.register
def _(command: c.SettleProposal, world: World) -> tuple[Way, ...]:
    page = paths.proposal(world.slug, command.proposal)
    said = "Aufgegriffen" if command.accepted else "Abgelehnt"
    answers = answered(("Was antworten Sie?", said), ("Begründung", command.reason))
    return (Way(paths.quarter(world.slug), page, "Antwort speichern", answers),)
