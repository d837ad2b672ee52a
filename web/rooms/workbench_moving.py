"""Moving the quartiere under way to another version: a trial run, the question, the run.

Rule: nothing is moved that was not looked at, and each quartier is looked at again when it is moved. One
request moves so many quartiere and no more; the rest go on by the next request or the daily run.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from web import paths
from web.answers import done, table_file
from web.context import now, sends_mail, service, signed_in
from web.csv_text import written
from web.foreign import as_spoken
from web.incidents import incident
from web.input import Submission
from web.kept import typed_now
from web.language import plural, say
from web.presenters.draft_stations import MOVING, draft_place, stations
from web.presenters.inputs import Typed
from web.presenters.move_pages import SLICE, confirm_page, moved_on, run_links, run_page
from web.presenters.move_plan import (
    ALL,
    DECIDED,
    ONLY,
    QUIET,
    REASON,
    SOME,
    TELLS,
    TOLD,
    WHICH,
    chosen,
    plan_page,
    plan_table,
    question_of,
)
from web.presenters.parts import Crumb, Place
from web.presenters.template_version import version_place
from web.presenters.templates_place import version_name
from web.restored import typed_before
from web.rooms.bench import load_bench, load_review, town_at
from web.rooms.sending import INVALID
from web.security_log import record
from web.typed import Unreadable, read_key
from workflow.core.commands import Choices
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Forbidden, InvalidInput, NotFound, Problem
from workflow.moving import LineStatus, Preview, Run

blueprint = Blueprint("moving", __name__)
_VERSION = "/vorlagen/<slug:ort>/<slug:v>/versionen/<number:number>/umstellung"
_RUN = f"{_VERSION}/<number:run>"


# --- looking first ---------------------------------------------------------------------------


@blueprint.get("/vorlagen/<slug:ort>/<slug:v>/entwurf/umstellung")
def foresee(ort: str, v: str) -> str:
    """Show what a draft would mean for the quartiere under way."""
    bench, review = load_bench(ort), load_review(ort, v)
    if review.definition is None:
        raise NotFound(v)
    preview = service().moves.preview(
        bench.town.id, review.definition, account=signed_in(), at=now()
    )
    where = (draft_place(bench, review, say("Umstellung")), stations(bench, review, MOVING))
    note = "" if not preview.rows else say("Umgestellt wird, wenn die Version veröffentlicht ist.")
    here = paths.draft(ort, v, MOVING)
    page = plan_page(preview, where, (here, f"{here}.csv"), Typed(), start=_start(), note=note)
    return render_template("vorlagen/umstellung.html", page=page)


@blueprint.get("/vorlagen/<slug:ort>/<slug:v>/entwurf/umstellung.csv")
def foresee_download(ort: str, v: str) -> Response:
    """Hand out the same as a table."""
    review = load_review(ort, v)
    if review.definition is None:
        raise NotFound(v)
    preview = service().moves.preview(
        town_at(ort).id, review.definition, account=signed_in(), at=now()
    )
    return table_file(written(plan_table(preview)), f"{v}-probelauf.csv")


@blueprint.route(_VERSION, methods=["GET", "POST"])
def plan(ort: str, v: str, number: int) -> ResponseReturnValue:
    """Show what moving to a version would mean; ask once more before it is done."""
    if request.method != "POST":
        return _plan(ort, v, number, typed_before())
    try:
        return _confirm(ort, v, number)
    except InvalidInput as error:
        return _again(ort, v, number, error), INVALID


@blueprint.get(f"{_VERSION}.csv")
def plan_download(ort: str, v: str, number: int) -> Response:
    """Hand out the trial run as a table."""
    content = written(plan_table(_preview(ort, _digest(ort, v, number))))
    return table_file(content, f"{v}-{number}-probelauf.csv")


class _Asked:
    """What the form of the plan says."""

    def __init__(self, form: Submission) -> None:
        self.command_id = form.command_id
        self.reason = form.text(REASON, required=True)
        which, only = form.raw(WHICH) or SOME, tuple(form.raws(ONLY))
        self.only = () if which == ALL else only
        said = form.raw(TELLS)
        tells = said if sends_mail() else QUIET
        self.tells = tells == TOLD
        answers = [(name, form.raw(name)) for name in request.form if name.startswith(DECIDED)]
        self.choices = chosen(answers)
        self.hidden = (
            (REASON, self.reason),
            (WHICH, which),
            (TELLS, tells),
            *((ONLY, each) for each in self.only),
            *answers,
        )
        if not only and which != ALL:
            form.refuse(ONLY, Problem.NO_SUCH_CHOICE)
        if tells not in {TOLD, QUIET}:
            form.refuse(TELLS, Problem.NO_SUCH_CHOICE)
        form.check()
        form.nothing_else()


def _plan(ort: str, v: str, number: int, typed: Typed) -> str:
    digest, here = _digest(ort, v, number), paths.move(ort, v, number)
    preview = _preview(ort, digest)
    where = (_place(ort, v, number, Crumb(say("Umstellung"))), ())
    urls = (here, f"{here}.csv")
    page = plan_page(
        preview,
        where,
        urls,
        typed,
        start=_start(),
        runs=run_links(_runs(ort, digest), ort, v, number),
        sends_mail=sends_mail(),
    )
    return render_template("vorlagen/umstellung.html", page=page)


def _again(ort: str, v: str, number: int, error: InvalidInput) -> str:
    """Show the plan with what is wrong, also with what has gone from it meanwhile."""
    wrong = (replace(each, name=question_of(each.name)) for each in error.problems)
    return _plan(ort, v, number, Typed(typed_now(), tuple(wrong)))


def _confirm(ort: str, v: str, number: int) -> str:
    digest, asked = _digest(ort, v, number), _Asked(Submission(request.form))
    preview = _preview(ort, digest, asked.choices, asked.only)
    place = _place(ort, v, number, Crumb(say("Bestätigung")))
    here = paths.move(ort, v, number)
    page = confirm_page(preview, asked.hidden, place, here, sends_mail=sends_mail())
    return render_template("formulare/seite.html", page=page)


# --- doing it --------------------------------------------------------------------------------


@blueprint.post(f"{_VERSION}/lauf")
def begin(ort: str, v: str, number: int) -> ResponseReturnValue:
    """Begin a run and move the first quartiere."""
    try:
        run = _begun(ort, _digest(ort, v, number), _Asked(Submission(request.form)))
    except InvalidInput as error:
        return _again(ort, v, number, error), INVALID
    record("quartiere_moved", town=ort, version=f"{v}@{number}", run=run)
    return _moved_on(ort, v, number, run)


def _begun(ort: str, digest: str, asked: _Asked) -> int:
    return service().moves.begin(
        town_at(ort).id,
        digest,
        reason=asked.reason,
        account=signed_in(),
        at=now(),
        choices=asked.choices,
        only=asked.only,
        tells=asked.tells,
        command_id=asked.command_id,
    )


@blueprint.get(_RUN)
def show(ort: str, v: str, number: int, run: int) -> str:
    """Show how far a run is."""
    place = _place(ort, v, number, Crumb(say("Lauf")))
    found = _run(ort, v, number, run)
    lines = service().moves.lines(town_at(ort).id, run, account=signed_in())
    page = run_page(found, lines, _definition, place, ort)
    return render_template("vorlagen/umstellung_lauf.html", page=page)


@blueprint.post(f"{_RUN}/weiter")
def go_on(ort: str, v: str, number: int, run: int) -> ResponseReturnValue:
    """Move the next quartiere of a run."""
    _run(ort, v, number, run)
    form = Submission(request.form)
    form.must_be_whole()
    form.nothing_else()
    return _moved_on(ort, v, number, run)


@blueprint.post(f"{_RUN}/ende")
def stop(ort: str, v: str, number: int, run: int) -> ResponseReturnValue:
    """Let what is left of a run stay under its version."""
    _run(ort, v, number, run)
    form = Submission(request.form)
    form.must_be_whole()
    form.nothing_else()
    left = service().moves.stop(town_at(ort).id, run, account=signed_in())
    said = plural(left, "Quartier bleibt bei seiner Version", "Quartiere bleiben bei ihrer Version")
    return done(f"{said}.", paths.move_run(ort, v, number, run))


def _moved_on(ort: str, v: str, number: int, run: int) -> AnyResponse:
    moves = service().moves.carry_on(town_at(ort).id, run, account=signed_in(), at=now())
    tried = list(islice(moves, SLICE))
    incidents = [incident(line.failure) for line in tried if line.failure]
    moved = sum(line.status is LineStatus.MOVED for line in tried)
    return done(moved_on(moved, incidents), paths.move_run(ort, v, number, run))


# --- what it is about ------------------------------------------------------------------------


def _preview(
    ort: str, digest: str, choices: Choices | None = None, only: tuple[str, ...] = ()
) -> Preview:
    return service().moves.preview(
        town_at(ort).id, digest, account=signed_in(), at=now(), choices=choices, only=only
    )


def _digest(ort: str, v: str, number: int) -> str:
    row = load_bench(ort).known(v, number)
    if row is None:
        raise NotFound(f"{v}@{number}")
    return row.digest


def _runs(ort: str, digest: str) -> tuple[Run, ...]:
    """Return the runs to a version; none for who prepares moves and carries out none."""
    try:
        return service().moves.runs(town_at(ort).id, digest, account=signed_in())
    except Forbidden:
        return ()


def _run(ort: str, v: str, number: int, run: int) -> Run:
    found = service().moves.run(town_at(ort).id, run, account=signed_in())
    if found.definition != _digest(ort, v, number):
        raise NotFound(f"run {run}")
    return found


def _definition(digest: str) -> ProcessDefinition:
    return as_spoken(service().definition(digest))


def _place(ort: str, v: str, number: int, last: Crumb) -> Place:
    crumb = Crumb(version_name(number), paths.version(ort, v, number))
    return version_place(load_bench(ort), v, crumb, last)


def _start() -> int:
    """Return from where on quartiere are shown; from the first if the address says nothing sound."""
    try:
        return read_key(request.args.get("ab", "0"))
    except Unreadable:
        return 0
