"""How an entry hangs together with others, in both directions, and where it serves as proof.

Rule: every reference can be walked from either end; an entry that is still missing at the other end
can be added from here, and already refers to this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from web import paths
from web.language import say
from web.presenters.inputs import VALUE
from web.presenters.parts import Link
from web.presenters.registers import add_link
from web.presenters.scene import Scene
from web.presenters.values import record_title, reference_title, targets
from workflow.core.definition import Field, FieldType, Register
from workflow.core.state import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries of one register that belong to one field, with the way to add another."""

    title: str
    links: tuple[Link, ...]
    add: Link | None = None


def refers_to(scene: Scene, record: Record) -> tuple[Group, ...]:
    """Return what an entry refers to, by field."""
    groups = []
    for field in scene.definition.registers[record.register].fields.values():
        if field.type is FieldType.REFERENCE and (numbers := targets(record, field)):
            links = tuple(_named(scene, field.register, number) for number in numbers)
            groups.append(Group(title=field.label, links=links))
    return tuple(groups)


def _named(scene: Scene, register: str, number: int) -> Link:
    title = reference_title(scene, register, number)
    return Link(title, paths.record(scene.q, register, number))


def referred_by(scene: Scene, record: Record) -> tuple[Group, ...]:
    """Return what refers to an entry, by register and field; empty ones if one can be added."""
    groups = (
        Group(
            title=say("{register} ({field})", register=register.title, field=field.label),
            links=tuple(_pointing(scene, register, field, record.number)),
            add=_adding(scene, register, field, record),
        )
        for register, field in _references(scene, record.register)
    )
    return tuple(each for each in groups if each.links or each.add)


def _references(scene: Scene, register: str) -> Iterator[tuple[Register, Field]]:
    """Yield the fields of any register that can refer to entries of this one."""
    for other in scene.definition.registers.values():
        for field in other.fields.values():
            if field.type is FieldType.REFERENCE and field.register == register:
                yield other, field


def _pointing(scene: Scene, register: Register, field: Field, number: int) -> Iterator[Link]:
    for other in scene.state.register(register.id).values():
        if other.archived is None and number in targets(other, field):
            yield Link(record_title(scene, other), paths.record(scene.q, register.id, other.number))


def _adding(scene: Scene, register: Register, field: Field, record: Record) -> Link | None:
    if record.archived is not None:
        return None
    return add_link(scene, register, urlencode({VALUE + field.id: record.number}))


def hanging(scene: Scene, record: Record) -> tuple[Group, ...]:
    """Return what hangs on an entry: who refers to it, and what it proves."""
    found = tuple(each for each in referred_by(scene, record) if each.links)
    proves = proof_of(scene, record)
    return (*found, Group(title=say("Nachweis für"), links=proves)) if proves else found


def proof_of(scene: Scene, record: Record) -> tuple[Link, ...]:
    """Return the items that an entry proves, with their step."""
    found = []
    for step_id, part in scene.state.steps.items():
        step = scene.definition.steps.get(step_id)
        for name, item in part.items.items():
            if step is not None and name in step.checklist and record.key in item.records:
                after = say("Schritt {number}", number=scene.number_of(step_id))
                url = paths.item_row(scene.q, step_id, name)
                found.append(Link(step.checklist[name].text, url, after))
    return tuple(found)
