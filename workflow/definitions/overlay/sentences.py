"""Sentences that an overlay leaves standing though the number in them is no longer true.

Rule: only a limit that the overlay changes, and only a text beside it that it does not: the same
number has to stand there. Whoever writes the text anew hears no more of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.definitions.nodes import Mapping, Node, Scalar, dotted, node_at
from workflow.definitions.overlay.merge import Applied
from workflow.definitions.problems import Report

_LIMITS = frozenset({"at_least", "at_most", "min", "max", "usual"})
_TEXTS = ("say", "help")
_WORDS = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def warn_of_old_numbers(done: Sequence[Applied], root: Mapping, report: Report) -> None:
    """Report each limit that was changed while a text beside it still names the old one."""
    changed = {each.operation.path for each in done}
    for applied in done:
        operation = applied.operation
        if operation.verb != "change" or operation.name not in _LIMITS or applied.before is None:
            continue
        now = set(_numbers(operation.value))
        gone = [number for number in _numbers(applied.before) if number not in now]
        for text in _TEXTS:
            path = (*operation.thing, text)
            said = node_at(root, path) if path not in changed else None
            old = next((each for each in map(_spoken, gone) if _names(said, each)), None)
            if old is not None:
                report.add("W113", operation.key, operation.path, what=dotted(path), old=old[0])


def _numbers(node: Node) -> Iterator[str]:
    """Yield the numbers of a limit: one, two in brackets, or those of `{min: , max: }`."""
    if isinstance(node, Scalar):
        yield from [node.value] if _NUMBER.fullmatch(node.value) else []
        return
    inner = node.entries.values() if isinstance(node, Mapping) else node.entries
    yield from (number for each in inner for number in _numbers(each))


def _spoken(number: str) -> tuple[str, ...]:
    """Return how a text may write a number; the first as it is shown."""
    whole, _, places = number.partition(".")
    if places:
        return (f"{whole},{places}", number)
    in_words = _WORDS[int(whole) - 2 : int(whole) - 1] if 2 <= int(whole) <= 12 else []  # noqa: PLR2004
    return (f"{int(whole):,}".replace(",", "."), whole, *in_words)


def _names(said: Node | None, number: Sequence[str]) -> bool:
    """Whether a text names a number, in one of its ways to be written and as a word of its own."""
    if not isinstance(said, Scalar):
        return False
    ways = "|".join(map(re.escape, number))
    return (
        re.search(rf"(?<![\w.,])(?:{ways})(?![\w]|[.,][0-9])", said.value, re.IGNORECASE)
        is not None
    )
