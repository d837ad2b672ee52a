"""How a value came to be what it is: who set it, what stood there before, why something is gone.

Rule: told from the operations that the merge carried out, from the newest back to the undermost
base. Whoever prints it needs no further look into any file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definitions.canonical import plain
from workflow.definitions.nodes import Mapping, Node, Plain, Scalar, dotted, node_at
from workflow.definitions.overlay.chain import Merged
from workflow.definitions.overlay.merge import Applied, without_inserts
from workflow.definitions.overlay.operations import SEPARATOR
from workflow.definitions.overlay.targets import Names, Sort, target
from workflow.definitions.problems import nearest, visible

WRITTEN = "written"
WITHIN = "within"  # the deed is on something that stands in it
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Stage:
    """What one file makes of a path: the value it sets there, or None where it removes it.

    `verb` is that of the overlay, or `written` for a file that builds on nothing; `path` is what
    the file names: the path itself, what stands around it, or something within. Line 0: it has no
    lines, being the stored form of a published definition.
    """

    verb: str
    path: str
    file: str
    line: int
    value: Plain | None
    reason: str = ""


class PathUnknown(Exception):
    """A path that leads to nothing and never did.

    `near` is what was probably meant, `around` the path as far as it leads to something.
    """

    def __init__(self, path: str, near: str, around: str) -> None:
        super().__init__(path)
        self.path = path
        self.near = near
        self.around = around


def explain(root: Mapping, merged: Merged | None, name: str, written: str) -> tuple[Stage, ...]:
    """Return the stages of a path, newest first; none if the format's default holds.

    `name` is how the file itself is called. Raises PathUnknown.
    """
    path = names_of(root, written)
    touched = carried_out(merged)
    stages = [stage for each in touched if (stage := _stage(each, path, name)) is not None]
    first = _undermost(root, touched, path)
    if first is not None:
        key, value = first
        at = path_meant(written)
        stages.insert(0, Stage(WRITTEN, at, key.file or name, key.line, plain(value)))
    if not stages and not _can_be_set(root, path):
        raise PathUnknown(written, _near(root, path), _around(root, path))
    return tuple(reversed(stages))


def path_meant(written: str) -> str:
    """Return a path as it is told, without blanks; an entry of a list stands for all of it."""
    parts = written.partition("[")[0].split(SEPARATOR)
    return SEPARATOR.join(part.strip() for part in parts).strip(SEPARATOR)


def names_of(root: Mapping, written: str) -> Names:
    """Return the parts of a path as people write it."""
    path = tuple(path_meant(written).split(SEPARATOR))
    if path[-1] == "label" and isinstance(node_at(root, path[:-1]), Scalar):
        return path[:-1]  # an option that is nothing but its label
    return path


def carried_out(merged: Merged | None) -> list[Applied]:
    """Return what all overlays of a chain have done, in order."""
    return [each for layer in (merged.layers if merged else ()) for each in layer]


def _stage(applied: Applied, path: Names, name: str) -> Stage | None:
    """Return what an operation does at a path; None if it has nothing to do with it."""
    operation = applied.operation
    at, shared = operation.path, min(len(operation.path), len(path))
    if at[:shared] != path[:shared]:
        return None
    file, line = operation.key.file or name, operation.key.line
    if operation.verb == "remove":
        reason = operation.value.value.strip() if isinstance(operation.value, Scalar) else ""
        return Stage("remove", dotted(at), file, line, None, reason)
    said, rest = without_inserts(operation.value)[0], path[len(at) :]
    value = _inside(said, rest)
    if value is None:
        return None
    around = node_at(said, rest[:-1]) if rest else None
    if isinstance(around, Mapping):
        line = around.keys[rest[-1]].line
    return Stage(operation.verb, dotted(at), file, line, plain(value))


def _undermost(root: Mapping, touched: list[Applied], path: Names) -> tuple[Scalar, Node] | None:
    """Return key and value as the file has them that builds on nothing."""
    for applied in touched:
        at = applied.operation.path
        if at == path[: len(at)]:
            value = _inside(applied.before, path[len(at) :]) if applied.before else None
            if value is None:
                return None
            return Scalar("", value.line, file=value.file), value
    value = node_at(root, path)
    parent = node_at(root, path[:-1])
    if value is None or not isinstance(parent, Mapping):
        return None
    return parent.keys[path[-1]], value


def _inside(value: Node, rest: Names) -> Node | None:
    """Return what stands there in a value; an option that is nothing but its label is that."""
    return value if rest == ("label",) and isinstance(value, Scalar) else node_at(value, rest)


def _can_be_set(root: Mapping, path: Names) -> bool:
    """Whether a path names a value that the format knows, of a thing that exists."""
    named = target(path)
    known = named.sort in (Sort.VALUE, Sort.HOLDER)
    return known and all(node_at(root, path[:length]) is not None for length in named.things)


def _near(root: Mapping, path: Names) -> str:
    for index, part in enumerate(path):
        node = node_at(root, path[:index])
        inner = list(node.entries) if isinstance(node, Mapping) else []
        if part not in inner:
            meant = nearest(part, [*inner, *(target(path[:index]).keys or ())])
            return dotted((*path[:index], meant, *path[index + 1 :])) if meant else ""
    return ""


def _around(root: Mapping, path: Names) -> str:
    """Return the path of the innermost thing or group on the way that exists."""
    ways = (path[:length] for length in range(len(path), 0, -1))
    return next((dotted(way) for way in ways if isinstance(node_at(root, way), Mapping)), "")


def shown(value: Plain) -> str:
    """Return a value on one line, cut to a bearable length."""
    if isinstance(value, str):
        return f"„{visible(value, LONGEST)}“"
    return visible(_flow(value), LONGEST)


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return str(value)


def told(path: str, stages: tuple[Stage, ...]) -> Iterator[str]:
    """Say the stages in German sentences."""
    if not stages:
        yield f"{path} ist nirgends gesetzt: Es gilt, was das Format vorgibt."
        return
    within = [stage for stage in stages if stage.path.startswith(f"{path}.")]
    whole = [stage for stage in stages if stage not in within]
    if within and whole and isinstance(whole[0].value, dict):
        yield f"{path} steht in {_place(whole[0])}."
    else:
        for index, stage in enumerate(whole):
            yield _sentence(path, stage, first=index == 0)
    for stage in within:
        why = f" Grund: {stage.reason}" if stage.reason else ""
        deed = DEEDS[stage.verb]
        what = "" if stage.value is None else f": {shown(stage.value)}"
        yield f"Darin {deed}, {_place(stage)}: {stage.path}{what}.{why}"


def _sentence(path: str, stage: Stage, *, first: bool) -> str:
    deed = f"{DEEDS[stage.verb]}, {_place(stage)}."
    if stage.value is None:
        start = f"{path} gibt es nicht mehr" if first else "Davor gab es das nicht"
        return f"{start}: {deed} Grund: {stage.reason}"
    start = f"{path} ist" if first else "Davor war es"
    return f"{start} {shown(stage.value)}: {deed}"


DEEDS = {
    WRITTEN: "so geschrieben",
    "head": "am Anfang gesetzt",
    "add": "hinzugefügt",
    "change": "geändert",
    "remove": "entfernt",
    WITHIN: "darin geändert",
}


def _place(stage: Stage) -> str:
    return f"{stage.file} Zeile {stage.line}" if stage.line else stage.file
