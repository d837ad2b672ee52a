"""What is still missing in the entries of a register.

Rule: what is missing the definition says: required fields that apply, and what the gates that have
not been passed yet demand of every entry. Nothing here is a wish of the page's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from web.presenters.scene import Scene
from web.presenters.values import answers, is_pointed_at
from workflow.core.conditions import field_value, holds, matches
from workflow.core.definition import AllOf, Condition, Every, FieldRef, Has, Register
from workflow.core.state import Answer, Record, StepStatus

_CLOSED = frozenset({StepStatus.PASSED, StepStatus.SKIPPED})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: a field of the entry, or entries that refer to it."""

    key: str
    label: str


Lacks = Mapping[int, tuple[Lack, ...]]


def lacks(scene: Scene, register: Register) -> Lacks:
    """Return what is missing, by the number of the entry; archived ones lack nothing."""
    demanded = list(_demanded(scene, register))
    pointed = {has: is_pointed_at(scene, has) for _, has in demanded if has.register}
    found: dict[int, tuple[Lack, ...]] = {}
    for record in scene.state.register(register.id).values():
        if record.archived is None:
            missing = dict.fromkeys(
                [
                    *_required(scene, register, record),
                    *_asked(scene, register, record, demanded, pointed),
                ]
            )
            if missing:
                found[record.number] = tuple(missing)
    return found


def _required(scene: Scene, register: Register, record: Record) -> Iterator[Lack]:
    inside = scene.scope.within(record)
    for field in register.fields.values():
        owed = field.required and field.calculate is None and not answers(record, field)
        if owed and holds(field.applies_when, inside) is Answer.YES:
            yield Lack(field.id, field.label)


def _demanded(scene: Scene, register: Register) -> Iterator[tuple[Every, Has]]:
    """Yield what gates that are still to come ask of each entry."""
    for step in scene.definition.steps.values():
        if scene.state.instance.steps[step.id].status in _CLOSED:
            continue
        for condition in step.gate.conditions:
            for each in _every(condition.condition):
                if each.register == register.id:
                    yield from ((each, has) for has in each.has if not has.checklist)


def _every(condition: Condition) -> Iterable[Every]:
    if isinstance(condition, Every):
        return (condition,)
    if isinstance(condition, AllOf):
        return tuple(each for part in condition.parts for each in _every(part))
    return ()


def _asked(
    scene: Scene,
    register: Register,
    record: Record,
    demanded: list[tuple[Every, Has]],
    pointed: Mapping[Has, frozenset[int]],
) -> Iterator[Lack]:
    for every, has in demanded:
        if _has(scene, record, has, pointed) or not matches(record, every.where, scene.scope):
            continue
        if has.register:
            title = scene.definition.registers[has.register].title
            yield Lack(f"{has.register}.{has.field}", title)
        else:
            yield Lack(has.field, register.fields[has.field].label)


def _has(scene: Scene, record: Record, has: Has, pointed: Mapping[Has, frozenset[int]]) -> bool:
    if has.register:
        return record.number in pointed[has]
    return field_value(FieldRef("", has.field), scene.scope.within(record)) is not None
