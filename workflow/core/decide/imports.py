"""Deciding about many register entries at once, as they come from a file.

Rule: each row is decided by the very rules of `AddRecord` and `ChangeRecord`, upon what the rows
before it did, and writes their events; one row that cannot be taken refuses all. What was shown
before saying yes was the whole register: any change in it since is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.decide.case import Case, Rule, Target
from workflow.core.decide.consequences import applied
from workflow.core.decide.records import add, can_add, change
from workflow.core.errors import InputProblem, InvalidInput, Problem


def import_records(case: Case, command: c.ImportRecords) -> Iterable[e.Event]:
    """Return what all rows do; raise InvalidInput with every problem of every row."""
    happened: list[e.Event] = []
    problems: list[InputProblem] = []
    # Single fields are not compared with what was shown: the register is, as a whole.
    here = replace(case, context=replace(case.context, seen=None))
    named: set[int] = set()
    for each in command.records:
        try:
            news = list(_row(here, command.register, each, named))
        except InvalidInput as error:
            problems.extend(replace(problem, row=each.row) for problem in error.problems)
        else:
            happened.extend(news)
            here = applied(here, news)
    if problems:
        raise InvalidInput(*problems)
    if happened:
        _not_changed(case, command.register)
    return happened


def _not_changed(case: Case, register: str) -> None:
    newest = max((each.seq for each in case.state.register(register).values()), default=0)
    case.not_changed_since_seen(f"{register}/", "", newest)


def _row(case: Case, register: str, each: c.ImportedRecord, named: set[int]) -> Iterable[e.Event]:
    if not each.number:
        if each.step not in case.definition.steps:
            raise InvalidInput(InputProblem(name="step", problem=Problem.NO_SUCH_CHOICE))
        return add(case, c.AddRecord(register=register, step=each.step, values=each.values))
    problem = _against(case, register, each.number, named)
    if problem is not None:
        raise InvalidInput(InputProblem(name="number", problem=problem, limit=str(each.number)))
    named.add(each.number)
    command = c.ChangeRecord(register=register, number=each.number, values=each.values)
    return change(case, command)


def _against(case: Case, register: str, number: int, named: set[int]) -> Problem | None:
    if number in named:
        return Problem.TWICE
    record = case.state.register(register).get(number)
    if record is None:
        return Problem.NO_SUCH_RECORD
    return Problem.ARCHIVED if record.archived is not None else None


RULES: dict[type, Rule] = {
    c.ImportRecords: Rule(
        target=lambda x: Target(x.register), guard=can_add, events=import_records
    ),
}
