"""The text of an overlay with another base: only what has to be is written anew.

Rule: comments, order and spelling are the author's and stay. What is dropped goes with its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.definitions.format import INSERT, VERBS
from workflow.definitions.nodes import List, Mapping, Scalar, node_at
from workflow.definitions.overlay.operations import Operation
from workflow.definitions.rebasing.findings import Finding, Level, Reason
from workflow.definitions.rebasing.judging import Shift


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of the text, by line and column from 1, and what stands there now."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An overlay as it is written."""

    text: str
    root: Mapping
    operations: Sequence[Operation]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An overlay for its new base; `lines` says of each line which one it was before."""

    text: str
    lines: tuple[int, ...]


def rewritten(overlay: Written, onto: str, findings: Sequence[Finding], way: Shift) -> Rewritten:
    """Return the text of an overlay for its new base."""
    said = {id(each.operation): each for each in findings if each.level is not Level.CONFLICT}
    dropped = {id(each.operation) for each in findings if each.reason is Reason.SAME}
    edits = list(_of_base(overlay.root, onto))
    for operation in overlay.operations:
        found = said.get(id(operation))
        if id(operation) in dropped:
            continue
        if found is not None and found.now and found.now != operation.path:
            edits.append(_instead(operation.key, ".".join(found.now)))
        edits += _neighbours(operation, way)
    edits += _locks(overlay.root, way)
    edits += _dropped(overlay, dropped)
    gone = {line for each in edits for line in range(each.start[0], each.end[0])}
    every = range(1, overlay.text.count("\n") + 2)
    return Rewritten(
        _applied(overlay.text, edits), tuple(line for line in every if line not in gone)
    )


def _of_base(root: Mapping, onto: str) -> Iterator[_Edit]:
    extends = root.entries["extends"]
    if isinstance(extends, Scalar):
        yield _instead(extends, onto)


def _neighbours(operation: Operation, way: Shift) -> Iterator[_Edit]:
    """A thing stands beside its neighbour, whatever that is called now."""
    for key in INSERT:
        node = node_at(operation.value, (key,))
        if isinstance(node, Scalar):
            now = way.now((*operation.home, node.value))
            if now is not None and now[-1] != node.value:
                yield _instead(node, now[-1])


def _locks(root: Mapping, way: Shift) -> Iterator[_Edit]:
    """What the overlay itself protects, whatever that is called now."""
    locked = root.entries.get("locked")
    for node in locked.entries if isinstance(locked, List) else ():
        if isinstance(node, Scalar):
            path = tuple(node.value.strip().split("."))
            now = way.now(path)
            if now is not None and now != path:
                yield _instead(node, ".".join(now))


def _instead(node: Scalar, text: str) -> _Edit:
    return _Edit((node.line, node.column), (node.end_line, node.end_column), text)


# --- lines that go -------------------------------------------------------------------------------


def _dropped(overlay: Written, dropped: set[int]) -> Iterator[_Edit]:
    root, lines = overlay.root, overlay.text.split("\n")
    ends = [*(key.line for key in root.keys.values()), len(lines) + 1]
    names = {(each.verb, each.key.value) for each in overlay.operations if id(each) in dropped}
    for verb in VERBS:
        holder = root.entries.get(verb)
        if not isinstance(holder, Mapping):
            continue
        own = holder.keys
        gone = [key for name, key in own.items() if (verb, name) in names]
        if gone and len(gone) == len(own):
            yield _gone(root.keys[verb].line, ends, lines)
        elif holder.flow:
            yield from _gone_from_braces(holder, {key.value for key in gone})
        else:
            starts = [*ends, *(key.line for key in own.values())]
            yield from (_gone(key.line, starts, lines) for key in gone)


def _gone(line: int, starts: Iterable[int], lines: list[str]) -> _Edit:
    """All lines up to the next key; a comment above that one is its own."""
    stop = min(start for start in starts if start > line)
    while stop - 1 > line and lines[stop - 2].lstrip()[:1] in ("", "#"):
        stop -= 1
    return _Edit((line, 1), (stop, 1))


def _gone_from_braces(holder: Mapping, gone: set[str]) -> Iterator[_Edit]:
    """Each goes with the comma behind it; where only those that go follow, with that before it."""
    names = list(holder.entries)
    last = max(index for index, name in enumerate(names) if name not in gone)
    for index, name in enumerate(names):
        if name in gone and index < last:
            key, after = holder.keys[name], holder.keys[names[index + 1]]
            yield _Edit((key.line, key.column), (after.line, after.column))
        elif name in gone:
            before, value = holder.entries[names[index - 1]], holder.entries[name]
            yield _Edit((before.end_line, before.end_column), (value.end_line, value.end_column))


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    lines = text.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)

    def offset(at: tuple[int, int]) -> int:
        return min(offsets[at[0] - 1] + at[1] - 1, len(text))

    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: offset(edit.start)] + edit.text + text[offset(edit.end) :]
    return text
