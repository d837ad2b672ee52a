"""Every text of the pages keeps to the wording rules: plain, without blame, one word for a thing."""

import re

import pytest
from babel.messages.extract import extract_from_dir

from tests.architecture.conftest import ROOT

FORBIDDEN = {
    "blames whoever typed": r"\b(ungültig|fehlerhaft)",
    "says nothing about what will happen": r"(?i)\b(absenden|ok|hier klicken)\b",
    "is a word of developers": r"\b(Gate|Migration|Migrieren|Audit|Milestone|Meilenstein-Gate)\b",
    "shouts": r"!",
    # Rules on signs and pairs differ from place to place; neutral words fit all of them.
    "needs a gender form": r"Bürgerinnen und Bürger|[a-zäöü][*:_]\w|[a-z]Innen\b",
    # "neue", "Quelle", "aktuell", "zuerst" are no umlauts.
    "writes an umlaut in two letters": r"(?i)ae|oe|(?<![aeäq])ue(?!ll|rst|s?\})",
    "is the software speaking of itself": r"(?i)\b(entschuldigung|leider|ups|hoppla)\b",
}


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text that passes the door of the language."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    keywords = {"say": None, "said_later": None, "plural": (2, 3)}
    found = extract_from_dir(ROOT / "web", methods, keywords=keywords)
    return {word for row in found for word in (row[2] if isinstance(row[2], tuple) else (row[2],))}


@pytest.mark.parametrize("why", FORBIDDEN)
def test_no_text_uses_a_word_that(texts, why):
    assert [text for text in sorted(texts) if re.search(FORBIDDEN[why], text)] == []


@pytest.mark.parametrize("why", FORBIDDEN)
def test_the_handbook_does_not_either(why):
    pages = {path.name: path.read_text("utf-8") for path in (ROOT / "docs/handbuch").rglob("*.md")}
    prose = {
        name: re.sub(r"!\[|\]\([^)]*\)|`[^`]*`|```.*?```", "", text, flags=re.DOTALL)
        for name, text in pages.items()
    }
    assert [name for name, text in prose.items() if re.search(FORBIDDEN[why], text)] == []
