"""A definition as a tree of named things, each with all that it says.

Rule: nothing a definition says is left out. What a thing says is read off the classes of the core,
so that a key that comes later is compared too; paths and keys are those of the written format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from workflow.core.definition import (
    DECISIONS,
    ChecklistItem,
    Field,
    GateCondition,
    ProcessDefinition,
    Register,
    Step,
)

Path = tuple[str, ...]


class Sort(StrEnum):
    """What kind of thing it is."""

    PROCESS = "process"
    ROLE = "role"
    BODY = "body"
    PHASE = "phase"
    PRINCIPLE = "principle"
    REGISTER = "register"
    FIELD = "field"
    OPTION = "option"
    ITEM = "item"
    STEP = "step"
    METHOD = "method"
    CONDITION = "condition"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing: where it stands, what it says by key, and what stands in it."""

    sort: Sort
    path: Path
    value: object
    says: Mapping[str, object]
    children: tuple[Thing, ...] = ()

    @property
    def id(self) -> str:
        """Its own id."""
        return self.path[-1] if self.path else ""

    @property
    def group(self) -> Path:
        """The path of the mapping it is an entry of."""
        return self.path[:-1]

    @property
    def kin(self) -> str:
        """The mapping it is an entry of, whatever the thing around it is called: `checklist`."""
        return self.group[-1]

    @property
    def was(self) -> tuple[str, ...]:
        """The ids it had before."""
        found = self.says.get("was", ())
        return found if isinstance(found, tuple) else ()

    def inside(self) -> Iterator[Thing]:
        """Yield it and everything in it, in order."""
        yield self
        for child in self.children:
            yield from child.inside()


# Where the format calls something otherwise than the core does. The test of a condition stands in
# the condition itself, the label of an option or principle is all there is to it.
_KEYS = {
    "minimum": "min",
    "maximum": "max",
    "repeat_months": "repeat",
    "weeks": "duration",
    "kind": "as",
}
WHOLE = frozenset({"condition", ""})
# What is compared by other means: ids by their path, things in it as things; and what is no part of
# what a definition says: its version, its digest, the form its texts are shown in.
_ELSEWHERE = frozenset(
    {"fields", "checklist", "methods", "gate", "options", "options_were", "shared"}
    | {"roles", "bodies", "phases", "principles", "profile", "registers", "steps"}
    | {"version", "digest", "gender_form", "usual_minimum", "usual_maximum"}
)


def tree(definition: ProcessDefinition) -> Thing:
    """Return everything a definition says."""
    children = (
        *(_plain(Sort.ROLE, ("roles", name), role) for name, role in definition.roles.items()),
        *(_plain(Sort.BODY, ("bodies", name), body) for name, body in definition.bodies.items()),
        *(_plain(Sort.PHASE, ("phases", name), each) for name, each in definition.phases.items()),
        *(_label(("principles", name), each) for name, each in definition.principles.items()),
        *_fields(("profile",), definition.profile),
        *(_register(each) for each in definition.registers.values()),
        *_conditions(("every_gate",), _shared(definition)),
        *(_step(each) for each in definition.steps.values()),
    )
    says = {"id": definition.id, **_says(definition)}
    return Thing(Sort.PROCESS, (), definition, says, children)


def said_at(things: Mapping[Path, Thing], path: Path) -> tuple[Thing, str]:
    """Return the thing that a written path leads to, and the key of it that is meant."""
    length = next(length for length in range(len(path), -1, -1) if path[:length] in things)
    thing, rest = things[path[:length]], path[length:]
    for key in (".".join(rest), *rest[:1], "condition"):
        if key in thing.says:
            return thing, key
    return thing, ""


def _register(register: Register) -> Thing:
    path = ("registers", register.id)
    children = (
        *_fields((*path, "fields"), register.fields),
        *_items((*path, "checklist"), register.checklist),
    )
    return Thing(Sort.REGISTER, path, register, _says(register), children)


def _step(step: Step) -> Thing:
    path = ("steps", step.id)
    own = [each for each in step.gate.conditions if not each.shared]
    approvals = (*path, "gate", "approvals")
    children = (
        *_fields((*path, "fields"), step.fields),
        *_items((*path, "checklist"), step.checklist),
        *(_plain(Sort.METHOD, (*path, "methods", each.id), each) for each in step.methods),
        *_conditions((*path, "gate", "conditions"), own),
        *(_plain(Sort.APPROVAL, (*approvals, each.id), each) for each in step.gate.approvals),
    )
    says = {**_says(step), "principles": step.principles}
    gate = {"gate.title": step.gate.title, "gate.weigh": step.gate.weigh}
    return Thing(Sort.STEP, path, step, {**says, **gate}, children)


def _fields(path: Path, found: Mapping[str, Field]) -> Iterator[Thing]:
    for name, field in found.items():
        at = (*path, name)
        says = {**_says(field), "usual": (field.usual_minimum, field.usual_maximum)}
        # The bodies that can be chosen there are the bodies of the definition.
        is_derived = at == ("registers", DECISIONS, "fields", "gremium")
        children = () if is_derived else tuple(_options((*at, "options"), field))
        yield Thing(Sort.FIELD, at, field, says, children)


def _items(path: Path, found: Mapping[str, ChecklistItem]) -> Iterator[Thing]:
    for name, item in found.items():
        yield _plain(Sort.ITEM, (*path, name), item)


def _conditions(path: Path, found: list[GateCondition]) -> Iterator[Thing]:
    for condition in found:
        yield _plain(Sort.CONDITION, (*path, condition.id), condition)


def _shared(definition: ProcessDefinition) -> list[GateCondition]:
    """The conditions of every gate: each step has the same ones."""
    first = next(iter(definition.steps.values()))
    return [each for each in first.gate.conditions if each.shared]


def _label(path: Path, label: str) -> Thing:
    return Thing(Sort.PRINCIPLE, path, label, {"": label})


def _options(path: Path, field: Field) -> Iterator[Thing]:
    for name, label in field.options.items():
        says = {"": label, "was": field.options_were.get(name, ())}
        yield Thing(Sort.OPTION, (*path, name), label, says)


def _plain(sort: Sort, path: Path, value: object) -> Thing:
    return Thing(sort, path, value, _says(value))


def _says(value: object) -> dict[str, object]:
    """What a thing says by itself, by the keys of the format."""
    names = [each.name for each in fields(value)]  # type: ignore[arg-type]
    return {
        _KEYS.get(name, name): getattr(value, name)
        for name in names
        if name not in _ELSEWHERE and name != "id"
    }
