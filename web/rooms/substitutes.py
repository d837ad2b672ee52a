"""Who acts for whom, from when to when: for oneself, and by the coordination for anybody."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.asking import ask
from web.context import now, service, signed_in, today
from web.input import Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.substitutes import Viewer, substitutes_page
from web.reading import open_view
from web.security_log import record
from web.sessions import person
from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.core.policy import COORDINATOR
from workflow.core.substitution import EndSubstitution, NameSubstitute
from workflow.storage import queries

blueprint = Blueprint("substitutes", __name__)


@blueprint.route(paths.SUBSTITUTES, methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show who acts for whom; name somebody."""
    return ask(_show, _name)


def _show(typed: Typed) -> str:
    with open_view() as reading:
        rows = queries.own_substitutes(reading, today=today())
        people = queries.colleagues(reading)
        named = queries.names(reading, {each for r in rows for each in (r.person, r.substitute)})
        coordinates = reading.reach.home in reading.reach.places(COORDINATOR)
    viewer = Viewer(account=signed_in(), coordinates=coordinates, today=today())
    page = substitutes_page(rows, {**named, **people}, viewer, typed)
    return render_template("konto/vertretungen.html", page=page)


def _name(form: Submission) -> Response:
    # Without the question it is about oneself; whether one may name others, the engine says.
    whose = form.key("person") or signed_in()
    substitute = form.key("substitute", required=True)
    since, until = form.day("since", required=True), form.day("until", required=True)
    form.check()
    form.nothing_else()
    if substitute is None or since is None or until is None:
        raise InvalidInput(InputProblem(name="until", problem=Problem.EMPTY))
    command = NameSubstitute(person=whose, substitute=substitute, since=since, until=until)
    service().govern(person().municipality, command, account=signed_in(), at=now())
    record("privilege_permissions_changed", whose=whose, substitute=substitute)
    return done(say("Die Vertretung ist eingetragen."), paths.SUBSTITUTES)


@blueprint.post(f"{paths.SUBSTITUTES}/ende")
def end() -> Response:
    """Take a substitution back."""
    form = Submission(request.form)
    number = form.key("number", required=True)
    form.check()
    form.nothing_else()
    command = EndSubstitution(number=number or 0)
    service().govern(person().municipality, command, account=signed_in(), at=now())
    record("privilege_permissions_changed", substitution=number or 0, held="nein")
    return done(say("Die Vertretung ist beendet."), paths.SUBSTITUTES)
