"""The stations of a draft behind its text: seeing it as a quartier would, and publishing it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web import paths
from web.answers import done
from web.context import now, service, signed_in
from web.foreign import as_spoken
from web.input import Submission
from web.language import say, spoken
from web.presenters.draft_preview import no_preview, preview_page, wanted
from web.presenters.draft_publishing import publish_page
from web.presenters.templates_place import Bench, version_name
from web.reading import open_view
from web.rooms.bench import load_bench, load_review, named_definition, town_at
from web.rooms.sending import CONFLICT
from web.security_log import record
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import ConflictingChange, InvalidInput
from workflow.storage import queries
from workflow.workbench import DefinitionInvalid, Publication, Review, changes, moments, told

blueprint = Blueprint("draft_stations", __name__)
_DRAFT = "/vorlagen/<slug:ort>/<slug:v>/entwurf"
_MOST_CHANGES = 30
# Others may have saved, published or withdrawn something before, or in this very moment.
_OVERTAKEN = (ConflictingChange, DefinitionInvalid, InvalidInput)


@blueprint.get(f"{_DRAFT}/vorschau")
def preview(ort: str, v: str) -> str:
    """Show a step of the draft as any role, at any stage."""
    bench, review = load_bench(ort), load_review(ort, v)
    definition, witness = review.definition, review.examined.witness
    if definition is None or witness is None:
        page = no_preview(bench, review)
    else:
        asked = wanted(definition, request.args)
        before = _before(bench, review, definition)
        page = preview_page(
            bench,
            review,
            as_spoken(definition),
            asked,
            moments=moments(definition, witness, asked.step),
            changes=changes(before[1], definition) if before else (),
        )
    return render_template("vorlagen/vorschau.html", page=page)


@blueprint.route(f"{_DRAFT}/veroeffentlichung", methods=["GET", "POST"])
def publish(ort: str, v: str) -> ResponseReturnValue:
    """Show what would be published, and publish it."""
    if request.method != "POST":
        return _shown(ort, v)
    town = town_at(ort)

    def act(seen: int) -> Publication:
        return service().workbench.publish_draft(
            town.id, v, seen=seen, account=signed_in(), at=now()
        )

    try:
        found = _carried_out(act)
    except _OVERTAKEN as error:
        return _not_done(ort, v, error)
    record("definition_published", town=ort, version=f"{found.id}@{found.version}")
    said = say("Version {number} ist veröffentlicht.", number=found.version)
    return done(said, paths.version(ort, found.id, found.version))


@blueprint.post(f"{_DRAFT}/anfrage")
def ask(ort: str, v: str) -> ResponseReturnValue:
    """Ask somebody else to publish the draft."""
    town = town_at(ort)

    def act(seen: int) -> Publication:
        return service().workbench.request_publication(
            town.id, v, seen=seen, account=signed_in(), at=now()
        )

    try:
        found = _carried_out(act)
    except _OVERTAKEN as error:
        return _not_done(ort, v, error)
    record("definition_requested", town=ort, version=f"{found.id}@{found.version}")
    said = say("Version {number} ist zur Veröffentlichung angefragt.", number=found.version)
    return done(said, paths.draft(ort, v, "veroeffentlichung"))


def _carried_out(act: Callable[[int], Publication]) -> ProcessDefinition:
    """Do it for the edition that was shown."""
    form = Submission(request.form)
    form.must_be_whole()
    seen = form.seen
    form.nothing_else()
    return act(seen or 0).definition


def _not_done(ort: str, v: str, error: Exception) -> ResponseReturnValue:
    """Show the page anew: it says what has come in between, and nothing unseen is published."""
    return _shown(ort, v, overtaken=isinstance(error, ConflictingChange)), CONFLICT


def _shown(ort: str, v: str, *, overtaken: bool = False) -> str:
    bench, review = load_bench(ort), load_review(ort, v)
    definition = review.definition
    before = _before(bench, review, definition) if definition is not None else None
    sentences: tuple[str, ...] = ()
    if before is not None and definition is not None:
        found = told(before[1], definition, spoken())
        sentences = tuple(each.sentence for each in found[:_MOST_CHANGES])
        if len(found) > _MOST_CHANGES:
            more = len(found) - _MOST_CHANGES
            sentences = (*sentences, say("Und {count} weitere Änderungen.", count=more))
    with open_view() as reading:
        requested = (
            queries.requested(reading, bench.town.id, review.draft.text)
            if review.request is not None
            else None
        )
    page = publish_page(
        bench,
        review,
        requested=requested,
        changes=sentences,
        against=before[0] if before else "",
        overtaken=overtaken,
    )
    return render_template("vorlagen/veroeffentlichung.html", page=page)


def _before(
    bench: Bench, review: Review, definition: ProcessDefinition
) -> tuple[str, ProcessDefinition] | None:
    """Return the version that a draft is compared with: the newest of its own, else its base.

    Its texts as they are written, so that only what differs there is a difference.
    """
    newest = bench.newest(definition.id)
    if newest is not None and newest.digest != definition.digest:
        name = version_name(newest.version)
        return name, service().definition(newest.digest)
    base = review.examined.checked.base
    if newest is not None or not base:
        return None
    return base, named_definition(bench, base)
