"""Two texts line by line: what stands in one alone, with a sign and marked within its line.

Rule: a line that was replaced by one other is shown with what differs in it; nothing is said by
colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from web.language import say
from workflow.workbench.comparing import Line, Sign


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line: its sign, its number in either text ("": not there), and what differs within."""

    sign: str
    before: str
    after: str
    head: str
    mark: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand together."""

    title: str
    rows: tuple[TextRow, ...]


def passages(found: Sequence[Sequence[Line]]) -> tuple[Passage, ...]:
    """Return what differs, passage by passage."""
    return tuple(Passage(_title(lines), tuple(_rows(lines))) for lines in found)


def changed_lines(found: Sequence[Sequence[Line]]) -> int:
    """Return how many lines stand in one of the texts alone."""
    return sum(line.sign is not Sign.SAME for lines in found for line in lines)


def _title(lines: Sequence[Line]) -> str:
    numbers = [line.after or line.before for line in lines]
    return say("Zeilen {first} bis {last}", first=numbers[0], last=numbers[-1])


def _rows(lines: Sequence[Line]) -> Iterator[TextRow]:
    runs = [(sign, list(run)) for sign, run in groupby(lines, key=lambda line: line.sign)]
    for place, (sign, run) in enumerate(runs):
        step = {Sign.GONE: 1, Sign.NEW: -1, Sign.SAME: 0}[sign]
        other = runs[place + step] if step and 0 <= place + step < len(runs) else (sign, [])
        # As many came as went: each took the place of one.
        pairs = other[1] if other[0] not in {sign, Sign.SAME} else []
        replaced = pairs if len(pairs) == len(run) else [None] * len(run)
        for line, beside in zip(run, replaced, strict=True):
            yield _row(line, beside.text if beside else None)


def _row(line: Line, other: str | None) -> TextRow:
    start, end = _differing(line.text, other) if other is not None else (0, 0)
    text, numbers = line.text, (str(line.before or ""), str(line.after or ""))
    if start == end:
        return TextRow(line.sign.value.strip(), *numbers, text)
    return TextRow(line.sign.value.strip(), *numbers, text[:start], text[start:end], text[end:])


def _differing(text: str, other: str) -> tuple[int, int]:
    """Return from where to where a text differs, in whole words; nothing if all of it does."""
    start = 0
    while start < min(len(text), len(other)) and text[start] == other[start]:
        start += 1
    end = 0
    most = min(len(text), len(other)) - start
    while end < most and text[-1 - end] == other[-1 - end]:
        end += 1
    while start and not text[start - 1].isspace():
        start -= 1
    while end and not text[len(text) - end].isspace():
        end -= 1
    has_common = bool(text[:start].strip() or text[len(text) - end :].strip())
    return (start, len(text) - end) if has_common else (0, 0)
