"""Uploaded files: what is taken, what is refused, and that they stay what they were."""

import hashlib
import io
import os
import struct
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from workflow.core.errors import FileDamaged, InvalidInput, NotFound, Problem
from workflow.core.state import DocumentKind
from workflow.storage.attachments import MAX_BYTES, FileStore, shown_name
from workflow.storage.file_kinds import KINDS

MEGABYTE = 1024 * 1024
NOW = datetime(2026, 3, 31, 8, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "files")


def archive(*entries, compression=zipfile.ZIP_DEFLATED):
    """A zip with these (name, content) entries; a file that names its type has it uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in entries:
            stored = zipfile.ZIP_STORED if name == "mimetype" else compression
            file.writestr(zipfile.ZipInfo(name), content, stored)
    return buffer.getvalue()


def docx(*more, **how):
    return archive(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"), *more, **how)


def odt(*more):
    mime = b"application/vnd.oasis.opendocument.text"
    return archive(("mimetype", mime), ("content.xml", b"<x/>"), *more)


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 30_000, 30_000) + b"\x08\x06"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01"
JPEG = b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
OOXML = ("[Content_Types].xml", b"<x/>")

TAKEN = {
    "plan.pdf": PDF,
    "PLAN.PDF": PDF,
    "karte.png": PNG,
    "foto.jpg": JPEG + b"\x00" * 10 * MEGABYTE,  # ten megabytes of EXIF: stored, never decoded
    "foto.jpeg": JPEG,
    "bild.gif": GIF,
    "bild.webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "handy.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
    "scan.tif": b"II*\x00\x08\x00\x00\x00",
    "notiz.txt": "Grüße aus dem Quartier\n".encode(),
    "notiz-windows.txt": "Grüße aus dem Quartier\r\n".encode("cp1252"),
    "liste.csv": "\ufeffName;Zahl\r\nÄcker;3\r\n".encode(),
    "mail.eml": b"From: a@example.org\r\nSubject: Hallo\r\n\r\nGuten Tag",
    "vorlage.docx": docx(("word/embeddings/tabelle.xlsx", b"PK")),
    "zahlen.xlsx": archive(OOXML, ("xl/workbook.xml", b"<x/>")),
    "folien.pptx": archive(OOXML, ("ppt/presentation.xml", b"<x/>")),
    "brief.odt": odt(),
    "ton.mp3": b"ID3\x04\x00\x00",
    "film.mp4": b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00",
    "Straße und 日本.pdf": PDF,
    "😀.pdf": PDF,
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_of_daily_work_is_taken_as_it_is(store, name):
    content = TAKEN[name]
    document = store.keep(7, io.BytesIO(content), name)
    assert document.kind is DocumentKind.FILE
    assert document.name == name
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.size == len(content)
    assert document.media_type == KINDS[name.rpartition(".")[2].lower()].media_type
    path = store.path(7, document.sha256)
    assert path.read_bytes() == content
    assert path.parts[-3:] == ("7", document.sha256[:2], document.sha256)


def overlapping():
    """A zip whose second directory entry points at the bytes of the first."""
    data = bytearray(docx())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def encrypted():
    data = bytearray(docx())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def named_in_the_directory(name):
    """A zip that lists a name the library itself would not write."""
    plain = docx(("x" * len(name), b"x"))
    return plain.replace(b"x" * len(name), name.encode())


MISMATCH, UNSAFE, TYPE = Problem.FILE_MISMATCH, Problem.FILE_UNSAFE, Problem.FILE_TYPE
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"

REFUSED = {
    "gif-html": ("bild.gif", b"GIF89a" + HTML, MISMATCH),
    "gif-script": ("bild.gif", b"GIF89a/*\x00\x00\x00\x00\x00*/=1;alert(1)", MISMATCH),
    "gif-then-page": ("bild.gif", GIF + HTML, MISMATCH),
    "png-named-pdf": ("karte.pdf", PNG, MISMATCH),
    "pdf-named-png": ("karte.png", PDF, MISMATCH),
    "pdf-after-junk": ("plan.pdf", b"junk\n" + PDF, MISMATCH),
    "pdf-then-page": ("plan.pdf", PDF + HTML, MISMATCH),
    "svg": ("karte.svg", SVG, TYPE),
    "svg-named-png": ("karte.png", SVG, MISMATCH),
    "svg-named-txt": ("karte.txt", b"\n  " + SVG, MISMATCH),
    "html": ("seite.html", HTML, TYPE),
    "html-named-txt": ("seite.txt", HTML, MISMATCH),
    "html-with-mark-named-csv": ("seite.csv", b"\xef\xbb\xbf " + HTML, MISMATCH),
    "html-named-mail": ("seite.eml", HTML, MISMATCH),
    "xml": ("daten.xml", b"<?xml version='1.0'?><x/>", TYPE),
    "xhtml-named-txt": ("daten.txt", b"<?xml version='1.0'?><html/>", MISMATCH),
    "exe": ("programm.exe", b"MZ\x90\x00", TYPE),
    "exe-named-pdf": ("programm.pdf", b"MZ\x90\x00", MISMATCH),
    "exe-named-txt": ("programm.txt", b"MZ\x90\x00\x03", MISMATCH),
    "elf-named-csv": ("programm.csv", b"\x7fELF\x02\x01", MISMATCH),
    "double-extension": ("plan.pdf.exe", PDF, TYPE),
    "no-extension": ("plan", PDF, TYPE),
    "hidden": (".htaccess", b"Deny from all", TYPE),
    "zip": ("alles.zip", docx(), TYPE),
    "macros-by-name": ("vorlage.docm", docx(), TYPE),
    "macros-inside": ("vorlage.docx", docx(("word/vbaProject.bin", b"x")), UNSAFE),
    "macros-in-odt": ("brief.odt", odt(("Basic/Standard/Modul.xml", b"x")), UNSAFE),
    "zip-named-docx": ("vorlage.docx", archive(("a.txt", b"x")), MISMATCH),
    "xlsx-named-docx": ("vorlage.docx", archive(OOXML, ("xl/workbook.xml", b"")), MISMATCH),
    "docx-after-junk": ("vorlage.docx", b"junk" + docx(), MISMATCH),
    "ods-named-odt": (
        "brief.odt",
        odt().replace(b"opendocument.text", b"opendocument.xxxx"),
        MISMATCH,
    ),
    "nested-zip": ("vorlage.docx", docx(("word/mehr.zip", b"PK")), UNSAFE),
    "program-inside": ("vorlage.docx", docx(("word/embeddings/x.exe", b"MZ")), UNSAFE),
    "climbing": ("vorlage.docx", docx(("../../etc/passwd", b"x")), UNSAFE),
    "absolute": ("vorlage.docx", docx(("/etc/passwd", b"x")), UNSAFE),
    "drive": ("vorlage.docx", docx(("C:/x", b"x")), UNSAFE),
    "backslash": ("vorlage.docx", named_in_the_directory("a\\..\\bcd"), UNSAFE),
    "encrypted": ("vorlage.docx", encrypted(), UNSAFE),
    "overlapping": ("vorlage.docx", overlapping(), UNSAFE),
    "bomb": ("vorlage.docx", docx(("word/x.xml", b"\0" * 101 * MEGABYTE)), UNSAFE),
    "cut-off": ("vorlage.docx", docx()[:-30], UNSAFE),
    "broken-directory": ("vorlage.docx", docx().replace(b"PK\x01\x02", b"PK\x01\x03"), MISMATCH),
    "empty": ("plan.pdf", b"", Problem.FILE_EMPTY),
    "too-large": ("plan.pdf", PDF + b"\0" * (MAX_BYTES - len(PDF) + 1), Problem.FILE_TOO_LARGE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing(store, tmp_path, case):
    name, content, problem = REFUSED[case]
    with pytest.raises(InvalidInput) as caught:
        store.keep(7, io.BytesIO(content), name)
    assert [each.problem for each in caught.value.problems] == [problem]
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_a_zip_of_a_hundred_thousand_entries_is_refused_unread(store):
    content = docx(*((f"word/{number}", b"") for number in range(100_000)), compression=0)
    assert len(content) < MAX_BYTES
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInput):
            store.keep(7, io.BytesIO(content), "vorlage.docx")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE


def test_a_directory_that_lies_about_its_length_is_refused(store):
    many = bytearray(docx(*((f"word/{number}", b"") for number in range(3000)), compression=0))
    end = many.rindex(b"PK\x05\x06")
    many[end + 8 : end + 12] = struct.pack("<HH", 5, 5)
    with pytest.raises(InvalidInput):
        store.keep(7, io.BytesIO(bytes(many)), "vorlage.docx")


NAMES = {
    "../../x.pdf": "x.pdf",
    "..\\..\\x.pdf": "x.pdf",
    "C:\\Users\\a\\x.pdf": "x.pdf",
    "\\\\server\\teil\\x.pdf": "x.pdf",
    "/etc/passwd.pdf": "passwd.pdf",
    "con.txt": "_con.txt",
    "NUL.pdf": "_NUL.pdf",
    "LPT1": "_LPT1",
    "a.pdf. ": "a.pdf",
    "a.": "a",
    "a ": "a",
    "...a.pdf": "a.pdf",
    "-rf.pdf": "-rf.pdf",
    "a;b.pdf": "a;b.pdf",
    'a"b<c>.pdf': "a_b_c_.pdf",
    "%2e%2e%2fx.pdf": "%2e%2e%2fx.pdf",
    "Straße.pdf": "Straße.pdf",
    "日本.pdf": "日本.pdf",
    "😀.pdf": "😀.pdf",
    "A\u0308cker.pdf": "Äcker.pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_clean(name):
    assert shown_name(name) == NAMES[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_a_path(store, tmp_path, name):
    document = store.keep(7, io.BytesIO(PDF), f"{name}.pdf")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [document.sha256]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a\x00.pdf", Problem.BAD_CHARACTER),
        ("a\r\nX: y.pdf", Problem.BAD_CHARACTER),
        ("gpj\u202efdp.exe", Problem.BAD_CHARACTER),
        ("a\ud800.pdf", Problem.BAD_CHARACTER),
        ("", Problem.FILE_NAME),
        ("..", Problem.FILE_NAME),
        ("../", Problem.FILE_NAME),
        ("a" * 300 + ".pdf", Problem.FILE_NAME),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(name, problem):
    with pytest.raises(InvalidInput) as caught:
        shown_name(name)
    assert [each.problem for each in caught.value.problems] == [problem]


def test_exactly_the_limit_is_taken_in_little_memory(store):
    class Slow(io.RawIOBase):
        """Twenty megabytes that are never in memory as a whole."""

        left = MAX_BYTES

        def read(self, size=-1):
            start = PDF if self.left == MAX_BYTES else b""
            size = min(size, self.left)
            self.left -= size
            return start + b"\0" * (size - len(start))

    tracemalloc.start()
    try:
        assert store.keep(7, Slow(), "plan.pdf").size == MAX_BYTES
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE


def lying(tmp_path):
    """What lies in the folder, as (quartier, name)."""
    files = (path for path in (tmp_path / "files").rglob("*") if path.is_file())
    return sorted((path.relative_to(tmp_path / "files").parts[0], path.name) for path in files)


def test_the_same_content_lies_once_per_quartier(store, tmp_path):
    first = store.keep(7, io.BytesIO(PDF), "a.pdf")
    assert store.keep(7, io.BytesIO(PDF), "b.pdf").sha256 == first.sha256
    store.keep(8, io.BytesIO(PDF), "c.pdf")
    assert lying(tmp_path) == [("7", first.sha256), ("8", first.sha256)]
    assert store.instances() == [7, 8]


def test_a_changed_byte_is_found_on_reading_and_healed_by_uploading_again(store):
    document = store.keep(7, io.BytesIO(PDF), "a.pdf")
    path = store.path(7, document.sha256)
    path.chmod(0o600)
    path.write_bytes(PDF[:-1] + b"X")
    with pytest.raises(FileDamaged):
        store.path(7, document.sha256)
    store.keep(7, io.BytesIO(PDF), "a.pdf")
    assert store.path(7, document.sha256).read_bytes() == PDF


@pytest.mark.parametrize("sha256", ["0" * 64, "../../../etc/passwd", "", "A" * 64, "0" * 63 + "/"])
def test_what_is_not_there_is_not_found(store, sha256):
    with pytest.raises(NotFound):
        store.path(7, sha256)


def test_another_quartier_does_not_see_it(store):
    document = store.keep(7, io.BytesIO(PDF), "a.pdf")
    with pytest.raises(NotFound):
        store.path(8, document.sha256)


def test_erasing_takes_the_bytes_of_one_quartier_only(store):
    document = store.keep(7, io.BytesIO(PDF), "a.pdf")
    store.keep(8, io.BytesIO(PDF), "a.pdf")
    assert store.erase(7, document.sha256)
    assert not store.erase(7, document.sha256)
    with pytest.raises(NotFound):
        store.path(7, document.sha256)
    assert store.path(8, document.sha256).read_bytes() == PDF


def test_what_nobody_names_goes_after_seven_days(store, tmp_path):
    named = store.keep(7, io.BytesIO(PDF), "a.pdf")
    forgotten = store.keep(7, io.BytesIO(PNG), "b.png")
    young = store.keep(7, io.BytesIO(GIF), "c.gif")
    broken = tmp_path / "files" / "7" / ".incoming-abc"
    broken.write_bytes(b"half")
    for document in (named, forgotten):
        age(store.path(7, document.sha256), 8)
    age(store.path(7, young.sha256), 6)
    age(broken, 8)
    assert store.old(7, NOW) == {named.sha256, forgotten.sha256, broken.name}
    assert store.collect(7, {named.sha256}, NOW) == 2
    assert lying(tmp_path) == sorted([("7", named.sha256), ("7", young.sha256)])


def age(path, days):
    """Make a file as old as if it had been uploaded this many days ago."""
    then = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


def test_what_another_quartier_keeps_is_not_looked_at(store, tmp_path):
    for instance in (7, 8):
        document = store.keep(instance, io.BytesIO(PDF), "a.pdf")
        age(store.path(instance, document.sha256), 8)
    assert store.collect(7, (), NOW) == 1
    assert lying(tmp_path) == [("8", document.sha256)]


class UploadedMeanwhile:
    """Names nothing; just when it is asked, somebody uploads the very same file again."""

    def __init__(self, store):
        self.store = store

    def __contains__(self, name):
        self.store.keep(7, io.BytesIO(PDF), "a.pdf")
        return False


def test_a_file_that_is_uploaded_again_at_the_last_moment_survives(store, tmp_path):
    document = store.keep(7, io.BytesIO(PDF), "a.pdf")
    age(store.path(7, document.sha256), 8)
    assert store.collect(7, UploadedMeanwhile(store), NOW) == 0
    assert lying(tmp_path) == [("7", document.sha256)]
    assert store.path(7, document.sha256).read_bytes() == PDF


def test_every_reason_to_refuse_a_file_is_tried_here():
    problems = {problem for _, _, problem in REFUSED.values()}
    assert problems == {each for each in Problem if each.startswith("file-")} - {Problem.FILE_NAME}
