"""Examining a text beside what a municipality has published, and what it can build on.

Rule: trying a text out is dear (the whole process is walked), so what came of it is kept for a
while; what others have published or begun meanwhile is looked at each time.
"""

from __future__ import annotations

from hashlib import sha256

from workflow.definitions.overlay.bases import Base, Bases, extends_of, shipped_bases
from workflow.definitions.publishing import Examined, Surroundings, Tried, examine, try_out
from workflow.storage import versions
from workflow.storage.municipalities import LoadedMunicipality
from workflow.storage.statements import Transaction

_KEPT = 16


class Tries:
    """What came of the texts that were tried out last."""

    def __init__(self) -> None:
        self._tried: dict[object, Tried] = {}

    def examine(
        self, tx: Transaction, loaded: LoadedMunicipality, text: bytes, name: str = ""
    ) -> Examined:
        """Return all there is to say about a text if it were published now."""
        known, bases = loaded.state.definitions, bases_of(tx, loaded.id)
        around = Surroundings(
            definitions=known,
            bases=bases,
            busy=lambda definition: versions.busy_steps(tx, loaded.id, definition),
        )
        key = (loaded.id, frozenset(known.published.items()), name, digest_of_text(text))
        tried = self._tried.get(key)
        if tried is None:
            tried = self._tried[key] = try_out(text, name, bases)
            for old in list(self._tried)[:-_KEPT]:
                self._tried.pop(old, None)
        return examine(text, name, around, tried)


def bases_of(tx: Transaction, municipality: int) -> Bases:
    """Return how to find what can be built on: what this municipality published, then what ships.

    Of a version that builds on another the merged form is given: that is what its digest names,
    whatever has become of its own base. What that was goes with it, so that a chain can be counted.
    Another municipality's is unknown here.
    """

    def find(definition: str, version: int) -> Base | tuple[str, ...]:
        found = versions.find(tx, municipality, definition, version)
        if found is None:
            shipped = shipped_bases(definition, version)
            known = versions.names(tx, municipality)
            return shipped if isinstance(shipped, Base) else (*known, *shipped)
        alone = None if found.extends else found.source
        return Base(
            f"{definition}@{version}",
            found.canonical if alone is None else alone,
            is_canonical=alone is None,
            beneath=_beneath(tx, municipality, found.extends) if found.extends else (),
            withdrawn=found.withdrawn,
        )

    return find


def _beneath(tx: Transaction, municipality: int, name: str) -> tuple[str, ...]:
    """Return a base and all it was made from, nearest first, as was noted when each was published."""
    extends, names = versions.bases(tx, municipality), list[str]()
    while name and name not in names:
        names.append(name)
        name = extends[name] if name in extends else _shipped_extends(name)
    return tuple(names)


def _shipped_extends(name: str) -> str:
    definition, _, version = name.partition("@")
    found = shipped_bases(definition, int(version))
    return extends_of(found.data) if isinstance(found, Base) else ""


def digest_of_text(text: bytes) -> str:
    """Return the digest of a text as it was written."""
    return sha256(text).hexdigest()
