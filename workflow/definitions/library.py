"""The door to definitions: check a file, compile what is stored.

Rule: a file is answered with all its problems at once and never with an exception. What is stored
was checked when it was stored; compiling it again gives the very same definition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workflow.core.definition import ProcessDefinition
from workflow.definitions.build import build
from workflow.definitions.canonical import canonical, digest_of, nodes_of
from workflow.definitions.checks import check_sense
from workflow.definitions.decoding import decode
from workflow.definitions.format import DOCUMENT, FORMAT, OVERLAY
from workflow.definitions.nodes import Mapping, Node, Path, Scalar, node_at
from workflow.definitions.overlay.bases import Base, Bases, shipped_bases
from workflow.definitions.overlay.chain import Merged, is_overlay, merged, tree_of
from workflow.definitions.overlay.inherited import settle
from workflow.definitions.problems import Place, Problem, Report
from workflow.definitions.reader import read_nodes
from workflow.definitions.scalars import form_of
from workflow.definitions.shape import read


class DefinitionInvalid(Exception):
    """A definition cannot be used; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{p.code} {p.path}" for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a file: a definition if it can be used, and whatever there is to say.

    `where` places a path of the definition in the file, for proofs that come later;
    `stored` is the canonical form to keep, of an overlay the merged definition; `base` is what it
    builds on (`id@version`), if anything, `base_digest` addresses what that was when it was merged.
    """

    definition: ProcessDefinition | None
    problems: tuple[Problem, ...]
    stored: bytes
    where: Callable[[Path], Place]
    base: str = ""
    base_digest: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether the definition can be used; there may be warnings."""
        return self.definition is not None


@dataclass(frozen=True, slots=True)
class Opened:
    """The tree of a file called `name`: of an overlay the merged one, and how it came about."""

    name: str
    root: Mapping
    merged: Merged | None = None


def check(data: bytes, name: str, bases: Bases = shipped_bases) -> Checked:
    """Check the bytes of a file; `name` is only shown, `bases` finds what an overlay builds on."""
    text, report = decode(data, name)
    root = read_nodes(text, report) if text is not None else None
    if root is None:
        return Checked(None, report.sorted(), b"", _places(report))
    found, base = None, _text_at(root, "extends")
    if is_overlay(root) and _is_readable(root, report):
        report.about(root)
        read(OVERLAY, root, (), report)
        found = merged(root, report, bases)
        if found is None:
            return Checked(None, report.sorted(), b"", _places(report), base)
        root = found.root
    report.about(root, found.cause if found is not None else None)
    definition = _sensible(root, report)
    if found is not None and any(problem.inherited for problem in report.problems):
        settle(report, found, _problems_of(found.base, bases))
    if definition is None or report.has_errors:
        return Checked(None, report.sorted(), b"", _places(report), base)
    stored = canonical(root)
    definition = replace(definition, digest=digest_of(stored))
    below = found.base_digest if found is not None else ""
    return Checked(definition, report.sorted(), stored, _places(report), base, below)


def open_document(data: bytes, name: str, bases: Bases = shipped_bases) -> Opened | None:
    """Return the tree of a file for those who show it; None where only the checker can say why."""
    text, report = decode(data, name)
    root = read_nodes(text, report) if text is not None else None
    if not isinstance(root, Mapping):
        return None
    if not is_overlay(root):
        return Opened(name, root)
    found = merged(root, report, bases)
    return Opened(name, found.root, found) if found is not None else None


def _problems_of(base: Base, bases: Bases) -> list[Problem]:
    """Return all that is wrong with a base, whether it says so itself or inherits it."""
    report = Report(base.name)
    if (root := tree_of(base, bases)) is not None:
        report.about(root)
        _sensible(root, report)
    return report.problems


def _sensible(root: Node, report: Report) -> ProcessDefinition | None:
    definition = _build(root, report) if _is_readable(root, report) else None
    if definition is not None:
        check_sense(definition, report)
    return definition


def _text_at(root: Node, key: str) -> str:
    node = node_at(root, (key,))
    return node.value.strip() if isinstance(node, Scalar) else ""


def compile_definition(stored: bytes) -> ProcessDefinition:
    """Return the definition of its canonical JSON.

    Whether it makes sense was checked when it was stored: a stricter check that comes later must
    not break what is under way. Raises DefinitionInvalid if it cannot be read at all.
    """
    root = nodes_of(stored)
    report = Report("")
    report.about(root)
    definition = _build(root, report) if _is_readable(root, report) else None
    if definition is None or report.has_errors:
        raise DefinitionInvalid(report.sorted())
    return replace(definition, digest=digest_of(stored))


def _build(root: Node, report: Report) -> ProcessDefinition | None:
    """Build a document; None where nothing can be built from it."""
    data = read(DOCUMENT, root, (), report)
    if data is None:
        return None
    return build(data, "", report)


def _is_readable(root: Node, report: Report) -> bool:
    """Whether the document is a definition of a format that this program knows."""
    if not isinstance(root, Mapping):
        looks_like_key = isinstance(root, Scalar) and ":" in root.value.partition(" ")[0]
        if looks_like_key:
            report.add("E008/space", root)
        else:
            report.add("E010", root, found=form_of(root))
        return False
    written = root.entries.get("format")
    if isinstance(written, Scalar) and written.value.isdecimal() and written.value != str(FORMAT):
        report.add("E037", written, ("format",), found=written.value, known=FORMAT)
        return False
    return True


def _places(report: Report) -> Callable[[Path], Place]:
    def where(path: Path) -> Place:
        return report.place(report.key_at(path), path)

    return where
