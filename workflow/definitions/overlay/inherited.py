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

# What a message about a name that leads to nothing can have lost: the mappings that such things
# stand in. The bodies are also what can be chosen of a decision.
_LOST = {
    "E041/field": ("fields", "profile", "steps"),
    "E041/item": ("checklist", "steps"),
    "E041/step": ("steps",),
    "E041/register": ("registers",),
    "E041/column": ("fields",),
    "E041/phase": ("phases",),
    "E041/principle": ("principles",),
    "E041/body": ("bodies",),
    "E041/approval": ("approvals",),
    "E047/option": ("options", "bodies"),
}


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
    missed = missing_name(problem)
    first, last = missed.partition(".")[0], missed.rpartition(".")[2]
    holders = _LOST.get(problem.message.key, ())
    fitting = [each for each in removals if each.name in (first, last) and each.home[-1] in holders]
    home = [first] if "." in missed else problem.path.split(".")[1:2]
    around = (*home, problem.args.get("register", ""))
    near = [each for each in fitting if each.path[1] in around]
    return next(iter(near or fitting), None)


def missing_name(problem: Problem) -> str:
    """Return the name that leads to nothing; "" if that is not the problem."""
    if problem.message.key not in _LOST:
        return ""
    return problem.args.get("name") or problem.args.get("value", "")


def _all(paths: Iterable[str]) -> Said:
    """Return the paths as an enumeration; what is too much for one line is counted."""
    every = list(paths)
    shown, more = ", ".join(every[:LONGEST_LIST]), len(every) - LONGEST_LIST
    if more <= 0:
        return Said(shown, shown)
    return Said(f"{shown} und {more} weitere", f"{shown} and {more} more")
