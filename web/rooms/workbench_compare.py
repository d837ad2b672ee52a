"""Two of a definition side by side: versions, a draft, what it builds on.

Rule: an address says what is compared, so that it can be sent to others; what it cannot mean is not
found.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web import paths
from web.answers import done
from web.context import now, service, signed_in
from web.input import Submission
from web.language import say, spoken
from web.presenters.compare_page import AFTER, BASE, BEFORE, DRAFT, Side, are_apart, compare_page
from web.presenters.inputs import Option
from web.presenters.rebase_page import rebase_page
from web.presenters.templates_place import Bench, version_name
from web.rooms.bench import load_bench, load_review, town_at, whole, written
from web.rooms.sending import CONFLICT
from workflow.core.errors import ConflictingChange, NotFound
from workflow.workbench import Review, readable
from workflow.workbench.comparing import Rebased

blueprint = Blueprint("comparing", __name__)


@blueprint.get("/vorlagen/<slug:ort>/<slug:v>/vergleich")
def show(ort: str, v: str) -> str:
    """Show what changes from one to the other; without a choice, to the draft or the newest."""
    bench = load_bench(ort)
    draft = next((row for row in bench.drafts if row.slug == v), None)
    name = draft.name if draft else v
    review = load_review(ort, v) if draft else None
    base = base_of(bench, review, name)
    choices = _choices(bench, review, name, base)
    keys = [each.value for each in choices]
    if not keys:
        raise NotFound(v)
    after = request.args.get(AFTER) or keys[0]
    before = request.args.get(BEFORE) or _usual(bench, name, keys, after)
    if before not in keys or after not in keys:
        raise NotFound(f"{v}: {before}, {after}")
    sides = tuple(_side(bench, review, name, key, base) for key in (before, after))
    if are_apart(*sides) and all(side.definition for side in sides):
        sides = tuple(_whole(bench, review, name, side, base) for side in sides)
    is_station = DRAFT in {before, after}
    page = compare_page(
        bench,
        name,
        (sides[0], sides[1]),
        choices,
        review=review if is_station else None,
        newer=newer_base(bench, base) if is_station else "",
    )
    return render_template("vorlagen/vergleich.html", page=page)


@blueprint.route("/vorlagen/<slug:ort>/<slug:v>/entwurf/grundlage", methods=["GET", "POST"])
def rebase(ort: str, v: str) -> ResponseReturnValue:
    """Show what a newer version of its base means for a draft; put the draft onto it."""
    bench, review = load_bench(ort), load_review(ort, v)
    newest = newer_base(bench, review.examined.checked.base)
    if request.method != "POST":
        found = _rebased(ort, v, newest)
        page = rebase_page(bench, review, found, newest)
        return render_template("vorlagen/grundlage.html", page=page)
    form = Submission(request.form)
    form.must_be_whole()
    seen, onto = form.seen, form.raw("auf")
    form.nothing_else()
    if onto != newest:
        raise NotFound(onto)
    found = _rebased(ort, v, onto)
    if found.has_conflicts:
        return render_template(
            "vorlagen/grundlage.html", page=rebase_page(bench, review, found, onto)
        ), CONFLICT
    try:
        service().workbench.save_draft(
            bench.town.id, v, found.text, seen=seen or 0, account=signed_in(), at=now()
        )
    except ConflictingChange:
        page = rebase_page(bench, review, found, onto, overtaken=True)
        return render_template("vorlagen/grundlage.html", page=page), CONFLICT
    return done(say("Der Entwurf baut jetzt auf {base} auf.", base=onto), paths.draft(ort, v))


def _rebased(ort: str, v: str, onto: str) -> Rebased:
    return service().workbench.rebase(
        town_at(ort).id, v, onto, account=signed_in(), language=spoken()
    )


def base_of(bench: Bench, review: Review | None, name: str) -> str:
    """Return what a draft builds on (`id@version`), else the newest version; "" if on nothing."""
    if review is not None:
        return review.examined.checked.base
    newest = bench.of(name)
    return newest[0].extends if newest else ""


def newer_base(bench: Bench, base: str) -> str:
    """Return the newest version that a base has by now; "" if it is the newest itself."""
    v, _, number = base.partition("@")
    known = [row.version for row in bench.of(v) if row.withdrawn_at is None]
    known += [each.definition.version for each in bench.shipped if each.definition.id == v]
    newest = max(known, default=0)
    return f"{v}@{newest}" if base and newest > int(number) else ""


def _choices(bench: Bench, review: Review | None, name: str, base: str) -> tuple[Option, ...]:
    numbers = {row.version for row in bench.of(name)}
    numbers |= {each.definition.version for each in bench.shipped if each.definition.id == name}
    found = [Option(DRAFT, say("Entwurf"))] if review is not None else []
    found += [Option(str(number), version_name(number)) for number in sorted(numbers, reverse=True)]
    if base:
        found.append(Option(BASE, say("Grundlage {base}", base=base)))
    return tuple(found)


def _usual(bench: Bench, name: str, keys: list[str], after: str) -> str:
    """Return what one compares with, if nobody says so: what is in force, else what comes before."""
    newest = bench.newest(name)
    if after == DRAFT and newest is not None:
        return str(newest.version)
    place = keys.index(after) + 1 if after in keys else 0
    return keys[min(place, len(keys) - 1)]


def _whole(bench: Bench, review: Review | None, name: str, side: Side, base: str) -> Side:
    """Return a side whose text says all that it means, what it builds on included."""
    if side.key == DRAFT and review is not None:
        text = readable(review.examined.checked.stored.decode())
    else:
        text = whole(bench, *_version(name, side.key, base))
    return replace(side, text=text, is_whole=True)


def _version(name: str, key: str, base: str) -> tuple[str, int]:
    """Return which version is chosen: one of the definition's own, or what it builds on."""
    v, _, number = base.partition("@") if key == BASE else (name, "", key)
    return v, int(number)


def _side(bench: Bench, review: Review | None, name: str, key: str, base: str) -> Side:
    if key == DRAFT and review is not None:
        checked = review.examined.checked
        return Side(
            key=key,
            name=say("Entwurf"),
            text=review.draft.text,
            definition=checked.definition,
            base=checked.base,
        )
    v, number = _version(name, key, base)
    row, ships = bench.known(v, number), bench.comes_along(v, number)
    called = say("Grundlage {base}", base=base) if key == BASE else version_name(number)
    if row is not None:
        definition, extends, digest = service().definition(row.digest), row.extends, row.digest
    elif ships is not None:
        definition, extends, digest = ships.definition, ships.base, ""
    else:
        raise NotFound(f"{v}@{number}")
    return Side(
        key=key,
        name=called,
        text=written(bench, v, number),
        definition=definition,
        base=extends,
        digest=digest,
    )
