"""Opens versions and drafts for those who look how they are made: the merged tree with its origins.

Rule: a chain is read as it was written, so that everything is told by the file and line that set it,
also where that is withdrawn by now. Only what gives the very version that was published counts; else
its canonical form stands for it, which knows no lines.
"""

from __future__ import annotations

from dataclasses import replace

from workflow.core.errors import NotFound
from workflow.core.municipality_definitions import DEFINITION_READERS
from workflow.definitions.canonical import canonical, digest_of, nodes_of
from workflow.definitions.library import Opened, open_document
from workflow.definitions.nodes import Mapping
from workflow.definitions.outlining import (
    HELP_LANGUAGE,
    Lock,
    Outline,
    Part,
    kind_name,
    likely,
    outline,
)
from workflow.definitions.overlay.bases import Base, Bases
from workflow.definitions.overlay.explaining import WITHIN, WRITTEN, PathUnknown, Stage, shown
from workflow.definitions.writing import as_yaml
from workflow.storage import queries, versions
from workflow.storage.queries import Reading
from workflow.storage.statements import Transaction
from workflow.workbench.examining import bases_of
from workflow.workbench.shipping import Shipped, shipped_versions

__all__ = [
    "HELP_LANGUAGE",
    "WITHIN",
    "WRITTEN",
    "Lock",
    "Opened",
    "Outline",
    "Part",
    "PathUnknown",
    "Stage",
    "as_yaml",
    "kind_name",
    "likely",
    "open_draft",
    "open_version",
    "outline",
    "shown",
]


def open_version(reading: Reading, municipality: int, definition: str, version: int) -> Opened:
    """Return a version, published or shipped; raises NotFound."""
    if municipality not in reading.reach.places(*DEFINITION_READERS):
        raise NotFound(f"municipality {municipality}")
    tx, name = Transaction.within(reading.connection), f"{definition}@{version}"
    found = versions.find(tx, municipality, definition, version)
    ships = _shipped(definition, version)
    if found is None and ships is None:
        raise NotFound(name)
    digest = found.digest if found is not None else ships.definition.digest if ships else ""
    text = _text(found, ships)
    for bases in (_written_bases(tx, municipality), _bases(tx, municipality)):
        opened = open_document(text, name, bases) if text is not None else None
        if opened is not None and digest_of(canonical(opened.root)) == digest:
            return opened
    root = nodes_of(found.canonical) if found is not None else None
    if not isinstance(root, Mapping):
        raise NotFound(name)
    return Opened(name, root)


def open_draft(reading: Reading, municipality: int, slug: str) -> Opened | None:
    """Return a draft as far as it can be merged; None if not at all. Raises NotFound."""
    text = queries.draft(reading, municipality, slug).text.encode()
    tx = Transaction.within(reading.connection)
    return open_document(text, f"{slug}.yaml", _written_bases(tx, municipality))


def _text(found: versions.StoredVersion | None, ships: Shipped | None) -> bytes | None:
    """Return a version as it was written; what the operator published is known by what ships."""
    if found is None or (
        found.source is None and ships and ships.definition.digest == found.digest
    ):
        return ships.text.encode() if ships is not None else None
    return found.source


def _written_bases(tx: Transaction, municipality: int) -> Bases:
    known = _bases(tx, municipality)

    def find(definition: str, version: int) -> Base | tuple[str, ...]:
        found = versions.find(tx, municipality, definition, version)
        text = _text(found, _shipped(definition, version))
        return Base(f"{definition}@{version}", text) if text else known(definition, version)

    return find


def _bases(tx: Transaction, municipality: int) -> Bases:
    """Return how others find what they build on, withdrawn or not, always called by its name."""
    known = bases_of(tx, municipality)

    def find(definition: str, version: int) -> Base | tuple[str, ...]:
        base = known(definition, version)
        if not isinstance(base, Base):
            return base
        return replace(base, name=f"{definition}@{version}", withdrawn=False)

    return find


def _shipped(definition: str, version: int) -> Shipped | None:
    name = f"{definition}@{version}"
    return next((each for each in shipped_versions() if each.name == name), None)
