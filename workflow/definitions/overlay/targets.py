"""What a path of an overlay names, by the description of the format alone.

Rule: the format says what is a thing with a name, what is a value of one, and where a value begins
that is only replaced whole. Nothing here knows a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from workflow.definitions.format import DOCUMENT, HEAD, KINDS
from workflow.definitions.kinds import ByName, Key, Kind, Named, OneOf, Record, Text, Variants

Names = tuple[str, ...]
ANY = "*"


class Sort(StrEnum):
    """What a path names."""

    THING = "thing"  # has an id of its own: added, removed
    VALUE = "value"  # a key of a thing: changed
    HOLDER = "holder"  # what things or values stand in: never touched as a whole
    INSIDE = "inside"  # part of a value that is replaced whole
    UNKNOWN = "unknown"  # the format knows no such key


@dataclass(frozen=True, slots=True)
class Target:
    """What a path names; `end` is how many of its parts lead to it (or to where it goes wrong).

    `things` are the lengths of the paths of all things on the way; `kind` describes what stands
    there, `keys` are those that could. `default` is the word that holds where nothing does.
    """

    sort: Sort
    end: int
    kind: Kind
    things: tuple[int, ...] = ()
    keys: Mapping[str, Key] | None = None
    default: str = ""

    @property
    def is_text(self) -> bool:
        """Whether a thing is, or may be written as, a mere text: an option, a principle."""
        kind = self.kind.scalar if isinstance(self.kind, OneOf) else self.kind
        return self.sort is Sort.THING and isinstance(kind, Text)


def target(path: Names) -> Target:
    """Return what a path names."""
    kind: Kind = DOCUMENT
    sort = Sort.HOLDER
    things: tuple[int, ...] = ()
    default = ""
    for index, part in enumerate(path):
        if isinstance(kind, ByName) and is_named(kind):
            kind, sort = resolved(kind.special.get(part, kind.kind)), Sort.THING
            things = (*things, index + 1)
            continue
        keys = keys_of(kind, sort)
        if not keys:
            return Target(Sort.INSIDE, index, kind, things)
        key = keys.get(part)
        if key is None:
            whole = keys.get(part.partition("[")[0]) if "[" in part else None
            sort = Sort.INSIDE if whole else Sort.UNKNOWN
            return Target(sort, index + bool(whole), kind, things, keys)
        if isinstance(kind, Variants):  # a condition has values, and nothing to go on to
            sort = Sort.VALUE if index + 1 == len(path) else Sort.INSIDE
            return Target(sort, index + 1, resolved(key.kind), things, default=key.default)
        kind, default = resolved(key.kind), key.default
        sort = Sort.HOLDER if _holds(kind, key) else Sort.VALUE
    return Target(sort, len(path), kind, things, keys_of(kind, sort), default)


def every_target() -> Iterator[tuple[Names, Target]]:
    """Yield every path that an overlay can name, with `ANY` for an id, and what it names.

    What a key of a condition may hold depends on the condition: it comes once for each form.
    """
    left: list[Names] = [(name,) for name in DOCUMENT.keys if name not in HEAD]
    while left:
        path = left.pop(0)
        found = target(path)
        yield path, found
        if isinstance(found.kind, ByName) and is_named(found.kind):
            left += [(*path, name) for name in (*found.kind.special, ANY)]
        elif isinstance(found.kind, Variants) and found.sort is Sort.THING:
            for record in found.kind.heads.values():
                for name, key in record.keys.items():
                    inner = (*path, name)
                    yield inner, replace(target(inner), kind=resolved(key.kind))
        elif found.sort is not Sort.VALUE or isinstance(found.kind, Record):
            left += [(*path, name) for name in found.keys or ()]


def is_named(kind: Kind) -> bool:
    """Whether a kind is a mapping of things with ids of their own."""
    return isinstance(kind, ByName) and kind.identifier is not None


def resolved(kind: Kind) -> Kind:
    """Return what a reference within the format stands for."""
    return KINDS[kind.name] if isinstance(kind, Named) else kind


def keys_of(kind: Kind, sort: Sort) -> Mapping[str, Key]:
    """Return the keys beneath; a value that is not a record has none of its own."""
    if isinstance(kind, Record):
        return kind.keys
    if sort is not Sort.THING:
        return {}
    if isinstance(kind, Variants):
        return {name: key for record in kind.heads.values() for name, key in record.keys.items()}
    if isinstance(kind, OneOf) and isinstance(kind.mapping, Record):
        return kind.mapping.keys
    return {}


def _holds(kind: Kind, key: Key) -> bool:
    """Whether things or whole records stand in it, so that changing all of it would lose some."""
    if not isinstance(kind, Record):
        return is_named(kind)
    if key.required:
        return True
    parts = [resolved(each.kind) for each in kind.keys.values()]
    return any(is_named(part) or isinstance(part, Record) for part in parts)
