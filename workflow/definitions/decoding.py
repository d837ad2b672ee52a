"""From the bytes of a file to clean text: size, encoding, line ends, characters.

Rule: this comes before any parser. What leaves here is UTF-8 text of bounded size with LF line
ends and without characters that nobody sees or that a database refuses.
"""

from __future__ import annotations

import codecs
import re

from workflow.definitions.message import Said
from workflow.definitions.problems import Place, Report

LARGEST_FILE = 1_048_576
MOST_MARKS = 8

_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_BINARY = (
    (b"PK\x03\x04", "Excel, Word, ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0", Said("Excel oder Word (altes Format)", "Excel or Word (old format)")),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", Said("ein Programm", "a program")),
    (b"SQLite format 3", "SQLite"),
)

# An emoji may be joined to the next one; anywhere else a joiner only hides something.
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_CONTROL = "\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
_INVISIBLE = (
    "\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_PLANE_ENDS = "".join(
    chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_SUSPECT = re.compile(
    f"(?P<control>[{_CONTROL}{_PLANE_ENDS}])"
    f"|(?P<invisible>[{_INVISIBLE}]|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}]))"
    f"|(?P<marks>[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MOST_MARKS + 1},}})"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Where a space carries meaning: at the start of a line and beside a colon that ends a key.
_SPECIAL_SPACE = re.compile(
    rf"(?m)^[ \-]*+(?:[{_SPACES}]|[{{]?[\w.\-]++(?:[{_SPACES}]++:|:[{_SPACES}]))"
)
# One set of single characters: whether there is anything to look for at all.
_UNUSUAL = re.compile(
    f"[{_CONTROL}{_PLANE_ENDS}{_INVISIBLE}{_SPACES}\u200d\u0300-\u036f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff]"
)


def decode(data: bytes, name: str) -> tuple[str | None, Report]:
    """Return the text of a file and a report on it; no text if it cannot be read."""
    if len(data) > LARGEST_FILE:
        return None, too_large(len(data), name)
    text, report = text_of(data, name)
    if text is None:
        return None, report
    marked = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    report = Report(name, text)
    if marked:
        report.add("W107", Place(1, 1))
    _check_characters(text, report)
    return (None if report.has_errors else text), report


def text_of(data: bytes, name: str = "") -> tuple[str | None, Report]:
    """Return what a file says, whatever is wrong with it, if it is a text; else a report on what it is."""
    report = Report(name)
    return _text_of(data, report), report


def not_opened(error: OSError, name: str, meant: str = "") -> Report:
    """Return the report on a file that could not be opened; `meant` is one that could be."""
    report = Report(name)
    match error:
        case FileNotFoundError():
            report.add("E022/missing", Place(), suggestion=meant)
        case IsADirectoryError():
            report.add("E022/folder", Place())
        case _:
            report.add("E022/closed", Place())
    return report


def too_large(size: int, name: str) -> Report:
    """Return the report on a file that is not even read."""
    report = Report(name)
    tenths = -(-size * 10 // LARGEST_FILE)  # rounded up: never as large as what is allowed
    shown = f"{tenths / 10:.1f}"
    report.add(
        "E002",
        Place(),
        size=Said(f"{shown.replace('.', ',')} MB", f"{shown} MB"),
        limit="1 MB",
    )
    return report


def _text_of(data: bytes, report: Report) -> str | None:
    for start, encoding in _ENCODINGS:
        if data.startswith(start):
            report.add("E003/utf16", Place(), encoding=encoding)
            return None
    for start, kind in _BINARY:
        if data.startswith(start):
            report.add("E003/binary", Place(), kind=kind)
            return None
    if data[:200].count(0) > len(data[:200]) // 4:
        report.add("E003/utf16", Place(), encoding="UTF-16")
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        place = Place(len(before), len(before[-1]) + 1)
        report.add("E003/not-utf8", place, byte=f"0x{data[error.start]:02X}")
        return None


def _check_characters(text: str, report: Report) -> None:
    if not _UNUSUAL.search("".join(set(text))):
        return  # the few different characters of a text are looked at faster than all of it
    for found in _SUSPECT.finditer(text):
        if report.is_full:
            return
        report_character(found, place_in(text, found.start()), report)
    for found in _SPECIAL_SPACE.finditer(text):
        if report.is_full:
            return
        at = next(i for i in range(found.end() - 1, -1, -1) if re.match(f"[{_SPACES}]", text[i]))
        report.add("E004/space", place_in(text, at), char=_named(text[at]))


def suspect(value: str) -> re.Match[str] | None:
    """Return the first character in a text that must not be there."""
    return _SUSPECT.search(value)


def report_character(found: re.Match[str], place: Place, report: Report) -> None:
    """Report what `suspect` found."""
    if found.lastgroup == "marks":
        report.add("E019/marks", place, limit=MOST_MARKS)
    elif found.lastgroup == "control":
        report.add("E004/control", place, char=_named(found.group()))
    else:
        report.add("E004/invisible", place, char=_named(found.group()))


def place_in(text: str, index: int) -> Place:
    """Return line and column of a position in a text."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _named(char: str) -> str:
    return f"U+{ord(char):04X}"
