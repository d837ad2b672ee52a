"""What a message about a definition consists of.

Rule: texts stand in the tables `messages_*` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """A language in which the checker answers."""

    DE = "de"
    EN = "en"


class Term(StrEnum):
    """A word inside a message that has to be translated with it."""

    TEXT = "text"
    LIST = "list"
    MAPPING = "mapping"
    TRUTH = "true or false"
    NUMBER = "number"
    WHOLE_NUMBER = "whole number"
    DATE = "date"
    OPTION = "option"
    NOTHING = "nothing"


GERMAN: dict[Term, str] = {
    Term.TEXT: "Text",
    Term.LIST: "Liste",
    Term.MAPPING: "„Schlüssel: Wert“",
    Term.TRUTH: "true oder false",
    Term.NUMBER: "Zahl",
    Term.WHOLE_NUMBER: "ganze Zahl",
    Term.DATE: "Datum",
    Term.OPTION: "Auswahl",
    Term.NOTHING: "nichts",
}


class Said(str):
    """A part of a message that is a sentence of its own, in German and in English."""

    __slots__ = ("en",)
    en: str

    def __new__(cls, de: str, en: str) -> Self:
        """Make the German sentence, with the English one beside it."""
        said = super().__new__(cls, de)
        said.en = en
        return said


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that can be said about a definition, with an example that provokes it.

    `key` is the stable code, followed by a variant where one code needs several wordings. The
    example turns `right` into `wrong` in a sound file; without `right`, `wrong` is the whole file.
    """

    key: str
    de: str
    en: str
    right: str
    wrong: str

    @property
    def code(self) -> str:
        """The stable code, without the variant."""
        return self.key.partition("/")[0]

    @property
    def is_warning(self) -> bool:
        """Whether the file can be used all the same."""
        return self.key.startswith("W")

    def text(self, language: Language, args: dict[str, str]) -> str:
        """Return the sentence with its placeholders filled."""
        template = self.de if language is Language.DE else self.en
        return template.format_map({name: _say(value, language) for name, value in args.items()})


def _say(value: str, language: Language) -> str:
    if isinstance(value, Term) and language is Language.DE:
        return GERMAN[value]
    if isinstance(value, Said) and language is Language.EN:
        return value.en
    return str(value)
