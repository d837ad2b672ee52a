"""The stored form of a definition: compact JSON in the format itself, and its digest.

Rule: every scalar is text and every order is kept, because both belong to the definition; spacing,
comments, quotes, line ends and byte order marks do not, so they change no digest.
"""

from __future__ import annotations

import hashlib
import json

from workflow.definitions.nodes import List, Mapping, Node, Plain, Scalar


def canonical(root: Node) -> bytes:
    """Return the canonical JSON of a document."""
    text = json.dumps(plain(root), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def digest_of(stored: bytes) -> str:
    """Return the digest that addresses a stored definition."""
    return hashlib.sha256(stored).hexdigest()


def nodes_of(stored: bytes) -> Node:
    """Return the document of its canonical JSON; its nodes stand at no line."""
    return _node(json.loads(stored))


def plain(node: Node) -> Plain:
    """Return what a node says, without where it stands."""
    match node:
        case Scalar():
            return node.value
        case List():
            return [plain(entry) for entry in node.entries]
        case Mapping():
            return {name: plain(entry) for name, entry in node.entries.items()}


def _node(data: Plain) -> Node:
    if isinstance(data, dict):
        entries = {name: _node(value) for name, value in data.items()}
        return Mapping(entries=entries, keys={name: Scalar(name) for name in data})
    if isinstance(data, list):
        return List(entries=[_node(value) for value in data])
    return Scalar(str(data), style='"')
