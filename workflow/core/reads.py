"""What a condition reads: which steps, items, fields and registers it depends on.

Rule: this follows calculated fields to what they are calculated from. From it follows which parts a
command must load and which waiting steps or due dates it can touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    Field,
    FieldRef,
    Has,
    ItemDone,
    Months,
    ProcessDefinition,
    Quantity,
    Share,
    StepReached,
    Today,
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
    """What something depends on. `lives`: steps whose status matters; `day`: time alone changes it.

    A record's own fields are not among it: whoever asks has the record.
    """

    lives: frozenset[str] = frozenset()
    items: frozenset[tuple[str, str]] = frozenset()
    fields: frozenset[tuple[str, str]] = frozenset()
    registers: frozenset[str] = frozenset()
    day: bool = False

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

    def is_beside(self, holder: str) -> bool:
        """Whether it reads nothing but the fields of this step or record and the profile."""
        foreign = {name for name, _ in self.fields} - {holder, "profile"}
        return not (foreign or self.lives or self.items or self.registers or self.day)

    def __or__(self, other: Reads) -> Reads:
        """Return what both read."""
        return Reads(
            lives=self.lives | other.lives,
            items=self.items | other.items,
            fields=self.fields | other.fields,
            registers=self.registers | other.registers,
            day=self.day or other.day,
        )


NONE = Reads()


def union(parts: Iterable[Reads]) -> Reads:
    """Return what all of them read together."""
    found = NONE
    for part in parts:
        found |= part
    return found


@lru_cache(maxsize=4096)
def reads(
    what: Condition | Quantity | None, definition: ProcessDefinition, register: str = ""
) -> Reads:
    """Return what a condition or a value depends on, through calculated fields.

    `register` is the one whose record it is asked in, for bare names.
    """
    return _Walk(definition, register).visit(what)


def record_reads(
    register: str, where: Where, definition: ProcessDefinition, names: tuple[str, ...] = ()
) -> Reads:
    """Return what a look at the records of a register depends on: its tests and named fields."""
    return _Walk(definition, register).records(where, names)


@dataclass(slots=True)
class _Walk:
    definition: ProcessDefinition
    register: str = ""
    # A circle is the checker's to report.
    seen: set[tuple[str, FieldRef]] = field(default_factory=set)

    def visit(self, what: Condition | Quantity | None) -> Reads:
        match what:
            case FieldRef():
                return self.field(what)
            case Today():
                return Reads(day=True)
            case Arithmetic():
                return union(self.visit(operand) for operand in what.operands)
            case Months():
                return self.visit(what.start) | self.visit(what.end)
            case Count() | Share() | Aggregate() | Every():
                return self.over(what)
            case _:
                return self.condition(what)

    def over(self, what: Count | Share | Aggregate | Every) -> Reads:
        inside = _Walk(self.definition, what.register, self.seen)
        found = Reads(registers=frozenset({what.register}))
        match what:
            case Count():
                return found | inside.records(what.where, (what.distinct,) if what.distinct else ())
            case Share():
                return found | inside.records((*what.of, *what.where))
            case Aggregate():
                return found | inside.records(what.where, (what.field,))
            case _:
                own = tuple(has.field for has in what.has if has.field and not has.register)
                had = union(inside.has(has) for has in what.has)
                return found | inside.records(what.where, own) | had

    def has(self, has: Has) -> Reads:
        if has.register:
            other = _Walk(self.definition, has.register, self.seen)
            return Reads(registers=frozenset({has.register})) | other.records((), (has.field,))
        checklist = self.definition.registers[self.register].checklist if has.checklist else {}
        # An item of it that recurs is open again by time alone.
        again = Reads(day=any(item.repeat_months for item in checklist.values()))
        return again | union(self.visit(item.applies_when) for item in checklist.values())

    def condition(self, what: Condition | Quantity | None) -> Reads:
        match what:
            case Compare():
                return union([self.visit(what.value), *(self.visit(t.operand) for t in what.tests)])
            case AllOf() | AnyOf():
                return union(self.visit(part) for part in what.parts)
            case ItemDone():
                item = (what.step, what.item)
                return Reads(items=frozenset({item}), lives=frozenset({what.step}), day=True)
            case Elapsed():
                return Reads(lives=frozenset({what.step}), day=True)
            case StepReached():
                return Reads(lives=frozenset({what.step}))
            case _:
                return NONE

    def field(self, ref: FieldRef) -> Reads:
        if (self.register, ref) in self.seen:
            return NONE
        self.seen.add((self.register, ref))
        own = Reads(fields=frozenset({(ref.holder, ref.field)})) if ref.holder else NONE
        found = self.fields(ref.holder).get(ref.field)
        return own | self.visit(found.calculate) if found is not None else own

    def fields(self, holder: str) -> Mapping[str, Field]:
        if not holder:
            register = self.definition.registers.get(self.register)
            return register.fields if register is not None else {}
        if holder == "profile":
            return self.definition.profile
        return self.definition.steps[holder].fields

    def records(self, where: Where, names: tuple[str, ...] = ()) -> Reads:
        operands = union(self.visit(test.operand) for each in where for test in each.tests)
        fields = (*names, *(each.field for each in where))
        return operands | union(self.field(FieldRef("", name)) for name in fields)
