"""The door: an overlay and the base it shall build on from now.

Rule: the result is checked like any other definition; nothing is handed out that could not be used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.core.sentences import Language
from workflow.definitions.canonical import nodes_of
from workflow.definitions.decoding import decode
from workflow.definitions.library import Checked, check
from workflow.definitions.nodes import dotted
from workflow.definitions.overlay.bases import Base, Bases
from workflow.definitions.overlay.chain import is_overlay
from workflow.definitions.overlay.inherited import missing_name
from workflow.definitions.overlay.operations import operations
from workflow.definitions.problems import Problem, Report
from workflow.definitions.reader import read_nodes
from workflow.definitions.rebasing.findings import Finding, Level, NotRebased, Reason, Rebased
from workflow.definitions.rebasing.judging import Shift, judge, shift
from workflow.definitions.rebasing.rewriting import Written, rewritten


def rebase(data: bytes, name: str, onto: str, bases: Bases, language: Language = "de") -> Rebased:
    """Put an overlay onto another version of its base (`id@version`); raises NotRebased."""
    checked = check(data, name, bases)
    text, _ = decode(data, name)
    root = read_nodes(text, Report(name)) if text is not None else None
    if text is None or root is None or not is_overlay(root) or checked.definition is None:
        raise NotRebased(name, checked.problems)
    old, new = _base(checked.base, bases), _base(onto, bases)
    assert old.definition is not None  # noqa: S101 - the overlay on it can be used
    if new.definition is None:
        raise NotRebased(onto, new.problems)
    way = shift(old.definition, new.definition, nodes_of(new.stored), language)
    said = operations(root, Report(name))
    every = [each for of_verb in said.values() for each in of_verb]
    findings = [found for each in every for found in judge(each, way)]
    written = rewritten(Written(text, root, every), onto, findings, way)
    result = check(written.text.encode(), name, bases)
    findings += list(_against(result, findings, written.lines, way))
    conflict = any(each.level is Level.CONFLICT for each in findings)
    return Rebased(
        findings=tuple(sorted(findings, key=lambda each: each.line)),
        old=old.definition,
        new=new.definition,
        before=checked.definition,
        after=None if conflict else result.definition,
        text="" if conflict else written.text,
    )


def _base(wanted: str, bases: Bases) -> Checked:
    name, _, version = wanted.partition("@")
    found = bases(name, int(version)) if version.isdecimal() else ()
    if not isinstance(found, Base) or found.withdrawn:
        raise NotRebased(wanted)
    return check(found.data, found.name, bases)


def _against(
    result: Checked, findings: Sequence[Finding], lines: Sequence[int], way: Shift
) -> Iterator[Finding]:
    """Yield what the checker has against the new text and was not found before.

    While it does, nobody gets that text: the line is that of the old one.
    """
    conflicts = [each for each in findings if each.level is Level.CONFLICT]
    known = {dotted(each.operation.path) for each in conflicts if each.operation is not None}
    for problem in result.problems:
        if problem.is_error and problem.path not in known:
            line = lines[problem.place.line - 1] if problem.place.line else 0
            place = replace(problem.place, line=line)
            meant = _called_now(problem, way) or problem.suggestion
            yield Finding(
                reason=Reason.PROBLEM, problem=replace(problem, place=place, suggestion=meant)
            )


def _called_now(problem: Problem, way: Shift) -> str:
    """Return what a name that leads to nothing is called in the new base; "" if nothing else."""
    name = missing_name(problem)
    ids = {old[-1]: new.id for old, new in way.matched.later.items() if old and old[-1] != new.id}
    now = ".".join(ids.get(part, part) for part in name.split("."))
    return now if now != name else ""
