"""From an overlay and what it builds on to one tree.

Rule: a base is an id with its version, at most five overlays stand on one another, and nothing
builds on itself; what a base was merged from counts too. What is wrong with a base is said once, where this file names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeGuard

from workflow.definitions.canonical import canonical, digest_of, nodes_of
from workflow.definitions.decoding import decode
from workflow.definitions.format import DOCUMENT, FORMAT, ID_PATTERN, VERBS
from workflow.definitions.nodes import List, Mapping, Node, Path, Scalar, node_at
from workflow.definitions.overlay.bases import Base, Bases
from workflow.definitions.overlay.merge import Applied, Merge, locks_of
from workflow.definitions.overlay.sentences import warn_of_old_numbers
from workflow.definitions.problems import Report, nearest
from workflow.definitions.reader import read_nodes

DEEPEST = 5
_LOOKED_AT = 20  # more unknown keys than an overlay could have, and few enough to compare
_ID = re.compile(ID_PATTERN)
_NAME = re.compile(rf"({ID_PATTERN})@([1-9][0-9]{{0,5}})")


@dataclass(frozen=True, slots=True)
class Merged:
    """What an overlay comes to.

    `base` is what it builds on directly, `base_digest` addresses that as it stands alone; `layers`
    are the operations of every overlay in the chain that were carried out, from the undermost to
    this one.
    """

    root: Mapping
    extends: Scalar
    base: Base
    base_digest: str
    layers: tuple[tuple[Applied, ...], ...] = field(default=())

    @property
    def own(self) -> tuple[Applied, ...]:
        """What this overlay itself does."""
        return self.layers[-1]

    def cause(self, path: Path) -> Node:
        """Return what in this overlay brought about something at a path of the result."""
        near, shared = self.extends, 1
        for applied in self.own:
            length = _shared(applied.operation.path, path)
            if length > shared:
                near, shared = applied.operation.key, length
        return near


def _shared(first: Path, second: Path) -> int:
    """Return how many parts two paths have in common from the beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    different = (index for index, (one, other) in pairs if one != other)
    return next(different, min(len(first), len(second)))


def is_overlay(root: Node) -> TypeGuard[Mapping]:
    """Whether a document builds on another, or would like to: a key may be misspelt."""
    if not isinstance(root, Mapping):
        return False
    own = ("extends", *VERBS)
    if any(key in root.entries for key in own):
        return True
    if "steps" in root.entries:
        return False
    unknown = (key for key in root.entries if key not in DOCUMENT.keys)
    return any(nearest(key, own) for key in islice(unknown, _LOOKED_AT))


def merged(root: Mapping, report: Report, bases: Bases) -> Merged | None:
    """Return the merged definition; None where the base cannot be had (then it is reported)."""
    extends = root.entries.get("extends")
    if not isinstance(extends, Scalar) or extends.is_empty:
        return None  # said when the form was read
    found = _chain(root, extends, report, bases)
    if found is None:
        return None
    (_, undermost), *above = reversed(found)
    tree, layers = undermost, []
    for base, overlay in above:
        inner = Report(base.name)
        layers.append(_applied(tree, overlay, inner))
        if inner.has_errors:
            report.add("E063/broken", extends, ("extends",), name=base.name)
            return None
        _stamp(tree, base.name)
    digest = digest_of(canonical(tree))
    layers.append(_applied(tree, root, report))
    return Merged(tree, extends, found[0][0], digest, tuple(layers))


def tree_of(base: Base, bases: Bases) -> Node | None:
    """Return the tree of a base as it stands alone; None if it cannot be had."""
    root, report = _open(base)
    if root is None or not is_overlay(root):
        return root
    found = merged(root, report, bases)
    return found.root if found is not None else None


def _applied(tree: Mapping, overlay: Mapping, report: Report) -> tuple[Applied, ...]:
    merge = Merge(tree, report, locks_of(tree))
    merge.apply(overlay)
    warn_of_old_numbers(merge.done, tree, report)
    return tuple(merge.done)


# --- finding the bases ---------------------------------------------------------------------------


