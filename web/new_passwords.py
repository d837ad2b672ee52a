"""Which passwords are taken, and their hashes (T-13).

Rule: twelve characters at least and nothing that is easy to guess; no rules about digits or signs,
which only make passwords hard to remember. What the person is called and where they work counts as
guessed already. A password is asked for twice: nobody sees what they type.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from flask import current_app
from zxcvbn import zxcvbn

from web.input import Submission
from web.language import say
from web.passwords import FORM, LONGEST
from web.presenters.passwords import PASSWORD, REPEAT
from workflow.core.errors import Problem
from workflow.storage.account_links import Letter
from workflow.storage.sign_ins import Credentials

SHORTEST = 12
_LOOKED_AT = 72  # the check grows with the length; nobody guesses beyond
_OWN_PART = 6
_HARD_TO_GUESS = 3  # of 4: more than 10^8 guesses
_CONTEXT = ("quartiersweg", "quartiersmanagement", "stadt", "gemeinde", "rathaus")


def read_password(form: Submission, person: Credentials) -> str:
    """Return the hash of the new password in a form, "" if it became a problem."""
    typed, again = form.raw(PASSWORD), form.raw(REPEAT)
    problem, limit = _problem(typed, person)
    if problem is not None:
        form.refuse(PASSWORD, problem, limit)
    elif typed != again:
        form.refuse(REPEAT, Problem.NOT_THE_SAME)
    else:
        context = current_app.extensions["security"].pwd_context
        return str(context.hash(unicodedata.normalize(FORM, typed)))
    return ""


def changed_letter() -> Letter:
    """Return the letter that tells somebody that their password has changed."""
    text = say(
        "Guten Tag,\n\nIhr Passwort für Quartiersweg wurde eben geändert. Überall, wo Sie angemeldet "
        "waren, sind Sie es jetzt nicht mehr.\n\nWaren Sie das nicht? Fordern Sie auf der Seite der "
        "Anmeldung ein neues Passwort an und sagen Sie es der Kontenverwaltung Ihrer Kommune."
    )
    return Letter(subject=say("Ihr Passwort wurde geändert"), text=text)


def _problem(typed: str, person: Credentials) -> tuple[Problem | None, str]:
    if not typed:
        return Problem.EMPTY, ""
    if len(typed) > LONGEST:
        return Problem.TOO_LONG, str(LONGEST)
    if len(typed) < SHORTEST:
        return Problem.TOO_SHORT, str(SHORTEST)
    if "\0" in typed:
        return Problem.BAD_CHARACTER, ""
    return (Problem.GUESSABLE if _is_guessable(typed, person) else None), ""


def _is_guessable(typed: str, person: Credentials) -> bool:
    about = f"{person.name} {person.municipality_name} {person.email.replace('@', ' ')}"
    words = [*about.lower().replace(".", " ").split(), person.email, *_CONTEXT]
    return _is_made_of(words, typed.lower()) or _score(typed, words) < _HARD_TO_GUESS


def _is_made_of(words: Sequence[str], typed: str) -> bool:
    """Return whether hardly anything is left without what everybody knows about the person."""
    for word in sorted(words, key=len, reverse=True):
        typed = typed.replace(word, "")
    return len(typed.strip()) < _OWN_PART


def _score(typed: str, words: Sequence[str]) -> int:
    return int(zxcvbn(typed[:_LOOKED_AT], user_inputs=list(words))["score"])
