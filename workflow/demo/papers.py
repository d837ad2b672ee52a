"""Small papers to prove things with: a title and a line, as the bytes of a PDF.

Rule: no library and no picture; one page that every reader opens.
"""

from __future__ import annotations

import re

A4 = b"[0 0 595 842]"


def pdf(title: str, lines: list[str]) -> bytes:
    """Return a PDF of one page with a title and some lines beneath."""
    shown = [f"BT /F1 18 Tf 72 760 Td ({_escaped(title)}) Tj ET"]
    shown += [
        f"BT /F1 11 Tf 72 {720 - 18 * row} Td ({_escaped(line)}) Tj ET"
        for row, line in enumerate(lines)
    ]
    text = "\n".join(shown).encode("cp1252", "replace")
    font = b"/Font<</F1 5 0 R>>"
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R/Lang(de-DE)>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources<<%b>>>>" % (A4, font),
            b"<</Length %d>>\nstream\n%b\nendstream" % (len(text), text),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ]
    )


def file_name(title: str) -> str:
    """Return what somebody would have called the file."""
    return re.sub(r"[^\w-]+", "_", title).strip("_")[:80] + ".pdf"


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
