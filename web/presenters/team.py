"""The team of a quartier: who works here in which role, and who did before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from web import paths
from web.language import in_order, say
from web.presenters import dates
from web.presenters.inputs import UNTYPED, Input, Option, Typed, select_input, summary, text_input
from web.presenters.parts import Action, Errors, Place
from web.presenters.scene import Scene
from web.presenters.small_forms import SmallForm, own_ids, sent_again
from web.presenters.tenure import Tenure
from workflow.core import commands as c
from workflow.core.policy import MANAGER, TEAM_ROLES
from workflow.core.state import ProcessLife

_ORDER = ("manager", "developer")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """Somebody in the team."""

    name: str
    role: str
    since: str
    substitutes: tuple[str, ...]
    leave: Action | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerRow:
    """Somebody who had a role here before."""

    name: str
    role: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """The team as a page."""

    title: str
    place: Place
    members: tuple[MemberRow, ...]
    former: tuple[FormerRow, ...]
    coordinators: tuple[str, ...]
    forms: tuple[SmallForm, ...]
    why_not: tuple[str, ...]
    errors: Errors | None
    handover: str
    unled: str


def team_page(
    scene: Scene,
    candidates: tuple[int, ...],
    typed: Typed = UNTYPED,
    held: Iterable[Tenure] = (),
) -> TeamPage:
    """Return the team; `candidates` could join, `held` is who had which role from when to when."""
    url = paths.about(scene.q, "team")
    forms = []
    if scene.may(c.JoinTeam):
        forms.append(_join(scene, candidates, url))
    if scene.may(c.HandOver) and scene.state.instance.team:
        forms.append(_hand_over(scene, candidates, url))
    shown = tuple(sent_again(scene, own_ids(form), typed) for form in forms)
    return TeamPage(
        title=say("{page} – {quarter}", page=say("Team"), quarter=scene.name),
        place=scene.place("team", exact=True),
        members=_members(scene, url),
        former=tuple(_former(scene, held)),
        coordinators=tuple(scene.named(account) for account in scene.coordinators),
        forms=shown,
        why_not=() if forms else scene.why_not(c.JoinTeam),
        errors=summary(typed, scene, [i for form in shown if form.open for i in form.inputs]),
        handover=paths.handover_file(scene.q),
        unled=_unled(scene),
    )


def _unled(scene: Scene) -> str:
    """Return what to say where nobody leads and somebody should, "" if all is well."""
    instance = scene.state.instance
    led = any(member.role == MANAGER for member in instance.team)
    if led or instance.life is not ProcessLife.RUNNING:
        return ""
    if not scene.may(c.JoinTeam):
        return say("Niemand leitet dieses Quartier. Die Koordination nimmt jemanden auf.")
    return say(
        "Niemand leitet dieses Quartier. Nehmen Sie jemanden mit der Rolle {role} auf.",
        role=scene.role(MANAGER),
    )


def _former(scene: Scene, held: Iterable[Tenure]) -> Iterator[FormerRow]:
    for each in held:
        if each.until is not None:
            yield FormerRow(
                name=scene.named(each.account),
                role=scene.role(each.role),
                since=dates.long_day(each.since),
                until=dates.long_day(each.until),
            )


def _members(scene: Scene, url: str) -> tuple[MemberRow, ...]:
    team = sorted(scene.state.instance.team, key=lambda m: (_ORDER.index(m.role), m.since))
    return tuple(
        MemberRow(
            name=scene.named(member.account),
            role=scene.role(member.role),
            since=dates.long_day(member.since),
            substitutes=_substitutes(scene, member.account),
            leave=Action(
                label=say("Aus dem Team nehmen"),
                context=say(
                    "{name}, {role}",
                    name=scene.named(member.account),
                    role=scene.role(member.role),
                ),
                url=f"{url}/austritt",
                post=True,
                data=(("account", str(member.account)), ("role", member.role)),
            )
            if scene.may(c.LeaveTeam)
            else None,
        )
        for member in team
    )


def _substitutes(scene: Scene, account: int) -> tuple[str, ...]:
    return tuple(
        say(
            "Vertretung bis {day}: {person}",
            day=dates.short_day(each.until, scene.today),
            person=scene.named(each.substitute),
        )
        for each in scene.substitutes_of(account)
    )


def _roles(scene: Scene) -> Input:
    roles = [Option(role, scene.role(role)) for role in _ORDER if role in TEAM_ROLES]
    return select_input("role", say("Rolle"), roles)


def _people(name: str, label: str, scene: Scene, accounts: tuple[int, ...]) -> Input:
    named = in_order(((scene.named(each), each) for each in accounts), of=lambda pair: pair[0])
    return select_input(name, label, [Option(str(each), person) for person, each in named])


def _join(scene: Scene, candidates: tuple[int, ...], url: str) -> SmallForm:
    return SmallForm(
        heading=say("Jemanden in das Team aufnehmen"),
        action=f"{url}/aufnahme",
        button=say("In das Team aufnehmen"),
        inputs=(_people("account", say("Person"), scene, candidates), _roles(scene)),
    )


def _hand_over(scene: Scene, candidates: tuple[int, ...], url: str) -> SmallForm:
    givers = tuple(dict.fromkeys(member.account for member in scene.state.instance.team))
    return SmallForm(
        heading=say("Eine Rolle übergeben"),
        action=f"{url}/uebergabe",
        button=say("Rolle übergeben"),
        says=say("Alles, was der ersten Person zugewiesen ist, geht an die zweite über."),
        inputs=(
            _roles(scene),
            _people("giver", say("Von"), scene, givers),
            _people("taker", say("An"), scene, candidates),
            text_input("note", say("Notiz zur Übergabe"), optional=True),
        ),
    )
