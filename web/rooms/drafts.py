"""Drafts of process definitions: begun, written, checked, thrown away.

Rule: a draft is kept as it was typed, with errors too. Who reads without writing is shown no button,
and the engine refuses them whatever they send. Of two who save at once neither loses a word.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from web import paths
from web.answers import done, text_file
from web.context import now, service, signed_in
from web.input import Submission
from web.kept import typed_now
from web.language import plural, say, spoken
from web.presenters.draft_new import (
    BASE,
    IDENTITY,
    TITLE,
    VERSION,
    named_versions,
    new_draft_page,
    wrong_start,
)
from web.presenters.draft_text import FILE_NAME, discard_page, draft_page
from web.presenters.forms_page import FormPage
from web.presenters.inputs import Typed
from web.presenters.templates_place import Bench
from web.restored import typed_before
from web.rooms.bench import load_bench, load_review, named_definition, town_at, written
from web.rooms.sending import CONFLICT, INVALID
from workflow.core.errors import ConflictingChange, Forbidden, InvalidInput, Problem
from workflow.storage.queries import Town
from workflow.workbench import (
    LARGEST_FILE,
    Draft,
    Language,
    beginning,
    text_of,
    with_next_version,
)

blueprint = Blueprint("drafts", __name__)
_DRAFT = "/vorlagen/<slug:ort>/<slug:v>/entwurf"
_UNNAMED = "entwurf"  # how a draft is called whose text says no id
TEXT = "text"


class BadFile(ValueError):
    """A file that is no text that can be taken, and why."""


# --- beginning -------------------------------------------------------------------------------


@blueprint.route("/vorlagen/<slug:ort>/entwuerfe/neu", methods=["GET", "POST"])
def begin(ort: str) -> ResponseReturnValue:
    """Show the ways to begin; begin an overlay."""
    bench = load_bench(ort)
    if request.method != "POST":
        return _ways(bench, typed_before())
    form = Submission(request.form)
    form.must_be_whole()
    base, title, identity = form.raw(BASE), form.raw(TITLE).strip(), form.raw(IDENTITY).strip()
    form.nothing_else()
    wrong = wrong_start(title, identity, base)
    if base not in named_versions(bench):
        wrong[BASE] = say("Wählen Sie eine Grundlage aus der Liste")
    if wrong:
        return _ways(bench, Typed(typed_now()), wrong)
    return _begun(bench, beginning(identity, named_definition(bench, base), title))


@blueprint.post("/vorlagen/<slug:ort>/entwuerfe/kopie")
def copy(ort: str) -> ResponseReturnValue:
    """Begin with the text of a version, as the one that comes after the newest."""
    bench, form = load_bench(ort), Submission(request.form)
    form.must_be_whole()
    name = form.raw(VERSION)
    form.nothing_else()
    v, _, number = name.partition("@")
    known = any(name == f"{row.id}@{row.version}" for row in bench.versions)
    if not known and name not in named_versions(bench):
        return _ways(
            bench, Typed(typed_now()), {VERSION: say("Wählen Sie eine Version aus der Liste")}
        )
    newest = max((row.version for row in bench.of(v)), default=int(number) - 1)
    return _begun(bench, with_next_version(written(bench, v, int(number)), newest + 1))


@blueprint.post("/vorlagen/<slug:ort>/entwuerfe/datei")
def bring(ort: str) -> ResponseReturnValue:
    """Begin with a file."""
    bench, form = load_bench(ort), Submission(request.form)
    form.must_be_whole()
    form.nothing_else()
    try:
        return _begun(bench, _uploaded())
    except BadFile as error:
        return _ways(bench, Typed(typed_now()), {FILE_NAME: str(error)})


def _begun(bench: Bench, text: str) -> AnyResponse:
    draft = service().workbench.create_draft(
        bench.town.id, _UNNAMED, text, account=signed_in(), at=now()
    )
    return done(
        say("Der Entwurf ist angelegt. {found}", found=_found(draft)),
        paths.draft(bench.town.slug, draft.slug),
    )


def _ways(bench: Bench, typed: Typed, wrong: dict[str, str] | None = None) -> AnyResponse:
    if not bench.may_write:
        raise Forbidden
    page = new_draft_page(bench, typed, request.path, wrong or {})
    answer = make_response(render_template("vorlagen/neu.html", page=page))
    answer.status_code = INVALID if wrong else answer.status_code
    return answer


# --- the text --------------------------------------------------------------------------------


@blueprint.route(_DRAFT, methods=["GET", "POST"])
def show(ort: str, v: str) -> ResponseReturnValue:
    """Show the text with all there is to say about it; keep another one."""
    if request.method != "POST":
        return _shown(ort, v, typed=typed_before().one(TEXT) or None)
    town, form = town_at(ort), Submission(request.form)
    form.must_be_whole()
    text, seen = form.raw(TEXT), form.seen
    form.nothing_else()
    return _saved(town, v, text, seen or 0)


@blueprint.post(f"{_DRAFT}/datei")
def replace(ort: str, v: str) -> ResponseReturnValue:
    """Keep the text of a file instead."""
    town, form = town_at(ort), Submission(request.form)
    form.must_be_whole()
    seen = form.seen
    form.nothing_else()
    try:
        return _saved(town, v, _uploaded(), seen or 0)
    except BadFile as error:
        return _shown(ort, v, wrong_file=str(error)), INVALID


@blueprint.get(f"{_DRAFT}.yaml")
def download(ort: str, v: str) -> Response:
    """Hand out the draft as it was saved last."""
    draft = load_review(ort, v).draft
    return text_file(draft.text, f"{draft.slug}.yaml")


@blueprint.route(f"{_DRAFT}/verwerfen", methods=["GET", "POST"])
def discard(ort: str, v: str) -> ResponseReturnValue:
    """Ask whether a draft is thrown away, and throw it away."""
    bench, review = load_bench(ort), load_review(ort, v)
    if not review.may_write:
        raise Forbidden
    if request.method != "POST":
        return _asked(discard_page(bench, review))
    form = Submission(request.form)
    form.must_be_whole()
    seen = form.seen
    form.nothing_else()
    try:
        service().workbench.discard_draft(bench.town.id, v, seen=seen or 0, account=signed_in())
    except ConflictingChange:
        return _asked(discard_page(bench, load_review(ort, v), overtaken=True)), CONFLICT
    return done(say("Der Entwurf ist verworfen."), paths.templates(ort))


def _asked(page: FormPage) -> str:
    return render_template("formulare/seite.html", page=page)


def _saved(town: Town, v: str, text: str, seen: int) -> ResponseReturnValue:
    try:
        draft = service().workbench.save_draft(
            town.id, v, text, seen=seen, account=signed_in(), at=now()
        )
    except ConflictingChange:
        return _shown(town.slug, v, typed=_lines(text), conflict=True), CONFLICT
    except InvalidInput as error:
        return _shown(town.slug, v, typed=_lines(text), wrong=_refusal(error)), INVALID
    return done(
        say("Gespeichert. {found}", found=_found(draft)), paths.draft(town.slug, draft.slug)
    )


def _shown(
    ort: str,
    v: str,
    *,
    typed: str | None = None,
    wrong: str = "",
    wrong_file: str = "",
    conflict: bool = False,
) -> str:
    bench, review = load_bench(ort), load_review(ort, v)
    if (wrong or wrong_file) and not review.may_write:
        raise Forbidden  # there is no form to mend
    page = draft_page(
        bench, review, typed=typed, wrong=wrong, wrong_file=wrong_file, conflict=conflict
    )
    return render_template("vorlagen/entwurf.html", page=page)


def _found(draft: Draft) -> str:
    if draft.errors:
        count = plural(draft.errors, "Fehler", "Fehler")
        return say("Die Prüfung nennt {count}.", count=count)
    return say("Die Prüfung findet keine Fehler.")


def _refusal(error: InvalidInput) -> str:
    if any(each.problem is Problem.TOO_LONG for each in error.problems):
        return say("Der Text ist größer als 1 MB. Kürzen Sie ihn, dann lässt er sich speichern")
    return say(
        "Der Text enthält ein unsichtbares Zeichen, das sich nicht speichern lässt. Löschen Sie es"
    )


def _lines(text: str) -> str:
    """Return a text as a page can show it."""
    return text.replace("\r\n", "\n").replace("\0", "").encode(errors="replace").decode()


def _uploaded() -> str:
    """Return the text of the file that was sent, whatever it is called; raises BadFile."""
    sent = request.files.get(FILE_NAME)
    content = sent.stream.read(LARGEST_FILE + 1) if sent is not None and sent.filename else b""
    if not content:
        raise BadFile(say("Wählen Sie eine Datei aus, in der etwas steht"))
    if len(content) > LARGEST_FILE:
        raise BadFile(say("Die Datei ist zu groß. Erlaubt ist höchstens 1 MB"))
    text, report = text_of(content)
    if text is None:
        raise BadFile(report.problems[0].text(Language(spoken())))
    if "\0" in text:
        raise BadFile(say("Die Datei ist kein Text. Wählen Sie die YAML-Datei der Vorlage aus"))
    return text.removeprefix("\ufeff")
