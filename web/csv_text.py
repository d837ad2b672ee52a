"""Tables as text: written so that every office program opens them, read as offices send them.

Rule: written with semicolons, UTF-8 and a mark that says so, and no cell that a program would take
for a formula. Read in any of the usual encodings and separators; what is no table says so. Reading
back what was written gives the same cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from web.foreign import plain

_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_SHIELD = "'"
_SEPARATORS = ";,\t|"
_SAID = re.compile(r"\s*sep=([;,\t|])[;,\t|\s]*", re.IGNORECASE)  # how Excel may say it
_ENCODINGS = ("utf-8-sig", "cp1252")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NoTable(ValueError):
    """What was sent cannot be read as a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; `number` is where it begins in the file, counted from 1."""

    number: int
    cells: tuple[str, ...]


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a file that spreadsheets open by a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_shielded(plain(cell)) for cell in row])
    return (_MARK + text.getvalue()).encode()


def _shielded(cell: str) -> str:
    """Return a cell that no program takes for a formula; a plain number is none."""
    if not cell.startswith(_FORMULA) or _is_number(cell):
        return cell
    return _SHIELD + cell


def _is_number(cell: str) -> bool:
    return cell[:1] == "-" and cell[1:].replace(",", "", 1).isdecimal() and cell[1:].isascii()


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith(_SHIELD) and cell[1:].startswith(_FORMULA) else cell


def read(content: bytes, fits: Callable[[Sequence[str]], int]) -> list[Line]:
    """Return the lines of a file, the head first, empty ones left out; raises NoTable.

    `fits` says how many cells of a head are known: the separator that gives most of them is it.
    """
    text = _decoded(content)
    if "\0" in text or not text.strip():
        raise NoTable
    head = next(line for line in text.splitlines() if line.strip())
    if said := _SAID.fullmatch(head):
        return _lines(text, said[1])[1:]
    best = max(_SEPARATORS, key=lambda each: fits(next(csv.reader([head], delimiter=each), [])))
    return _lines(text, best)


def _decoded(content: bytes) -> str:
    for encoding in (_WIDE.get(content[:2], ""), *_ENCODINGS):
        try:
            return content.decode(encoding) if encoding else _none()
        except UnicodeError:
            continue
    raise NoTable


def _none() -> str:
    raise UnicodeError


def _lines(text: str, separator: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found, begins = [], 1
    try:
        for row in reader:
            cells = tuple(_bare(cell.strip()) for cell in row)
            if any(cells):
                found.append(Line(begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NoTable from error
    return found
