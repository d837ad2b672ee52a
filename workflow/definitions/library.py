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
from workflow.definitions.format import DOCUMENT, FORMAT, OVERLAY_KEYS
from workflow.definitions.nodes import Mapping, Node, Path, Scalar
from workflow.definitions.problems import Place, Problem, Report, place_of
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
    `stored` is the canonical form to keep.
    """

    definition: ProcessDefinition | None
    problems: tuple[Problem, ...]
    stored: bytes
    where: Callable[[Path], Place]

    @property
    def is_valid(self) -> bool:
        """Whether the definition can be used; there may be warnings."""
        return self.definition is not None


def check(data: bytes, name: str) -> Checked:
    """Check the bytes of a file; `name` is only shown."""
    text, report = decode(data, name)
    root = read_nodes(text, report) if text is not None else None
    definition: ProcessDefinition | None = None
    stored = b""
    if root is not None:
        report.about(root)
        definition = _build(root, report)
    if definition is not None:
        check_sense(definition, report)
    if root is None or definition is None or report.has_errors:
        return Checked(None, report.sorted(), b"", _places(report))
    stored = canonical(root)
    definition = replace(definition, digest=digest_of(stored))
    return Checked(definition, report.sorted(), stored, _places(report))


def compile_definition(stored: bytes) -> ProcessDefinition:
    """Return the definition of its canonical JSON.

    Whether it makes sense was checked when it was stored: a stricter check that comes later must
    not break what is under way. Raises DefinitionInvalid if it cannot be read at all.
    """
    root = nodes_of(stored)
    report = Report("")
    report.about(root)
    definition = _build(root, report)
    if definition is None or report.has_errors:
        raise DefinitionInvalid(report.sorted())
    return replace(definition, digest=digest_of(stored))


def _build(root: Node, report: Report) -> ProcessDefinition | None:
    """Build a document; None where nothing can be built from it."""
    if not _is_readable(root, report):
        return None
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
    overlay = [key for key in OVERLAY_KEYS if key in root.entries]
    for key in overlay:
        report.add_at_key("E065", (key,), key=key)
    written = root.entries.get("format")
    if isinstance(written, Scalar) and written.value.isdecimal() and written.value != str(FORMAT):
        report.add("E037", written, ("format",), found=written.value, known=FORMAT)
        return False
    return not overlay


def _places(report: Report) -> Callable[[Path], Place]:
    def where(path: Path) -> Place:
        at = report.key_at(path)
        return at if isinstance(at, Place) else place_of(at)

    return where
