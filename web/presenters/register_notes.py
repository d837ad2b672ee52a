"""The registers of a quartier with how much they hold, and what needs attention there.

Rule: one remark at most, the most urgent: what is overdue in its entries, what an open gate still
asks of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters import blockers
from web.presenters.gate_names import checked
from web.presenters.scene import Scene
from workflow.core.conditions import checklist_done, is_settled
from workflow.core.definition import Register
from workflow.core.errors import Blocker
from workflow.core.gate import CheckKind, Verdict
from workflow.core.reads import reads
from workflow.core.sentences import blocker_sentence
from workflow.core.state import Record, StepStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A register with how much it holds, and what needs attention."""

    title: str
    url: str
    count: int
    note: str = ""


def register_lines(scene: Scene) -> tuple[RegisterLine, ...]:
    """Return the registers of the quartier."""
    asked = list(_asked(scene))
    return tuple(_line(scene, register, asked) for register in scene.definition.registers.values())


def _line(
    scene: Scene, register: Register, asked: list[tuple[frozenset[str], Blocker]]
) -> RegisterLine:
    records = [r for r in scene.state.register(register.id).values() if r.archived is None]
    wanted = (blocker for registers, blocker in asked if register.id in registers)
    needed = next(wanted, None)
    note = blocker_sentence(needed, scene.definition, spoken()) if needed else ""
    return RegisterLine(
        title=register.title,
        url=paths.register(scene.q, register.id),
        count=len(records),
        note=_overdue(scene, register, records) or note,
    )


def _overdue(scene: Scene, register: Register, records: list[Record]) -> str:
    late = sum(1 for record in records if is_late(scene, register, record))
    if not late:
        return ""
    return say("{entries} mit überfälligen Punkten", entries=plural(late, "Eintrag", "Einträge"))


def is_late(scene: Scene, register: Register, record: Record) -> bool:
    """Return whether an entry has an open item whose day has passed."""
    if not register.checklist or checklist_done(record, scene.scope):
        return False
    items = (
        record.items[name].on_day(scene.today)
        for name in register.checklist
        if name in record.items
    )
    return any(
        item.due is not None and item.due < scene.today and not is_settled(item, scene.today)
        for item in items
    )


def _asked(scene: Scene) -> Iterator[tuple[frozenset[str], Blocker]]:
    """Yield what the open gates still ask of registers, with the registers it is read from."""
    for step in scene.definition.steps.values():
        if scene.state.instance.steps[step.id].status is not StepStatus.ACTIVE:
            continue
        for check in checked(scene, step, Verdict.MISSING, Verdict.EXCEPTION):
            found = None
            if check.kind is CheckKind.CONDITION and check.blocker is not None:
                found = blockers.condition(scene, step.id, check.thing)
            if found is not None and check.blocker is not None:
                yield reads(found.condition, scene.definition).registers, check.blocker
