"""Process definitions of a municipality: what is published, what is written, what comes along."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from web import paths
from web.answers import done, text_file
from web.asking import ask
from web.context import now, service, signed_in
from web.foreign import as_spoken
from web.input import Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.template_version import version_page, withdrawal_page
from web.presenters.templates_page import template_page, templates_page
from web.presenters.towns_page import towns_page
from web.reading import open_view, read_definition
from web.rooms.bench import load_bench, written
from web.security_log import record
from workflow.core.errors import NotFound
from workflow.storage import queries

blueprint = Blueprint("templates", __name__)
_VERSION = "/vorlagen/<slug:ort>/<slug:v>/versionen/<number:number>"


@blueprint.get(paths.TEMPLATES)
def choose() -> ResponseReturnValue:
    """Lead on to the only municipality, or show all to choose from."""
    with open_view() as reading:
        places = queries.workplaces(reading)
    if not places:
        raise NotFound("definitions")
    if len(places) == 1:
        return redirect(paths.templates(places[0].town.slug))
    return render_template("vorlagen/kommunen.html", page=towns_page(places))


@blueprint.get("/vorlagen/<slug:ort>")
def show_all(ort: str) -> str:
    """Show everything there is in a municipality."""
    return render_template("vorlagen/liste.html", page=templates_page(load_bench(ort)))


@blueprint.get("/vorlagen/<slug:ort>/<slug:v>")
def show(ort: str, v: str) -> str:
    """Show the versions and drafts of one definition."""
    page = template_page(load_bench(ort), v)
    if not (page.drafts or page.versions or page.shipped):
        raise NotFound(v)
    return render_template("vorlagen/liste.html", page=page)


@blueprint.get(_VERSION)
def show_version(ort: str, v: str, number: int) -> str:
    """Show a version, to read."""
    bench = load_bench(ort)
    row, ships = bench.known(v, number), bench.comes_along(v, number)
    if row is not None:
        definition = read_definition(row.digest, bench.settings)
    elif ships is not None:
        definition = as_spoken(ships.definition)
    else:
        raise NotFound(f"{v}@{number}")
    page = version_page(bench, definition, row, ships)
    return render_template("vorlagen/version.html", page=page)


@blueprint.get(f"{_VERSION}.yaml")
def download(ort: str, v: str, number: int) -> Response:
    """Hand out a version as it was written."""
    return text_file(written(load_bench(ort), v, number), f"{v}-{number}.yaml")


@blueprint.route(f"{_VERSION}/rueckzug", methods=["GET", "POST"])
def withdraw(ort: str, v: str, number: int) -> ResponseReturnValue:
    """Ask why a version is withdrawn, and withdraw it."""
    bench = load_bench(ort)
    row = bench.known(v, number)
    if row is None:
        raise NotFound(f"{v}@{number}")

    def show(typed: Typed) -> str:
        page = withdrawal_page(bench, row, typed)
        return render_template("formulare/seite.html", page=page)

    def act(form: Submission) -> AnyResponse:
        form.must_be_whole()
        reason = form.text("reason", required=True)
        form.check()
        form.nothing_else()
        service().workbench.withdraw(
            row.municipality, v, number, reason, account=signed_in(), at=now()
        )
        record("definition_withdrawn", town=ort, version=f"{v}@{number}")
        return done(
            say("Version {number} ist zurückgezogen.", number=number), paths.version(ort, v, number)
        )

    return ask(show, act)
