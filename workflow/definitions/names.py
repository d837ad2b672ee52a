"""The names a document declares, and what is known about each before anything is built.

Rule: names are taken from everything that was declared, also where its content is wrong: a
reference to a broken thing is not a second mistake. Only what nobody declared is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from workflow.core.definition import DECISION_RESULTS, DECISIONS, NUMBER_TYPES, FieldType
from workflow.definitions.message import Term
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Report, nearest

Data = dict[str, Any]
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a value is: its type (None: declared, but broken) and what it can be."""

    type: FieldType | None
    options: Mapping[str, str] = field(default_factory=dict)
    register: str = ""
    calculated: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it can be calculated with."""
        return self.type in NUMBER_TYPES

    @property
    def is_ordered(self) -> bool:
        """Whether it can be at least or at most something."""
        return self.is_number or self.type is FieldType.DATE

    @property
    def term(self) -> Term:
        """What it is, in a word."""
        return _TERMS.get(self.type, Term.TEXT) if self.type else Term.NOTHING


_TERMS = {
    **dict.fromkeys(NUMBER_TYPES, Term.NUMBER),
    FieldType.INTEGER: Term.WHOLE_NUMBER,
    FieldType.DATE: Term.DATE,
    FieldType.YES_NO: Term.TRUTH,
    FieldType.CHOICE: Term.OPTION,
    FieldType.CHOICES: Term.OPTION,
}

NUMBER = Facts(FieldType.DECIMAL)
WHOLE_NUMBER = Facts(FieldType.INTEGER)
DATE = Facts(FieldType.DATE)
UNKNOWN = Facts(None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Fields and checklist items of a step, a register or the profile."""

    fields: Mapping[str, Facts]
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that can be named."""

    profile: Holder
    steps: Mapping[str, Holder]
    registers: Mapping[str, Holder]
    bodies: Mapping[str, str]
    phases: frozenset[str]
    principles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where names are read: in a step, a register, the profile, or in no place of its own."""

    names: Names
    report: Report = field(compare=False)
    step: str = ""
    register: str = ""
    in_profile: bool = False

    @property
    def holder(self) -> Holder:
        """The things whose names are bare here."""
        if self.in_profile:
            return self.names.profile
        if self.register:
            return self.names.registers[self.register]
        return self.names.steps.get(self.step, NOBODY)

    @property
    def holder_id(self) -> str:
        """How a reference to a bare field names its holder; empty for the record itself."""
        return PROFILE if self.in_profile else self.step

    def at_step(self, step: str) -> Scope:
        """The scope of a step."""
        return replace(self, step=step)

    def at_register(self, register: str) -> Scope:
        """The scope of the records of a register."""
        return replace(self, register=register)

    def known_fields(self) -> Iterable[str]:
        """Every field that could be meant here, bare ones first."""
        yield from self.holder.fields
        yield from (f"{PROFILE}.{name}" for name in self.names.profile.fields)
        for step, holder in self.names.steps.items():
            yield from (f"{step}.{name}" for name in holder.fields)


NOBODY = Holder(MappingProxyType({}))


def names_of(data: Data) -> Names:
    """Collect the names of a document that was read by its format."""
    bodies = {
        name: (body or {}).get("title", name) for name, body in data.get("bodies", {}).items()
    }
    registers = {name: _holder(part) for name, part in data.get("registers", {}).items()}
    extended = registers.get(DECISIONS, NOBODY)
    registers[DECISIONS] = replace(extended, fields={**decision_facts(bodies), **extended.fields})
    return Names(
        profile=Holder(_fields(data.get("profile"))),
        steps={name: _holder(part) for name, part in data.get("steps", {}).items()},
        registers=registers,
        bodies=bodies,
        phases=frozenset(data.get("phases", {})),
        principles=frozenset(data.get("principles", {})),
    )


def decision_facts(bodies: Mapping[str, str]) -> dict[str, Facts]:
    """The fields that every register of decisions has."""
    return {
        "gremium": Facts(FieldType.CHOICE, bodies),
        "datum": DATE,
        "vorlage": Facts(FieldType.TEXT),
        "gegenstand": Facts(FieldType.TEXT),
        "ergebnis": Facts(FieldType.CHOICE, DECISION_RESULTS),
        "stimmen": Facts(FieldType.TEXT),
        "dokument": Facts(FieldType.FILE),
    }


def _holder(part: Data | None) -> Holder:
    part = part or {}
    return Holder(_fields(part.get("fields")), frozenset(part.get("checklist") or ()))


def _fields(fields: Data | None) -> dict[str, Facts]:
    return {name: _facts(part or {}) for name, part in (fields or {}).items()}


def _facts(part: Data) -> Facts:
    if "type" not in part:
        return UNKNOWN
    return Facts(
        FieldType(part["type"]),
        options=options_of(part),
        register=part.get("register", ""),
        calculated="calculate" in part,
    )


def options_of(part: Data) -> dict[str, str]:
    """Return the options of a field: id and what people read."""
    options = part.get("options") or {}
    return {
        name: option.get("label", name) if isinstance(option, dict) else option or name
        for name, option in options.items()
    }


def former_options(part: Data) -> dict[str, tuple[str, ...]]:
    """Return the former ids of those options that have some."""
    options = part.get("options") or {}
    return {
        name: tuple(option["was"])
        for name, option in options.items()
        if isinstance(option, dict) and option.get("was")
    }


# --- looking up ----------------------------------------------------------------------------------


def field_named(name: str, path: Path, scope: Scope) -> tuple[str, str, Facts] | None:
    """Return holder, id and facts of a named field; report it if there is none."""
    holder_id, dot, field_id = name.rpartition(".")
    if not dot:
        facts = scope.holder.fields.get(name)
        if facts is not None:
            return scope.holder_id, name, facts
    else:
        holder = scope.names.profile if holder_id == PROFILE else scope.names.steps.get(holder_id)
        if holder is not None and field_id in holder.fields:
            return holder_id, field_id, holder.fields[field_id]
    scope.report.add_at("E041/field", path, _meant(name, scope), name=name)
    return None


def _meant(name: str, scope: Scope) -> str:
    """The field that was meant: the same id elsewhere, or a similar name."""
    known = list(scope.known_fields())
    bare = name.rpartition(".")[2]
    return next((k for k in known if k.rpartition(".")[2] == bare), "") or nearest(name, known)


def item_named(name: str, path: Path, scope: Scope) -> tuple[str, str] | None:
    """Return step and id of a named checklist item; report it if there is none."""
    step, dot, item = name.rpartition(".")
    step = step if dot else scope.step
    holder = scope.names.steps.get(step)
    if holder is not None and item in holder.items:
        return step, item
    known = [*scope.holder.items]
    known += [f"{s}.{i}" for s, each in scope.names.steps.items() for i in each.items]
    scope.report.add_at("E041/item", path, nearest(name, known), name=name)
    return None


def known(name: str, among: Iterable[str], message: str, path: Path, report: Report) -> bool:
    """Return whether a name was declared; report it with the message if not."""
    among = list(among)
    if name in among:
        return True
    report.add_at(message, path, nearest(name, among), name=name)
    return False


def column_named(register: str, name: str, path: Path, scope: Scope) -> Facts | None:
    """Return the facts of a register's field; report it if there is none."""
    fields = scope.names.registers[register].fields
    if name in fields:
        return fields[name]
    suggestion = nearest(name, fields)
    scope.report.add_at("E041/column", path, suggestion, register=register, name=name)
    return None
