"""Uploaded files: kept by their content, checked when they come and when they are read.

Rule: what a person calls a file is text and never a path: a file lies under `instance/ab/sha256`.
It is written and synced before the command that names it commits; nothing in it is unpacked,
decoded or run. What no event names goes after seven days (`daily` asks the events); erasing
deletes the bytes, and the row in the database stays as the tombstone.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from workflow.core.errors import (
    FileDamaged,
    InputProblem,
    InvalidInput,
    NotFound,
    Problem,
    StorageUnavailable,
)
from workflow.core.state import Document, DocumentKind
from workflow.core.text import text_problem
from workflow.storage.file_kinds import CHUNK, FileKind, content_problem, kind_of

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 200
UNREFERENCED_FOR = timedelta(days=7)

_INCOMING = ".incoming-"
_DIGEST = re.compile(r"[0-9a-f]{64}")
# Names that mean a device, and characters that mean something, on one of the systems people use.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_SPECIAL = re.compile(r'[<>:"|?*]')


class FileStore:
    """The folder that all servers share."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, instance: int, content: BinaryIO, name: str) -> Document:
        """Store an upload and return what a command says about it.

        Raises InvalidInput (name, type, content, size) and StorageUnavailable; then nothing stays.
        """
        shown = shown_name(name)
        kind = kind_of(shown)
        if kind is None:
            raise _refused(Problem.FILE_TYPE)
        try:
            return self._store(instance, content, shown, kind)
        except OSError as err:
            raise StorageUnavailable from err

    def path(self, instance: int, sha256: str) -> Path:
        """Return where the bytes are, after checking them; raises NotFound and FileDamaged."""
        path = self._path(instance, sha256)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise NotFound(f"file {instance}/{sha256}") from None
        if found != sha256:
            raise FileDamaged(instance, sha256)
        return path

    def erase(self, instance: int, sha256: str) -> bool:
        """Delete the bytes for good; return whether there were any."""
        path = self._path(instance, sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _sync_folder(path.parent)
        return True

    def instances(self) -> list[int]:
        """Return the quartiere that have a folder here."""
        names = (folder.name for folder in self._root.glob("[0-9]*"))
        return sorted(int(name) for name in names if name.isdecimal())

    def old(self, instance: int, now: datetime) -> frozenset[str]:
        """Return the names of what nobody has uploaded for seven days, broken uploads included."""
        return frozenset(path.name for path in self._old(instance, _limit(now)))

    def collect(self, instance: int, named: Container[str], now: datetime) -> int:
        """Delete what is old and not named; returns how many. No command may run meanwhile.

        A file that is uploaded again counts from then on, up to the very last moment.
        """
        limit = _limit(now)
        left = (path for path in self._old(instance, limit) if path.name not in named)
        return sum(self._delete_if_old(instance, path, limit) for path in left)

    def _old(self, instance: int, limit: float) -> list[Path]:
        folder = self._root / str(instance)
        stored = (path for path in folder.glob("??/*") if _DIGEST.fullmatch(path.name))
        paths = (*folder.glob(f"{_INCOMING}*"), *stored)
        return [path for path in paths if _is_older(path, limit)]

    def _delete_if_old(self, instance: int, path: Path, limit: float) -> bool:
        """Delete a file. It is put aside first: an upload can replace it until then, not after."""
        aside = self._root / str(instance) / f"{_INCOMING}{path.name}"
        try:
            path.replace(aside)
        except FileNotFoundError:
            return False
        if not _is_older(aside, limit):
            aside.replace(path)
            return False
        aside.unlink()
        return True

    def _store(self, instance: int, content: BinaryIO, name: str, kind: FileKind) -> Document:
        folder = self._root / str(instance)
        _make_folder(folder)
        with _incoming(folder) as (file, temporary):
            digest, size = _copy(content, file)
            problem = content_problem(kind, temporary)
            if problem is not None:
                raise _refused(problem)
            self._settle(temporary, self._path(instance, digest))
        return Document(
            kind=DocumentKind.FILE, name=name, sha256=digest, size=size, media_type=kind.media_type
        )

    def _settle(self, temporary: Path, path: Path) -> None:
        """Put a written and synced file in its place; the same content may lie there already."""
        _make_folder(path.parent)
        temporary.replace(path)
        _sync_folder(path.parent)

    def _path(self, instance: int, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise NotFound(f"file {instance}/{sha256[:64]}")
        return self._root / str(int(instance)) / sha256[:2] / sha256


def shown_name(name: str) -> str:
    """Return the name as it is shown and given back on download; raises InvalidInput.

    A path before it (some browsers send one) is dropped; what a system could misread is replaced.
    """
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    if text_problem(plain, lines=False) is not None:
        raise _refused(Problem.BAD_CHARACTER)
    plain = _SPECIAL.sub("_", plain).strip(" .") if plain.strip(" .") else ""
    if _DEVICE.fullmatch(plain):
        plain = f"_{plain}"
    if not plain or len(plain) > MAX_NAME:
        raise _refused(Problem.FILE_NAME, str(MAX_NAME))
    return plain


def _refused(problem: Problem, limit: str = "") -> InvalidInput:
    return InvalidInput(InputProblem(name="file", problem=problem, limit=limit))


@contextmanager
def _incoming(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Open a file beside its later place; it is gone afterwards unless it was put there."""
    handle, name = tempfile.mkstemp(prefix=_INCOMING, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def _copy(content: BinaryIO, file: BinaryIO) -> tuple[str, int]:
    """Write the upload through to the disk; return its digest and size."""
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise _refused(Problem.FILE_TOO_LARGE, str(MAX_BYTES // 1024 // 1024))
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise _refused(Problem.FILE_EMPTY)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _make_folder(folder: Path) -> None:
    """Make a folder that outlives a power cut: its entry in the parent is synced too."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o750)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _limit(now: datetime) -> float:
    return (now - UNREFERENCED_FOR).timestamp()


def _is_older(path: Path, limit: float) -> bool:
    try:
        return path.stat().st_mtime < limit
    except FileNotFoundError:
        return False
