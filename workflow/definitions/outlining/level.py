"""One level of a definition: a value or its parts, each with who set it and what was done to it.

Rule: one level, however much lies beneath. What an overlay took out is listed where it stood, with
its reason. How a value came to be is told by `explaining`, and only there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from workflow.definitions.canonical import plain
from workflow.definitions.kinds import Record
from workflow.definitions.library import Opened
from workflow.definitions.nodes import List, Mapping, Node, Scalar, dotted, node_at
from workflow.definitions.outlining.naming import (
    GROUP,
    HELP_LANGUAGE,
    help_of,
    is_prose,
    is_thing,
    keys_at,
    kind_of,
    title_of,
)
from workflow.definitions.overlay.explaining import (
    WITHIN,
    Stage,
    carried_out,
    explain,
    names_of,
    path_meant,
)
from workflow.definitions.overlay.merge import HEAD, Applied, lock_on
from workflow.definitions.overlay.targets import Names, Sort, target
from workflow.definitions.writing import fragment

LONGEST_VALUE = 20_000
MOST_PARTS = 500  # as many as the format allows of anything


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in something: its key, what it is, how it is called, who set it where.

    `text` is a title, a value on one line or, of what holds others, what they are and `count` how
    many. `deed` is what an overlay did last: `add`, `change`, `remove` (`reason` says why), `within`.
    `language` is that of the text, "" if it is none for people.
    """

    path: str
    name: str
    kind: str
    text: str
    file: str
    line: int
    language: str = ""
    count: int | None = None
    deed: str = ""
    reason: str = ""
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Lock:
    """What a definition protects, and where it says so."""

    path: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands at a path: a value or parts; neither if it is gone or was never set.

    A value is plain text (`is_text`) or YAML. `help` is what the format says of it, `unset` what
    could be said beside the parts, both in German; `whole` is the value around it, if it is within
    one that is only replaced as a whole. `language` is that of title and value, "" if there is none.
    """

    path: str
    kind: str
    title: str
    help: str
    value: str
    is_text: bool
    parts: tuple[Part, ...]
    left_out: int
    unset: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    lock: Lock | None
    whole: str
    language: str


def outline(found: Opened, written: str = "") -> Outline:
    """Return what stands at a path, "" for the definition itself; raises PathUnknown."""
    written = path_meant(written)
    path: Names = names_of(found.root, written) if written else ()
    stages = explain(found.root, found.merged, found.name, written) if written else ()
    node, named = node_at(found.root, path), target(path)
    opens = isinstance(node, Mapping) and has_parts(path)
    size = len(node.entries) if opens and isinstance(node, Mapping) else 0
    return Outline(
        path=dotted(path),
        kind=kind_of(path),
        title=title_of(node) if is_thing(path) or not path else "",
        help=help_of(path),
        value="" if opens or node is None else _written(node),
        is_text=isinstance(node, Scalar),
        parts=tuple(_parts(found, path)) if opens else (),
        left_out=max(0, size - MOST_PARTS),
        unset=tuple(_unset(node, path)),
        stages=tuple(each for each in stages if not each.path.startswith(f"{dotted(path)}.")),
        lock=next((lock for lock in _locks(found) if _protects(lock, path)), None),
        whole=dotted(path[: named.end]) if named.sort is Sort.INSIDE else "",
        language=_language(found, path),
    )


def has_parts(path: Names) -> bool:
    """Whether what stands there is told part by part, unless it is a mere text."""
    named = target(path)
    return not path or named.sort in (Sort.THING, Sort.HOLDER) or bool(named.keys)


def part(
    found: Opened, path: Names, node: Node, key: Scalar | None, done: Applied | None = None
) -> Part:
    """Return what stands at a path as a line of the level above; `done`: the last deed on it."""
    holds = isinstance(node, Mapping) and target(path).sort is Sort.HOLDER and not is_thing(path)
    at = key or node
    deed = _deed(path, done)
    return Part(
        path=dotted(path),
        name=path[-1],
        kind=kind_of(path),
        text=help_of(path) if holds else title_of(node),
        file=at.file or found.name,
        line=at.line,
        language=HELP_LANGUAGE if holds else _language(found, path),
        count=len(node.entries) if kind_of(path) == GROUP and isinstance(node, Mapping) else None,
        deed=deed,
        reason=title_of(done.operation.value) if done and deed == "remove" else "",
        is_locked=any(_protects(lock, path) for lock in _locks(found)),
    )


def _parts(found: Opened, path: Names) -> Iterator[Part]:
    holder = node_at(found.root, path)
    if not isinstance(holder, Mapping):
        return
    deeds = _deeds(found, path)
    for name, node in islice(holder.entries.items(), MOST_PARTS):
        yield part(found, (*path, name), node, holder.keys.get(name), deeds.get(name))
    for name, done in deeds.items():
        is_gone = name not in holder.entries and _deed((*path, name), done) == "remove"
        if is_gone and done.before is not None:
            yield part(found, (*path, name), done.before, done.operation.key, done)


def _language(found: Opened, path: Names) -> str:
    """Return the language in which something is called, or says what it says."""
    if path and not is_thing(path) and not is_prose(path):
        return ""
    return title_of(found.root.entries.get("language"))


def _written(node: Node) -> str:
    text = node.value if isinstance(node, Scalar) else fragment(node).rstrip("\n")
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}\n…"


def _unset(node: Node | None, path: Names) -> Iterator[tuple[str, str]]:
    """Yield the keys that something does not say, with what the format says of them."""
    if not isinstance(node, Mapping) or not isinstance(target(path).kind, Record):
        return
    for name, key in keys_at(path).items():
        if name not in node.entries:
            yield name, key.help


# --- who did what to it ----------------------------------------------------------------------


def _deeds(found: Opened, path: Names) -> dict[str, Applied]:
    """Return the last operation on each part or on something in it."""
    length = len(path)
    return {
        each.operation.path[length]: each
        for each in carried_out(found.merged)
        if len(each.operation.path) > length and each.operation.path[:length] == path
    }


def _deed(path: Names, done: Applied | None) -> str:
    if done is None:
        return ""
    operation = done.operation
    if operation.path != path:
        return WITHIN
    if operation.verb != HEAD:
        return operation.verb
    if done.before is None:
        return "add"
    return "" if plain(done.before) == plain(operation.value) else "change"


def _locks(found: Opened) -> Iterator[Lock]:
    written = found.root.entries.get("locked")
    for each in written.entries if isinstance(written, List) else ():
        if isinstance(each, Scalar):
            yield Lock(each.value.strip(), each.file or found.name, each.line)


def _protects(lock: Lock, path: Names) -> bool:
    """Whether all that stands at a path is protected, not only something within it."""
    return bool(lock_on("add", path, [tuple(lock.path.split("."))]))
