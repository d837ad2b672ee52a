"""Which parts of a state a command touches, so that the service loads just these.

Law L9: a decision on the loaded parts equals the decision on the whole state. A whole register is
named only where something asks for it: a gate, a proof, a waiting step, a due date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from workflow.core import commands as c
from workflow.core.commands import Command, Entered
from workflow.core.definition import DECISIONS, Field, FieldType, ProcessDefinition
from workflow.core.dependence import (
    Touched,
    due_readers,
    index,
    is_read,
    item_reads,
    opening_readers,
    record_due_readers,
    record_due_reads,
    record_item_reads,
    step_reads,
    work_by_profile,
)
from workflow.core.reads import (
    NONE,
    Reads,
    holder_key,
    item_key,
    life_key,
    reads,
    record_reads,
    register_key,
    union,
)
from workflow.core.state import InstancePart, StepStatus, split_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What to load: steps, single records as (register, number), whole registers, moves."""

    steps: frozenset[str] = frozenset()
    records: frozenset[tuple[str, int]] = frozenset()
    registers: frozenset[str] = frozenset()
    moves: bool = False

    def __or__(self, other: Parts) -> Parts:
        """Return both together."""
        if other is NO_PARTS or self is NO_PARTS:
            return self if other is NO_PARTS else other
        return together((self, other))


NO_PARTS = Parts()
_OnItem = (
    c.CompleteItem
    | c.AddEvidence
    | c.RemoveEvidence
    | c.ReopenItem
    | c.SetItemAside
    | c.AssignItem
    | c.SetItemDue
)
# These touch every step and every record's checklist.
_WHOLE = (
    c.ResumeProcess,
    c.StartRound,
    c.HandOver,
    c.LeaveTeam,
    c.OpenSteps,
    c.MoveToVersion,
    c.UndoMove,
)


def needed(definition: ProcessDefinition, instance: InstancePart, command: Command) -> Parts:
    """Return the parts that deciding the command, and projecting what it does, reads."""
    if isinstance(command, _WHOLE):
        return everything(definition)
    if isinstance(command, _OnItem):
        return _for_item(definition, instance, command)
    if isinstance(command, c.RecordValues):
        return _for_values(definition, instance, command)
    if isinstance(command, c.AddRecord | c.ChangeRecord | c.ArchiveRecord):
        return _for_record(definition, instance, command)
    if isinstance(command, c.ImportRecords):
        return _for_import(definition, instance, command)
    return _for_process(definition, instance, command)


def together(parts: Iterable[Parts]) -> Parts:
    """Return all of them."""
    found = [each for each in parts if each is not NO_PARTS]
    return Parts(
        steps=frozenset().union(*(each.steps for each in found)),
        records=frozenset().union(*(each.records for each in found)),
        registers=frozenset().union(*(each.registers for each in found)),
        moves=any(each.moves for each in found),
    )


def everything(definition: ProcessDefinition) -> Parts:
    """Return all parts of an instance of a definition."""
    return Parts(
        steps=frozenset(definition.steps),
        registers=frozenset(definition.registers),
        moves=True,
    )


def of_reads(found: Reads) -> Parts:
    """Return the parts in which what is read stands."""
    if found == NONE:
        return NO_PARTS
    return Parts(steps=found.steps, registers=found.registers)


def _step(definition: ProcessDefinition, step: str) -> Parts:
    return Parts(steps=frozenset({step})) if step in definition.steps else NO_PARTS


def _for_item(
    definition: ProcessDefinition,
    instance: InstancePart,
    command: _OnItem,
) -> Parts:
    key = split_key(command.holder)
    if key is not None:
        touched = Touched(frozenset({register_key(key[0])}))
        found = Parts(records=frozenset({key})) | _record_item(definition, key[0], command.item)
        return found | _followers(definition, instance, touched)
    step = definition.steps.get(command.holder)
    if step is None or command.item not in step.checklist:
        return NO_PARTS
    found = _step(definition, command.holder)
    if isinstance(command, c.CompleteItem):
        found = _completed(definition, command.holder, command.item)
    touched = Touched(frozenset({item_key(command.holder, command.item)}))
    return found | _followers(definition, instance, touched)


@lru_cache(maxsize=8192)
def _completed(definition: ProcessDefinition, step: str, item: str) -> Parts:
    return Parts(steps=frozenset({step})) | of_reads(item_reads(definition, step, item))


def _record_item(definition: ProcessDefinition, register: str, item: str) -> Parts:
    found = definition.registers.get(register)
    if found is None or item not in found.checklist:
        return NO_PARTS
    return of_reads(record_item_reads(definition, register, item))


def _followers(definition: ProcessDefinition, instance: InstancePart, touched: Touched) -> Parts:
    """Return what the consequences of touching this read: waiting steps, moved due dates."""
    if not is_read(definition, touched):
        return NO_PARTS
    lives = instance.steps
    pending = opening_readers(definition, touched)
    opening: dict[str, Parts] = {}
    while pending:
        step = pending.pop()
        if step in lives and lives[step].status is StepStatus.WAITING and step not in opening:
            opening[step], others = _if_it_opens(definition, step)
            pending.extend(others)
    return together([*opening.values(), _moving_dues(definition, instance, touched)])


@lru_cache(maxsize=4096)
def _if_it_opens(definition: ProcessDefinition, step: str) -> tuple[Parts, tuple[str, ...]]:
    """Return what a waiting step reads: what opens it, what its dates count from; who may follow."""
    found = index(definition)
    dues = union(found.dues.get(step, {}).values())
    parts = together([_step(definition, step), of_reads(found.opens[step]), of_reads(dues)])
    return parts, tuple(opening_readers(definition, Touched(frozenset({life_key(step)}))))


