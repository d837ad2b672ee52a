"""The written text of two definitions, line by line.

Rule: data only, so that a page can mark lines as `ins` and `del` and a terminal with a sign. Lines far
from any change are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CONTEXT = 3
# Beyond that, comparing every line with every other takes too long.
MOST_LINES = 12_000
Opcode = tuple[str, int, int, int, int]


class Sign(StrEnum):
    """Whether a line stands in both texts, or only in one."""

    SAME = " "
    GONE = "-"
    NEW = "+"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in either text; 0 where it does not stand."""

    sign: Sign
    text: str
    before: int = 0
    after: int = 0


def lines(before: str, after: str) -> tuple[tuple[Line, ...], ...]:
    """Return the passages that differ, with a few lines around; nothing if all is the same."""
    old, new = before.splitlines(), after.splitlines()
    groups = matched(old, new).get_grouped_opcodes(CONTEXT)
    return tuple(
        tuple(line for opcode in group for line in _lines(opcode, old, new)) for group in groups
    )


def matched(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    """Return which lines of two texts are the same, in a time that ends whatever the lines are."""
    # With `autojunk` a line that occurs often (`required: true`) counts as different.
    return SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > MOST_LINES)


def _lines(opcode: Opcode, old: list[str], new: list[str]) -> list[Line]:
    tag, a, b, c, d = opcode
    if tag == "equal":
        return [Line(Sign.SAME, old[a + n], a + n + 1, c + n + 1) for n in range(b - a)]
    gone = [Line(Sign.GONE, old[n], before=n + 1) for n in range(a, b)]
    return [*gone, *(Line(Sign.NEW, new[n], after=n + 1) for n in range(c, d))]
