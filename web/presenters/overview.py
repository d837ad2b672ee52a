"""The overview of a quartier: where it stands, what comes next, how it is going.

Rule: progress is counted, never a percentage; the loudest thing is the one that needs somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.comments import CommentBox, comment_box
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.items import checklist
from web.presenters.life import is_over, life, life_quote
from web.presenters.moved import moved_hint
from web.presenters.next_thing import next_action
from web.presenters.next_turn import Next
from web.presenters.obligations import obligation_lines
from web.presenters.parts import Fact, Line, Link, Place, Stretch
from web.presenters.register_notes import RegisterLine, register_lines
from web.presenters.scene import Scene, quote
from web.presenters.status import (
    DONE,
    DROPPED,
    GATE_DONE,
    GATE_LATER,
    GATE_OPEN,
    LOCKED,
    MET,
    NOTICE,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lage:
    """The human judgement of how it is going."""

    status: Status
    quote: str
    by: str
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """A quartier as a page."""

    title: str
    place: Place
    heading: str
    says: str
    moved: Link | None
    life: str
    life_quote: str
    life_link: Link | None
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
    files_link: Link
    profile: tuple[Fact, ...]
    profile_link: Link | None
    team: tuple[Fact, ...]
    team_link: Link | None
    history: Link
    links: tuple[Link, ...]
    comment: CommentBox | None


def overview_page(
    scene: Scene, typed: Typed = UNTYPED, *, last_by: int | None = None
) -> OverviewPage:
    """Return the overview of a quartier; `last_by` is who changed something last."""
    duties = obligation_lines(scene)
    met = tuple(line for line in duties if line.status == MET)
    return OverviewPage(
        title=say("Quartier {name} – Überblick", name=scene.name),
        place=scene.place("überblick", exact=True),
        heading=say("Quartier {name}", name=scene.name),
        says=progress_sentence(scene),
        moved=moved_hint(scene),
        life=life(scene),
        life_quote=life_quote(scene),
        life_link=_life_link(scene),
        next=next_action(scene),
        lage=_lage(scene),
        way_title=say("Der Weg in {number} Schritten", number=len(scene.definition.steps)),
        way=way(scene),
        legend=(*STEP_STATUSES, GATE_LATER, GATE_OPEN, GATE_DONE),
        obligations=tuple(line for line in duties if line.status != MET),
        met=met,
        met_title=plural(len(met), "erfüllte Auflage", "erfüllte Auflagen"),
        proposals=tuple(_proposals(scene)),
        registers=register_lines(scene),
        registers_link=Link(say("Was in welches Register gehört"), paths.registers(scene.q)),
        files_link=Link(say("Alle Dateien des Quartiers"), paths.files(scene.q)),
        profile=facts(scene, "profile"),
        profile_link=_profile_link(scene),
        team=tuple(_team(scene)),
        team_link=Link(say("Team ansehen"), paths.about(scene.q, "team")),
        history=_last_change(scene, last_by),
        links=process_links(scene),
        comment=comment_box(scene, "", typed),
    )


def progress_sentence(scene: Scene) -> str:
    """Return where the quartier stands: 3 von 10 Schritten abgeschlossen. Schritt 4 ..."""
    signs = {step: sign_of(scene, step) for step in scene.definition.steps}
    done = sum(1 for sign in signs.values() if sign in (DONE, DROPPED))
    parts = [say("{done} von {total} Schritten abgeschlossen.", done=done, total=len(signs))]
    for step, sign in signs.items():
        number = scene.number_of(step)
        if sign == WAITING:
            parts.append(say("Schritt {number} liegt zur Freigabe vor.", number=number))
        elif sign == RETURNED:
            parts.append(say("Schritt {number} wurde zurückgegeben.", number=number))
        elif sign not in (DONE, DROPPED, LOCKED):
            says = checklist(scene, step).says
            parts.append(say("Schritt {number}: {says}.", number=number, says=says))
    if scene.state.instance.round > 1:
        parts.insert(0, say("Runde {number}.", number=scene.state.instance.round))
    return " ".join(parts)


def _life_link(scene: Scene) -> Link | None:
    """Return the way to what is left to read of a quartier that is over."""
    over = is_over(scene)
    return Link(say("Berichte ansehen"), paths.reports(scene.q)) if over else None


def _lage(scene: Scene) -> Lage:
    situation = scene.state.instance.situation
    label = say("Lage neu einschätzen") if situation else say("Lage einschätzen")
    by = ""
    if situation is not None:
        who, day = scene.by(situation.by), dates.long_day(situation.on)
        by = say("Einschätzung von {who}, {day}", who=who, day=day)
    url = paths.about(scene.q, "lage")
    return Lage(
        status=status_of_situation(
            situation, scene.state.instance.life, today=scene.today, limits=scene.limits
        ),
        quote=quote(situation.reason) if situation else "",
        by=by,
        link=Link(label, url) if scene.may(c.AssessSituation) else None,
    )


def _proposals(scene: Scene) -> Iterator[Line]:
    for key, found in scene.state.instance.proposals.items():
        what, text = say(ACTION_NAMES[found.action]), quote(found.text)
        if found.step:
            number = scene.number_of(found.step)
            what = say("{what}, Schritt {number}", what=what, number=number)
        may = scene.may(c.SettleProposal, "", key)
        day = dates.short_day(found.on, scene.today)
        yield Line(
            status=NOTICE,
            text=f"{what}: {text}",
            who=say("Vorgeschlagen von {who} am {day}", who=scene.by(found.by), day=day),
            url=paths.proposal(scene.q, key) if may else "",
        )


def _profile_link(scene: Scene) -> Link | None:
    if not scene.may(c.RecordValues, "profile"):
        return None
    return Link(say("Eckdaten bearbeiten"), paths.about(scene.q, "eckdaten"))


def _team(scene: Scene) -> Iterator[Fact]:
    for role in ("coordinator", "manager", "developer"):
        names = [scene.named(account) for account in scene.holders_of(role)]
        yield Fact(label=scene.role(role), value=", ".join(names) or say("noch niemand benannt"))
    definition = scene.definition
    version = say("{title}, Version {version}", title=definition.title, version=definition.version)
    yield Fact(label=say("Vorlage"), value=version)
    started = dates.long_day(scene.state.instance.started_on)
    yield Fact(label=say("Begonnen"), value=started)


def _last_change(scene: Scene, by: int | None) -> Link:
    last = scene.state.last_at
    if last is None:
        return Link(say("Verlauf ansehen"), paths.history(scene.q))
    on = dates.day_of(last)
    day = say("heute") if on == scene.today else dates.short_day(on, scene.today)
    time = dates.clock(last)
    if by is None:
        said = say("Letzte Änderung: {day}, {time} Uhr", day=day, time=time)
    else:
        who = scene.person(by)
        said = say("Letzte Änderung: {day}, {time} Uhr, {who}", day=day, time=time, who=who)
    return Link(said, paths.history(scene.q))
