"""The pages that are open to everybody: imprint, data protection, accessibility, reporting a barrier.

Rule: no page here needs an account, and none names anything but a municipality and its own words.
Who is signed in sees the text of their municipality; others that of the only one, or they choose.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import NotFound as NoSuchPage
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from web.answers import done
from web.asking import ask
from web.context import now, sends_mail, service, signed_in, surroundings
from web.input import Submission, single
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.public_pages import (
    SLUGS,
    public_url,
    report_page,
    text_page,
    write_page,
)
from web.reading import open_view
from web.sessions import person
from web.throttle import count_from, is_sent_again
from web.typed import TEXT_LIMIT, printable
from workflow.core.errors import Blocker, Forbidden, Reason
from workflow.core.municipality import PAGE_WRITERS, WritePage
from workflow.storage import queries
from workflow.storage.account_links import Letter
from workflow.storage.queries import PublicPage, Town

blueprint = Blueprint("public", __name__)

_LINE = 300
_READ = "/<any(barrierefreiheit,'leichte-sprache',gebaerdensprache,datenschutz,impressum):slug>"
_ANY = (
    "/<any(barrierefreiheit,'barriere-melden','leichte-sprache',gebaerdensprache,datenschutz,"
    "impressum):slug>"
)


@blueprint.get(_READ)
def show(slug: str) -> ResponseReturnValue:
    """Show a page, or lead to where the operator keeps it."""
    page = SLUGS[slug]
    elsewhere = _elsewhere(page)
    if elsewhere:
        return redirect(elsewhere)
    town, towns = _town()
    found = _found(town, page)
    shown = text_page(page, found, town, towns, may_write=_may_write(town))
    return render_template("seiten/text.html", page=shown)


@blueprint.route("/barriere-melden", methods=["GET", "POST"])
def report() -> ResponseReturnValue:
    """Take a report of a barrier, and put it before those who keep the municipality's accounts."""
    town, towns = _town()
    found = _found(town, "barrier")

    def show_form(typed: Typed) -> str:
        text = text_page("barrier", found, town, towns, may_write=_may_write(town))
        settings = surroundings().settings
        where = printable(single(request.args, "seite")[:_LINE])
        shown = report_page(text, typed, where, settings.contact, sends_mail=settings.sends_mail)
        return render_template("seiten/barriere.html", page=shown)

    def send(form: Submission) -> Response:
        letter = _letter(form)
        if town is None or not sends_mail():
            raise NoSuchPage
        if count_from(surroundings().sign_ins, "barrier", request.remote_addr or "", now()):
            raise TooManyRequests
        thanks = say("Danke. Ihre Meldung ist unterwegs zu den Zuständigen.")
        again = is_sent_again(surroundings().sign_ins, form.command_id, now())
        if not again and not surroundings().keeping.tell(town.id, letter, now()):
            thanks = say(
                "Ihre Meldung hat niemanden erreicht: Ihre Kommune hat noch niemanden benannt, der "
                "sie liest. Wenden Sie sich an die Stelle, die im Impressum steht."
            )
        mine = current_user.is_authenticated
        return done(thanks, public_url("barrier", None if mine else town))

    return ask(show_form, send)


def _letter(form: Submission) -> Letter:
    what = form.text("what", required=True, limit=TEXT_LIMIT // 4)
    where, reply = form.line("where", limit=_LINE), form.line("reply", limit=_LINE)
    form.check()
    form.nothing_else()
    parts = [
        what,
        say("Wo: {where}", where=where) if where else "",
        say("Antwort an: {reply}", reply=reply) if reply else "",
    ]
    text = "\n\n".join(part for part in parts if part)
    return Letter(subject=say("Eine Barriere wurde gemeldet"), text=text)


@blueprint.route(f"{_ANY}/bearbeiten", methods=["GET", "POST"])
def write(slug: str) -> ResponseReturnValue:
    """Let the admin write what a page of their municipality says."""
    page, town = SLUGS[slug], _home()
    if not _may_write(town):
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=tuple(PAGE_WRITERS)))
    found = _found(town, page)

    def show_form(typed: Typed) -> str:
        return render_template("seiten/schreiben.html", page=write_page(page, found, typed))

    def save(form: Submission) -> Response:
        form.must_be_whole()
        text = form.text("text")
        form.check()
        form.nothing_else()
        command = WritePage(page=page, text=text, seen=form.seen)
        service().govern(town.id, command, account=signed_in(), at=now())
        return done(say("Der Text ist gespeichert. Alle können ihn lesen."), public_url(page))

    return ask(show_form, save)


def _elsewhere(page: str) -> str:
    settings = surroundings().settings
    named = {
        "accessibility": settings.accessibility_url,
        "privacy": settings.privacy_url,
        "imprint": settings.imprint_url,
    }
    return named.get(page, "")


def _town() -> tuple[Town | None, tuple[Town, ...]]:
    """Return whose page is read, and which there are to choose from."""
    if current_user.is_authenticated:
        return _home(), ()
    with service().database.read() as connection:
        towns = queries.towns(connection)
    wanted = single(request.args, "kommune")
    chosen = [town for town in towns if wanted in ("", town.slug)]
    if not chosen and towns:
        raise NoSuchPage
    return (chosen[0], towns) if len(chosen) == 1 else (None, towns)


def _home() -> Town:
    return Town(id=person().municipality, slug="", name=person().municipality_name)


def _found(town: Town | None, page: str) -> PublicPage:
    if town is None:
        return PublicPage()
    with service().database.read() as connection:
        return queries.public_page(connection, town.id, page)


def _may_write(town: Town | None) -> bool:
    """Whether the reader writes the pages of this town; the engine asks the same when they do."""
    if town is None or not current_user.is_authenticated:
        return False
    with open_view() as reading:
        return town.id in reading.reach.places(*PAGE_WRITERS)
