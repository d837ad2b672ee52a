"""The texts that people write into a report: their names, and how they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from web.language import said_later, say
from workflow.core.figures import ReportText
from workflow.core.state import Erased, Word

TEXT_NAMES: Mapping[ReportText, str] = {
    ReportText.BODY: said_later("Vorlage an"),
    ReportText.REFERENCE: said_later("Bezug"),
    ReportText.PROPOSAL: said_later("Beschlussvorschlag"),
    ReportText.SUMMARY: said_later("Kurzfassung"),
    ReportText.OUTLOOK: said_later("Handlungsbedarf und Ausblick"),
    ReportText.FINANCE: said_later("Finanzielle Auswirkungen"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list of points."""

    text: str = ""
    points: tuple[str, ...] = ()


def blocks(text: Word | None) -> tuple[Block, ...]:
    """Return a text as paragraphs, one for each line; lines that begin with a dash are points."""
    if isinstance(text, Erased):
        return (Block(say("gelöscht")),)
    return tuple(_blocks(text or ""))


def _blocks(text: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for is_list, group in groupby(lines, key=_is_point):
        if is_list:
            yield Block(points=tuple(line[1:].strip() for line in group))
        else:
            yield from (Block(line) for line in group)


def _is_point(line: str) -> bool:
    return line.startswith(("- ", "• ", "* ", "– "))
