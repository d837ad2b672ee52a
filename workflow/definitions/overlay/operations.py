"""What an overlay does: its operations, as they are written and as far as the format can judge them.

Rule: an operation that could not mean anything, whatever the base holds, never reaches the merge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflow.definitions.format import HEAD, MOST_OPERATIONS, OVERLAY, VERBS
from workflow.definitions.nodes import Mapping, Node, Scalar, dotted
from workflow.definitions.overlay.targets import Names, Sort, Target, is_named, target
from workflow.definitions.problems import Report, listed, nearest

SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of an overlay: a verb, a path and what is said about it."""

    verb: str
    path: Names
    key: Scalar
    value: Node
    target: Target

    @property
    def thing(self) -> Names:
        """The path of the thing it adds or removes, or whose value it changes."""
        return self.path[: self.target.things[-1]] if self.target.things else ()

    @property
    def home(self) -> Names:
        """The path of what it stands in."""
        return self.path[:-1]

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path[-1]

    def part(self, index: int) -> Scalar:
        """Return the place of one part of the path, where it was written on one plain line."""
        key, part = self.key, self.path[index]
        if key.style or len(key.value) != key.end_column - key.column:
            return replace(key, value=part)
        start = key.column + len(SEPARATOR.join(self.path[:index])) + (1 if index else 0)
        return replace(key, value=part, column=start, end_column=start + len(part))


def operations(root: Mapping, report: Report) -> dict[str, list[Operation]]:
    """Return the operations of an overlay that may be tried, by verb; the others are reported."""
    found = {verb: list(_readable(root, verb, report)) for verb in VERBS}
    _drop_contradictions(found, report)
    return found


def _readable(root: Mapping, verb: str, report: Report) -> Iterator[Operation]:
    lines = root.entries.get(verb)
    if not isinstance(lines, Mapping) or len(lines.entries) > MOST_OPERATIONS:
        return
    empty: Scalar | None = None
    for written, value in lines.entries.items():
        if empty is not None and SEPARATOR not in written:  # not indented enough
            said = {"key": written, "what": empty.value, "line": str(empty.line)}
            report.add("E064/indent", lines.keys[written], (written,), suggestion="", **said)
            continue
        is_empty = isinstance(value, Scalar) and value.is_empty
        empty = lines.keys[written] if is_empty and verb == "add" else None
        path = tuple(written.split(SEPARATOR))
        operation = Operation(verb, path, lines.keys[written], value, target(path))
        if _makes_sense(operation, report) and (verb != "remove" or _has_reason(operation, report)):
            yield operation


def _makes_sense(operation: Operation, report: Report) -> bool:
    """Whether the verb goes with what the path names."""
    path, key, named = operation.path, operation.key, operation.target
    if len(path) == 1 and path[0] in OVERLAY.keys:
        report.add("E064/head", key, path, key=path[0])
    elif named.sort is Sort.UNKNOWN:
        keys = tuple(name for name in named.keys or () if named.end or name not in HEAD)
        meant = nearest(path[named.end], keys)
        suggestion = dotted((*path[: named.end], meant, *path[named.end + 1 :])) if meant else ""
        at = operation.part(named.end)
        report.add("E064/key", at, path, suggestion, key=path[named.end], words=listed(keys))
    elif named.sort is Sort.INSIDE:
        whole = dotted(path[: named.end]).partition("[")[0]
        report.add("E064/inside", key, path, whole=whole)
    elif operation.verb == "change":
        return _can_be_changed(operation, report)
    elif named.sort is not Sort.THING:
        message = "holder" if is_named(named.kind) else "value"
        meant = _written_out(operation)
        report.add(f"E064/{message}", key, path, meant, verb=operation.verb)
    else:
        return True
    return False


def _can_be_changed(operation: Operation, report: Report) -> bool:
    path, named = operation.path, operation.target
    if named.sort is Sort.VALUE or named.is_text:
        return True
    keys = tuple(named.keys or ())
    meant = _written_out(operation) or (dotted((*path, keys[0])) if keys else "")
    if named.sort is Sort.THING:
        report.add("E064/thing", operation.key, path, what=dotted(path), example=meant)
    else:
        report.add("E064/all", operation.key, path, meant, what=dotted(path))
    return False


def _written_out(operation: Operation) -> str:
    """Return the path that is meant by one that goes on as a nest beneath it."""
    path, node, meant = operation.path, operation.value, ""
    wanted = Sort.VALUE if operation.verb == "change" else Sort.THING
    while isinstance(node, Mapping) and node.entries:
        name, node = next(iter(node.entries.items()))
        path = (*path, name)
        if target(path).sort is wanted:
            meant = dotted(path)
    return meant


def _has_reason(operation: Operation, report: Report) -> bool:
    value = operation.value
    if isinstance(value, Scalar) and not value.is_empty:
        return True
    report.add("E064/reason", value, operation.path)
    return False


# --- what an overlay may not say at the same time ------------------------------------------------


def _drop_contradictions(found: dict[str, list[Operation]], report: Report) -> None:
    """Of operations that speak of the same, the later verb is dropped and reported."""
    by_path = {verb: {each.path: each for each in of_verb} for verb, of_verb in found.items()}
    for verb in VERBS:
        kept = []
        for operation in found[verb]:
            other = _contradicted(operation, by_path)
            if other is None:
                kept.append(operation)
                continue
            message = "E064/within" if other.verb == "add" else "E064/twice"
            said = {"verb": other.verb, "what": dotted(other.path), "line": str(other.key.line)}
            report.add(message, operation.key, operation.path, suggestion="", **said)
        found[verb] = kept


def _contradicted(
    operation: Operation, by_path: dict[str, dict[Names, Operation]]
) -> Operation | None:
    """Return another operation beside which this one makes no sense."""
    path = operation.path
    above = [path[:length] for length in range(1, len(path))]
    match operation.verb:
        case "add":  # adding anew what is removed is how a thing is replaced
            others = ("remove", [way for way in above if way not in by_path["add"]])
        case "remove":
            others = ("remove", above)
        case _:
            if path in by_path["remove"] and path not in by_path["add"]:
                return by_path["remove"][path]
            within = next((by_path["add"][w] for w in (*above, path) if w in by_path["add"]), None)
            if within is not None:
                return within
            gone = next((by_path["remove"][w] for w in above if w in by_path["remove"]), None)
            if gone is not None:
                return gone
            others = ("change", above)
    verb, ways = others
    return next((by_path[verb][way] for way in ways if way in by_path[verb]), None)
