"""Taking what was typed as free text: cleaned, measured, refused with a reason.

Rule: every word that enters the engine passes here once. Text is normalised (NFC); control and
invisible direction characters, lone surrogates and non-characters are refused, because databases,
files and readers disagree about them.
"""

from __future__ import annotations

import unicodedata

from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.core.state import Document, DocumentKind, Words

MAX_NOTE = 20_000
MAX_REASON = 2_000
MAX_NAME = 300
MAX_DOCUMENTS = 20

# Direction overrides and isolates, zero-width space, word joiner, BOM: text that lies about itself.
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Unicode keeps these free for ever: the last two of each plane, and a block of 32.
_LAST_TWO = 0xFFFE
_SIGN = "\ufffd"
_NON_CHARACTERS = range(0xFDD0, 0xFDF0)


def text_problem(text: str, *, lines: bool) -> Problem | None:
    """Return what is wrong with the characters of a text, if anything."""
    for character in text:
        if character in "\n\t\r":
            if not lines:
                return Problem.BAD_CHARACTER
        elif character in _INVISIBLE or _is_no_text(character):
            return Problem.BAD_CHARACTER
    return None


def _is_no_text(character: str) -> bool:
    """Return whether it is a control character, half a surrogate pair or a non-character."""
    code = ord(character)
    nowhere = code & _LAST_TWO == _LAST_TWO or code in _NON_CHARACTERS
    return nowhere or unicodedata.category(character) in {"Cc", "Cs"}


def legible(text: str) -> str:
    """Return a text that was refused so that it can be shown: a sign for what nothing can carry."""
    return "".join(_SIGN if _is_no_text(each) and each not in "\n\t\r" else each for each in text)


def normalised(text: str) -> str:
    """Return the text as it is kept: NFC, Unix line ends, no space around."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def optional_text(name: str, text: str, *, limit: int = MAX_NOTE, lines: bool = True) -> str:
    """Return the cleaned text, "" for none; raise InvalidInput if it cannot be kept."""
    if not text:
        return text
    cleaned = normalised(text)
    problem = text_problem(cleaned, lines=lines)
    if problem is not None:
        raise InvalidInput(InputProblem(name=name, problem=problem))
    if len(cleaned) > limit:
        raise InvalidInput(InputProblem(name=name, problem=Problem.TOO_LONG, limit=str(limit)))
    return cleaned


def required_text(name: str, text: str, *, limit: int = MAX_REASON, lines: bool = True) -> str:
    """Return the cleaned text; raise InvalidInput if there is none or it cannot be kept."""
    cleaned = optional_text(name, text, limit=limit, lines=lines)
    if not cleaned:
        raise InvalidInput(InputProblem(name=name, problem=Problem.EMPTY))
    return cleaned


def spoken(**words: str) -> Words:
    """Return the words that were said; empty ones were not."""
    return {key: word for key, word in words.items() if word}


def documents_and_words(
    documents: tuple[Document, ...],
) -> tuple[tuple[Document, ...], dict[str, str]]:
    """Return the documents without their names, and the names as words.

    Raise InvalidInput for a link that is no web address, an empty name or too many documents.
    """
    if len(documents) > MAX_DOCUMENTS:
        raise InvalidInput(
            InputProblem(name="documents", problem=Problem.TOO_LARGE, limit=str(MAX_DOCUMENTS))
        )
    facts: list[Document] = []
    words: dict[str, str] = {}
    for index, document in enumerate(documents):
        name = required_text("documents", str(document.name), limit=2_000, lines=False)
        if document.kind is DocumentKind.LINK and not name.startswith(("https://", "http://")):
            raise InvalidInput(InputProblem(name="documents", problem=Problem.NOT_A_URL))
        words[f"document:{index}"] = name
        facts.append(
            Document(
                kind=document.kind,
                sha256=document.sha256,
                size=document.size,
                media_type=document.media_type,
            )
        )
    return tuple(facts), words
