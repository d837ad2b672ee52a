"""Which definitions there are: those that ship and those in a folder of one's own.

Rule: a definition is found by what stands in it (`id`, or `id@version`), never by the name of its
file; of several versions the newest is meant. A folder of one's own comes first.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from workflow.core.definition import ProcessDefinition
from workflow.definitions.library import Checked, check
from workflow.definitions.overlay.bases import (
    SHIPPED,
    Bases,
    bases_in,
    content_of,
    definition_files,
    identity,
    shipped_bases,
)


class DefinitionUnknown(Exception):
    """There is no such definition; `known` are those there are, `near` the likely one."""

    def __init__(self, wanted: str, known: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.known = known
        alike = difflib.get_close_matches(wanted, known, n=1)
        self.near = next((name for name in (*alike, *known) if wanted in name or alike), "")


@dataclass(frozen=True)
class Entry:
    """A definition file; `bases` finds what it builds on."""

    file: str
    data: bytes
    bases: Bases

    @cached_property
    def checked(self) -> Checked:
        """The answer to it, found when it is asked for: who wants one definition waits for no other."""
        return check(self.data, self.file, self.bases)

    @property
    def definition(self) -> ProcessDefinition | None:
        """The definition, if it can be used."""
        return self.checked.definition


def shipped() -> list[Entry]:
    """Return the definitions that come with the program."""
    return list(_entries(files(SHIPPED), shipped_bases))


def in_folder(folder: Path) -> list[Entry]:
    """Return the definitions in a folder."""
    return list(_entries(folder, bases_in([folder])))


def find(wanted: str, entries: Iterable[Entry]) -> ProcessDefinition:
    """Return the definition named `id` or `id@version`; raises DefinitionUnknown."""
    return _find(wanted, entries)[0]


def entry_named(wanted: str, entries: Iterable[Entry]) -> Entry:
    """Return the file with that definition; raises DefinitionUnknown."""
    return _find(wanted, entries)[1]


def _find(wanted: str, entries: Iterable[Entry]) -> tuple[ProcessDefinition, Entry]:
    name, _, version = wanted.partition("@")
    entries = list(entries)
    found = [
        (definition, entry)
        for entry in entries
        if (identity(entry.data) or (name,))[0] == name
        and (definition := entry.definition)
        and definition.id == name
        and version in ("", str(definition.version))
    ]
    if not found:
        known = {each.definition.id for each in entries if each.definition}
        raise DefinitionUnknown(wanted, tuple(sorted(known)))
    return max(found, key=lambda each: each[0].version)


def _entries(folder: Traversable, bases: Bases) -> Iterator[Entry]:
    for path in definition_files(folder):
        data = content_of(path)
        yield Entry(path.name, data, bases)
