"""Where a sentence stands: its definition, its language, and whose fields need no further name.

Rule: names and shapes are looked up here; that they exist the checker has proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from workflow.core.definition import (
    Aggregate,
    Arithmetic,
    ArithmeticKind,
    Count,
    Field,
    FieldRef,
    FieldType,
    Literal,
    Months,
    ProcessDefinition,
    Quantity,
    Register,
    Share,
    Step,
    Today,
)
from workflow.core.sentences.language import Language, all_of_words, phrase, quoted
from workflow.core.sentences.phrases import PHRASES

NUMBER = Field(id="number", type=FieldType.DECIMAL, label="")
COUNT = Field(id="count", type=FieldType.INTEGER, label="")
SHARE = Field(id="share", type=FieldType.PERCENT, label="")
_DAY = Field(id="day", type=FieldType.DATE, label="")
_FLAG = Field(id="flag", type=FieldType.YES_NO, label="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a condition is read: its definition, the language, the step or register it stands in."""

    definition: ProcessDefinition
    language: Language
    place: str = ""  # a step id or "profile": fields there are named without their step
    register: str = ""  # the register whose record "" means

    def say(self, key: str, **parts: str) -> str:
        """Return a phrase of this module in the scope's language."""
        return phrase(PHRASES, self.language, key, **parts)

    def field(self, ref: FieldRef) -> Field:
        """Return the field that is referred to; the checker has proved that it exists."""
        if not ref.holder:
            return self.definition.registers[self.register].fields[ref.field]
        if ref.holder == "profile":
            return self.definition.profile[ref.field]
        return self.definition.steps[ref.holder].fields[ref.field]

    def register_of(self, register: str) -> Register:
        """Return a register."""
        return self.definition.registers[register]

    def step_name(self, step: str) -> str:
        """Return a step's short name in quotes."""
        return quoted(short_name(self.definition.steps[step]), self.language)


def short_name(step: Step) -> str:
    """Return the name of a step for sentences: the short one if it has one."""
    return step.short or step.title


def span_text(months: int, days: int, language: Language, *, dative: bool = False) -> str:
    """Return "12 Monate", "1 Monat und 14 Tage"; after "in" or "seit" the German dative."""
    prefix = "to_" if dative else ""
    parts = [
        phrase(PHRASES, language, f"{prefix}{one}")
        if number == 1
        else phrase(PHRASES, language, f"{prefix}n_{one}s", n=str(number))
        for number, one in ((months, "month"), (days, "day"))
        if number or (one == "day" and not months)
    ]
    return all_of_words(parts, language)


def label_in(register: str, field: str, scope: Scope) -> str:
    """Return the quoted label of a register's field."""
    return quoted(scope.register_of(register).fields[field].label, scope.language)


def shape_of(quantity: Quantity, scope: Scope) -> Field:  # noqa: C901 - a case per construct
    """Return a field like the value, so that literals beside it are formatted like it."""
    match quantity:
        case FieldRef():
            return scope.field(quantity)
        case Aggregate(register=register, field=field):
            return scope.register_of(register).fields[field]
        case Today():
            return _DAY
        case Share():
            return SHARE
        case Count() | Months():
            return COUNT
        case Literal(value=value):
            return _FLAG if isinstance(value, bool) else NUMBER
        case Arithmetic(kind=ArithmeticKind.PERCENT):
            return SHARE
        case Arithmetic(kind=ArithmeticKind.RATIO):
            return NUMBER
        case Arithmetic(operands=operands):
            return _shape_together([shape_of(operand, scope) for operand in operands])
        case _:
            assert_never(quantity)


def _shape_together(shapes: Sequence[Field]) -> Field:
    money = [shape for shape in shapes if shape.type is FieldType.MONEY]
    return money[0] if money else NUMBER
