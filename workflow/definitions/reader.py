"""From clean text to nodes, on the events of libyaml's parser.

Rule: limits are checked on each event, before anything is built from it. There is one parser,
libyaml's: the pure one disagrees with it, so without libyaml the import fails and the program
does not start. No tag, anchor or directive is ever obeyed; every scalar stays the text it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import yaml
from yaml._yaml import CParser

from workflow.definitions.decoding import report_character, suspect
from workflow.definitions.nodes import List, Mapping, Node, Scalar
from workflow.definitions.problems import Place, Report, place_of
from workflow.definitions.syntax import DEEPEST, explain_syntax

# libyaml's events; the stubs do not know their attributes.
Event = Any

MOST_NODES = 100_000
LONGEST_KEY = 1_000

# Plain words that other readers of YAML take for something else than text.
_HALF = re.compile(r"[0-9]+")
_NO_TEXT = re.compile(
    r"[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?|[-+]?\.(inf|nan)|true|false|null|~", re.IGNORECASE
)
_TYPOGRAPHIC = tuple("„“”‚‘’»«›‹")
_HASH = re.compile(r"[ \t]#[^\s#!]")
_HASH_AFTER = re.compile(r"[ \t]*#[^\s#!]")


def read_nodes(text: str, report: Report) -> Node | None:
    """Return the one document of a text; what is wrong goes into the report.

    None if there is nothing to go on with.
    """
    reader = _Reader(text, report)
    parser = CParser(text)
    try:
        while not reader.finished:
            reader.take(parser.get_event())
    except yaml.MarkedYAMLError as error:
        explain_syntax(error, reader.last, report)
        return None
    finally:
        parser.dispose()
    if reader.root is None and not report.has_errors:
        report.add("E001", Place())
    return None if reader.stopped else reader.root


class _Reader:
    """Builds nodes from events, one at a time."""

    def __init__(self, text: str, report: Report) -> None:
        self.root: Node | None = None
        self.finished = False
        self.stopped = False
        self.last: Scalar | None = None
        self._report = report
        self._composed = unicodedata.is_normalized("NFC", text)
        self._escapes = "\\" in text  # only an escape can bring in what the text itself has not
        self._stack: list[Mapping | List] = []
        self._key: Scalar | None = None
        self._count = 0
        self._anchors: set[str] = set()
        self._sound_keys: set[str] = set()  # most keys come again and again
        self._hashes = {n for n, line in enumerate(report.lines, 1) if _HASH.search(line)}

    def take(self, event: Event) -> None:
        """Take the next event of the parser."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._start(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)
        elif kind is yaml.StreamEndEvent:
            self.finished = True

    def _stop(self, message: str, place: Place, limit: str = "") -> None:
        """Give up: what follows would only be noise, or too much."""
        self._report.add(message, place, limit=limit)
        self.finished = self.stopped = True

    # --- events ------------------------------------------------------------------------------

    def _document(self, event: Event) -> None:
        if event.version or event.tags:
            self._stop("E012", _place(event))
        elif self.root is not None:
            self._stop("E011", _place(event))

    def _scalar(self, event: Event) -> None:
        start, end, style = event.start_mark, event.end_mark, event.style or ""
        value = event.value if self._composed else unicodedata.normalize("NFC", event.value)
        node = Scalar(value, start.line + 1, start.column + 1, end.line + 1, end.column + 1, style)
        self.last = node
        if event.tag is not None or event.anchor is not None:
            self._decorated(event, node)
        if style == '"':
            if self._escapes and (found := suspect(value)):
                report_character(found, place_of(node), self._report)
        elif not style and node.end_line in self._hashes:
            self._warn_of_hash(node)
        self._put(node)

    def _start(self, event: Event) -> None:
        mark, flow = event.start_mark, bool(event.flow_style)
        node: Mapping | List
        if type(event) is yaml.MappingStartEvent:
            node = Mapping(mark.line + 1, mark.column + 1, flow=flow)
        else:
            node = List(mark.line + 1, mark.column + 1, flow=flow)
        if event.tag is not None or event.anchor is not None:
            self._decorated(event, node)
        if len(self._stack) >= DEEPEST:
            self._stop("E017", _place(event), limit=str(DEEPEST))
            return
        self._put(node)
        self._stack.append(node)

    def _end(self, event: Event) -> None:
        node = self._stack.pop()
        mark = event.end_mark
        node.end_line, node.end_column = mark.line + 1, mark.column + 1
        if type(node) is Mapping:
            self._check_case(node)

    def _alias(self, event: Event) -> None:
        # `*` in front of a word is an alias only where such an anchor was set before; then the
        # anchor has been reported, once for all its aliases.
        if event.anchor not in self._anchors:
            self._report.add("E007/start", _place(event), char="*")
        place = _place(event)
        self._put(Scalar(f"*{event.anchor}", place.line, place.column, style='"'))

    def _decorated(self, event: Event, node: Node) -> None:
        """A node with an anchor or a tag: neither is obeyed."""
        if event.anchor is not None:
            self._anchors.add(event.anchor)
            self._report.add("E016/anchor", _place(event))
        if event.tag is None:
            return
        forgotten_quotes = isinstance(node, Scalar) and node.is_empty and event.tag[:1] == "!"
        if forgotten_quotes:
            self._report.add("E007/start", _place(event), char="!")
        else:
            self._report.add("E020", _place(event))
        if isinstance(node, Scalar):
            node.style = '"'

    # --- the tree ----------------------------------------------------------------------------

    def _put(self, node: Node) -> None:
        self._count += 1
        if self._count > MOST_NODES:
            self._stop("E018/values", place_of(node), limit=str(MOST_NODES))
            return
        if not self._stack:
            empty = type(node) is Scalar and node.is_empty
            self.root = None if empty else node
            return
        parent = self._stack[-1]
        if isinstance(parent, List):
            parent.entries.append(node)
        elif self._key is None:
            self._take_key(node)
        else:
            key, self._key = self._key, None
            _enter(parent, key, node)

    def _take_key(self, node: Node) -> None:
        if type(node) is not Scalar:
            self._stop("E015/complex", Place(node.line, node.column))
            return
        self._key = node
        if node.value not in self._sound_keys:
            self._check_key(node)

    def _check_key(self, key: Scalar) -> None:
        value = key.value
        if value == "<<":
            self._report.add("E016/merge", key)
        elif not value.strip() or value == "=":
            self._report.add("E015/empty", key)
        elif _NO_TEXT.fullmatch(value):
            if not key.style:
                self._no_text(key)
        elif value.startswith(_TYPOGRAPHIC):
            self._report.add("E007/quotes", key, char=value[0])
        elif len(value) > LONGEST_KEY:
            self._report.add("E019/key", key, limit=LONGEST_KEY)
        else:
            self._sound_keys.add(value)

    def _no_text(self, key: Scalar) -> None:
        """Report a key that is a number: perhaps the second half of one with a German comma."""
        around = self._stack[-1]
        beside = list(around.entries.values()) if isinstance(around, Mapping) else []
        before = beside[-1] if beside and around.flow else None
        if isinstance(before, Scalar) and _HALF.fullmatch(before.value) and _HALF.match(key.value):
            self._report.add("E032/comma", key, (), f"{before.value}.{key.value}")
        else:
            self._report.add("E015/text", key, key=key.value)

    def _check_case(self, node: Mapping) -> None:
        if all(key == key.lower() for key in node.entries):
            return
        seen: dict[str, str] = {}
        for key, scalar in node.keys.items():
            other = seen.setdefault(key.lower(), key)
            if other != key:
                self._report.add("E014", scalar, key=key, other=other)

    def _warn_of_hash(self, node: Scalar) -> None:
        line = self._report.lines[node.end_line - 1]
        if found := _HASH_AFTER.match(line, node.end_column - 1):
            self._report.add("W102", Place(node.end_line, found.end() - 1))


def _enter(parent: Mapping, key: Scalar, node: Node) -> None:
    if key.value in parent.entries:
        parent.repeated.append(key)
        return
    parent.entries[key.value] = node
    parent.keys[key.value] = key


def _place(event: Event) -> Place:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Place(start.line + 1, start.column + 1, max(1, width))
