"""The page for a form that was sent after the session had ended (401).

Rule: what was typed goes along. The form of this page carries it through signing in; afterwards
the form it was typed into comes back filled.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for

from web.kept import FILES, PATH, Hidden, KeptText, about_files, kept_text, to_keep


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """The door. `error` and `remedy` say what did not work; `hidden` goes along."""

    title: str
    lines: tuple[str, ...] = ()
    email: str = ""
    error: str = ""
    remedy: str = ""
    action: str
    hidden: tuple[Hidden, ...] = ()
    kept: tuple[KeptText, ...] = ()
    place: None = None


def expired_page(title: str, lines: tuple[str, ...]) -> str:
    """Return the door with what was typed in this POST."""
    page = SignInPage(
        title=title,
        lines=(*lines, *about_files()),
        action=url_for("account.sign_in"),
        hidden=(Hidden(PATH, request.path), *_with_files(), *to_keep()),
        kept=kept_text(),
    )
    return render_template("account/sign_in.html", page=page)


def _with_files() -> tuple[Hidden, ...]:
    """Return the mark that files were sent along, if they were."""
    return (Hidden(FILES, "ja"),) if about_files() else ()
