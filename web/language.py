"""The language a page speaks: German as it stands in the source, or English from the catalogue.

Rule: every text that people read passes `say` or `plural`. The language belongs to the request that
is being answered and is held in a context variable, so that what words a page needs no Flask. Texts
of a definition and what people have written are never translated.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from workflow.core.sentences.language import LANGUAGES, Language

Thing = TypeVar("Thing")

CATALOGUES = Path(__file__).parent / "locale"
SOURCE: Language = "de"
LANGUAGE_COOKIE = "sprache"
_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=SOURCE)


def spoken() -> Language:
    """Return the language of the page that is being made."""
    return _SPOKEN.get()


def known(wanted: str) -> Language:
    """Return the language of that name; German if it is none of ours."""
    return next((each for each in LANGUAGES if each == wanted), SOURCE)


def speak(wanted: str) -> None:
    """Speak this language from here on."""
    _SPOKEN.set(known(wanted))


def say(text: str, /, **parts: object) -> str:
    """Return the text in the spoken language, with its `parts` put in where it names them."""
    said = _catalogue(spoken()).texts.get(text) or text
    return said.format(**parts) if parts else said


def plural(number: int, one: str, many: str) -> str:
    """Return the number with its noun: 1 Punkt, 3 Punkte."""
    one, many = _catalogue(spoken()).nouns.get(one) or (one, many)
    return f"{number} {one if number == 1 else many}"


def said_later(text: str) -> str:
    """Return the text as it is, for a table that is made once: `say` translates it where it is shown."""
    return text


def in_order(things: Iterable[Thing], of: Callable[[Thing], str]) -> list[Thing]:
    """Return things in the order of the alphabet as people look for their names.

    German and English both read ä as a and ß as ss (DIN 5007-1); only names that are the same
    but for that come one after the other.
    """
    return sorted(things, key=lambda thing: (_plain(of(thing)), of(thing)))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """What each German text is, and what each noun is that is counted: one and many of it."""

    texts: Mapping[str, str]
    nouns: Mapping[str, tuple[str, str]]


@cache
def _catalogue(wanted: Language) -> _Catalogue:
    if wanted == SOURCE:
        return _Catalogue({}, {})
    with (CATALOGUES / wanted / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=wanted) if message.id]
    texts = {str(each.id): str(each.string or "") for each in messages if not each.pluralizable}
    nouns = {each.id[0]: _forms(each) for each in messages if each.pluralizable}
    # A noun that also stands alone, as a label, is in the catalogue once: there it has a capital.
    labels = {noun: one[:1].upper() + one[1:] for noun, (one, _) in nouns.items()}
    return _Catalogue({**labels, **texts}, nouns)


def _forms(message: Message) -> tuple[str, str]:
    one, many = tuple(message.string or ("", ""))
    return one, many
