"""The Sachstandsbericht: the list, the draft, its freezing, and every frozen report."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.conflict import show_conflict
from web.input import Submission
from web.kept import typed_now
from web.language import say
from web.presenters.handover import handover_page
from web.presenters.inputs import Typed
from web.presenters.parts import Link
from web.presenters.report import Report, report_page
from web.presenters.reports import (
    compared,
    draft_page,
    freeze_page,
    period_of,
    reports_page,
)
from web.presenters.scene import Scene
from web.reading import open_view
from web.rooms.conflicts import who_changed
from web.rooms.scenes import load
from web.rooms.sending import answer, form_or_answer, send
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core import report as figures
from workflow.core.errors import ConflictingChange, NotFound
from workflow.core.events import Recorded
from workflow.core.figures import ReportText
from workflow.core.state import Words
from workflow.storage import queries

blueprint = Blueprint("reports", __name__)
_REPORTS = "/quartiere/<slug:q>/berichte"


@blueprint.get(_REPORTS)
def show_all(q: str) -> str:
    """Show the draft and the frozen reports."""
    return render_template("berichte/liste.html", page=reports_page(load(q)))


@blueprint.get(f"{_REPORTS}/entwurf")
def show_draft(q: str) -> str:
    """Show the draft with the figures of its last day; without one, the figures as they are."""
    history: list[Recorded] = []

    def read(reading: queries.Reading) -> tuple[int, ...]:
        history.extend(queries.stream(reading, q))
        return ()

    scene = load(q, also=read)
    page = report_page(
        scene,
        _open_report(scene, history),
        freeze=Link(say("Bericht festschreiben"), paths.report(q, "festschreiben"))
        if scene.may(c.FreezeReport)
        else None,
        edit=_edit(scene),
        why_not=scene.why_not(c.FreezeReport) if scene.state.instance.draft else (),
    )
    return render_template("berichte/bericht.html", page=page)


def _open_report(scene: Scene, history: Sequence[Recorded]) -> Report:
    """Return the report as it would be frozen now: with the draft's texts, if there is one."""
    draft, (since, until) = scene.state.instance.draft, period_of(scene)
    found = figures.find(scene.definition, history, since, until)
    return Report(
        number=0,
        since=since,
        until=until,
        by=draft.by if draft else 0,
        on=draft.on if draft else until,
        figures=found.figures,
        words={**found.words, **(draft.texts if draft else {})},
    )


def _edit(scene: Scene) -> Link | None:
    label = say("Texte bearbeiten") if scene.state.instance.draft else say("Bericht beginnen")
    return Link(label, paths.report(scene.q, "neu")) if scene.may(c.DraftReport) else None


@blueprint.get(f"{_REPORTS}/<number:number>")
def show(q: str, number: int) -> str:
    """Show a frozen report: what its event says, and nothing else."""
    scene = load(q)
    found = next((each for each in scene.state.instance.reports if each.number == number), None)
    if found is None:
        raise NotFound(f"report {number}")
    event = _event(q, found.seq).event
    if not isinstance(event, e.ReportFrozen):
        raise NotFound(f"report {number}")
    then = scene.under(found.definition)  # roles are called as they were
    report = Report(
        number=number,
        since=event.since,
        until=event.until,
        by=found.by,
        on=found.on,
        figures=event.figures,
        words=event.words,
        roles=event.roles,
    )
    return render_template("berichte/bericht.html", page=report_page(then, report))


@blueprint.get("/quartiere/<slug:q>/uebergabeakte")
def hand_over(q: str) -> str:
    """Show what a successor needs to know."""
    return render_template("berichte/uebergabeakte.html", page=handover_page(load(q)))


@blueprint.route(f"{_REPORTS}/neu", methods=["GET", "POST"])
def write(q: str) -> ResponseReturnValue:
    """Write the texts of the draft; a new one begins with those of the last report."""
    scene = load(q)
    before = _texts_before(scene)

    def show_form(typed: Typed) -> str:
        return render_template("formulare/seite.html", page=draft_page(scene, before, typed))

    def save(form: Submission) -> Response:
        command = _drafted(form)
        try:
            send(q, command, form)
        except ConflictingChange as error:
            return _both_versions(scene, error)
        return done(say("Der Entwurf ist gespeichert."), paths.report(q, "entwurf"))

    return form_or_answer(q, show_form, save)


def _drafted(form: Submission) -> c.DraftReport:
    since, until = form.day("since", required=True), form.day("until", required=True)
    texts = {text.value: form.text(text.value) for text in ReportText}
    form.check()
    assert since is not None  # noqa: S101 - the check above has asked for both
    assert until is not None  # noqa: S101
    return c.DraftReport(since=since, until=until, texts=texts)


@blueprint.route(f"{_REPORTS}/festschreiben", methods=["GET", "POST"])
def freeze(q: str) -> ResponseReturnValue:
    """Say what freezing means, then freeze."""
    scene = load(q)
    if request.method != "POST":
        return render_template("formulare/seite.html", page=freeze_page(scene))

    def save(form: Submission) -> Response:
        try:
            send(q, c.FreezeReport(), form)
        except ConflictingChange as error:
            return _both_versions(scene, error)
        number = load(q).state.instance.reports[-1].number
        text = say("Der Bericht ist als Nr. {number} festgeschrieben.", number=number)
        return done(text, paths.report(q, str(number)))

    return answer(
        q, lambda _: render_template("formulare/seite.html", page=freeze_page(scene)), save
    )


def _texts_before(scene: Scene) -> Words:
    """Return the texts to start from: those of the draft, else of the last report."""
    instance = scene.state.instance
    if instance.draft is not None:
        return instance.draft.texts
    return _texts_of(_event(scene.q, instance.reports[-1].seq)) if instance.reports else {}


def _texts_of(recorded: Recorded) -> Words:
    event = recorded.event
    return event.words if isinstance(event, e.ReportDrafted | e.ReportFrozen) else {}


def _event(q: str, seq: int) -> Recorded:
    with open_view() as reading:
        found = queries.history(reading, q, before=seq + 1, limit=1)
    if not found:
        raise NotFound(f"event {seq}")
    return found[0]


def _both_versions(scene: Scene, error: ConflictingChange) -> Response:
    """Return both versions of the texts side by side (409)."""
    change = _event(scene.q, error.seq)
    typed = Typed(typed_now())
    rows = compared(typed, _texts_of(change)) if "summary" in request.form else ()
    return make_response(
        *show_conflict(
            error,
            rows=rows,
            changed=who_changed(load(scene.q, also=lambda _: (change.by,)), change),
            keep=paths.report(scene.q, "entwurf"),
            place=scene.place("berichte"),
        )
    )
