"""The team of a quartier: who joins, who leaves, who hands over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.context import service, signed_in, today
from web.input import Submission
from web.presenters.inputs import Typed
from web.presenters.team import team_page
from web.rooms.scenes import load
from web.rooms.sending import answer, send
from workflow.core import commands as c
from workflow.storage import queries

blueprint = Blueprint("team", __name__)
_TEAM = "/quartiere/<slug:q>/team"


@blueprint.get(_TEAM)
def show(q: str) -> str:
    """Show who works here."""
    return _show(q)


def _show(q: str, typed: Typed | None = None) -> str:
    scene = load(q)
    candidates: dict[int, str] = {}
    if scene.may(c.JoinTeam):
        with service().reading(signed_in(), today=today()) as reading:
            rows = queries.people(reading, scene.state.instance.municipality)
        candidates = {row.account: row.name for row in rows if row.active}
    named = replace(scene, people={**scene.people, **candidates})
    page = team_page(named, tuple(candidates), typed)
    return render_template("team/team.html", page=page)


def _answer(q: str, command: Callable[[Submission], c.Command], said: str) -> ResponseReturnValue:
    def save(form: Submission) -> Response:
        wanted = command(form)
        send(q, wanted, form)
        return done(said, paths.about(q, "team"))

    return answer(q, lambda typed: _show(q, typed), save)


def _person(form: Submission, name: str) -> int:
    found = form.key(name, required=True)
    form.check()
    return found or 0


@blueprint.post(f"{_TEAM}/aufnahme")
def join(q: str) -> ResponseReturnValue:
    """Take somebody into the team."""
    return _answer(
        q,
        lambda form: c.JoinTeam(account=_person(form, "account"), role=form.raw("role")),
        "Das Team ist gespeichert.",
    )


@blueprint.post(f"{_TEAM}/austritt")
def leave(q: str) -> ResponseReturnValue:
    """Take a role from somebody."""
    return _answer(
        q,
        lambda form: c.LeaveTeam(account=_person(form, "account"), role=form.raw("role")),
        "Das Team ist gespeichert.",
    )


@blueprint.post(f"{_TEAM}/uebergabe")
def hand_over(q: str) -> ResponseReturnValue:
    """Hand a role over."""
    return _answer(
        q,
        lambda form: c.HandOver(
            role=form.raw("role"),
            giver=_person(form, "giver"),
            taker=_person(form, "taker"),
            note=form.text("note"),
        ),
        "Die Rolle ist übergeben.",
    )
