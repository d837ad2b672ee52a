"""The two languages of sentences, and how words are put together in them.

Rule: German first. A phrase is a template in a table of its module, once per language; only ids,
labels and formatted values are put into it, and nothing that was put in is read as a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")
Phrases = Mapping[Language, Mapping[str, str]]

NO_BREAK = "\u00a0"
_AND: Mapping[Language, str] = {"de": "und", "en": "and"}
_OR: Mapping[Language, str] = {"de": "oder", "en": "or"}
_QUOTES: Mapping[Language, tuple[str, str]] = {"de": ("„", "“"), "en": ("“", "”")}


def phrase(phrases: Phrases, language: Language, key: str, **parts: str) -> str:
    """Return the phrase with its parts filled in."""
    return phrases[language][key].format(**parts)


def quoted(text: str, language: Language) -> str:
    """Return the text in the quotation marks of the language."""
    opening, closing = _QUOTES[language]
    return f"{opening}{text}{closing}"


def all_of_words(parts: Sequence[str], language: Language) -> str:
    """Return "a, b und c"."""
    return _joined(parts, _AND[language])


def one_of_words(parts: Sequence[str], language: Language) -> str:
    """Return "a, b oder c"."""
    return _joined(parts, _OR[language])


def as_sentence(text: str) -> str:
    """Return the text with a capital first letter; a quoted label at the start stays as it is."""
    return text[:1].upper() + text[1:]


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:  # noqa: PLR2004 - one part needs no word between
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
