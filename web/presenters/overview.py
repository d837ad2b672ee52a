"""The overview of a quartier: where it stands, what comes next, how it is going."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural
from web.presenters import dates
from web.presenters.comments import CommentBox, comment_box
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.items import checklist
from web.presenters.next_thing import Next, next_action
from web.presenters.parts import Fact, Line, Link, Place, Stretch
from web.presenters.scene import Scene, quote, word
from web.presenters.status import (
    DONE,
    DROPPED,
    LOCKED,
    MET,
    NOTICE,
    OPEN,
    OVERDUE,
    PAUSED,
    RETURNED,
    STEP_STATUSES,
    WAITING,
    Status,
    status_of_situation,
)
from web.presenters.steering import ACTION_NAMES, process_links
from web.presenters.values import facts
from web.presenters.way import sign_of, way
from workflow.core import commands as c
from workflow.core.policy import acts_as
from workflow.core.state import Obligation, ProcessLife

_CLOSED = {
    ProcessLife.COMPLETED: "Das Quartier ist abgeschlossen",
    ProcessLife.ABANDONED: "Das Quartier ist abgebrochen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lage:
    """The human judgement of how it is going."""

    status: Status
    quote: str
    by: str
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A register with how much it holds."""

    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """A quartier as a page."""

    title: str
    place: Place
    heading: str
    says: str
    life: str
    life_quote: str
    next: Next | None
    lage: Lage
    way_title: str
    way: tuple[Stretch, ...]
    legend: tuple[Status, ...]
    obligations: tuple[Line, ...]
    met: tuple[Line, ...]
    met_title: str
    proposals: tuple[Line, ...]
    registers: tuple[RegisterLine, ...]
    registers_link: Link
    profile: tuple[Fact, ...]
    profile_link: Link | None
    team: tuple[Fact, ...]
    team_link: Link | None
    history: Link
    links: tuple[Link, ...]
    comment: CommentBox | None


def overview_page(scene: Scene, typed: Typed = UNTYPED) -> OverviewPage:
    """Return the overview of a quartier."""
    duties = tuple(_obligations(scene))
    met = tuple(line for line in duties if line.status == MET)
    return OverviewPage(
        title=f"Quartier {scene.name} – Überblick",
        place=scene.place("überblick", exact=True),
        heading=f"Quartier {scene.name}",
        says=progress_sentence(scene),
        life=_life(scene),
        life_quote=_life_quote(scene),
        next=next_action(scene),
        lage=_lage(scene),
        way_title=f"Der Weg in {len(scene.definition.steps)} Schritten",
        way=way(scene),
        legend=STEP_STATUSES,
        obligations=tuple(line for line in duties if line.status != MET),
        met=met,
        met_title=plural(len(met), "erfüllte Auflage", "erfüllte Auflagen"),
        proposals=tuple(_proposals(scene)),
        registers=tuple(_registers(scene)),
        registers_link=Link("Was in welches Register gehört", paths.registers(scene.q)),
        profile=facts(scene, "profile"),
        profile_link=_profile_link(scene),
        team=tuple(_team(scene)),
        team_link=Link("Team ansehen", paths.about(scene.q, "team")),
        history=_last_change(scene),
        links=process_links(scene),
        comment=comment_box(scene, "", typed),
    )


def progress_sentence(scene: Scene) -> str:
    """Return where the quartier stands: 3 von 10 Schritten abgeschlossen. Schritt 4 ..."""
    signs = {step: sign_of(scene, step) for step in scene.definition.steps}
    done = sum(1 for sign in signs.values() if sign in (DONE, DROPPED))
    parts = [f"{done} von {len(signs)} Schritten abgeschlossen."]
    for step, sign in signs.items():
        number = scene.number_of(step)
        if sign == WAITING:
            parts.append(f"Schritt {number} liegt zur Freigabe vor.")
        elif sign == RETURNED:
            parts.append(f"Schritt {number} wurde zurückgegeben.")
        elif sign not in (DONE, DROPPED, LOCKED):
            parts.append(f"Schritt {number}: {checklist(scene, step).says}.")
    if scene.state.instance.round > 1:
        parts.insert(0, f"Runde {scene.state.instance.round}.")
    return " ".join(parts)


