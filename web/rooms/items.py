"""Checklist items, in a step or in a register entry: done, proof, set aside, person, due day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import Undo, done
from web.input import Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.item_page import item_page
from web.presenters.scene import Scene
from web.restored import FORM
from web.rooms.scenes import load_holder
from web.rooms.sending import (
    answer,
    documents,
    form_or_answer,
    lead_on,
    press,
    send,
)
from workflow.core import commands as c
from workflow.core.errors import NotFound, Problem
from workflow.core.state import record_key
from workflow.service import Outcome

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
    """Call an item done with one press, which another press takes back."""
    _load(q, holder, item)
    form = Submission(request.form)
    url = lead_on(form, paths.item_row(q, holder, item))
    command = c.CompleteItem(holder=holder, item=item)

    def said(outcome: Outcome) -> Response:
        undo = _undo(q, holder, item, outcome.seq, url)
        return done(say("Der Punkt ist erledigt."), url, undo=undo)

    return press(q, command, form, said)


def _undo(q: str, holder: str, item: str, seq: int, url: str) -> Undo | None:
    """Return how to open the item again, unless that cannot be done by one press.

    It carries what was seen: if anything has happened to the item since, both versions are shown.
    """
    scene = _load(q, holder, item)
    found = scene.checklist_of(holder)[item]
    # Another role's item is opened with a reason only, and a button asks for none.
    if not scene.may(c.ReopenItem, holder, item) or not scene.acts_as(found.role):
        return None
    page = url.partition("#")[0]
    return Undo(url=f"{paths.item(q, holder, item)}/offen", context=found.text, seen=seq, next=page)


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
        return show(Typed({**typed.values, FORM: (sent,)}, typed.problems))

    def act(form: Submission) -> Response:
        url = lead_on(form, paths.item_row(q, holder, item))
        return done(save(form), url)

    return answer(q, again, act)
