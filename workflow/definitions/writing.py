"""A document as YAML that people can read: block style, and beside it where things come from.

Rule: reading what is written here gives the same document. Comments say of everything that another
file than that around it has set: which file and which line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from workflow.definitions.canonical import nodes_of
from workflow.definitions.nodes import List, Mapping, Node, Scalar
from workflow.definitions.problems import Report
from workflow.definitions.reader import read_nodes

WIDTH = 100


def as_yaml(root: Mapping, name: str) -> str:
    """Return a document as YAML; `name` is how comments call the file that it was read from."""
    text = fragment(root)
    written = read_nodes(text, Report(""))
    comments = dict(_origins(written, root, name, name)) if written is not None else {}
    lines = text.split("\n")
    return "\n".join(comments.get(number, "") + line for number, line in enumerate(lines, 1))


def readable(text: str) -> str:
    """Return a text as people wrote it; what is known in canonical form alone as YAML."""
    if not text.startswith("{"):
        return text
    root = nodes_of(text.encode())
    return as_yaml(root, "") if isinstance(root, Mapping) else text


def _origins(written: Node, root: Node, name: str, around: str) -> Iterator[tuple[int, str]]:
    """Yield a comment for each line where the file is another than that of what is around it."""
    if not isinstance(written, Mapping) or not isinstance(root, Mapping):
        return
    for key, value in root.entries.items():
        origin, at = root.keys[key], written.keys[key]
        here = origin.file or name
        if here != around:
            place = f"{here}:{origin.line}" if origin.line else here
            yield at.line, f"{' ' * (at.column - 1)}# {place}\n"
        yield from _origins(written.entries[key], value, name, here)


def fragment(node: Node) -> str:
    """Return a node, whatever it is, as YAML without a word about where it comes from."""
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(node),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    text = _with(yaml.CDumper, events)
    # libyaml is twenty times as fast and writes the same, but for what it takes to be no letter.
    return _with(yaml.Dumper, events) if "\\U" in text else text


def _with(dumper: type[yaml.CDumper | yaml.Dumper], events: Sequence[yaml.Event]) -> str:
    text: str = yaml.emit(events, Dumper=dumper, allow_unicode=True, width=WIDTH)
    return text


def _events(node: Node) -> Iterator[yaml.Event]:
    match node:
        case Scalar():
            yield _scalar(node)
        case List():
            yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=not node.entries)
            for entry in node.entries:
                yield from _events(entry)
            yield yaml.SequenceEndEvent()
        case Mapping():
            yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=not node.entries)
            for key, value in node.entries.items():
                yield _scalar(Scalar(key))
                yield from _events(value)
            yield yaml.MappingEndEvent()


def _scalar(node: Scalar) -> yaml.ScalarEvent:
    style = "|" if "\n" in node.value else None
    if node.style and Scalar(node.value).is_empty:
        style = '"'  # a word that would be nothing without its quotes
    return yaml.ScalarEvent(None, None, (True, True), node.value, style=style)
