"""What people see when something does not work, and what they can do about it.

Rule: one table from core error to status and page; a test walks all errors of the engine. What is
foreign looks exactly like what is missing. Nothing typed is lost: every refusal of a form shows it.
When even this page cannot be made, a fixed one answers.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, Unauthorized

from web.conflict import unseen_conflict
from web.context import surroundings
from web.expired import expired_page
from web.kept import KeptText, kept_text
from web.security_log import record
from web.shell import ROLE_NAMES
from workflow.core import errors

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


_NOT_SAVED = "Ihre Eingabe wurde nicht gespeichert."
NOT_FOUND = Refusal(
    404,
    "Diese Seite gibt es nicht",
    (
        "Vielleicht fehlt ein Teil der Adresse, oder die Seite steht Ihnen nicht offen.",
        "Über „Quartiere“ finden Sie alles, was Ihnen offensteht.",
    ),
)
FORBIDDEN = Refusal(403, "Das ist hier nicht möglich", ("Mit Ihrer Rolle geht das nicht.",))
_CHANGED = Refusal(
    409,
    "Das geht gerade nicht",
    ("Öffnen Sie die Seite neu: Sie zeigt, was jetzt möglich ist und was noch fehlt.",),
)
_UNREADABLE = Refusal(
    422,
    "Bitte prüfen Sie Ihre Eingabe",
    ("Eine Angabe lässt sich so nicht übernehmen.",),
)
_CONFLICT = Refusal(
    409,
    "Jemand war schneller",
    ("Inzwischen hat jemand anderes diese Stelle geändert.",),
)
_REUSED = Refusal(
    409,
    "Dieses Formular wurde schon gesendet",
    ("Die erste Eingabe zählt. Öffnen Sie die Seite neu, um noch etwas zu ändern.",),
)
_UNAVAILABLE = Refusal(
    503,
    "Die Anwendung antwortet gerade nicht",
    ("Versuchen Sie es in ein paar Minuten noch einmal.",),
)

_DAMAGED = Refusal(
    500,
    "Diese Datei ist beschädigt",
    ("Was hier liegt, ist nicht mehr das, was hochgeladen wurde.", "Sagen Sie uns Bescheid."),
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
    "Diese Anfrage war nicht lesbar",
    ("Öffnen Sie die Seite neu und versuchen Sie es noch einmal.",),
)
_BROKEN = Refusal(
    500,
    "Hier ist etwas schiefgegangen",
    ("Das liegt an der Anwendung, nicht an Ihnen.",),
)
HTTP: Mapping[int, Refusal] = {
    400: _BAD_REQUEST,
    401: Refusal(
        401,
        "Ihre Anmeldung ist abgelaufen",
        ("Melden Sie sich an. Danach speichern Sie Ihre Eingabe mit einem Klick.",),
    ),
    403: FORBIDDEN,
    404: NOT_FOUND,
    405: Refusal(
        405, "So lässt sich diese Seite nicht aufrufen", ("Öffnen Sie sie über das Menü.",)
    ),
    413: Refusal(
        413,
        "Das ist zu groß",
        (
            "Eine Datei darf höchstens 20 MB groß sein.",
            "Mit „Zurück“ im Browser kommen Sie zu Ihrem Text. Wählen Sie dort eine kleinere Datei.",
        ),
    ),
    429: Refusal(
        429,
        "Zu viele Versuche",
        ("Warten Sie einen Augenblick und versuchen Sie es dann noch einmal.",),
    ),
    500: _BROKEN,
    503: _UNAVAILABLE,
}
_FORGED = Refusal(
    400,
    "Das Formular war zu lange offen",
    (
        "Seitdem haben Sie sich neu angemeldet.",
        "Öffnen Sie die Seite noch einmal. Was Sie geschrieben haben, steht hier zum Kopieren.",
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
        return _plain(refusal, _incident(error)), refusal.status
    if isinstance(error, errors.ConflictingChange):
        return unseen_conflict(refusal.title, _lines(refusal), error), refusal.status
    if isinstance(error, errors.Forbidden | errors.NotFound):
        record("authz_fail", status=refusal.status)
    more = _who_can(error) if isinstance(error, errors.Forbidden) else ()
    return _page(refusal, more), refusal.status


def _who_can(error: errors.Forbidden) -> tuple[str, ...]:
    roles = error.blockers[0].roles if error.blockers else ()
    names = [ROLE_NAMES[role] for role in roles if role in ROLE_NAMES]
    return (f"Das kann nur: {' oder '.join(names)}.",) if names else ()


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or InternalServerError.code
    refusal = HTTP.get(status, _BAD_REQUEST)
    if isinstance(error, Unauthorized):
        return expired_page(refusal.title, _lines(refusal)), status
    # What HTTP itself wants said: Allow, Retry-After, the Location of a tidied address.
    said = {name: value for name, value in error.get_headers() if name in _SAID}
    return _page(refusal), status, said


def _answer_forgery(error: CSRFError) -> Answer:
    record("csrf_fail", reason=error.description or "")
    return _page(_FORGED), _FORGED.status


def _answer_broken(error: InternalServerError) -> Answer:
    return _plain(_BROKEN, _incident(error.original_exception or error)), _BROKEN.status


def _incident(error: BaseException) -> str:
    """Return the number under which the log knows what happened."""
    number = secrets.token_hex(3).upper()
    log.error("incident %s at %s", number, request.endpoint, exc_info=error)
    return number


def _lines(refusal: Refusal) -> tuple[str, ...]:
    return (_NOT_SAVED, *refusal.lines) if request.method == "POST" else refusal.lines


def _page(refusal: Refusal, more: tuple[str, ...] = ()) -> str:
    if request_ctx.url_adapter is None:
        return _FIXED  # an unknown host: no address of ours can be built for it
    page = ErrorPage(title=refusal.title, lines=(*_lines(refusal), *more), kept=kept_text())
    return render_template("errors/page.html", page=page)


def _plain(refusal: Refusal, incident: str) -> str:
    """Return a page that asks the database nothing: not even who is signed in."""
    page = ErrorPage(
        title=refusal.title,
        lines=_lines(refusal),
        kept=kept_text(),
        incident=incident,
        contact=surroundings().settings.contact,
    )
    try:
        # Not render_template: its context processors would look for the person.
        return current_app.jinja_env.get_template("errors/plain.html").render(page=page)
    except Exception:  # nothing may fail here
        log.exception("incident %s has no page", incident)
        return _FIXED
