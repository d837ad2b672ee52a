"""What comes with the program, read and checked once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workflow.core.definition import ProcessDefinition
from workflow.definitions.catalogue import shipped


@dataclass(frozen=True, slots=True)
class Shipped:
    """A definition that comes with the program: compiled, as it was written, on what it builds.

    `stored`: its canonical form, of an overlay with all that comes from its base.
    """

    definition: ProcessDefinition
    text: str
    stored: str
    base: str

    @property
    def name(self) -> str:
        """How others build on it: `id@version`."""
        return f"{self.definition.id}@{self.definition.version}"


@cache
def shipped_versions() -> tuple[Shipped, ...]:
    """Return what comes with the program; it never changes while that runs."""
    return tuple(_usable())


def _usable() -> Iterator[Shipped]:
    for entry in shipped():
        if entry.definition is not None:
            checked = entry.checked
            yield Shipped(
                entry.definition, entry.data.decode(), checked.stored.decode(), checked.base
            )
