"""A document as a tree of texts, mappings and lists that know where they stand.

Rule: nothing is interpreted here. Every scalar is the text that was written; lines and columns
count from 1, and a node that was not read from a file stands at line 0. `file` names where a node
of another file comes from; nodes of the file in question leave it empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Scalar:
    """A text. `style` is the quote or block sign it was written with, empty for plain text."""

    value: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    style: str = ""
    file: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written (YAML's ways to write nothing included)."""
        if self.style:
            return not self.value.strip()
        return self.value in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Mapping:
    """Keys with values, in their order. A repeated key keeps its first value."""

    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    flow: bool = False
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    repeated: list[Scalar] = field(default_factory=list)
    file: str = ""


@dataclass(slots=True)
class List:
    """Values in their order."""

    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    flow: bool = False
    entries: list[Node] = field(default_factory=list)
    file: str = ""


Node = Scalar | Mapping | List
Path = tuple[str | int, ...]
# A node read by its description: text, number, truth value, list or dict of these, or None.
Plain = Any


def dotted(path: Path) -> str:
    """Return a path as people write it: `steps.ziele.questions[2]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def find(root: Node, path: Path) -> Node:
    """Return the node at a path, or the deepest one on the way to it."""
    node = root
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            node = node.entries[str(part)]
        elif isinstance(node, List) and isinstance(part, int) and part < len(node.entries):
            node = node.entries[part]
        else:
            break
    return node


def node_at(root: Node, path: Path) -> Node | None:
    """Return the node at a path of names, or None where it leads to nothing."""
    node: Node | None = root
    for part in path:
        node = node.entries.get(str(part)) if isinstance(node, Mapping) else None
    return node
