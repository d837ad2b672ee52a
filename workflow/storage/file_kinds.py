"""Which kinds of file are taken, and how each is told by its content.

Rule: a file must be one of these by its name AND by its content; nothing is unpacked, decoded or
run. What a browser could run as a page (HTML, SVG, XML) is never taken. Office files are judged by
the directory of their archive alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from workflow.core.errors import Problem

HEAD = 1024  # as far as a browser looks when it guesses a type
CHUNK = 1 << 18
MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_DIRECTORY = 1 << 20
_END_RECORD = 22
_LONGEST_COMMENT = 0xFFFF

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|script|svg|iframe|img|a\s|\?xml|\?php|%)", re.IGNORECASE
)
# Control bytes that no text holds; tab, line ends and form feed may stand there.
_NOT_TEXT = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D}) + b"\x7f"
_MACROS = re.compile(r"vba(project|data)|(^|/)(basic|scripts|macrosheets|activex)/", re.IGNORECASE)
_PACKED = re.compile(
    r"\.(zip|jar|7z|rar|gz|exe|dll|msi|js|vbs|bat|cmd|ps1|lnk|hta|scr|docm|xlsm|pptm)$",
    re.IGNORECASE,
)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what it is sent as, and what its content must be."""

    media_type: str
    check: Callable[[bytes, Path], Problem | None]


def kind_of(name: str) -> FileKind | None:
    """Return the kind that a file's name claims, None if it is not taken."""
    _, dot, extension = name.rpartition(".")
    return KINDS.get(extension.lower()) if dot else None


def content_problem(kind: FileKind, path: Path) -> Problem | None:
    """Return what is wrong with the content of a file that claims to be of a kind."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return kind.check(head, path)


# --- pictures, sound, paper ------------------------------------------------------------------


def _starting(*patterns: bytes) -> Callable[[bytes, Path], Problem | None]:
    """Return a check for files that begin with one of the patterns and hold no page."""
    starts = [re.compile(pattern, re.DOTALL) for pattern in patterns]

    def check(head: bytes, _: Path) -> Problem | None:
        fits = any(start.match(head) for start in starts) and not _MARKUP.search(head)
        return None if fits else Problem.FILE_MISMATCH

    return check


def _check_gif(head: bytes, path: Path) -> Problem | None:
    """Ask for the first block too: `GIF89a` alone is also the start of a script."""
    if _starting(rb"GIF8[79]a.{7}")(head, path):
        return Problem.FILE_MISMATCH
    colours = 3 << ((head[10] & 7) + 1) if head[10] & 0x80 else 0
    block = head[13 + colours : 14 + colours]
    return None if block in (b"!", b",") else Problem.FILE_MISMATCH


# --- text ------------------------------------------------------------------------------------


def _check_text(head: bytes, path: Path) -> Problem | None:
    """Take UTF-8 and the Windows code page; refuse what starts like a page."""
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return Problem.FILE_MISMATCH
    with path.open("rb") as file:
        for chunk in _chunks(file):
            if len(chunk.translate(None, _NOT_TEXT)) != len(chunk):
                return Problem.FILE_MISMATCH
    return None


def _check_mail(head: bytes, path: Path) -> Problem | None:
    starts_with_header = re.match(rb"(?:From |[A-Za-z][A-Za-z0-9-]*:)", head)
    return _check_text(head, path) if starts_with_header else Problem.FILE_MISMATCH


# --- office files ----------------------------------------------------------------------------


def _office(document: str) -> Callable[[bytes, Path], Problem | None]:
    """Return a check for a Microsoft file with this main document."""

    def check(head: bytes, path: Path) -> Problem | None:
        return _check_archive(head, path, frozenset({"[Content_Types].xml", document}))

    return check


def _open_document(kind: str) -> Callable[[bytes, Path], Problem | None]:
    """Return a check for an OpenDocument file: it names its type first, uncompressed."""
    start = f"mimetypeapplication/vnd.oasis.opendocument.{kind}".encode()

    def check(head: bytes, path: Path) -> Problem | None:
        if not head[30:].startswith(start):
            return Problem.FILE_MISMATCH
        return _check_archive(head, path, frozenset({"mimetype", "content.xml"}))

    return check


def _check_archive(head: bytes, path: Path, needed: frozenset[str]) -> Problem | None:
    if not head.startswith(b"PK\x03\x04"):
        return Problem.FILE_MISMATCH
    if not _has_small_directory(path):
        return Problem.FILE_UNSAFE
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError):
        return Problem.FILE_MISMATCH
    if not needed <= {entry.filename for entry in entries}:
        return Problem.FILE_MISMATCH
    return None if _is_harmless(entries, path.stat().st_size) else Problem.FILE_UNSAFE


def _has_small_directory(path: Path) -> bool:
    """Return whether the archive's end record announces a directory of decent size.

    Read by hand, because the library would load a directory of any size first.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_RECORD - _LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END_RECORD or b"PK\x06\x07" in tail:  # the second: over 4 GB
        return False
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    return entries <= MAX_ENTRIES and directory <= MAX_DIRECTORY


