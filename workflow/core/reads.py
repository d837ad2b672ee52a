"""What a condition reads: which steps, items, fields and registers it depends on.

Rule: this follows calculated fields to what they are calculated from. From it follows which parts a
command must load and which waiting steps or due dates it can touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from workflow.core.definition import (
    Aggregate,
    AllOf,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Count,
    Elapsed,
    Every,
    FieldRef,
    ItemDone,
    Months,
    ProcessDefinition,
    Quantity,
    Share,
    StepReached,
    Where,
)

# The name of a single thing that can be read and touched.
Key = tuple[str, ...]


def life_key(step: str) -> Key:
    """Return the name of a step's status."""
    return ("life", step)


def item_key(step: str, item: str) -> Key:
    """Return the name of an item of a step."""
    return ("item", step, item)


def holder_key(holder: str) -> Key:
    """Return the name of the values of a step or of the profile."""
    return ("values", holder)


def register_key(register: str) -> Key:
    """Return the name of a register with its entries and their items."""
    return ("register", register)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What something depends on. `lives`: steps whose status matters."""

    lives: frozenset[str] = frozenset()
    items: frozenset[tuple[str, str]] = frozenset()
    fields: frozenset[tuple[str, str]] = frozenset()
    registers: frozenset[str] = frozenset()

    @property
    def steps(self) -> frozenset[str]:
        """Steps whose items or values are read."""
        holders = {holder for holder, _ in self.fields} - {"profile", ""}
        return frozenset(holders | {step for step, _ in self.items})

    @property
    def keys(self) -> frozenset[Key]:
        """The names of what is read."""
        return frozenset(
            {
                *(life_key(step) for step in self.lives),
                *(item_key(*item) for item in self.items),
                *(holder_key(holder) for holder, _ in self.fields),
                *(register_key(register) for register in self.registers),
            }
        )

    def __or__(self, other: Reads) -> Reads:
        """Return what both read."""
        return Reads(
            lives=self.lives | other.lives,
            items=self.items | other.items,
            fields=self.fields | other.fields,
            registers=self.registers | other.registers,
        )


NONE = Reads()


def union(parts: Iterable[Reads]) -> Reads:
    """Return what all of them read together."""
    found = NONE
    for part in parts:
        found |= part
    return found


@lru_cache(maxsize=4096)
def reads(what: Condition | Quantity | None, definition: ProcessDefinition) -> Reads:
    """Return what a condition or a value depends on, through calculated fields."""
    return _Walk(definition).visit(what)


def where_reads(where: Where, definition: ProcessDefinition) -> Reads:
    """Return what a `where` depends on beside the register itself."""
    return _Walk(definition).where(where)


@dataclass(slots=True)
class _Walk:
    definition: ProcessDefinition
    seen: set[FieldRef] = field(default_factory=set)  # a circle is the checker's to report

    def visit(self, what: Condition | Quantity | None) -> Reads:
        match what:
            case FieldRef():
                return self.field(what)
            case Count() | Aggregate():
                return Reads(registers=frozenset({what.register})) | self.where(what.where)
            case Share():
                whole = self.where(what.of) | self.where(what.where)
                return Reads(registers=frozenset({what.register})) | whole
            case Arithmetic():
                return union(self.visit(operand) for operand in what.operands)
            case Months():
                return self.visit(what.start) | self.visit(what.end)
            case _:
                return self.condition(what)

    def condition(self, what: Condition | Quantity | None) -> Reads:
        match what:
            case Compare():
                return union([self.visit(what.value), *(self.visit(t.operand) for t in what.tests)])
            case AllOf() | AnyOf():
                return union(self.visit(part) for part in what.parts)
            case Every():
                others = {has.register for has in what.has if has.register}
                return Reads(registers=frozenset({what.register, *others})) | self.where(what.where)
            case ItemDone():
                item = (what.step, what.item)
                return Reads(items=frozenset({item}), lives=frozenset({what.step}))
            case StepReached() | Elapsed():
                return Reads(lives=frozenset({what.step}))
            case _:
                return NONE

    def field(self, ref: FieldRef) -> Reads:
        if not ref.holder or ref in self.seen:
            return NONE  # the record's own field comes with the record
        self.seen.add(ref)
        in_profile = ref.holder == "profile"
        fields = self.definition.profile if in_profile else self.definition.steps[ref.holder].fields
        own = Reads(fields=frozenset({(ref.holder, ref.field)}))
        return own | self.visit(fields[ref.field].calculate)

    def where(self, where: Where) -> Reads:
        return union(self.visit(test.operand) for each in where for test in each.tests)