def _moving_dues(definition: ProcessDefinition, instance: InstancePart, touched: Touched) -> Parts:
    parts = NO_PARTS
    for step, items in due_readers(definition, touched).items():
        life = instance.steps.get(step)
        if life is not None and life.status is not StepStatus.WAITING:
            dues = index(definition).dues[step]
            parts |= of_reads(union(dues[item] for item in items)) | _step(definition, step)
    for register in record_due_readers(definition, touched):
        parts |= of_reads(index(definition).record_dues[register])
        parts |= Parts(registers=frozenset({register}))
    return parts


def _for_values(
    definition: ProcessDefinition, instance: InstancePart, command: c.RecordValues
) -> Parts:
    parts = _step(definition, command.holder)
    if command.holder == "profile":
        fields = definition.profile
        work = work_by_profile(definition)
        parts |= Parts(steps=work.steps, registers=work.registers)
    elif command.holder in definition.steps:
        fields = definition.steps[command.holder].fields
    else:
        return NO_PARTS
    parts |= of_reads(union(reads(f.applies_when, definition) for f in fields.values()))
    parts |= of_reads(_limits(definition, command.holder))
    for name, entered in command.values.items():
        if name in fields and fields[name].type is FieldType.REFERENCE:
            parts |= _referred(definition, instance, fields[name], entered)
    touched = Touched(frozenset({holder_key(command.holder)}))
    return parts | _followers(definition, instance, touched)


def _limits(definition: ProcessDefinition, holder: str) -> Reads:
    """Return what calculated neighbours read, since a limit can be the field beside it."""
    fields = definition.profile if holder == "profile" else definition.steps[holder].fields
    limits = {
        limit.field
        for field in fields.values()
        for limit in (field.minimum, field.maximum)
        if limit is not None and hasattr(limit, "field")
    }
    return union(reads(fields[name].calculate, definition) for name in limits)


def _referred(
    definition: ProcessDefinition, instance: InstancePart, field: Field, entered: Entered
) -> Parts:
    """Return the records that are named, and what decides whether they may be."""
    several = entered if isinstance(entered, tuple) else (entered,)
    last = instance.numbers.get(field.register, 0)
    keys = (split_key(f"{field.register}/{str(each).lstrip('0')}") for each in several)
    there = frozenset(key for key in keys if key is not None and key[1] <= last)
    return Parts(records=there) | of_reads(record_reads(field.register, field.where, definition))


def _for_record(
    definition: ProcessDefinition,
    instance: InstancePart,
    command: c.AddRecord | c.ChangeRecord | c.ArchiveRecord,
) -> Parts:
    register = definition.registers.get(command.register)
    if register is None:
        return NO_PARTS
    parts = of_reads(record_due_reads(definition, register.id))
    if not isinstance(command, c.AddRecord):
        last = instance.numbers.get(command.register, 0)
        if 0 < command.number <= last:
            parts |= Parts(records=frozenset({(command.register, command.number)}))
        # Sheets of these steps can name the record: their approvals may become stale.
        parts |= Parts(steps=index(definition).proved_by.get(command.register, frozenset()))
    if not isinstance(command, c.ArchiveRecord):
        for field in register.fields.values():
            parts |= of_reads(reads(field.applies_when, definition, register.id))
            parts |= of_reads(reads(field.calculate, definition, register.id))
            if field.type is FieldType.REFERENCE and field.id in command.values:
                parts |= _referred(definition, instance, field, command.values[field.id])
    touched = Touched(frozenset({register_key(command.register)}))
    return parts | _followers(definition, instance, touched)


def _for_import(
    definition: ProcessDefinition, instance: InstancePart, command: c.ImportRecords
) -> Parts:
    """Return what any of its rows reads. Whole registers: hundreds of single entries cost more."""
    register = definition.registers.get(command.register)
    if register is None:
        return NO_PARTS
    any_row = c.ChangeRecord(register=register.id, number=0, values={})
    parts = _for_record(definition, instance, any_row) | Parts(registers=frozenset({register.id}))
    named = {name for each in command.records for name in each.values}
    for name in named & set(register.fields):
        field = register.fields[name]
        if field.type is FieldType.REFERENCE:
            parts |= Parts(registers=frozenset({field.register}))
            parts |= of_reads(record_reads(field.register, field.where, definition))
    return parts


def _for_process(definition: ProcessDefinition, instance: InstancePart, command: Command) -> Parts:
    step = getattr(command, "step", "")
    if step not in definition.steps:
        return _for_comment(definition, instance, command)
    parts = _step(definition, step)
    if isinstance(command, c.RequestGate):
        parts |= of_reads(step_reads(definition, step))
    moves = (c.RequestGate, c.DecideApproval, c.GrantException, c.SkipStep, c.ReopenStep)
    if isinstance(command, moves):
        keys = {life_key(step)}
        if isinstance(command, c.DecideApproval):
            keys.add(register_key(DECISIONS))
            parts |= of_reads(record_due_reads(definition, DECISIONS))
        elif isinstance(command, c.ReopenStep):
            parts |= of_reads(union(index(definition).dues.get(step, {}).values()))
        touched = Touched(frozenset(keys))
        parts |= _followers(definition, instance, touched)
    return parts


def _for_comment(definition: ProcessDefinition, instance: InstancePart, command: Command) -> Parts:
    if not isinstance(command, c.AddComment | c.Remind):
        return NO_PARTS
    key = split_key(command.holder)
    if key is not None and 0 < key[1] <= instance.numbers.get(key[0], 0):
        return Parts(records=frozenset({key})) if key[0] in definition.registers else NO_PARTS
    return _step(definition, command.holder)
