"""The settings of a municipality: everybody who belongs to it reads them, two roles change them.

Rule: only what somebody has changed on the form is sent to the engine, so that two people who change
different things do not meet; if they changed the same thing, both versions stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.asking import ask
from web.conflict import Compared, show_conflict
from web.context import now, service, signed_in, today
from web.input import ONLY, Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.settings_changes import both_said, changes_of, last_change
from web.presenters.settings_page import YES, settings_page
from web.reading import open_view
from web.security_log import record
from web.typed import read_integer
from workflow.core.errors import ConflictingChange, Problem
from workflow.core.municipality_settings import (
    DAYS,
    ChangeSettings,
    Settled,
    Value,
    evolve_settings,
    problems_in,
)
from workflow.core.policy import SETTINGS_WRITERS
from workflow.storage import queries
from workflow.storage.queries import SettingsChange

blueprint = Blueprint("settings", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The municipality whose settings these are, its changes, the names of who made them."""

    place: int
    may_change: bool
    changes: list[SettingsChange]
    people: dict[int, str]

    def settled(self, edition: int | None = None) -> Settled:
        """Return what holds, or what held after the change of that number."""
        settled = Settled()
        for each in self.changes[:edition]:
            settled = evolve_settings(settled, each.event)
        return settled


@blueprint.route(paths.SETTINGS, methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show what holds in the municipality; change it."""
    found = _found()
    try:
        return ask(lambda typed: _show(found, typed), lambda form: _change(found, form))
    except ConflictingChange as error:
        return _both_versions(_found(), error)


def _show(found: _Found, typed: Typed) -> str:
    changes = changes_of(found.changes, found.people, today())
    page = settings_page(found.settled(), changes, typed, may_change=found.may_change)
    return render_template("einstellungen/seite.html", page=page)


def _change(found: _Found, form: Submission) -> Response:
    wanted = _read(form)
    form.problems += problems_in(wanted)  # with what could not be read: everything at once
    form.check()
    form.nothing_else()
    changed = _own_changes(found, form, wanted)
    command = ChangeSettings(**changed, seen=form.seen)  # type: ignore[arg-type]  # by name
    service().govern(found.place, command, account=signed_in(), at=now())
    record("settings_changed", settings=",".join(changed))
    return done(say("Die Einstellungen sind gespeichert. Sie gelten ab jetzt."), paths.SETTINGS)


def _read(form: Submission) -> dict[str, Value]:
    """Return what was typed, as far as it can be read."""
    days = {name: _days(form, name) for name in DAYS}
    return {
        "land": form.raw("land"),
        "gender_form": form.raw("gender_form"),
        **{name: number for name, number in days.items() if number is not None},
        "second_factor": tuple(form.raws("second_factor")),
        "four_eyes": _ticked(form, "four_eyes"),
    }


def _days(form: Submission, name: str) -> int | None:
    if not form.line(name, required=True):
        return None
    return form.read(name, lambda raw: read_integer(raw, say("Tage")), None)


def _ticked(form: Submission, name: str) -> bool:
    ticked = form.raws(name)
    if not {*ticked} <= {YES}:
        form.refuse(name, Problem.NO_SUCH_CHOICE)
    return bool(ticked)


def _own_changes(found: _Found, form: Submission, wanted: dict[str, Value]) -> dict[str, Value]:
    """Return what the person has changed: what differs from what the form was shown with."""
    if ONLY in request.form:
        named = set(request.form.getlist(ONLY))
    else:
        shown = found.settled(form.seen).settings
        named = {name for name, value in wanted.items() if value != getattr(shown, name)}
    return {name: value for name, value in wanted.items() if name in named}


def _both_versions(found: _Found, error: ConflictingChange) -> ResponseReturnValue:
    form = Submission(request.form)
    mine = _own_changes(found, form, _read(form))
    both = both_said(mine, found.settled().settings)
    return show_conflict(
        error,
        rows=[Compared(label=label, typed=typed, stored=stored) for label, typed, stored in both],
        changed=last_change(found.changes, found.people, today()),
        keep=paths.SETTINGS,
        only=mine,
    )


def _found() -> _Found:
    with open_view() as reading:
        places, home = reading.reach.places(*SETTINGS_WRITERS), reading.reach.home
        place = min(places) if places and home not in places else home
        changes = queries.settings_changes(reading, place)
        people = queries.names(reading, {each.by for each in changes})
    return _Found(place=place, may_change=place in places, changes=changes, people=people)
