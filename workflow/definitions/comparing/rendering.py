"""Changes as people read them in a terminal, and as programs read them.

Rule: both say the same things; people read them by group, programs in the order of the definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import TextWrapper

from workflow.core.sentences import Language
from workflow.definitions.comparing.changes import Kind
from workflow.definitions.comparing.telling import Told
from workflow.definitions.comparing.text import Line, Sign
from workflow.definitions.comparing.weight import Weight
from workflow.definitions.comparing.words import GROUPS

FILL = TextWrapper(
    92,
    initial_indent="  ",
    subsequent_indent="    ",
    break_on_hyphens=False,
    break_long_words=False,
)
_SIGNS = {Kind.ADDED: "+", Kind.CHANGED: "*", Kind.RENAMED: "=", Kind.REMOVED: "-"}


def as_text(found: Sequence[Told], before: str, after: str, language: Language) -> str:
    """Return all changes by group, under a line with the names of the two and how many there are."""
    words = GROUPS[language]
    some = words["one"] if len(found) == 1 else words["many"].format(n=len(found))
    count = some if found else words["none"]
    head = words["head"].format(before=before, after=after, count=count)
    return "\n".join([head, *_groups(found, language)]) + "\n"


def as_data(told: Told) -> dict[str, str]:
    """Return one change as plain data for JSON."""
    change = told.change
    return {
        "kind": change.kind.value,
        "thing": change.sort.value,
        "path": change.path,
        "former": ".".join(change.former),
        "key": change.key,
        "weight": change.weight.value,
        "sentence": told.sentence,
        "before": told.before,
        "after": told.after,
    }


def passages_as_text(passages: Sequence[Sequence[Line]]) -> str:
    """Return what differs line by line, with a sign and the number in either text."""
    blocks = ("".join(_line(line) for line in passage) for passage in passages)
    return "...\n".join(blocks)


def _groups(found: Sequence[Told], language: Language) -> Iterator[str]:
    for kind, sign in _SIGNS.items():
        here = [each for each in found if each.group is kind]
        if here:
            yield from ("", GROUPS[language][kind.value])
        for each in here:
            said = f"{each.sentence}{_weight(each.change.weight, language)}"
            yield FILL.fill(f"{sign} {said}")


def _weight(weight: Weight, language: Language) -> str:
    said = GROUPS[language].get(weight.value)
    return f" [{said}]" if said else ""


def _line(line: Line) -> str:
    number = line.before if line.sign is Sign.GONE else line.after
    return f"{number:5} {line.sign.value} {line.text}".rstrip() + "\n"
