"""Reading the words of an event: what was erased reads as erased, what was never there as None."""

from __future__ import annotations

from dataclasses import replace

from workflow.core.state import Document, Word, Words


def optional(words: Words, key: str) -> Word | None:
    """Return a word, ERASED if it was erased, None if it was never said."""
    return words.get(key)


def said(words: Words, key: str) -> Word:
    """Return a word that is always there; "" only if an old event lacks it."""
    return words.get(key, "")


def named(documents: tuple[Document, ...], words: Words) -> tuple[Document, ...]:
    """Return the documents with their names, which are words."""
    return tuple(
        replace(document, name=said(words, f"document:{index}"))
        for index, document in enumerate(documents)
    )
