"""What somebody typed into a form that was not taken, so that it can be shown and sent again.

Rule: nothing typed is lost, whatever the refusal. Passwords and our own hidden fields are not what
somebody typed. Files cannot be kept: the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from web.input import CODE_AGAIN, CSRF, HOUSEKEEPING, ONLY, PASSWORD_AGAIN
from web.language import say
from workflow.core.text import legible

PREFIX = "kept-"
PATH = "kept_path"
FILES = "kept_files"
_MOST_TYPED = (
    1_100_000  # bytes: the longest text that is taken, of a draft, and what stands around it
)
_MOST_CARRIED = 100_000  # of what a page of ours carries on
_SECRETS = frozenset({"password", "repeat", "current", "code", PASSWORD_AGAIN, CODE_AGAIN})
# Picked from a list: the code of it says nothing to anybody.
_PICKED = frozenset(
    {"accepted", "account", "action", "document", "documents", "done", "level", "outcome", "step"}
)
_ROLE = "-rolle"  # of an obligation, picked too
_NEVER = HOUSEKEEPING | _SECRETS | _PICKED | {ONLY, "rows", "next", PATH}
_NOT_CARRIED = _SECRETS | {CSRF}


@dataclass(frozen=True, slots=True)
class KeptText:
    """One thing that was typed, numbered for its place on the page."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden field that carries on what was typed."""

    name: str
    value: str


def kept_text() -> tuple[KeptText, ...]:
    """Return what was typed in this POST, "" left out."""
    return texts_of(tuple(Hidden(name, value) for name, value in _items()))


def texts_of(hidden: tuple[Hidden, ...]) -> tuple[KeptText, ...]:
    """Return what of these was typed, to be shown: "" and our own fields left out."""
    texts = [each.value for each in hidden if _is_typed(each.name) and each.value.strip()]
    return tuple(KeptText(number, text) for number, text in enumerate(texts, start=1))


def _is_typed(name: str) -> bool:
    return name not in _NEVER and not name.endswith(_ROLE)


def to_send_again() -> tuple[Hidden, ...]:
    """Return what was typed in this POST as hidden fields, but for our own."""
    return tuple(Hidden(name, value) for name, value in _items() if name not in HOUSEKEEPING)


def to_keep() -> tuple[Hidden, ...]:
    """Return this POST as hidden fields of another form: our own too, but for token and secrets.

    A whole table that a page of ours carried on is not kept: no other form takes as much.
    """
    sent = to_send_on()
    typed = sum(len(each.value.encode()) for each in sent if _is_typed(each.name))
    carried = sum(len(each.value.encode()) for each in sent if not _is_typed(each.name))
    if typed > _MOST_TYPED or carried > _MOST_CARRIED:
        return ()
    return tuple(Hidden(PREFIX + each.name, each.value) for each in sent)


def to_send_on() -> tuple[Hidden, ...]:
    """Return this POST as hidden fields of the very same form: one-time id and all."""
    return tuple(Hidden(name, value) for name, value in _items() if name not in _NOT_CARRIED)


def about_files() -> tuple[str, ...]:
    """Return what to say about files that were sent along: they cannot be kept."""
    try:
        sent = any(file.filename for file in request.files.values())
    except HTTPException:
        return ()
    return (say("Dateien müssen Sie danach noch einmal auswählen."),) if sent else ()


def kept_by(form: MultiDict[str, str]) -> tuple[Hidden, ...]:
    """Return what `to_keep` put into a form."""
    pairs = form.items(multi=True)
    return tuple(
        Hidden(name.removeprefix(PREFIX), value) for name, value in pairs if name.startswith(PREFIX)
    )


def typed_now() -> dict[str, list[str]]:
    """Return everything that was typed in this POST by name, so that a page can show it."""
    return {name: list(map(legible, sent)) for name, sent in request.form.lists()}


def _items() -> Iterator[tuple[str, str]]:
    if request.method != "POST":
        return
    try:
        yield from ((name, legible(text)) for name, text in request.form.items(multi=True))
    except HTTPException:
        return  # too large or unreadable: there is nothing to show
