"""Cycles: steps that wait for each other, fields and approvals that need themselves.

Rule: only what is needed in every case counts. That every step really can open, whatever is
recorded, is proved elsewhere; a cycle found here is wrong without any doubt.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from workflow.core.definition import ProcessDefinition, Step
from workflow.definitions.message import Said
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Report, listed
from workflow.definitions.references import all_fields, fields_in, steps_needed

MOST_CYCLES = 10

Point = TypeVar("Point", bound=Hashable)


def check_cycles(definition: ProcessDefinition, report: Report) -> None:
    """Report every cycle, and a process that has no beginning."""
    _check_steps(definition, report)
    _check_fields(definition, report)
    for step in definition.steps.values():
        _check_approvals(step, report)


def _check_steps(definition: ProcessDefinition, report: Report) -> None:
    needs = {
        step.id: steps_needed(step.opens_when, definition) for step in definition.steps.values()
    }
    for cycle in cycles(needs):
        paths: list[Path] = [("steps", step) for step in cycle]
        _report("E042/steps", cycle, paths, (*paths[0], "opens_when"), report)
    if needs and all(needs.values()):
        report.add_at_key("E044", ("steps",))


def _check_fields(definition: ProcessDefinition, report: Report) -> None:
    needs: dict[Path, set[Path]] = {}
    for path, register, field in all_fields(definition):
        for part in (field.calculate, field.applies_when):
            if part is not None:
                needs.setdefault(path, set()).update(fields_in(part, register))
    for cycle in cycles(needs):
        names = [_short(path) for path in cycle]
        _report("E042/fields", names, cycle, cycle[0], report)


def _check_approvals(step: Step, report: Report) -> None:
    home = ("steps", step.id, "gate", "approvals")
    needs = {approval.id: approval.after for approval in step.gate.approvals}
    for cycle in cycles(needs):
        paths: list[Path] = [(*home, name) for name in cycle]
        _report("E042/approvals", cycle, paths, (*paths[0], "after"), report)


def _report(message: str, names: list[str], paths: list[Path], at: Path, report: Report) -> None:
    shown = " -> ".join(names) if len(names) < 12 else f"{' -> '.join(names[:11])} -> …"  # noqa: PLR2004
    report.add_at(message, at, cycle=shown, lines=_lines(paths[:-1], report))


def _lines(paths: list[Path], report: Report) -> Said:
    numbers = listed([report.line_of(path) for path in paths])
    if len(paths) == 1:
        return Said(f"Zeile {numbers}", f"line {numbers}")
    return Said(f"Zeilen {numbers}", f"lines {numbers}")


def _short(path: Path) -> str:
    """How a condition would name the field at a path."""
    parts = [str(part) for part in path if part not in ("steps", "fields", "registers")]
    return ".".join(parts)


def cycles(needs: Mapping[Point, Iterable[Point]]) -> list[list[Point]]:
    """Return cycles in a graph of needs, each closed (first point repeated), in reading order."""
    left = {point: set(others) for point, others in needs.items()}
    found: list[list[Point]] = []
    while len(found) < MOST_CYCLES:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            cycle: list[Point] = error.args[1]
            found.append(_from_first(cycle[::-1], list(needs)))
            for point in cycle:
                left[point] = set()
        else:
            break
    return found


def _from_first(cycle: list[Point], order: list[Point]) -> list[Point]:
    """Turn a closed cycle so that it begins with the point that stands first in the file."""
    points = cycle[:-1]
    start = min(range(len(points)), key=lambda index: order.index(points[index]))
    turned = points[start:] + points[:start]
    return [*turned, turned[0]]
