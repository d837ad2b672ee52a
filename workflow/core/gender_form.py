"""How German texts of a definition name people: as their author wrote it, or in pairs without a sign.

Rule: a pair is made only where its masculine form follows from how the word ends. The dative is
taken where the words before demand it: after "den", and after a preposition that governs it. Any
other word stays as its author wrote it. What people have typed is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from workflow.core.definition import GenderForm, ProcessDefinition
from workflow.core.shown_texts import each_text

# A word that shows what a form does.
EXAMPLE = "Bewohner*innen"

# What a masculine word that ends so gets in the plural.
_PLURALS: Mapping[str, str] = {
    "er": "", "el": "", "or": "en", "ent": "en", "ant": "en", "ist": "en", "eur": "e",
}  # fmt: skip
_STEM = rf"\b(?P<stem>[^\W\d_]+(?:{'|'.join(_PLURALS)}))[*:_]"
_DATIVE = (
    r"\b(?i:den|mit|von|aus|bei|zu|nach|seit|unter) (?:(?!denen)[a-zäöüß]+en |zwei |drei |\d+ )?"
)
# Many of them, and what is put together with the word: Bürger*innenrat, Bürger*innen-Rat.
_MANY = re.compile(rf"(?P<dative>{_DATIVE})?{_STEM}innen(?P<more>-?[^\W\d_]+)?")
_ONE = re.compile(rf"{_STEM}in\b")


def in_gender_form(definition: ProcessDefinition, form: GenderForm) -> ProcessDefinition:
    """Return a definition with its texts in a municipality's form; as it is if not in German."""
    if form is GenderForm.STAR or definition.language != "de":
        return definition
    return replace(each_text(definition, in_pairs), gender_form=form)


def in_pairs(text: str) -> str:
    """Return a text with a pair in place of each word with a sign: Bewohnerinnen und Bewohner."""
    return _ONE.sub(_either, _MANY.sub(_both, text))


def _both(found: re.Match[str]) -> str:
    stem, before, more = found["stem"], found["dative"] or "", found["more"]
    if more:
        return f"{before}{stem}innen- und {stem}{more}"
    many = stem + _ending(stem)
    if before and not many.endswith("n"):
        many += "n"
    return f"{before}{stem}innen und {many}"


def _ending(stem: str) -> str:
    return next(more for end, more in _PLURALS.items() if stem.endswith(end))


def _either(found: re.Match[str]) -> str:
    return f"{found['stem']}in oder {found['stem']}"
