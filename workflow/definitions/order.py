"""What a gate asks for and what comes too late for it.

Rule: a field is filled in its step, a register from the first step that asks for its records as
proof (DESIGN 4). What a later step brings, on which nothing before depends, cannot be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.core.definition import (
    DECISIONS,
    Aggregate,
    AnyProof,
    Arithmetic,
    ChecklistItem,
    Compare,
    Condition,
    Count,
    Every,
    FieldRef,
    Literal,
    Months,
    ProcessDefinition,
    Proof,
    Quantity,
    RecordsProof,
    Share,
    Step,
    Strength,
    Test,
    TestKind,
)
from workflow.definitions.feasibility import field_of
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Report
from workflow.definitions.references import registers_in, steps_in, walk


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where things come from: the first step asking for a register, and what comes before what."""

    definition: ProcessDefinition
    asked_first: dict[str, str]
    position: dict[str, int]
    before: dict[str, frozenset[str]]

    def is_later(self, other: str, step: str) -> bool:
        """Whether another step stands after this one and nothing brings it forward."""
        return self.position[other] > self.position[step] and other not in self.before[step]


def check_order(definition: ProcessDefinition, report: Report) -> None:
    """Report what comes too late for a gate, and warn of registers nobody is asked to fill."""
    sources = _sources(definition)
    unasked: set[str] = set()
    for step in definition.steps.values():
        for each in step.gate.conditions:
            if each.strength is Strength.ADVICE:
                continue
            home = ("every_gate",) if each.shared else ("steps", step.id, "gate", "conditions")
            path = (*home, each.id)
            _check_fields(each.condition, step, path, sources, report)
            unasked |= _check_registers(each.condition, step, path, sources, report)
        _check_every(step, report)
    for name in sorted(unasked):
        report.add_at_key("W104", ("registers", name), name=name)


def _sources(definition: ProcessDefinition) -> _Sources:
    asked_first: dict[str, str] = {}
    for step in definition.steps.values():
        for item in step.checklist.values():
            for proof in _records_asked(item):
                asked_first.setdefault(proof.register, step.id)
    position = {step: index for index, step in enumerate(definition.steps)}
    direct = {
        step.id: _named_before(step, asked_first) & position.keys()
        for step in definition.steps.values()
    }
    before = {step: _closure(step, direct) for step in direct}
    return _Sources(definition, asked_first, position, before)


def _named_before(step: Step, asked_first: dict[str, str]) -> set[str]:
    """The steps that the opening of a step depends on, by name or through a register."""
    if step.opens_when is None:
        return set()
    named = set(steps_in(step.opens_when))
    registers = registers_in(step.opens_when)
    return named | {asked_first[name] for name in registers if name in asked_first}


def _closure(step: str, direct: dict[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(direct[step])
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(direct[other])
    return frozenset(found)


def _records_asked(item: ChecklistItem) -> Iterator[RecordsProof]:
    waiting: list[Proof] = list(item.evidence)
    while waiting:
        proof = waiting.pop()
        if isinstance(proof, AnyProof):
            waiting.extend(proof.proofs)
        elif isinstance(proof, RecordsProof):
            yield proof


# --- fields --------------------------------------------------------------------------------------


def _check_fields(
    condition: Condition, step: Step, path: Path, sources: _Sources, report: Report
) -> None:
    for part in walk(condition):
        if not isinstance(part, FieldRef) or part.holder not in sources.position:
            continue
        if sources.is_later(part.holder, step.id):
            name = f"{part.holder}.{part.field}"
            report.add_at("E046/field", path, name=name, step=part.holder)


# --- registers -----------------------------------------------------------------------------------


def _check_registers(
    condition: Condition, step: Step, path: Path, sources: _Sources, report: Report
) -> set[str]:
    """Report registers that fill later; return those that nobody is asked to fill."""
    unasked: set[str] = set()
    for register in _registers_needed(condition, sources.definition):
        asking = sources.asked_first.get(register)
        if asking is None:
            unasked |= {register} - {DECISIONS}
        elif sources.is_later(asking, step.id):
            report.add_at("E046/register", path, name=register, step=asking)
    return unasked


def _registers_needed(condition: Condition, definition: ProcessDefinition) -> set[str]:
    """The registers that must hold records for a condition to be yes."""
    needed: set[str] = set()
    for part in walk(condition):
        if isinstance(part, Compare):
            values = [_calculated(part.value, definition)]
            values += [_calculated(test.operand, definition) for test in part.tests]
            if _is_yes_for_nothing(values[0], part.tests):
                values.pop(0)
            needed.update(name for value in values for name in _sources_of(value))
    return needed


def _calculated(value: Quantity, definition: ProcessDefinition) -> Quantity:
    """What stands behind a calculated field; any other value as it is."""
    field = field_of(value, definition)
    behind = field.calculate if field else None
    if isinstance(behind, Count | Share | Aggregate | Arithmetic | Months):
        return behind
    return value


def _sources_of(value: Quantity) -> Iterator[str]:
    if isinstance(value, Arithmetic):
        return  # with nothing recorded it may be anything: left to the proof
    yield from registers_in(value)


def _is_yes_for_nothing(value: Quantity, tests: tuple[Test, ...]) -> bool:
    """Whether the tests hold while nothing is recorded: a count is then 0."""
    if not isinstance(value, Count):
        return False
    return not any(_needs_more_than_nothing(test) for test in tests)


def _needs_more_than_nothing(test: Test) -> bool:
    if test.kind is TestKind.AT_MOST or not isinstance(test.operand, Literal):
        return False
    return test.operand.value not in (0, False)


def _check_every(step: Step, report: Report) -> None:
    """`every` over nothing is yes: warn where nothing beside it asks for records."""
    counted = {
        proof.register
        for item in step.checklist.values()
        if item.required
        for proof in _records_asked(item)
    }
    for each in step.gate.conditions:
        if not isinstance(each.condition, Every):
            counted.update(registers_in(each.condition))
    for each in step.gate.conditions:
        is_bare = isinstance(each.condition, Every) and each.condition.register not in counted
        if is_bare and each.strength is not Strength.ADVICE and not each.shared:
            report.add_at("W108", ("steps", step.id, "gate", "conditions", each.id))
