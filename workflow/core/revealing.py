"""Whether the text of a value would show a word: what can be erased must not be copied into facts.

Rule: a request freezes answers and values as facts, which stay for ever (DESIGN 5). Where such a
value is free text or personal, through calculations too, its text stays where it was entered.
"""

from __future__ import annotations

from workflow.core.definition import (
    Aggregate,
    AllOf,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Field,
    FieldRef,
    Months,
    ProcessDefinition,
    Quantity,
)


def shows_word(
    what: Condition | Quantity | None, definition: ProcessDefinition, register: str = ""
) -> bool:
    """Return whether what is there, as text, can hold a word. Counts and shares cannot.

    `register` is the one whose record it is asked in, for bare names.
    """
    match what:
        case FieldRef():
            return _is_word(_field(what, definition, register), definition, register)
        case Aggregate():
            field = definition.registers[what.register].fields[what.field]
            return _is_word(field, definition, what.register)
        case Arithmetic():
            parts: tuple[Condition | Quantity, ...] = what.operands
        case Months():
            parts = (what.start, what.end)
        case Compare():
            parts = (what.value, *(test.operand for test in what.tests))
        case AllOf() | AnyOf():
            parts = what.parts
        case _:
            return False
    return any(shows_word(part, definition, register) for part in parts)


def _is_word(field: Field, definition: ProcessDefinition, register: str) -> bool:
    return field.is_word or shows_word(field.calculate, definition, register)


def _field(ref: FieldRef, definition: ProcessDefinition, register: str) -> Field:
    if ref.holder == "profile":
        return definition.profile[ref.field]
    if ref.holder:
        return definition.steps[ref.holder].fields[ref.field]
    return definition.registers[register].fields[ref.field]
