"""What a condition or a value refers to.

Rule: one place knows how conditions and values nest; every check that asks what something depends
on walks through here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.core.definition import (
    Aggregate,
    AllOf,
    AnyOf,
    Arithmetic,
    ChecklistItem,
    Compare,
    Condition,
    Count,
    Elapsed,
    Every,
    Field,
    FieldRef,
    ItemDone,
    Literal,
    Months,
    ProcessDefinition,
    Quantity,
    Share,
    Step,
    StepReached,
    TestKind,
    Where,
)
from workflow.definitions.nodes import Path

Part = Condition | Quantity


def walk(part: Part) -> Iterator[Part]:
    """Yield a condition or value and everything inside it."""
    yield part
    for inner in _inside(part):
        yield from walk(inner)


def _inside(part: Part) -> Iterator[Part]:
    match part:
        case AllOf() | AnyOf():
            yield from part.parts
        case Compare():
            yield part.value
            yield from (test.operand for test in part.tests)
        case Arithmetic():
            yield from part.operands
        case Months():
            yield part.start
            yield part.end
        case _:
            for test in _where(part):
                yield from (each.operand for each in test.tests)


def _where(part: Part) -> Where:
    match part:
        case Count() | Aggregate() | Every():
            return part.where
        case Share():
            return (*part.of, *part.where)
        case _:
            return ()


def fields_in(part: Part, register: str = "") -> Iterator[Path]:
    """Yield the path of every field that is read; `register` is where bare names belong."""
    for inner in walk(part):
        if isinstance(inner, FieldRef):
            yield field_path(inner, register)
        elif isinstance(inner, Count | Share | Aggregate | Every):
            home = ("registers", inner.register, "fields")
            yield from ((*home, name) for name in _columns(inner))


def _columns(part: Count | Share | Aggregate | Every) -> Iterator[str]:
    yield from (test.field for test in _where(part) if test.field not in ("step", "round"))
    if isinstance(part, Aggregate):
        yield part.field
    elif isinstance(part, Count) and part.distinct:
        yield part.distinct
    elif isinstance(part, Every):
        yield from (has.field for has in part.has if has.field and not has.register)


def field_path(ref: FieldRef, register: str = "") -> Path:
    """Return the path of the field a reference names."""
    if ref.holder == "profile":
        return ("profile", ref.field)
    if ref.holder:
        return ("steps", ref.holder, "fields", ref.field)
    return ("registers", register, "fields", ref.field)


def registers_in(part: Part) -> Iterator[str]:
    """Yield every register whose records are read."""
    for inner in walk(part):
        if isinstance(inner, Count | Share | Aggregate | Every):
            yield inner.register


def steps_in(part: Part) -> Iterator[str]:
    """Yield every step whose progress or fields are read."""
    for inner in walk(part):
        if isinstance(inner, StepReached | ItemDone | Elapsed):
            yield inner.step
        elif isinstance(inner, FieldRef) and inner.holder not in ("", "profile"):
            yield inner.holder


def steps_needed(condition: Condition | None, definition: ProcessDefinition) -> frozenset[str]:
    """Return the steps that must have opened before the condition can be yes, whatever happens."""
    match condition:
        case AllOf():
            needed = [steps_needed(part, definition) for part in condition.parts]
            return frozenset().union(*needed)
        case AnyOf():
            needed = [steps_needed(part, definition) for part in condition.parts]
            return frozenset.intersection(*needed)
        case StepReached() | ItemDone() | Elapsed():
            return frozenset({condition.step})
        case Compare(value=FieldRef() as ref) if _asks_for_value(condition):
            entered = _entered_in(ref, definition)
            return frozenset({entered}) if entered else frozenset()
        case _:
            return frozenset()


def _asks_for_value(compare: Compare) -> bool:
    empty = (TestKind.FILLED, Literal(value=False))
    return any((test.kind, test.operand) != empty for test in compare.tests)


def _entered_in(ref: FieldRef, definition: ProcessDefinition) -> str:
    """The step in which somebody enters the field; nothing for profile and calculated fields."""
    step = definition.steps.get(ref.holder)
    field = step.fields.get(ref.field) if step else None
    return ref.holder if field and field.calculate is None else ""


def all_fields(definition: ProcessDefinition) -> Iterator[tuple[Path, str, Field]]:
    """Yield every field with its path and the register it belongs to, if any."""
    for name, field in definition.profile.items():
        yield ("profile", name), "", field
    for register in definition.registers.values():
        for name, field in register.fields.items():
            yield ("registers", register.id, "fields", name), register.id, field
    for step in definition.steps.values():
        for name, field in step.fields.items():
            yield ("steps", step.id, "fields", name), "", field


def all_conditions(definition: ProcessDefinition) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition with its path."""
    governed: list[tuple[Path, Condition | None]] = []
    for path, _, field in all_fields(definition):
        governed.append(((*path, "applies_when"), field.applies_when))
    for step in definition.steps.values():
        governed.append((("steps", step.id, "opens_when"), step.opens_when))
        governed.extend(_in_checklist(("steps", step.id, "checklist"), step.checklist))
        governed.extend(_in_gate(step))
    for register in definition.registers.values():
        governed.extend(_in_checklist(("registers", register.id, "checklist"), register.checklist))
    yield from ((path, condition) for path, condition in governed if condition is not None)


def _in_checklist(
    home: Path, items: Mapping[str, ChecklistItem]
) -> Iterator[tuple[Path, Condition | None]]:
    for item in items.values():
        yield (*home, item.id, "applies_when"), item.applies_when


def _in_gate(step: Step) -> Iterator[tuple[Path, Condition | None]]:
    home: Path = ("steps", step.id, "gate")
    for each in step.gate.conditions:
        at: Path = ("every_gate", each.id) if each.shared else (*home, "conditions", each.id)
        yield at, each.condition
        yield (*at, "applies_when"), each.applies_when
    for approval in step.gate.approvals:
        yield (*home, "approvals", approval.id, "applies_when"), approval.applies_when
