"""A new quartier."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.context import now, service, signed_in, today
from web.input import Submission
from web.kept import typed_now
from web.language import say
from web.presenters.collation import collated
from web.presenters.forms import open_fields
from web.presenters.inputs import UNTYPED, VALUE, Typed
from web.presenters.scene import Scene
from web.presenters.starting import NAME, TEAM, TEMPLATE, blank_scene, start_page
from web.reading import open_view, read_definition
from web.rooms.sending import INVALID, named
from workflow.core import commands as c
from workflow.core.commands import Actor
from workflow.core.errors import InvalidInput, NotFound
from workflow.core.municipality_settings import Settings
from workflow.core.policy import who_may
from workflow.storage import queries
from workflow.storage.queries import VersionRow

blueprint = Blueprint("starting", __name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody can start from: the versions, the chosen one, people and settings of its town."""

    versions: tuple[VersionRow, ...]
    chosen: VersionRow
    people: dict[int, str]
    settings: Settings


@blueprint.route("/quartiere/neu", methods=["GET", "POST"])
def start() -> ResponseReturnValue:
    """Ask for a new quartier, and start it."""
    choice = _choice(request.values.get(TEMPLATE, ""))
    actor = Actor(account=signed_in(), roles=frozenset(who_may(c.StartInstance)))
    definition = read_definition(choice.chosen.digest, choice.settings)
    scene = blank_scene(definition, choice.chosen.municipality, actor, today())
    if request.method != "POST":
        return _show(scene, choice, UNTYPED)
    try:
        return _start(scene, Submission(request.form))
    except InvalidInput as error:
        typed = Typed(typed_now(), named(error.problems))
        return _show(scene, choice, typed), INVALID


def startable(reading: queries.Reading) -> tuple[VersionRow, ...]:
    """Return the newest version of each definition the reader may start a quartier with, by title."""
    places = reading.reach.places(*who_may(c.StartInstance))
    found = [row for row in queries.definitions(reading) if row.municipality in places]
    newest = {(row.municipality, row.id): row for row in reversed(found)}
    return tuple(sorted(newest.values(), key=lambda row: (collated(row.title), -row.version)))


def _choice(digest: str) -> Choice:
    """Return what may be started from; raises NotFound if nothing, or not this."""
    with open_view() as reading:
        versions = startable(reading)
        chosen = _chosen(reading, versions, digest)
        rows = queries.people(reading, chosen.municipality)
        settings = queries.settings(reading, chosen.municipality)
    people = {row.account: row.name for row in rows if row.active}
    return Choice(versions, chosen, people, settings)


def _chosen(reading: queries.Reading, versions: tuple[VersionRow, ...], digest: str) -> VersionRow:
    """Return what is asked for; if nothing is, what the newest quartier began with, else the first."""
    if digest:
        chosen = next((row for row in versions if row.digest == digest), None)
    else:
        usual = queries.latest_start(reading)
        fitting = (row for row in versions if (row.municipality, row.id) == usual)
        chosen = next(fitting, next(iter(versions), None))
    if chosen is None:
        raise NotFound("definition")
    return chosen


def _show(scene: Scene, choice: Choice, typed: Typed) -> str:
    page = start_page(scene, choice.versions, choice.people, typed)
    return render_template("quartiere/neu.html", page=page)


def _start(scene: Scene, form: Submission) -> Response:
    team = [(form.key(name), role) for role, name in TEAM.items()]
    fields = open_fields(scene, "profile")
    profile = {field.id: form.value(field, VALUE + field.id) for field in fields}
    name = form.line(NAME, required=True)
    form.check()
    form.nothing_else(VALUE, TEMPLATE)
    command = c.StartInstance(
        name=name,
        municipality=scene.state.instance.municipality,
        profile=profile,
        team=tuple((account, role) for account, role in team if account is not None),
    )
    started = service().start(
        command,
        definition=scene.definition.digest,
        account=signed_in(),
        at=now(),
        command_id=form.command_id,
    )
    return done(say("Das Quartier „{name}“ ist angelegt.", name=name), paths.quarter(started.slug))
