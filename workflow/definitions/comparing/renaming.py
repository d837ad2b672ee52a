"""What an older definition says, in the names of a newer one.

Rule: something that is only called otherwise has not changed what refers to it. A name that stays
is left as it is; nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from workflow.core.definition import (
    Aggregate,
    Compare,
    Count,
    Elapsed,
    Every,
    FieldProof,
    FieldRef,
    Has,
    ItemDone,
    Literal,
    Quantity,
    RecordsProof,
    Reporting,
    Share,
    Sibling,
    StepReached,
    TaskRule,
    Test,
    WhereTest,
)
from workflow.definitions.comparing.things import Path

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Part = TypeVar("Part", bound="DataclassInstance")
Recorded = Count | Every | RecordsProof | Share | Aggregate
_REPORTED = ("day", "status", "amount", "spent", "text")


@dataclass(frozen=True, slots=True)
class Names:
    """New names for old ones, seen from a place: a step, the profile or a register."""

    renamed: Mapping[Path, Path]
    place: Path
    register: str = ""  # whose record "" means

    def at(self, path: Path) -> Path:
        """Return the path of a thing today."""
        if path in self.renamed or not path:
            return self.renamed.get(path, path)
        return (*self.at(path[:-1]), path[-1])

    def step(self, step: str) -> str:
        """Return the id of a step."""
        return self.at(("steps", step))[1]

    def of(self, register: str) -> Names:
        """Return the names as seen from a record of a register."""
        return replace(self, register=register)

    def column(self, field: str) -> str:
        """Return the id of a field of the register."""
        return self.at(("registers", self.register, "fields", field))[-1]

    def option(self, field: Path) -> Callable[[str], str]:
        """Return how the options of a field are called today."""
        return lambda option: self.at((*field, "options", option))[-1]

    def beside(self, field: str) -> str:
        """Return the id of a field beside this one."""
        group = () if self.place == ("profile",) else ("fields",)
        return self.at((*self.place, *group, field))[-1]


def in_new_names(value: object, names: Names) -> object:
    """Return a value of the old definition as the new one would say it."""
    if not names.renamed:
        return value
    if isinstance(value, tuple):
        return tuple(in_new_names(each, names) for each in value)
    match value:
        case Count() | Every() | RecordsProof() | Share() | Aggregate():
            return _records(value, names.of(value.register))
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _inside(_named(value, names), names)
        case _:
            return value


def _records(value: Recorded, names: Names) -> Recorded:
    """Something that is said of the records of a register."""
    found = _inside(value, names)
    if isinstance(found, Count | RecordsProof) and found.distinct:
        found = replace(found, distinct=names.column(found.distinct))
    if isinstance(found, Aggregate):
        found = replace(found, field=names.column(found.field))
    return replace(found, register=names.at(("registers", names.register))[1])


def _inside(value: Part, names: Names) -> Part:
    """The same thing with everything in it by its new name."""
    parts = {each.name: in_new_names(getattr(value, each.name), names) for each in fields(value)}
    return replace(value, **parts)


def _named(value: Part, names: Names) -> DataclassInstance:  # noqa: C901, PLR0912 - a case per way of naming
    """The thing with the names it uses itself."""
    match value:
        case FieldRef(holder="", field=field):
            return FieldRef("", names.column(field))
        case FieldRef(holder=holder, field=field):
            return _field(names.at(_field_path(holder, field, names)))
        case Sibling(field=field):
            return Sibling(names.column(field) if names.register else names.beside(field))
        case FieldProof(field=field):
            return FieldProof(names.column(field) if names.register else names.beside(field))
        case ItemDone(step=step, item=item):
            _, new, _, item = names.at(("steps", step, "checklist", item))
            return ItemDone(new, item)
        case StepReached(step=step) | Elapsed(step=step):
            return replace(value, step=names.step(step))
        case Has(register="", field=field) if field:
            return replace(value, field=names.column(field))
        case Has(register=register, field=field) if register:
            inside = names.of(register)
            return Has(inside.column(field), names.at(("registers", register))[1])
        case WhereTest(field="step", tests=tests):
            return WhereTest("step", _literals(tests, names.step))
        case WhereTest(field=field, tests=tests) if field != "round":
            column = _field_path("", field, names)
            return WhereTest(names.column(field), _literals(tests, names.option(column)))
        case Compare(value=FieldRef() as of, tests=tests):
            path = _field_path(of.holder, of.field, names)
            return replace(value, tests=_literals(tests, names.option(path)))
        case Reporting():
            return _reported(value, names)
        case TaskRule(person=person, due=due):
            return replace(value, person=names.column(person), due=names.column(due) if due else "")
        case _:
            return value


def _reported(value: Reporting, names: Names) -> Reporting:
    said = {key: getattr(value, key) for key in _REPORTED}
    found = {key: names.column(field) for key, field in said.items() if field}
    return Reporting(part=value.part, **found)


def _literals(tests: Sequence[Test], now: Callable[[str], str]) -> tuple[Test, ...]:
    """The tests with the ids they compare with by their new name."""
    return tuple(replace(test, operand=_literal(test.operand, now)) for test in tests)


def _literal(operand: Quantity, now: Callable[[str], str]) -> Quantity:
    match operand:
        case Literal(value=str(value)):
            return Literal(now(value))
        case Literal(value=tuple(values)):
            return Literal(tuple(now(each) if isinstance(each, str) else each for each in values))
        case _:
            return operand


def _field_path(holder: str, field: str, names: Names) -> Path:
    if not holder:
        return ("registers", names.register, "fields", field)
    return ("profile", field) if holder == "profile" else ("steps", holder, "fields", field)


def _field(path: Path) -> FieldRef:
    return FieldRef(path[0] if path[0] == "profile" else path[1], path[-1])
