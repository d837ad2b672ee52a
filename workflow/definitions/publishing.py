"""What a text would be as a published version: checked, proved, and beside what is published.

Rule: one list holds all there is to say, for the command line and the web alike; a text without
errors in it can be published. The name of a file says nothing: the id stands in the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from workflow.core.definition import ProcessDefinition
from workflow.core.municipality_definitions import Definitions, Standing
from workflow.definitions.decoding import decode
from workflow.definitions.format import ID_PATTERN, RESERVED
from workflow.definitions.library import Checked, check
from workflow.definitions.nodes import Path
from workflow.definitions.overlay.bases import Bases, shipped_bases
from workflow.definitions.problems import Problem, Report
from workflow.definitions.proof.verdict import Proof, prove
from workflow.definitions.proof.witness import Witness

_ID = re.compile(r"""(?m)^id:[ \t]+(["']?)([a-z][a-z0-9-]{0,63})\1[ \t]*(?:#.*)?\r?$""")
_VERSION = re.compile(r"""(?m)^(version:[ \t]+)["']?[0-9]+["']?""")
_SAID = {
    Standing.OTHER_CONTENT: "E070",
    Standing.WITHDRAWN: "E070/withdrawn",
    Standing.LOWER: "E071",
}


def _nowhere(_definition: str) -> Mapping[str, int]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a municipality has: its published versions, what can be built on, who works on what.

    `busy` says of one definition, whatever its version, how many quartiere work on which step.
    Without a municipality there is nothing but what ships.
    """

    definitions: Definitions = field(default_factory=Definitions)
    bases: Bases = shipped_bases
    busy: Callable[[str], Mapping[str, int]] = _nowhere


@dataclass(frozen=True, slots=True)
class Examined:
    """The answer to a text; `problems`: errors first, then in the order of the text."""

    checked: Checked
    problems: tuple[Problem, ...]
    witness: Witness | None

    @property
    def definition(self) -> ProcessDefinition | None:
        """The definition, unless something keeps it from being used."""
        return None if any(each.is_error for each in self.problems) else self.checked.definition


@dataclass(frozen=True, slots=True)
class Tried:
    """A text checked and walked to its end: the dear part, the same as long as its bases are."""

    checked: Checked
    proof: Proof


def try_out(data: bytes, name: str, bases: Bases) -> Tried:
    """Check a text and walk it to its end; `name` is only shown."""
    checked = check(data, name, bases)
    return Tried(checked, prove(data, name, checked))


def examine(
    data: bytes, name: str, around: Surroundings | None = None, tried: Tried | None = None
) -> Examined:
    """Check a text, walk it to its end and compare it with what is published; `name` is only shown.

    `tried`: what came of trying it out before.
    """
    here = around or Surroundings()
    known = tried or try_out(data, name, here.bases)
    checked, proof = known.checked, known.proof
    published = _beside(checked, data, name, here)
    return Examined(
        checked, _in_order((*checked.problems, *proof.problems, *published)), proof.witness
    )


def written_id(text: str) -> str:
    """Return the id that stands in a text, also in one that cannot be used; "" if there is none."""
    found = _ID.search(text)
    return found[2] if found else ""


def can_be_id(text: str) -> bool:
    """Return whether a definition can have this id."""
    return re.fullmatch(ID_PATTERN, text) is not None and text not in RESERVED


def with_next_version(text: str, version: int) -> str:
    """Return a text with another number in the line that says its version."""
    return _VERSION.sub(rf"\g<1>{version}", text, count=1)


def _beside(checked: Checked, data: bytes, name: str, around: Surroundings) -> tuple[Problem, ...]:
    definition = checked.definition
    if definition is None:
        return ()
    text, _ = decode(data, name)  # what is to say about the text was said when it was checked
    report = Report(name, text or "")
    known = around.definitions
    newest = known.newest(definition.id)
    standing = known.standing(definition.id, definition.version, definition.digest)
    if standing in _SAID:
        report.add(
            _SAID[standing],
            checked.where(("version",)),
            ("version",),
            version=definition.version,
            newest=newest,
            next=newest + 1,
        )
    if newest and standing is Standing.NEW:
        for step, count in _left_behind(definition, around.busy(definition.id)):
            path: Path = ("steps", step)
            report.add("W105", checked.where(path), path, step=step, count=count)
    return report.sorted()


def _left_behind(
    definition: ProcessDefinition, busy: Mapping[str, int]
) -> Iterable[tuple[str, int]]:
    """Return the steps that are worked on and have no place in the definition any more."""
    known = {*definition.steps, *(old for step in definition.steps.values() for old in step.was)}
    return [(step, count) for step, count in sorted(busy.items()) if step not in known]


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def place(each: Problem) -> tuple[bool, int, int, str]:
        return not each.is_error, each.place.line, each.place.column, each.message.key

    return tuple(sorted(problems, key=place))
