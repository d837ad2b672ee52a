"""Reading what Chromium printed: the sheets of a PDF, and the words on each of them.

Rule: as much of the format as this one writer uses; what it cannot read fails loudly.
"""

import re
import zlib
from collections.abc import Iterator
from unicodedata import normalize

_OBJECT = re.compile(rb"(?s)(\d+) 0 obj\s*(.*?)\s*endobj")
_STREAM = re.compile(rb"(?s)stream\r?\n(.*)\nendstream")
_SHEET = re.compile(rb"/Type\s*/Page[^s]")
_SIZE = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)")
_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj")
_RANGE = re.compile(rb"<(\w{4})> <(\w{4})> <(\w{4,})>")
_SINGLE = re.compile(rb"(?m)^<(\w{4})> <(\w{4,})>$")

Objects = dict[bytes, bytes]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each sheet, in whole points."""
    return [(round(float(width)), round(float(height))) for width, height in _SIZE.findall(pdf)]


def sheets(pdf: bytes) -> list[str]:
    """The words on each sheet, packed."""
    objects = dict(_OBJECT.findall(pdf))
    return [_words(objects, each) for each in objects.values() if _SHEET.search(each)]


def packed(text: str) -> str:
    """A text as it can be looked for on paper: without spaces, each letter by itself."""
    return "".join(normalize("NFKC", text).split())


def _words(objects: Objects, sheet: bytes) -> str:
    letters = {name: _letters(objects, number) for name, number in _fonts(objects, sheet)}
    (content,) = re.findall(rb"/Contents (\d+) 0 R", sheet)
    font, words = {}, []
    for name, glyphs in _SHOWN.findall(_text(objects[content])):
        if name:
            font = letters[name]
        words += [font[glyphs[at : at + 4].upper()] for at in range(0, len(glyphs), 4)]
    return packed("".join(words))


def _fonts(objects: Objects, sheet: bytes) -> Iterator[tuple[bytes, bytes]]:
    (fonts,) = re.findall(rb"(?s)/Font\s*<<(.*?)>>", sheet)
    yield from re.findall(rb"/(\w+) (\d+) 0 R", fonts)


def _letters(objects: Objects, font: bytes) -> dict[bytes, str]:
    """What each glyph of a font means."""
    (number,) = re.findall(rb"/ToUnicode (\d+) 0 R", objects[font])
    found, table = {}, _text(objects[number])
    for first, last, meaning in _RANGE.findall(table):
        for offset in range(int(last, 16) - int(first, 16) + 1):
            found[b"%04X" % (int(first, 16) + offset)] = chr(int(meaning, 16) + offset)
    for glyph, meaning in _SINGLE.findall(table):
        found[glyph.upper()] = bytes.fromhex(meaning.decode()).decode("utf-16-be")
    return found


def _text(item: bytes) -> bytes:
    found = _STREAM.search(item)
    assert found is not None
    return zlib.decompress(found[1]) if b"/FlateDecode" in item else found[1]
