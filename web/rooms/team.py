"""The team of a quartier: who joins, who leaves, who hands over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.language import say
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.team import team_page
from web.presenters.tenure import tenures
from web.restored import FORM, typed_before
from web.rooms.scenes import load
from web.rooms.sending import answer, send
from workflow.core import commands as c
from workflow.core.events import Recorded
from workflow.core.policy import COORDINATOR
from workflow.storage import queries

blueprint = Blueprint("team", __name__)
_TEAM = "/quartiere/<slug:q>/team"


@blueprint.get(_TEAM)
def show(q: str) -> str:
    """Show who works here."""
    return _show(q, typed_before())


def _show(q: str, typed: Typed = UNTYPED) -> str:
    stream, candidates = list[Recorded](), dict[int, str]()

    def read(reading: queries.Reading) -> set[int]:
        stream.extend(each for deed in queries.deeds(reading, q) for each in deed)
        candidates.update(_candidates(reading, q))
        return {each.account for each in tenures(stream)}

    scene = load(q, also=read)
    joining = candidates if scene.may(c.JoinTeam) else {}
    named = replace(scene, people={**scene.people, **joining})
    page = team_page(named, tuple(joining), typed, tenures(stream))
    return render_template("team/team.html", page=page)


def _candidates(reading: queries.Reading, q: str) -> dict[int, str]:
    """Return who could join: only the coordination gets to know everybody of the municipality."""
    municipality = queries.instance(reading, q).municipality
    if municipality not in reading.reach.places(COORDINATOR):
        return {}
    rows = queries.people(reading, municipality)
    return {row.account: row.name for row in rows if row.active}


def _answer(
    q: str, command: Callable[[Submission], c.Command], said: str, then: str = ""
) -> ResponseReturnValue:
    def save(form: Submission) -> Response:
        wanted = command(form)
        send(q, wanted, form)
        return done(said, then or paths.about(q, "team"))

    sent = request.path.rsplit("/", 1)[1]

    def again(typed: Typed) -> str:
        return _show(q, Typed({**typed.values, FORM: (sent,)}, typed.problems))

    return answer(q, again, save)


def _person(form: Submission, name: str) -> int:
    return form.key(name, required=True) or 0


@blueprint.post(f"{_TEAM}/aufnahme")
def join(q: str) -> ResponseReturnValue:
    """Take somebody into the team."""
    return _answer(
        q,
        lambda form: c.JoinTeam(account=_person(form, "account"), role=form.raw("role")),
        say("Das Team ist gespeichert."),
    )


@blueprint.post(f"{_TEAM}/austritt")
def leave(q: str) -> ResponseReturnValue:
    """Take a role from somebody."""
    return _answer(
        q,
        lambda form: c.LeaveTeam(account=_person(form, "account"), role=form.raw("role")),
        say("Das Team ist gespeichert."),
    )


@blueprint.post(f"{_TEAM}/uebergabe")
def hand_over(q: str) -> ResponseReturnValue:
    """Hand a role over, and lead to what the successor has to know."""
    return _answer(
        q,
        lambda form: c.HandOver(
            role=form.raw("role"),
            giver=_person(form, "giver"),
            taker=_person(form, "taker"),
            note=form.text("note"),
        ),
        say("Die Rolle ist übergeben. Hier ist die Übergabeakte für das Gespräch."),
        paths.handover_file(q),
    )
