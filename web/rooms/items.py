"""Checklist items, in a step or in a register entry: done, proof, set aside, person, due day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.item_page import item_page
from web.presenters.scene import Scene
from web.rooms.scenes import load_holder
from web.rooms.sending import answer, documents, form_or_answer, press, send
from workflow.core import commands as c
from workflow.core.errors import NotFound, Problem
from workflow.core.state import record_key

blueprint = Blueprint("items", __name__)

View = Callable[..., ResponseReturnValue]
_IN_STEP = "/quartiere/<slug:q>/schritte/<slug:step>/punkte/<slug:item>"
_IN_RECORD = "/quartiere/<slug:q>/register/<slug:register>/<number:number>/punkte/<slug:item>"


def _route(ending: str, *methods: str) -> Callable[[View], View]:
    """Give a view its two addresses: an item of a step, an item of an entry."""

    def register_view(view: View) -> View:
        def of_step(q: str, step: str, item: str) -> ResponseReturnValue:
            return view(q, step, item)

        def of_record(q: str, register: str, number: int, item: str) -> ResponseReturnValue:
            return view(q, record_key(register, number), item)

        name = view.__name__
        for start, kind, function in (
            (_IN_STEP, "step", of_step),
            (_IN_RECORD, "record", of_record),
        ):
            blueprint.add_url_rule(start + ending, f"{kind}_{name}", function, methods=methods)
        return view

    return register_view


def _load(q: str, holder: str, item: str) -> Scene:
    scene = load_holder(q, holder)
    if item not in scene.checklist_of(holder):
        raise NotFound(f"{holder}.{item}")
    return scene


def _page(scene: Scene, holder: str, item: str) -> Callable[[Typed], str]:
    def show(typed: Typed) -> str:
        return render_template("punkte/punkt.html", page=item_page(scene, holder, item, typed))

    return show


@_route("", "GET", "POST")
def edit(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Show an item; take its proof, and the answer whether it is done."""
    scene = _load(q, holder, item)

    def save(form: Submission) -> Response:
        settled = _is_done(scene, holder, item, form)
        proof: dict[str, Any] = {"note": form.text("note"), "documents": documents(q, form)}
        reason = form.text("reason")
        if settled is None:
            form.check()  # which command it is to be is not known
        if settled:
            send(q, c.CompleteItem(holder=holder, item=item, reason=reason, **proof), form)
            return done(say("Der Punkt ist erledigt."), paths.item_row(q, holder, item))
        send(q, c.AddEvidence(holder=holder, item=item, **proof), form)
        return done(say("Der Nachweis ist gespeichert."), paths.item_row(q, holder, item))

    return form_or_answer(q, _page(scene, holder, item), save)


def _is_done(scene: Scene, holder: str, item: str, form: Submission) -> bool | None:
    """Return the answer to "Ist der Punkt damit erledigt?": where it is not asked, no; None if open."""
    said = form.raw("done")
    if not scene.may(c.CompleteItem, holder, item):
        return False
    if said not in {"ja", "nein"}:
        form.refuse("done", Problem.NO_SUCH_CHOICE)
        return None
    return said == "ja"


@_route("/erledigt", "POST")
def complete(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Call an item done with one press."""
    _load(q, holder, item)
    command = c.CompleteItem(holder=holder, item=item)
    url = paths.item_row(q, holder, item)
    return press(q, command, lambda: done(say("Der Punkt ist erledigt."), url))


@_route("/offen", "POST")
def reopen(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Open an item again."""

    def save(form: Submission) -> str:
        send(q, c.ReopenItem(holder=holder, item=item, reason=form.text("reason")), form)
        return say("Der Punkt ist wieder offen.")

    return _small(q, holder, item, save)


@_route("/entfaellt", "POST")
def set_aside(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Call an item not applicable."""

    def save(form: Submission) -> str:
        reason = form.text("reason", required=True)
        send(q, c.SetItemAside(holder=holder, item=item, reason=reason), form)
        return say("Der Punkt entfällt.")

    return _small(q, holder, item, save)


@_route("/person", "POST")
def assign(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Give an item to somebody."""

    def save(form: Submission) -> str:
        send(q, c.AssignItem(holder=holder, item=item, account=form.key("account")), form)
        return say("Gespeichert, wer sich um den Punkt kümmert.")

    return _small(q, holder, item, save)


@_route("/termin", "POST")
def set_due(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Set the day an item is due."""

    def save(form: Submission) -> str:
        send(q, c.SetItemDue(holder=holder, item=item, due=form.day("due")), form)
        return say("Der Termin ist gespeichert.")

    return _small(q, holder, item, save)


@_route("/dokument", "POST")
def remove_document(q: str, holder: str, item: str) -> ResponseReturnValue:
    """Take a document off an item."""

    def save(form: Submission) -> str:
        document = form.key("document", required=True)
        send(q, c.RemoveEvidence(holder=holder, item=item, document=document or 0), form)
        return say("Das Dokument ist entfernt. Im Verlauf bleibt es sichtbar.")

    return _small(q, holder, item, save)


def _small(
    q: str, holder: str, item: str, save: Callable[[Submission], str]
) -> ResponseReturnValue:
    """Answer one of the small forms of the page; a wrong one opens again."""
    scene = _load(q, holder, item)
    show = _page(scene, holder, item)
    sent = request.path.rsplit("/", 1)[1]

    def again(typed: Typed) -> str:
        return show(Typed({**typed.values, "form": (sent,)}, typed.problems))

    return answer(q, again, lambda form: done(save(form), paths.item_row(q, holder, item)))
