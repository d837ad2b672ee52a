"""Texts in another language than their page: marked where they come from, told to browsers at the end.

Rule (WCAG 3.1.2): what a definition says in its own language carries that language through every
sentence it is put into, as characters that nobody can type. The last thing an answer passes turns
them into `lang`; where no element can stand (attributes, titles) it takes them away. So whoever only
shows a text has not to think of it.

Its limits: whoever compares such a text with what somebody typed, or looks how it ends, takes `plain`
of it first. It relies on pages in which every `<`, `>` and quotation mark of a text is escaped, as
Jinja does, and on texts that hold no element but `<wbr>`. A page costs it a millisecond or two.
"""

from __future__ import annotations

import re
from functools import partial

from web.language import spoken
from workflow.core.definition import GenderForm, ProcessDefinition
from workflow.core.shown_texts import each_text

_BEGIN, _CODE_ENDS, _END = "\x02", "\x1f", "\x03"
_MARKED = re.compile(f"{_BEGIN}([A-Za-z-]+){_CODE_ENDS}([^{_BEGIN}{_END}]*){_END}?")
_MARKS = re.compile(f"{_BEGIN}[A-Za-z-]+{_CODE_ENDS}|{_END}")
FOREIGN = _BEGIN.encode()  # whether it is in a page at all
_TAG = re.compile(r"(<(?!wbr>)[^>]*>)")  # where a word may break it is still one text
_ONLY_TEXT = ("<title", "<option", "<textarea")  # elements that hold no others

_KNOWN: dict[tuple[str, GenderForm], ProcessDefinition] = {}


def as_spoken(definition: ProcessDefinition) -> ProcessDefinition:
    """Return the definition as a page in the spoken language shows it: its texts marked, if foreign."""
    if definition.language == spoken():
        return definition
    key = (definition.digest, definition.gender_form)
    if key not in _KNOWN:
        _KNOWN[key] = each_text(definition, partial(_paragraphs, language=definition.language))
    return _KNOWN[key]


def _paragraphs(text: str, language: str) -> str:
    return "\n\n".join(foreign(each, language) for each in text.split("\n\n"))


def foreign(text: str, language: str) -> str:
    """Return a paragraph marked as being in a language; its last full stop belongs to the sentence."""
    words = text.rstrip(".")
    return f"{_BEGIN}{language}{_CODE_ENDS}{words}{_END}{text[len(words) :]}" if words else text


def plain(text: str) -> str:
    """Return a text without its marks."""
    return _MARKS.sub("", text)


def told_to_browsers(page: str) -> str:
    """Return a page in which every marked text says its language."""
    parts = _TAG.split(page)  # text and tags by turns
    for place in range(0, len(parts), 2):
        tag = parts[place - 1] if place else ""
        if _BEGIN not in parts[place]:
            continue
        if tag.startswith(_ONLY_TEXT):
            parts[place - 1] = _told_by_tag(tag, parts[place])
        else:
            parts[place] = _MARKED.sub(r'<span lang="\1">\2</span>', parts[place])
    return plain("".join(parts))


def _told_by_tag(tag: str, text: str) -> str:
    """Return the tag of an option with the language of its text, if all its words are in that one."""
    found, others = _MARKED.search(text), _MARKED.sub("", text)
    if found is None or not tag.startswith("<option") or any(map(str.isalpha, others)):
        return tag
    return f'{tag[:-1]} lang="{found.group(1)}">'
