"""The questions for a password, wherever one is set."""

from __future__ import annotations

from web.language import said_later, say
from web.presenters.inputs import Input, password_input

PASSWORD, REPEAT = "password", "repeat"
CURRENT_PASSWORD = said_later("Ihr jetziges Passwort")


def password_inputs() -> tuple[Input, ...]:
    """Return the questions for a new password."""
    hint = say("Mindestens 12 Zeichen. Gut sind vier Wörter, die nichts miteinander zu tun haben.")
    return (
        password_input(PASSWORD, say("Neues Passwort"), hint),
        password_input(REPEAT, say("Neues Passwort noch einmal")),
    )
