"""Applies the operations of one overlay to the tree of its base.

Rule: every operation hits something or is reported; none is half done. The tree stays a tree of
nodes that know their place: what is the base's keeps its file and line, what is new has the
overlay's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TypeVar

from workflow.definitions.canonical import plain
from workflow.definitions.format import INSERT, OVERLAY, VERBS
from workflow.definitions.nodes import List, Mapping, Node, Scalar, dotted, node_at
from workflow.definitions.overlay.operations import Operation, operations
from workflow.definitions.overlay.targets import Names, target
from workflow.definitions.problems import Report, listed, nearest
from workflow.definitions.scalars import form_of

# The register of decisions is there, whether a base says something about it or not.
ALWAYS = (("registers", "beschluss"),)
_SHARED = "every_gate"
HEAD = "head"  # the verb of what an overlay says of itself at its top
_OWN = ("extends", *VERBS)
_JOINED = ("sources", "locked")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Applied:
    """An operation that was carried out, and what stood there before."""

    operation: Operation
    before: Node | None = None


@dataclass(slots=True)
class Merge:
    """One overlay being merged into a tree; the tree is changed."""

    root: Mapping
    report: Report
    locked: Sequence[Names] = ()
    done: list[Applied] = field(default_factory=list)
    _stood_after: dict[Names, list[str]] = field(default_factory=dict)
    _anchored: dict[Names, str] = field(default_factory=dict)

    def apply(self, overlay: Mapping) -> None:
        """Carry out all that an overlay says."""
        said = operations(overlay, self.report)
        for operation in said["remove"]:
            if self._is_free(operation) and self._is_there(operation, operation.path):
                self._remove(operation)
        self._add_all([each for each in said["add"] if self._is_free(each)])
        for operation in said["change"]:
            if self._is_free(operation) and self._is_there(operation, operation.thing):
                self._change(operation)
        self._take_head(overlay)

    # --- the three verbs -------------------------------------------------------------------------

    def _remove(self, operation: Operation) -> None:
        holder = self._holder(operation.home)
        names = list(holder.entries)
        self._stood_after[operation.path] = names[: names.index(operation.name)]
        holder.keys.pop(operation.name, None)
        self.done.append(Applied(operation, holder.entries.pop(operation.name)))

    def _add_all(self, left: list[Operation]) -> None:
        """Add what holds others before these, and each thing when its neighbour is there."""
        queue = deque(sorted(left, key=lambda each: len(each.path)))
        to_come = {each.path for each in left}
        waiting: dict[Names, list[Operation]] = {}
        while queue:
            operation = queue.popleft()
            neighbour = self._missing_neighbour(operation)
            if neighbour in to_come:
                waiting.setdefault(neighbour, []).append(operation)
                continue
            self._add(operation)
            to_come.discard(operation.path)
            queue.extendleft(reversed(waiting.pop(operation.path, [])))
        for operation in (each for them in waiting.values() for each in them):
            self._add(operation)  # they wait for each other: each says so

    def _add(self, operation: Operation) -> None:
        if operation.target.things[:-1] and not self._is_there(
            operation, operation.path[: operation.target.things[-2]]
        ):
            return
        before = node_at(self.root, operation.path)
        if before is not None:
            where = f"{before.file}:{before.line}" if before.file else str(before.line)
            path = dotted(operation.path)
            self.report.add("E064/exists", operation.key, operation.path, what=path, where=where)
            return
        holder = self._holder(operation.home, operation.key)
        bare, inserts = without_inserts(operation.value)
        value = deepcopy(bare)  # what overlays above change in it, this one has not said
        names = list(holder.entries)
        index = self._index(operation, inserts, names)
        _put(holder, index, operation.part(len(operation.path) - 1), value)
        self.done.append(Applied(operation))

    def _change(self, operation: Operation) -> None:
        path, value = operation.path, operation.value
        if operation.target.is_text and isinstance(node_at(self.root, path), Mapping):
            path = (*path, "label")  # an option that says more than its label
        thing = node_at(self.root, operation.thing)
        if isinstance(thing, Scalar) and len(path) > len(operation.thing):
            if path[-1] == "label" and isinstance(value, Scalar):
                path = path[:-1]  # an option that is nothing but its label
            else:
                self._spell_out(operation.thing, thing)
        before = node_at(self.root, path)
        stood = plain(before) if before is not None else operation.target.default
        if stood == plain(value):
            self.report.add("W111", operation.key, operation.path)
        holder = self._holder(path[:-1], operation.key)
        holder.entries[path[-1]] = value
        holder.keys[path[-1]] = operation.part(len(operation.path) - 1)
        self.done.append(Applied(replace(operation, path=path), before))

    def _spell_out(self, path: Names, label: Scalar) -> None:
        """Write `id: Text` as `id: {label: Text}`, so that it can say more."""
        option = Mapping(
            label.line, label.column, label.end_line, label.end_column, file=label.file
        )
        option.entries["label"] = label
        option.keys["label"] = Scalar("label", label.line, label.column, file=label.file)
        self._holder(path[:-1]).entries[path[-1]] = option

    def _take_head(self, overlay: Mapping) -> None:
        """The overlay's own id, version, texts; its sources and locks stand after the base's."""
        root = self.root
        for name in OVERLAY.keys:
            if name in _OWN or name not in overlay.entries:
                continue
            key, value, before = overlay.keys[name], overlay.entries[name], root.entries.get(name)
            if name in _JOINED and isinstance(value, List) and isinstance(before, List):
                value = replace(value, entries=[*before.entries, *value.entries])
            operation = Operation(HEAD, (name,), key, value, target((name,)))
            self.done.append(Applied(operation, before))
            root.entries[name] = value
            root.keys[name] = key

    # --- what has to be there, and what must not be touched --------------------------------------

    def _is_free(self, operation: Operation) -> bool:
        """Whether nothing that the base protects is touched."""
        lock = lock_on(operation.verb, operation.path, self.locked)
        if lock:
            is_shared = operation.path[0] == _SHARED != lock[0]
            message = "E065/shared" if is_shared else "E065"
            self.report.add(message, operation.key, operation.path, what=dotted(lock))
        return not lock

    def _is_there(self, operation: Operation, path: Names) -> bool:
        """Whether a thing and all it stands in exist; what does not is reported."""
        for length in (length for length in operation.target.things if length <= len(path)):
            way = path[:length]
            if way in ALWAYS and operation.path != way:
                continue
            if node_at(self.root, way) is None:
                self._miss(operation, length - 1)
                return False
        return True

    def _miss(self, operation: Operation, index: int) -> None:
        """Report that one part of a path leads to nothing, and what was probably meant."""
        path, at = operation.path, operation.part(index)
        what = dotted(path[: index + 1])
        beside = node_at(self.root, path[:index])
        names = list(beside.entries) if isinstance(beside, Mapping) else []
        name = nearest(path[index], names)
        if name:
            meant = dotted((*path[:index], name, *path[index + 1 :]))
            self.report.add("E064/path", at, path, meant, what=what)
        elif names:
            self.report.add("E064/among", at, path, what=what, words=listed(names))
        else:
            self.report.add("E064/path", at, path, what=what)

    def _holder(self, path: Names, key: Scalar | None = None) -> Mapping:
        """Return the mapping at a path; what is missing on the way is made at `key`."""
        node = self.root
        for part in path:
            inner = node.entries.get(part)
            if not isinstance(inner, Mapping):
                at = key or Scalar("")
                inner = Mapping(at.line, at.column, at.end_line, at.end_column)
                node.entries[part] = inner
                node.keys[part] = Scalar(part, at.line, at.column, at.end_line, at.end_column)
            node = inner
        return node

    # --- the place among those beside ------------------------------------------------------------

    def _missing_neighbour(self, operation: Operation) -> Names:
        """Return the thing beside which this one is to stand, if it is not there yet."""
        for name in INSERT:
            node = node_at(operation.value, (name,))
            if isinstance(node, Scalar):
                path = (*operation.home, node.value)
                return path if node_at(self.root, path) is None else ()
        return ()

    def _index(self, operation: Operation, inserts: dict[str, Node], names: list[str]) -> int:
        """Return where an added thing stands: beside its neighbour, where it was, or last."""
        if len(inserts) > 1:
            self.report.add("E064/both", inserts["insert_before"], operation.path)
            return len(names)
        for key, node in inserts.items():
            if not isinstance(node, Scalar):
                self.report.add(
                    "E034/form", node, (*operation.path, key), expected="id", found=form_of(node)
                )
            elif node.value not in names:
                at = (*operation.path, key)
                meant = nearest(node.value, names)
                home = dotted(operation.home)
                self.report.add("E064/place", node, at, meant, id=node.value, home=home)
            else:
                return self._beside(operation, node.value, names, after=key == "insert_after")
        stood = [name for name in self._stood_after.get(operation.path, ()) if name in names]
        if operation.path in self._stood_after:
            return names.index(stood[-1]) + 1 if stood else 0
        return len(names)

    def _beside(self, operation: Operation, anchor: str, names: list[str], *, after: bool) -> int:
        """Things that name the same neighbour stand in the order in which they are written."""
        if not after:
            return names.index(anchor)
        place = (*operation.home, anchor)
        last = self._anchored.get(place, anchor)
        self._anchored[place] = operation.name
        return names.index(last) + 1


def lock_on(verb: str, path: Names, locked: Iterable[Names]) -> Names:
    """Return what is protected and would be touched; () if nothing is.

    Nothing beneath it is touched, and nothing around it but by adding beside it. What every gate
    asks for stands in each of them.
    """
    for lock in locked:
        beneath = path[: len(lock)] == lock
        around = verb != "add" and lock[: len(path)] == path
        shared = path[:1] == (_SHARED,) and _holds_conditions(lock)
        if beneath or around or shared:
            return lock
    return ()


def _holds_conditions(lock: Names) -> bool:
    """Whether all conditions of some gate stand in what is protected."""
    conditions = ("steps", *lock[1:2], "gate", "conditions")
    return conditions[: len(lock)] == lock


def locks_of(root: Mapping) -> list[Names]:
    """Return the paths that a definition protects."""
    written = root.entries.get("locked")
    entries = written.entries if isinstance(written, List) else []
    return [tuple(each.value.strip().split(".")) for each in entries if isinstance(each, Scalar)]


def without_inserts(value: Node) -> tuple[Node, dict[str, Node]]:
    """Return the thing itself, and where it is to stand."""
    if not isinstance(value, Mapping) or not value.entries.keys() & INSERT.keys():
        return value, {}
    inserts = {name: value.entries[name] for name in INSERT if name in value.entries}
    bare = Mapping(value.line, value.column, value.end_line, value.end_column, value.flow)
    bare.entries = {name: each for name, each in value.entries.items() if name not in INSERT}
    bare.keys = {name: key for name, key in value.keys.items() if name not in INSERT}
    bare.repeated = value.repeated
    return bare, inserts


def _put(holder: Mapping, index: int, key: Scalar, value: Node) -> None:
    if index == len(holder.entries):
        holder.entries[key.value] = value
        holder.keys[key.value] = key
        return
    holder.entries = _inserted(holder.entries, index, key.value, value)
    holder.keys[key.value] = key


def _inserted(entries: dict[str, T], index: int, name: str, value: T) -> dict[str, T]:
    items: list[tuple[str, T]] = list(entries.items())
    items.insert(index, (name, value))
    return dict(items)
