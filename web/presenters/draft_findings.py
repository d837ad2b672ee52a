"""What the check has found in a text, as people read it: severity, place, sentence, the lines around.

Rule: severity is a word and a sign before it is a colour. An excerpt holds the spot and two lines on
each side, without the indent they share; the spot is said to those who do not see it underlined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web import paths
from web.language import say, spoken
from web.presenters.parts import ErrorLine, Errors
from workflow.workbench import Finding, Language

AROUND = 2
WIDEST = 200
SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """A line of the excerpt: before, at and behind the spot; only the marked one has a spot."""

    number: int
    before: str
    spot: str = ""
    behind: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding."""

    id: str
    sign: str
    severity: str
    where: str
    text: str
    code: str
    help: str
    path: str
    outline: str
    excerpt: tuple[QuotedLine, ...]
    excerpt_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that is shown, what is summed up above it, and what is left out."""

    errors: Errors | None
    rows: tuple[FindingRow, ...]
    more: str


def findings(found: Sequence[Finding], text: str, here: str) -> Findings:
    """Return the findings of a text, errors first; `here` is the draft it belongs to."""
    lines = text.split("\n")
    shown = found[:SHOWN]
    rows = tuple(_row(number, each, lines, here) for number, each in enumerate(shown, start=1))
    left = len(found) - len(shown)
    return Findings(
        errors=_summary(found, rows),
        rows=rows,
        more=say("Es gibt noch {count} weitere Befunde.", count=left) if left else "",
    )


def excerpt(lines: Sequence[str], line: int, column: int, width: int) -> tuple[QuotedLine, ...]:
    """Return the lines around a spot, without their common indent."""
    if not 0 < line <= len(lines):
        return ()
    first = max(1, line - AROUND)
    around = lines[first - 1 : line + AROUND]
    indent = min((_indent(each) for each in around if each.strip()), default=0)
    return tuple(
        _quoted(number, each, indent, (column, width) if number == line else None)
        for number, each in enumerate(around, start=first)
    )


def _quoted(number: int, line: str, indent: int, spot: tuple[int, int] | None) -> QuotedLine:
    if spot is None:
        return QuotedLine(number=number, before=_cut(line[indent:]))
    begin = max(spot[0] - 1, indent)
    end = min(begin + max(1, spot[1]), len(line))
    return QuotedLine(
        number=number,
        before=_cut(line[indent:begin]),
        spot=_cut(line[begin:end]) or " ",
        behind=_cut(line[end:]),
        here=True,
    )


def _cut(text: str) -> str:
    shown = text if len(text) <= WIDEST else f"{text[:WIDEST]}…"
    return "".join(each if each.isprintable() else "␣" for each in shown)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _row(number: int, each: Finding, lines: Sequence[str], here: str) -> FindingRow:
    place = each.place
    return FindingRow(
        id=f"befund-{number}",
        sign="critical" if each.is_error else "at-risk",
        severity=say("Fehler") if each.is_error else say("Warnung"),
        where=say("Zeile {line}, Spalte {column}", line=place.line, column=place.column)
        if place.line
        else say("ganzer Text"),
        text=each.text(Language(spoken())),
        code=each.code,
        help=paths.message(each.code),
        path=each.path,
        outline=paths.outline(here, each.path),
        excerpt=excerpt(lines, place.line, place.column, place.width),
        excerpt_name=say("Textstelle um Zeile {line}", line=place.line),
    )


def _summary(found: Sequence[Finding], rows: Sequence[FindingRow]) -> Errors | None:
    wrong = [(each, row) for each, row in zip(found, rows, strict=False) if each.is_error]
    if not wrong:
        return None
    count = sum(each.is_error for each in found)
    heading = (
        say("1 Fehler verhindert die Veröffentlichung")
        if count == 1
        else say("{count} Fehler verhindern die Veröffentlichung", count=count)
    )
    return Errors(heading=heading, lines=tuple(_lines(wrong)))


def _lines(wrong: Sequence[tuple[Finding, FindingRow]]) -> Iterator[ErrorLine]:
    for each, row in wrong:
        where = say("Zeile {line}", line=each.place.line) if each.place.line else row.where
        yield ErrorLine(text=f"{where}: {row.text}", url=f"#{row.id}")
