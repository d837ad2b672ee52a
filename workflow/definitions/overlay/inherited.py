"""Problems of a merged definition that stand in its base: whose they are, and who brought them about.

Rule: what the base says of itself is not said again, a base with errors is said once, and what a
removal leaves without its counterpart is told where it is removed, with all that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.definitions.message import Language, Said
from workflow.definitions.nodes import dotted
from workflow.definitions.overlay.chain import Merged
from workflow.definitions.overlay.operations import Operation
from workflow.definitions.problems import LONGEST_LIST, Problem, Report

NAMES_NOTHING = ("E041", "E047/option")


def settle(report: Report, merged: Merged, of_base: Sequence[Problem]) -> None:
    """Go through the inherited problems; `of_base` are those the base has on its own."""
    inherited = [problem for problem in report.problems if problem.inherited]
    report.replace(problem for problem in report.problems if not problem.inherited)
    if any(problem.is_error for problem in of_base):
        report.add("E063/broken", merged.extends, ("extends",), name=merged.base.name)
        return
    known = {_same(problem) for problem in of_base}
    new = [problem for problem in inherited if _same(problem) not in known]
    removals = [done.operation for done in merged.own if done.operation.verb == "remove"]
    needed: dict[str, tuple[Operation, list[str]]] = {}
    others = []
    for problem in new:
        removal = _removal_behind(problem, removals)
        if removal is None:
            others.append(problem)
        else:
            _, paths = needed.setdefault(dotted(removal.path), (removal, []))
            paths.append(problem.path)
    report.replace([*report.problems, *others])
    for path, (removal, paths) in needed.items():
        shown = _all(dict.fromkeys(paths))
        report.add("E064/needed", removal.key, removal.path, what=path, paths=shown)


def _same(problem: Problem) -> tuple[str, str, str]:
    return problem.message.key, problem.path, problem.text(Language.EN)


def _removal_behind(problem: Problem, removals: Iterable[Operation]) -> Operation | None:
    """Return the removal of what an inherited problem misses: the thing itself, or its holder."""
    if not problem.message.key.startswith(NAMES_NOTHING):
        return None
    missed = problem.args.get("name") or problem.args.get("value", "")
    names = [missed.rpartition(".")[2], missed.partition(".")[0], problem.args.get("register", "")]
    for name in names:
        for removal in removals:
            if removal.name == name:
                return removal
    return None


def _all(paths: Iterable[str]) -> Said:
    """Return the paths as an enumeration; what is too much for one line is counted."""
    every = list(paths)
    shown, more = ", ".join(every[:LONGEST_LIST]), len(every) - LONGEST_LIST
    if more <= 0:
        return Said(shown, shown)
    return Said(f"{shown} und {more} weitere", f"{shown} and {more} more")
