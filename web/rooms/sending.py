"""Sending what a form says to the engine, and showing it again if it cannot be taken.

Rule: nothing typed is lost. What could not be read comes back in its form (422), together with what
the engine finds wrong with the rest: nobody is sent back twice. What the engine refuses is explained
with who can help (403, 409).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO, cast

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.context import now, service, signed_in, today
from web.destination import own_page
from web.input import Submission
from web.kept import KeptText, kept_text, typed_now
from web.language import say
from web.presenters import blockers
from web.presenters.forms_page import FormPage
from web.presenters.inputs import FILE, LINK, PLACE, VALUE, WAY, Typed
from web.presenters.parts import Crumb
from web.presenters.scene import Scene
from web.reading import load_whole, store_file
from web.restored import typed_before
from web.rooms.conflicts import both_versions, own_changes
from web.rooms.scenes import load
from workflow.core.commands import Command, Entered
from workflow.core.definition import Field, FieldType
from workflow.core.errors import (
    ConflictingChange,
    Forbidden,
    InputProblem,
    InvalidInput,
    Problem,
    Rejected,
)
from workflow.core.foresight import wrong_with
from workflow.core.state import Document, DocumentKind
from workflow.service import Outcome

Show = Callable[[Typed], str]
Act = Callable[[Submission], Response]
CONFLICT, INVALID = 409, 422


def form_or_answer(q: str, show: Show, act: Act) -> ResponseReturnValue:
    """Show the form (GET), or do what it says (POST) and show it again if it cannot be taken."""
    if request.method != "POST":
        return show(typed_before())
    return answer(q, show, act)


def answer(q: str, show: Show, act: Act) -> ResponseReturnValue:
    """Do what a form says; show it again with what is wrong, or say why it is refused."""
    try:
        return _carried_out(q, act)
    except InvalidInput as error:
        with_files = any(each.filename for each in request.files.values())
        typed = Typed(typed_now(), named(error.problems), with_files=with_files)
        return show(typed), INVALID
    except ConflictingChange as error:
        return both_versions(q, error)
    except Rejected as error:
        return _refused(load(q), error, kept_text())


def _carried_out(q: str, act: Act) -> Response:
    """Do what a form says; a field that somebody else changed and this person did not is left out."""
    try:
        return act(Submission(request.form))
    except ConflictingChange as error:
        mine = own_changes(q, error.holder)
        if mine is None or error.thing in mine:
            raise
        return act(Submission(request.form, mine))


def press(
    q: str,
    command: Command,
    form: Submission,
    done: Callable[[Outcome], Response],
    *,
    link: str = "",
) -> ResponseReturnValue:
    """Send a command that a single button stands for."""
    try:
        outcome = send(q, command, form, link=link)
    except Rejected as error:
        return _refused(load(q), error)
    return done(outcome)


def lead_on(form: Submission, otherwise: str) -> str:
    """Return the page of ours from which the form was sent, if it says so."""
    return own_page(form.raw("next"), otherwise)


def send(q: str, command: Command, form: Submission, *, link: str = "") -> Outcome:
    """Send a command with what the form carries against double clicks and unseen changes.

    What the form could not read stands in the command as if it were empty; then nothing is sent.
    `link` is where a letter about it leads.
    """
    form.nothing_else(VALUE)
    if form.problems:
        raise InvalidInput(*_all_problems(q, command, form))
    return service().handle(
        q,
        command,
        account=signed_in(),
        at=now(),
        command_id=form.command_id,
        seen=form.seen,
        link=link,
    )


def _all_problems(q: str, command: Command, form: Submission) -> Iterator[InputProblem]:
    """Yield what the form could not read, and what the engine finds wrong with everything else."""
    yield from form.problems
    whole = load_whole(q)
    known = {problem.name for problem in named(form.problems)}
    found = wrong_with(whole.definition, whole.state, command, whole.actor, today())
    yield from (problem for problem in found if problem.name not in known)


def named(problems: Iterable[InputProblem]) -> tuple[InputProblem, ...]:
    """Return the problems by the names of the engine: those of fields lose our prefix."""
    return tuple(
        InputProblem(name=p.name.removeprefix(VALUE), problem=p.problem, limit=p.limit)
        for p in problems
    )


def _refused(scene: Scene, error: Rejected, kept: tuple[KeptText, ...] = ()) -> ResponseReturnValue:
    """Say why not; what was typed stands there to be copied, for its form may be open no more."""
    heading = say("Das geht jetzt nicht")
    page = FormPage(
        title=f"{heading} – {scene.name}",
        place=scene.place("", Crumb(heading)),
        over=scene.name,
        heading=heading,
        says=(say("Ihre Eingabe wurde nicht gespeichert."),),
        errors=blockers.errors(scene, error.blockers),
        action="",
        button="",
        cancel=paths.quarter(scene.q),
    )
    return render_template("formulare/seite.html", page=page, kept=kept), (
        403 if isinstance(error, Forbidden) else 409
    )


# --- files and documents -------------------------------------------------------------------------


def uploaded(q: str, form: Submission, name: str) -> Document | None:
    """Keep the file that was sent under a name; None if there is none, or it became a problem."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    try:
        stream = cast("BinaryIO", sent.stream)
        stream.seek(0)  # the form may be read a second time
        return store_file(q, stream, sent.filename)
    except InvalidInput as error:
        for each in error.problems:
            form.refuse(name, each.problem, each.limit)
        return None


def documents(q: str, form: Submission) -> tuple[Document, ...]:
    """Return the file, the link and the place in the paper file that a form brings."""
    link, place = form.line(LINK), form.line(PLACE)
    found = {
        FILE: uploaded(q, form, FILE),
        LINK: Document(kind=DocumentKind.LINK, name=link) if link else None,
        PLACE: Document(kind=DocumentKind.PLACE, name=place) if place else None,
    }
    _check_way(form, found)
    return tuple(each for each in found.values() if each is not None)


def _check_way(form: Submission, found: Mapping[str, Document | None]) -> None:
    """Ask for what was chosen and not given."""
    way = form.raw(WAY)
    if way and way not in found:
        form.refuse(WAY, Problem.NO_SUCH_CHOICE)
    elif way and found[way] is None and all(each.name != way for each in form.problems):
        form.refuse(way, Problem.EMPTY)


def entered(q: str, form: Submission, fields: Iterable[Field]) -> dict[str, Entered]:
    """Return what was typed into the fields; a file that was not sent anew stays as it is."""
    found: dict[str, Entered] = {}
    for field in (each for each in fields if form.is_about(each.id)):
        name = VALUE + field.id
        if field.type is FieldType.FILE:
            file = uploaded(q, form, name)
            if file is not None:
                found[field.id] = file
        else:
            found[field.id] = form.value(field, name)
    return found