def _is_harmless(entries: list[ZipInfo], size: int) -> bool:
    return (
        len(entries) <= MAX_ENTRIES
        and sum(entry.file_size for entry in entries) <= MAX_UNPACKED
        and all(_is_harmless_entry(entry) for entry in entries)
        and not _overlap(entries, size)
    )


def _is_harmless_entry(entry: ZipInfo) -> bool:
    name = entry.orig_filename
    return (
        not entry.flag_bits & _ENCRYPTED
        and not name.startswith("/")
        and not any(part == ".." for part in name.split("/"))
        and not any(character in name for character in ("\\", ":", "\0"))
        and not _MACROS.search(name)
        and not _PACKED.search(name)
    )


def _overlap(entries: list[ZipInfo], size: int) -> bool:
    """Return whether entries share bytes: how a small file claims to hold a huge one."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + entry.compress_size
    return end > size


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


_JPEG = FileKind("image/jpeg", _starting(rb"\xff\xd8\xff[\xc0-\xfe]"))
_TIFF = FileKind("image/tiff", _starting(rb"II\*\x00", rb"MM\x00\*"))
_MICROSOFT = "application/vnd.openxmlformats-officedocument"
_OASIS = "application/vnd.oasis.opendocument"

KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind("application/pdf", _starting(rb"%PDF-[12]\.[0-9]")),
    "png": FileKind("image/png", _starting(rb"\x89PNG\r\n\x1a\n.{4}IHDR")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": FileKind("image/gif", _check_gif),
    "webp": FileKind("image/webp", _starting(rb"RIFF.{4}WEBPVP8[ LX]")),
    "heic": FileKind("image/heic", _starting(rb".{4}ftyp(?:heic|heix|hevc|mif1|msf1)")),
    "tif": _TIFF,
    "tiff": _TIFF,
    "txt": FileKind("text/plain", _check_text),
    "csv": FileKind("text/csv", _check_text),
    "eml": FileKind("message/rfc822", _check_mail),
    "docx": FileKind(f"{_MICROSOFT}.wordprocessingml.document", _office("word/document.xml")),
    "xlsx": FileKind(f"{_MICROSOFT}.spreadsheetml.sheet", _office("xl/workbook.xml")),
    "pptx": FileKind(f"{_MICROSOFT}.presentationml.presentation", _office("ppt/presentation.xml")),
    "odt": FileKind(f"{_OASIS}.text", _open_document("text")),
    "ods": FileKind(f"{_OASIS}.spreadsheet", _open_document("spreadsheet")),
    "odp": FileKind(f"{_OASIS}.presentation", _open_document("presentation")),
    "mp3": FileKind("audio/mpeg", _starting(rb"ID3[\x02-\x04]", rb"\xff[\xf2\xf3\xfa\xfb]")),
    "m4a": FileKind("audio/mp4", _starting(rb".{4}ftyp(?:M4A |mp42|isom)")),
    "mp4": FileKind(
        "video/mp4", _starting(rb".{4}ftyp(?:isom|iso[2-9]|mp4[12]|avc1|M4V |dash|qt  )")
    ),
}
