"""Everything that is checked about a definition as a whole, once it is built.

Rule: a check reads the built definition and reports by path; it never repairs anything. The deep
proofs (each step can open, each gate can be fulfilled) run the engine and stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from workflow.core.definition import ApprovalKind, Field, FieldRef, ProcessDefinition
from workflow.core.reads import NONE, reads
from workflow.definitions.cycles import check_cycles
from workflow.definitions.feasibility import check_feasibility
from workflow.definitions.nodes import Path
from workflow.definitions.order import check_order
from workflow.definitions.problems import Report


class _Renamed(Protocol):
    """Something that may once have had another id."""

    @property
    def id(self) -> str: ...
    @property
    def was(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class _Option:
    id: str
    was: tuple[str, ...]


def check_sense(definition: ProcessDefinition, report: Report) -> None:
    """Report whatever makes no sense in a definition that was built."""
    check_cycles(definition, report)
    check_order(definition, report)
    check_feasibility(definition, report)
    _check_four_eyes(definition, report)
    _check_former_ids(definition, report)
    _check_tasks(definition, report)
    if not report.has_errors:
        _warn_of_unused(definition, report)


def _check_four_eyes(definition: ProcessDefinition, report: Report) -> None:
    """A role never approves its own request; a body's decision is recorded by whoever asked."""
    for step in definition.steps.values():
        for approval in step.gate.approvals:
            if approval.role and approval.kind is not ApprovalKind.NOTICE:
                at = ("steps", step.id, "gate", "approvals", approval.id)
                report.add_at("W110", at)


def _check_former_ids(definition: ProcessDefinition, report: Report) -> None:
    """A former id belongs to one thing: values can move to one place only."""
    for home, things in _siblings(definition):
        taken = {thing.id: thing.id for thing in things}
        for thing in things:
            for index, old in enumerate(thing.was):
                other = taken.setdefault(old, thing.id)
                if other != thing.id or old == thing.id:
                    at = (*home, thing.id, "was", index)
                    report.add_at("E040/former", at, id=old, other=other)


def _check_tasks(definition: ProcessDefinition, report: Report) -> None:
    """Open work is written down when its record changes: nothing else may decide about it."""
    for register in definition.registers.values():
        if register.task is None:
            continue
        due = FieldRef("", register.task.due) if register.task.due else None
        for key, asked in (("until", register.task.until), ("due", due)):
            if reads(asked, definition, register.id) != NONE:
                report.add_at("E047/own", ("registers", register.id, "task", key))


def _siblings(definition: ProcessDefinition) -> Iterator[tuple[Path, list[_Renamed]]]:
    yield ("steps",), list(definition.steps.values())
    yield ("registers",), list(definition.registers.values())
    yield ("profile",), list(definition.profile.values())
    yield from _options(("profile",), definition.profile)
    for kind, holders in (("steps", definition.steps), ("registers", definition.registers)):
        for holder in holders.values():
            yield (kind, holder.id, "fields"), list(holder.fields.values())
            yield (kind, holder.id, "checklist"), list(holder.checklist.values())
            yield from _options((kind, holder.id, "fields"), holder.fields)


def _options(home: Path, fields: Mapping[str, Field]) -> Iterator[tuple[Path, list[_Renamed]]]:
    for field in fields.values():
        were = field.options_were
        found: list[_Renamed] = [_Option(name, were.get(name, ())) for name in field.options]
        yield (*home, field.id, "options"), found


def _warn_of_unused(definition: ProcessDefinition, report: Report) -> None:
    # A body without an approval is no mistake: its decisions are entered in the register.
    steps = definition.steps.values()
    _unused("phases", definition.phases, {step.phase for step in steps}, report)
    named = {principle for step in steps for principle in step.principles}
    _unused("principles", definition.principles, named, report)


def _unused(home: str, declared: Iterable[str], used: set[str], report: Report) -> None:
    for name in declared:
        if name not in used:
            report.add_at_key("W109", (home, name), id=name)
