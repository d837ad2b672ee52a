"""What people see when something does not work, and what they can do about it.

Rule: one table from core error to status and page; a test walks all errors of the engine. What is
foreign looks exactly like what is missing. Nothing typed is lost: every refusal of a form shows it.
When even this page cannot be made, a fixed one answers.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, Unauthorized

from web.access import FactorOwed
from web.as_of import Shown, show_today, shown_day
from web.conflict import unseen_conflict
from web.context import surroundings
from web.expired import expired_page
from web.incidents import incident
from web.kept import KeptText, kept_text
from web.language import said_later, say, spoken
from web.moved_since import moved_since
from web.presenters import dates
from web.presenters.looking_back import STAND, no_such_day
from web.presenters.past import not_there_yet
from web.presenters.roles import ROLE_NAMES
from web.security_log import record
from workflow.core import errors
from workflow.core.sentences.language import one_of_words

log = logging.getLogger(__name__)

Answer = tuple[str, int]
_SAID = frozenset({"Allow", "Retry-After"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """A page that says no: what is the matter, what to do, what was typed."""

    title: str
    lines: tuple[str, ...]
    kept: tuple[KeptText, ...] = ()
    incident: str = ""
    contact: str = ""
    place: None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """How one kind of refusal is answered."""

    status: int
    title: str
    lines: tuple[str, ...]


_NOT_SAVED = said_later("Ihre Eingabe wurde nicht gespeichert.")
NOT_FOUND = Refusal(
    404,
    said_later("Diese Seite gibt es nicht"),
    (
        said_later(
            "Vielleicht fehlt ein Teil der Adresse, oder die Seite steht Ihnen nicht offen."
        ),
        said_later("Über „Quartiere“ finden Sie alles, was Ihnen offensteht."),
    ),
)
FORBIDDEN = Refusal(
    403, said_later("Das ist hier nicht möglich"), (said_later("Mit Ihrer Rolle geht das nicht."),)
)
_FACTOR_OWED = Refusal(
    403,
    said_later("Richten Sie zuerst Ihren zweiten Faktor ein"),
    (
        said_later("Ihre Kommune verlangt ihn. Vorher können Sie nichts anderes tun."),
        said_later(
            "Öffnen Sie „Quartiersweg“ in einem zweiten Fenster und richten Sie ihn dort ein. "
            "Danach können Sie dieses Formular noch einmal senden: Laden Sie die Seite dazu neu."
        ),
    ),
)
_CHANGED = Refusal(
    409,
    said_later("Das geht gerade nicht"),
    (said_later("Öffnen Sie die Seite neu: Sie zeigt, was jetzt möglich ist und was noch fehlt."),),
)
_UNREADABLE = Refusal(
    422,
    said_later("Bitte prüfen Sie Ihre Eingabe"),
    (said_later("Eine Angabe lässt sich so nicht übernehmen."),),
)
_CONFLICT = Refusal(
    409,
    said_later("Jemand war schneller"),
    (said_later("Inzwischen hat jemand anderes diese Stelle geändert."),),
)
_REUSED = Refusal(
    409,
    said_later("Dieses Formular wurde schon gesendet"),
    (said_later("Die erste Eingabe zählt. Öffnen Sie die Seite neu, um noch etwas zu ändern."),),
)
_UNAVAILABLE = Refusal(
    503,
    said_later("Die Anwendung antwortet gerade nicht"),
    (said_later("Versuchen Sie es in ein paar Minuten noch einmal."),),
)

_DAMAGED = Refusal(
    500,
    said_later("Diese Datei ist beschädigt"),
    (
        said_later("Was hier liegt, ist nicht mehr das, was hochgeladen wurde."),
        said_later("Sagen Sie uns Bescheid."),
    ),
)

ENGINE: Mapping[type[errors.WorkflowError], Refusal] = {
    errors.NotFound: NOT_FOUND,
    errors.Forbidden: FORBIDDEN,
    errors.Rejected: _CHANGED,
    errors.InvalidInput: _UNREADABLE,
    errors.ConflictingChange: _CONFLICT,
    errors.CommandReused: _REUSED,
    errors.StorageUnavailable: _UNAVAILABLE,
    errors.FileDamaged: _DAMAGED,
}

_BAD_REQUEST = Refusal(
    400,
    said_later("Diese Anfrage war nicht lesbar"),
    (said_later("Öffnen Sie die Seite neu und versuchen Sie es noch einmal."),),
)
_BROKEN = Refusal(
    500,
    said_later("Hier ist etwas schiefgegangen"),
    (said_later("Das liegt an der Anwendung, nicht an Ihnen."),),
)
HTTP: Mapping[int, Refusal] = {
    400: _BAD_REQUEST,
    401: Refusal(
        401,
        said_later("Ihre Anmeldung ist abgelaufen"),
        (said_later("Melden Sie sich an. Danach steht Ihre Eingabe wieder in ihrem Formular."),),
    ),
    403: FORBIDDEN,
    404: NOT_FOUND,
    405: Refusal(
        405,
        said_later("So lässt sich diese Seite nicht aufrufen"),
        (said_later("Öffnen Sie sie über das Menü."),),
    ),
    413: Refusal(
        413,
        said_later("Das ist zu groß"),
        (
            said_later("Eine Datei darf höchstens 20 MB groß sein."),
            said_later(
                "Mit „Zurück“ im Browser kommen Sie zu Ihrem Text. Wählen Sie dort eine kleinere Datei."
            ),
        ),
    ),
    429: Refusal(
        429,
        said_later("Zu viele Versuche"),
        (said_later("Warten Sie einen Augenblick und versuchen Sie es dann noch einmal."),),
    ),
    500: _BROKEN,
    503: _UNAVAILABLE,
}
_FORGED = Refusal(
    400,
    said_later("Das Formular war zu lange offen"),
    (
        said_later("Seitdem haben Sie sich neu angemeldet."),
        said_later(
            "Öffnen Sie die Seite noch einmal. Was Sie geschrieben haben, steht hier zum Kopieren."
        ),
    ),
)


# The last resort, when no page can be made: an unknown host, or an error while answering an error.
_FIXED = (
    '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Das hat nicht geklappt – '
    "Quartiersweg</title></head><body><main><h1>Das hat nicht geklappt</h1><p>Die Anwendung kann "
    "diese Anfrage nicht beantworten.</p></main></body></html>"
)


def answer_errors(app: Flask) -> None:
    """Give every refusal of the engine and of HTTP its page."""
    app.register_error_handler(errors.WorkflowError, _answer_engine)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(CSRFError, _answer_forgery)
    app.register_error_handler(InternalServerError, _answer_broken)


def _answer_engine(error: errors.WorkflowError) -> Answer:
    refusal = ENGINE[type(error)]
    if isinstance(error, errors.StorageUnavailable | errors.FileDamaged):
        return _plain(refusal, incident(error)), refusal.status
    if isinstance(error, errors.ConflictingChange):
        return unseen_conflict(say(refusal.title), _lines(refusal), error), refusal.status
    if isinstance(error, errors.Forbidden | errors.NotFound):
        record("authz_fail", status=refusal.status)
        shown = shown_day()
        if isinstance(error, errors.NotFound) and shown is not None:
            return _not_there_yet(shown), refusal.status
    return _page(refusal, _more(error)), refusal.status


def _more(error: errors.WorkflowError) -> tuple[str, ...]:
    if isinstance(error, errors.Forbidden):
        return _who_can(error)
    return moved_since() if isinstance(error, errors.NotFound) else ()


def _not_there_yet(shown: Shown) -> str:
    """Return the page for what a quartier did not have on the day that the address names."""
    show_today()  # its links lead on from here, not into that day
    typed = {STAND: dates.table_day(shown.day)}
    page = no_such_day(shown.place, shown.q, not_there_yet(shown.day), typed)
    return render_template("verlauf/kein_stand.html", page=page)


def _who_can(error: errors.Forbidden) -> tuple[str, ...]:
    roles = error.blockers[0].roles if error.blockers else ()
    names = [say(ROLE_NAMES[role]) for role in roles if role in ROLE_NAMES]
    return (say("Das kann nur: {roles}.", roles=one_of_words(names, spoken())),) if names else ()


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or InternalServerError.code
    refusal = _FACTOR_OWED if isinstance(error, FactorOwed) else HTTP.get(status, _BAD_REQUEST)
    if isinstance(error, Unauthorized):
        return expired_page(say(refusal.title), _lines(refusal)), status
    # What HTTP itself wants said: Allow, Retry-After, the Location of a tidied address.
    said = {name: value for name, value in error.get_headers() if name in _SAID}
    return _page(refusal), status, said


def _answer_forgery(error: CSRFError) -> Answer:
    record("csrf_fail", reason=error.description or "")
    return _page(_FORGED), _FORGED.status


def _answer_broken(error: InternalServerError) -> Answer:
    return _plain(_BROKEN, incident(error.original_exception or error)), _BROKEN.status


def _lines(refusal: Refusal) -> tuple[str, ...]:
    lines = (_NOT_SAVED, *refusal.lines) if request.method == "POST" else refusal.lines
    return tuple(say(line) for line in lines)


def _page(refusal: Refusal, more: tuple[str, ...] = ()) -> str:
    if request_ctx.url_adapter is None:
        return _FIXED  # an unknown host: no address of ours can be built for it
    page = ErrorPage(title=say(refusal.title), lines=(*_lines(refusal), *more), kept=kept_text())
    return render_template("errors/page.html", page=page)


def _plain(refusal: Refusal, number: str) -> str:
    """Return a page that asks the database nothing: not even who is signed in."""
    page = ErrorPage(
        title=say(refusal.title),
        lines=_lines(refusal),
        kept=kept_text(),
        incident=number,
        contact=surroundings().settings.contact,
    )
    try:
        # Not render_template: its context processors would look for the person.
        return current_app.jinja_env.get_template("errors/plain.html").render(page=page)
    except Exception:  # nothing may fail here
        log.exception("incident %s has no page", number)
        return _FIXED
