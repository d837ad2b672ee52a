"""Where an overlay finds its base: what ships, and the folders somebody works in.

Rule: a base is asked for by id and version and found by what stands in a file, never by a path or
an address. Whoever keeps definitions elsewhere gives the checker a function of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from workflow.definitions.decoding import LARGEST_FILE

SHIPPED = "process_definitions"
ENDINGS = (".yaml", ".yml")
# Keys of a document stand at the beginning of a line.
_ID = re.compile(rb"""^id:[ \t]*['"]?([a-z0-9-]+)""")
_VERSION = re.compile(rb"""^version:[ \t]*['"]?([0-9]+)""")
_EXTENDS = re.compile(rb"""(?m)^extends:[ \t]*['"]?([a-z0-9-]+@[0-9]+)""")


@dataclass(frozen=True, slots=True)
class Base:
    """A definition that others can build on.

    `data` is the text of its file, or the canonical form, in which nothing stands at a line; `name`
    is what is shown for its place. In the canonical form nothing is left of what it was merged
    from: `beneath` names that, nearest first. `other` is the place of something else that says it is
    the same definition in the same version.
    """

    name: str
    data: bytes
    is_canonical: bool = False
    beneath: tuple[str, ...] = ()
    withdrawn: bool = False
    other: str = ""


# Given id and version: the base or, where there is none, the names of those there are (`id@version`).
Bases = Callable[[str, int], Base | tuple[str, ...]]


def shipped_bases(name: str, version: int) -> Base | tuple[str, ...]:
    """Find a base among the definitions that come with the program."""
    return _find(name, version, definition_files(files(SHIPPED)))


def bases_in(folders: Iterable[Path]) -> Bases:
    """Return how to find a base in some folders, then among what ships."""
    places = [folder for folder in folders if folder.is_dir()]

    def find(name: str, version: int) -> Base | tuple[str, ...]:
        beside = [file for folder in places for file in definition_files(folder)]
        there = (*beside, *definition_files(files(SHIPPED)))
        found = _find(name, version, there)
        return replace(found, other=_other(found, there)) if isinstance(found, Base) else found

    return find


def extends_of(data: bytes) -> str:
    """Return what a file says it builds on (`id@version`), without reading it; "" if on nothing."""
    found = _EXTENDS.search(data)
    return found[1].decode() if found else ""


def definition_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files of a folder that may be definitions, by name."""
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.name.endswith(ENDINGS) and path.is_file():
            yield path


def _find(name: str, version: int, among: Iterable[Traversable]) -> Base | tuple[str, ...]:
    known: list[str] = []
    for path in among:
        data = content_of(path)
        found = identity(data)
        if found == (name, version):
            return Base(path.name, data)
        known += [f"{found[0]}@{found[1]}"] if found else []
    return tuple(known)


def _other(base: Base, among: Iterable[Traversable]) -> str:
    """Return the file that says it is the same version and holds something else; "" if none does."""
    wanted = identity(base.data)
    for path in among:
        data = content_of(path)
        if data != base.data and identity(data) == wanted:
            return str(path)
    return ""


def content_of(path: Traversable) -> bytes:
    """Return what stands in a file, no more than tells that it is too large; b"" if unreadable."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        return b""  # whoever asks for that file itself is told why


def identity(data: bytes) -> tuple[str, int] | None:
    """Return which definition a file says it is, without reading all of it; None: it cannot be told."""
    name = version = None
    for line in data.removeprefix(b"\xef\xbb\xbf").splitlines():
        name = name or _ID.match(line)
        version = version or _VERSION.match(line)
        if name and version:
            return name[1].decode(), int(version[1][:9])
    return None
