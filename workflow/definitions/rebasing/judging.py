"""What each operation of an overlay means on the new base.

Rule: an operation is judged by what the base itself has changed there, never by how either is
written. Things are followed by their id and by `was`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.core.definition import ProcessDefinition
from workflow.core.sentences import Language
from workflow.definitions.canonical import plain
from workflow.definitions.comparing import Kind, Told
from workflow.definitions.comparing.matching import Matching, match
from workflow.definitions.comparing.telling import told
from workflow.definitions.comparing.things import Path, Thing, said_at, tree
from workflow.definitions.format import INSERT
from workflow.definitions.nodes import Mapping, Node, Plain, node_at
from workflow.definitions.overlay.merge import lock_on
from workflow.definitions.overlay.operations import Operation
from workflow.definitions.rebasing.findings import Finding, Reason


@dataclass(frozen=True, slots=True)
class Shift:
    """From the old base to the new one; `root` is the new one's tree."""

    matched: Matching
    old: dict[Path, Thing]
    new: dict[Path, Thing]
    changes: tuple[Told, ...]
    locked: tuple[Path, ...]
    root: Node

    def now(self, path: Path) -> Path | None:
        """Return the path that a thing or a key of it has now; None if the thing is gone."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.old:
                found = self.matched.later.get(path[:length])
                return (*found.path, *path[length:]) if found is not None else None
        return path

    def within(self, path: Path) -> Iterator[Told]:
        """Yield what the base has changed in a thing."""
        for each in self.changes:
            former = each.change.former
            if former[: len(path)] == path or (
                each.change.kind is Kind.ADDED and self._stood_in(each.change.thing, path)
            ):
                yield each

    def at(self, path: Path) -> Told | None:
        """Return what the base has changed at a key."""
        thing, key = said_at(self.old, path)
        for each in self.changes:
            change = each.change
            if (change.kind, change.former, change.key) == (Kind.CHANGED, thing.path, key):
                return each
        return None

    def _stood_in(self, added: Path, path: Path) -> bool:
        found = self.matched.later.get(path)
        return found is not None and added[: len(found.path)] == found.path


def shift(old: ProcessDefinition, new: ProcessDefinition, root: Node, language: Language) -> Shift:
    """Return the way from one base to another."""
    before, after = tree(old), tree(new)
    return Shift(
        matched=match(before, after),
        old={each.path: each for each in before.inside()},
        new={each.path: each for each in after.inside()},
        changes=told(old, new, language),
        locked=tuple(tuple(each.split(".")) for each in new.locked),
        root=root,
    )


def judge(operation: Operation, way: Shift) -> Iterator[Finding]:
    """Yield what there is to say about an operation."""
    now = _now(operation, way)
    if now is None:
        reason = Reason.SAME if operation.verb == "remove" else Reason.GONE
        yield Finding(reason=reason, operation=operation)
        return
    found = list(_JUDGES[operation.verb](operation, now, way))
    same = any(each.reason is Reason.SAME for each in found)
    lock = lock_on(operation.verb, now, way.locked)
    if lock and not same:
        yield Finding(reason=Reason.LOCKED, operation=operation, now=now, lock=lock)
        return
    yield from found
    if now != operation.path and not same:
        yield Finding(reason=Reason.FOLLOWED, operation=operation, now=now)


def _now(operation: Operation, way: Shift) -> Path | None:
    now = way.now(operation.path)
    is_new = operation.verb == "add" and (operation.path not in way.old or now is None)
    if not is_new:
        return now
    home = way.now(operation.home)
    return (*home, operation.name) if home is not None else None


def _judge_add(operation: Operation, now: Path, way: Shift) -> Iterator[Finding]:
    if operation.path in way.old or now not in way.new:
        return  # it replaces what is removed, or nobody else adds it
    there = node_at(way.root, now)
    same = there is not None and plain(there) == _bare(operation.value)
    reason = Reason.SAME if same else Reason.ADDED_BOTH
    yield Finding(reason=reason, operation=operation, now=now)


def _judge_change(operation: Operation, now: Path, way: Shift) -> Iterator[Finding]:
    there = node_at(way.root, now)
    change = way.at(operation.path)
    if there is not None and plain(there) == plain(operation.value):
        yield Finding(reason=Reason.SAME, operation=operation, now=now, change=change)
    elif change is not None:
        yield Finding(reason=Reason.OVERRIDES, operation=operation, now=now, change=change)


def _judge_removal(operation: Operation, now: Path, way: Shift) -> Iterator[Finding]:
    for each in way.within(operation.path):
        if each.change.kind is not Kind.RENAMED:
            yield Finding(reason=Reason.REMOVES_CHANGED, operation=operation, now=now, change=each)


_JUDGES = {"add": _judge_add, "change": _judge_change, "remove": _judge_removal}


def _bare(value: Node) -> Plain:
    """What is added, without the place it is to have."""
    found = plain(value)
    if isinstance(value, Mapping):
        return {key: each for key, each in found.items() if key not in INSERT}
    return found
