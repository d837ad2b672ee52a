"""Coming in: where somebody wanted to go, with what they had typed before their session ended.

Rule: nothing typed is lost on the way through the door, however many pages it has.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from web import paths
from web.context import surroundings
from web.destination import own_form, own_page
from web.input import single
from web.kept import FILES, PATH, PREFIX, Hidden, KeptText, kept_by, texts_of
from web.language import LANGUAGE_COOKIE, say
from web.restored import page_again
from web.sessions import begin_session, owes_factor
from workflow.storage.sign_ins import Credentials

_A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendPage:
    """What somebody typed before their session ended, ready to be sent again."""

    title: str
    lines: tuple[str, ...]
    action: str
    hidden: tuple[Hidden, ...]
    kept: tuple[KeptText, ...]
    place: None = None


def come_in(credentials: Credentials) -> Response:
    """Begin the session and lead on; somebody's own language comes along."""
    path, kept = single(request.form, PATH), kept_by(request.form)
    begin_session(credentials)
    if own_form(path):
        answer = make_response(page_again(path, kept, _still_there()) or _resend(path, kept))
    else:
        answer = make_response(redirect(f"{wanted()}#inhalt", code=303))
    if credentials.language:
        remember_language(answer, credentials.language)
    return answer


def remember_language(answer: Response, language: str) -> None:
    """Let the browser ask for this language from here on."""
    answer.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_A_YEAR,
        secure=surroundings().settings.https,
        httponly=True,
        samesite="Lax",
    )


def _still_there() -> tuple[str, ...]:
    """Return what to say above a form that is filled again."""
    said = say("Sie sind wieder angemeldet. Ihre Eingabe ist noch da, aber noch nicht gespeichert.")
    if FILES not in request.form:
        return (said,)
    return (said, say("Dateien müssen Sie noch einmal auswählen."))


def _resend(path: str, kept: tuple[Hidden, ...]) -> str:
    """Show what was typed before the session ended: one click sends it."""
    owed = say(
        "Ihre Kommune verlangt jetzt einen zweiten Faktor. Öffnen Sie „Quartiersweg“ in einem zweiten "
        "Fenster und richten Sie ihn dort ein. Danach speichern Sie hier Ihre Eingabe."
    )
    said = say("Sie sind wieder angemeldet. Noch ist nichts gespeichert.")
    page = ResendPage(
        title=say("Ihre Eingabe ist noch da"),
        lines=(said, owed) if owes_factor() else (said,),
        action=path,
        hidden=kept,
        kept=texts_of(kept),
    )
    return render_template("account/resend.html", page=page)


def carried_on() -> tuple[Hidden, ...]:
    """Return what the form has to carry through one more attempt."""
    pairs = request.form.items(multi=True)
    return tuple(
        Hidden(name, value)
        for name, value in pairs
        if name in {PATH, FILES, "next"} or name.startswith(PREFIX)
    )


def wanted() -> str:
    """Return the page of ours that was asked for, the tasks if there is none."""
    return own_page(single(request.values, "next"), otherwise=paths.TASKS)