def _life(scene: Scene) -> str:
    instance = scene.state.instance
    if instance.life is ProcessLife.PAUSED and instance.pause is not None:
        since = dates.long_day(instance.pause.since)
        return f"{PAUSED.word} seit {since}, geplant bis {dates.long_day(instance.pause.until)}"
    if instance.life in _CLOSED:
        day = f" seit {dates.long_day(instance.closed_on)}" if instance.closed_on else ""
        return f"{_CLOSED[instance.life]}{day}"
    return ""


def _life_quote(scene: Scene) -> str:
    instance = scene.state.instance
    return quote(instance.pause.reason if instance.pause else instance.closed_reason)


def _lage(scene: Scene) -> Lage:
    situation = scene.state.instance.situation
    label = "Lage neu einschätzen" if situation else "Lage einschätzen"
    by = ""
    if situation is not None:
        by = f"Einschätzung von {scene.by(situation.by)}, {dates.long_day(situation.on)}"
    url = paths.about(scene.q, "lage")
    return Lage(
        status=status_of_situation(situation, scene.today, scene.state.instance.life),
        quote=quote(situation.reason) if situation else "",
        by=by,
        link=Link(label, url) if scene.may(c.AssessSituation) else None,
    )


def _obligations(scene: Scene) -> Iterator[Line]:
    for key, found in scene.state.instance.obligations.items():
        yield Line(
            status=_obligation_status(scene, found),
            text=word(found.text),
            who=_obligation_who(scene, found),
            url=paths.obligation(scene.q, key),
        )


def _obligation_status(scene: Scene, found: Obligation) -> Status:
    if found.fulfilled_on is not None:
        return MET
    return OVERDUE if found.due < scene.today else OPEN


def _obligation_who(scene: Scene, found: Obligation) -> str:
    if found.fulfilled_on is not None:
        day = dates.short_day(found.fulfilled_on, scene.today)
        return f"Erfüllt am {day} von {scene.by(found.fulfilled_by)}"
    own = acts_as(scene.definition, scene.actor, found.role)
    who = "Sie können das erledigen" if own else f"Am Zug: {scene.helpers(found.role)}"
    return f"{who}, {dates.in_one_line(dates.due(found.due, scene.today))}"


def _proposals(scene: Scene) -> Iterator[Line]:
    for key, found in scene.state.instance.proposals.items():
        step = f", Schritt {scene.number_of(found.step)}" if found.step else ""
        may = scene.may(c.SettleProposal, "", key)
        yield Line(
            status=NOTICE,
            text=f"{ACTION_NAMES[found.action]}{step}: {quote(found.text)}",
            who=f"Vorgeschlagen von {scene.by(found.by)} am {dates.short_day(found.on, scene.today)}",
            url=paths.proposal(scene.q, key) if may else "",
        )


def _registers(scene: Scene) -> Iterator[RegisterLine]:
    for register in scene.definition.registers.values():
        records = scene.state.register(register.id).values()
        yield RegisterLine(
            title=register.title,
            url=paths.register(scene.q, register.id),
            count=sum(1 for record in records if record.archived is None),
        )


def _profile_link(scene: Scene) -> Link | None:
    if not scene.may(c.RecordValues, "profile"):
        return None
    return Link("Eckdaten bearbeiten", paths.about(scene.q, "eckdaten"))


def _team(scene: Scene) -> Iterator[Fact]:
    for role in ("coordinator", "manager", "developer"):
        names = [scene.named(account) for account in scene.holders_of(role)]
        yield Fact(label=scene.role(role), value=", ".join(names) or "noch niemand benannt")
    definition = scene.definition
    yield Fact(label="Vorlage", value=f"{definition.title}, Version {definition.version}")
    started = dates.long_day(scene.state.instance.started_on)
    yield Fact(label="Begonnen", value=started)


def _last_change(scene: Scene) -> Link:
    last = scene.state.last_at
    if last is None:
        return Link("Verlauf ansehen", paths.history(scene.q))
    day = last.astimezone(dates.BERLIN).date()
    label = f"Letzte Änderung: {dates.short_day(day, scene.today)}, {dates.clock(last)} Uhr"
    return Link(label, paths.history(scene.q))
