"""The page that says: somebody changed this while you were writing (409).

Rule: both versions stand side by side, and the person decides; nothing typed is lost. Saving again
sends what they changed, and nothing they left as it was shown, with the sequence that is now shown,
so that a third change is noticed too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import render_template, request

from web.input import COMMAND_ID, ONLY, SEEN, new_command_id
from web.kept import Hidden, KeptText, about_files, kept_text, to_send_again
from web.language import say
from workflow.core.errors import ConflictingChange

STATUS = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One thing on the form: what was typed, and what is stored now."""

    label: str
    typed: str
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """What the page shows. Without `rows` the texts alone are shown."""

    title: str
    lines: tuple[str, ...]
    rows: tuple[Compared, ...] = ()
    kept: tuple[KeptText, ...] = ()
    hidden: tuple[Hidden, ...]
    action: str
    keep: str
    place: object = None


def show_conflict(
    error: ConflictingChange,
    *,
    rows: Sequence[Compared],
    changed: str,
    keep: str,
    place: object = None,
    only: Iterable[str] = (),
) -> tuple[str, int]:
    """Return the page with both versions; `only`: the fields that saving again is about.

    `changed` says who changed it when ("Tom Brandt hat diese Maßnahme um 8:12 Uhr geändert."),
    `keep` is the address that shows what is stored.
    """
    page = ConflictPage(
        title=say("Jemand war schneller"),
        lines=(
            changed,
            say("Vergleichen Sie beide Fassungen. Noch ist Ihre Eingabe nicht gespeichert."),
            *about_files(),
        ),
        rows=tuple(rows),
        kept=() if rows else kept_text(),
        hidden=_again(error, only),
        action=request.path,
        keep=keep,
        place=place,
    )
    return render_template("errors/conflict.html", page=page), STATUS


def unseen_conflict(title: str, lines: tuple[str, ...], error: ConflictingChange) -> str:
    """Return the page for a form whose view does not compare: what was typed, and both ways on."""
    page = ConflictPage(
        title=title,
        lines=(*lines, *about_files()),
        kept=kept_text(),
        hidden=_again(error),
        action=request.path,
        keep=request.path,
    )
    return render_template("errors/conflict.html", page=page)


def _again(error: ConflictingChange, only: Iterable[str] = ()) -> tuple[Hidden, ...]:
    return (
        *(each for each in to_send_again() if each.name != ONLY),
        *(Hidden(ONLY, name) for name in sorted(only)),
        Hidden(SEEN, str(error.seq)),
        Hidden(COMMAND_ID, new_command_id()),
    )