def _chain(
    root: Mapping, extends: Scalar, report: Report, bases: Bases
) -> list[tuple[Base, Mapping]] | None:
    """Return what an overlay builds on, nearest first; None where something is wrong with it."""
    names = [_own_name(root)]
    found: list[tuple[Base, Mapping]] = []
    above: Node | None = extends
    while above is not None:
        base = _find(above, names, extends, report, bases)
        tree = _read(base, extends, report) if base is not None else None
        if base is None or tree is None:
            return None
        found.append((base, tree))
        above = tree.entries.get("extends")
    return found


def _own_name(root: Mapping) -> str:
    parts = [root.entries.get(key) for key in ("id", "version")]
    return "@".join(part.value.strip() for part in parts if isinstance(part, Scalar))


def _find(
    above: Node, names: list[str], extends: Scalar, report: Report, bases: Bases
) -> Base | None:
    """Find the next base and note its name; what is wrong is said where this file names a base."""
    path: Path = ("extends",)
    wanted = above.value.strip() if isinstance(above, Scalar) else ""
    named = _NAME.fullmatch(wanted)
    if named is None:
        report.add("E060", extends, path, _meant_by(wanted, bases), value=wanted)
        return None
    found = bases(named[1], int(named[2]))
    names += (wanted, *(found.beneath if isinstance(found, Base) else ()))
    if not _is_bearable(names, extends, report):
        return None
    if not isinstance(found, Base):
        others = [name for name in found if name not in names]
        report.add("E061", extends, path, _meant(wanted, others), name=wanted)
        return None
    if found.withdrawn:
        report.add("E063/withdrawn", extends, path, name=wanted)
        return None
    if found.other:
        report.add("E063/twice", extends, path, name=wanted, one=found.name, other=found.other)
        return None
    return found


def _is_bearable(chain: list[str], extends: Scalar, report: Report) -> bool:
    """Whether a chain, nearest first, is without a circle and not too high."""
    again = next((index for index, name in enumerate(chain) if name in chain[:index]), None)
    if again is not None:
        cycle = " -> ".join(chain[: again + 1])
        report.add("E062/cycle", extends, ("extends",), cycle=cycle)
    elif len(chain) > DEEPEST + 1:  # the undermost is no overlay
        report.add("E062/deep", extends, ("extends",), limit=DEEPEST, chain=" -> ".join(chain))
    else:
        return True
    return False


def _meant_by(written: str, bases: Bases) -> str:
    """Return the base that was meant by what is no id with a version: its file, or half of it."""
    name = re.split(r"[/\\]", written)[-1].partition("@")[0].partition(".")[0].strip().lower()
    known = bases(name, 0) if _ID.fullmatch(name) else ()  # no version is 0
    return _meant(f"{name}@", known) if isinstance(known, tuple) else ""


def _meant(wanted: str, known: Iterable[str]) -> str:
    """Return another version of the same definition, or the likely one."""
    known = list(known)
    same = [name for name in known if name.partition("@")[0] == wanted.partition("@")[0]]
    if same:
        return max(same, key=lambda name: int(name.partition("@")[2]))
    return nearest(wanted, known)


def _open(base: Base) -> tuple[Node | None, Report]:
    if base.is_canonical:
        return nodes_of(base.data), Report(base.name)
    text, report = decode(base.data, base.name)
    return (read_nodes(text, report) if text is not None else None), report


def _read(base: Base, extends: Scalar, report: Report) -> Mapping | None:
    """Return the tree of a base, with its name on every node."""
    root, own = _open(base)
    if not isinstance(root, Mapping) or own.has_errors:
        report.add("E063/broken", extends, ("extends",), name=base.name)
        return None
    written = node_at(root, ("format",))
    if isinstance(written, Scalar) and written.value.isdecimal() and written.value != str(FORMAT):
        report.add(
            "E063/format", extends, ("extends",), name=base.name, found=written.value, known=FORMAT
        )
        return None
    _stamp(root, base.name)
    return root


def _stamp(root: Node, name: str) -> None:
    """Write down for every node that has none yet which file it comes from."""
    left = [root]
    while left:
        node = left.pop()
        node.file = node.file or name
        if isinstance(node, Mapping):
            left.extend(node.entries.values())
            for key in node.keys.values():
                key.file = key.file or name
        elif isinstance(node, List):
            left.extend(node.entries)
