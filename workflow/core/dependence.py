"""Who is touched by what: from an event or a command to the steps that read it.

Rule: this index is worked out once per definition. It only narrows where to look; whether a step
opens or a date moves is decided by asking its condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from workflow.core import events as e
from workflow.core.definition import (
    ChecklistItem,
    Field,
    FieldProof,
    ProcessDefinition,
    RecordsProof,
)
from workflow.core.proofs import flat
from workflow.core.reads import (
    NONE,
    Key,
    Reads,
    holder_key,
    item_key,
    life_key,
    reads,
    record_reads,
    register_key,
    union,
)

Reader = TypeVar("Reader")


@dataclass(frozen=True, slots=True)
class Touched:
    """What events have changed. `everything`: lives of all steps (start, resume, new round)."""

    keys: frozenset[Key] = frozenset()
    records: frozenset[tuple[str, int]] = frozenset()
    everything: bool = False


_MOVES = (e.StepOpened, e.StepPassed, e.StepSkipped, e.StepReopened)
_ITEM_EVENTS = (e.ItemCompleted, e.ItemReopened, e.ItemSetAside)
_RECORD_EVENTS = (e.RecordAdded, e.RecordChanged, e.RecordArchived)
_UPHEAVALS = (e.InstanceStarted, e.ProcessResumed, e.RoundStarted)


def touched_by(news: Iterable[e.Event]) -> Touched:
    """Return what these events have changed."""
    keys: set[Key] = set()
    records: set[tuple[str, int]] = set()
    everything = False
    for event in news:
        keys.update(_keys(event))
        if isinstance(event, _RECORD_EVENTS):
            records.add((event.register, event.number))
        elif isinstance(event, _UPHEAVALS):
            everything = True
    return Touched(frozenset(keys), frozenset(records), everything)


def _keys(event: e.Event) -> Iterator[Key]:
    if isinstance(event, _ITEM_EVENTS):
        register, slash, _ = event.holder.partition("/")
        yield register_key(register) if slash else item_key(event.holder, event.item)
    elif isinstance(event, _MOVES):
        yield life_key(event.step)
    elif isinstance(event, e.ValuesRecorded):
        yield holder_key(event.holder)
    elif isinstance(event, _RECORD_EVENTS):
        yield register_key(event.register)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What each step's opening and due dates read, and who reads a thing or proves by a register.

    `record_dues`: what the due dates of a register's own checklist read beyond the record.
    `read`: everything that any of them reads; most of what people do is not among it.
    """

    opens: Mapping[str, Reads]
    dues: Mapping[str, Mapping[str, Reads]]
    opened_by: Mapping[Key, frozenset[str]]
    due_by: Mapping[Key, frozenset[tuple[str, str]]]
    record_dues: Mapping[str, Reads]
    record_due_by: Mapping[Key, frozenset[str]]
    proved_by: Mapping[str, frozenset[str]]
    read: frozenset[Key]


@lru_cache(maxsize=256)
def index(definition: ProcessDefinition) -> Index:
    """Return the index of a definition, worked out once."""
    opens = {step.id: reads(step.opens_when, definition) for step in definition.steps.values()}
    dues = {step: found for step in definition.steps if (found := _due_reads(definition, step))}
    flat_dues = {(step, item): read for step in dues for item, read in dues[step].items()}
    record_dues = {each: record_due_reads(definition, each) for each in definition.registers}
    opened_by, due_by, record_due_by = _by_key(opens), _by_key(flat_dues), _by_key(record_dues)
    return Index(
        opens=opens,
        dues=dues,
        opened_by=opened_by,
        due_by=due_by,
        record_dues={register: found for register, found in record_dues.items() if found != NONE},
        record_due_by=record_due_by,
        proved_by=_proved_by(definition),
        read=frozenset(opened_by.keys() | due_by.keys() | record_due_by.keys()),
    )


def _by_key(who: Mapping[Reader, Reads]) -> dict[Key, frozenset[Reader]]:
    found: dict[Key, set[Reader]] = {}
    for reader, read in who.items():
        for key in read.keys:
            found.setdefault(key, set()).add(reader)
    return {key: frozenset(readers) for key, readers in found.items()}


def _due_reads(definition: ProcessDefinition, step: str) -> dict[str, Reads]:
    return {
        item.id: reads(item.due.field, definition)
        for item in definition.steps[step].checklist.values()
        if item.due is not None and item.due.field is not None
    }


def _proved_by(definition: ProcessDefinition) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for step in definition.steps.values():
        for item in step.checklist.values():
            for proof in flat(item.evidence):
                if isinstance(proof, RecordsProof):
                    found.setdefault(proof.register, set()).add(step.id)
    return {register: frozenset(steps) for register, steps in found.items()}


def is_read(definition: ProcessDefinition, touched: Touched) -> bool:
    """Return whether any opening or due date reads something that was touched."""
    return touched.everything or not index(definition).read.isdisjoint(touched.keys)


def opening_readers(definition: ProcessDefinition, touched: Touched) -> list[str]:
    """Return the steps whose opening reads something that was touched, in order."""
    if touched.everything:
        return list(definition.steps)
    readers = _readers(index(definition).opened_by, touched)
    return [step for step in definition.steps if step in readers] if readers else []


def due_readers(definition: ProcessDefinition, touched: Touched) -> Mapping[str, tuple[str, ...]]:
    """Return the items whose due date is counted from something that was touched, by step."""
    found = index(definition)
    readers = _readers(found.due_by, touched)
    if not readers and not touched.everything:
        return {}
    items = {
        step: tuple(name for name in by_item if touched.everything or (step, name) in readers)
        for step, by_item in found.dues.items()
    }
    return {step: names for step, names in items.items() if names}


def record_due_readers(definition: ProcessDefinition, touched: Touched) -> list[str]:
    """Return the registers whose records' due dates are counted from something that was touched."""
    found = index(definition)
    if touched.everything:
        return list(found.record_dues)
    readers = _readers(found.record_due_by, touched)
    return [register for register in found.record_dues if register in readers]


def _readers(by_key: Mapping[Key, frozenset[Reader]], touched: Touched) -> set[Reader]:
    return {reader for key in touched.keys for reader in by_key.get(key, ())}


@dataclass(frozen=True, slots=True)
class Work:
    """Steps and registers whose open work follows from something."""

    steps: frozenset[str]
    registers: frozenset[str]


@lru_cache(maxsize=256)
def work_by_profile(definition: ProcessDefinition) -> Work:
    """Return whose items or fields apply or not by the profile: their tasks change with it."""
    steps = (
        step.id
        for step in definition.steps.values()
        if _asks_profile(definition, (*step.checklist.values(), *step.fields.values()))
    )
    registers = (
        register.id
        for register in definition.registers.values()
        if _asks_profile(definition, register.checklist.values(), register.id)
    )
    return Work(frozenset(steps), frozenset(registers))


def _asks_profile(
    definition: ProcessDefinition, things: Iterable[ChecklistItem | Field], register: str = ""
) -> bool:
    found = (reads(thing.applies_when, definition, register) for thing in things)
    return any("profile" in {holder for holder, _ in each.fields} for each in found)


def step_reads(definition: ProcessDefinition, step_id: str) -> Reads:
    """Return everything a step's gate, items and fields read."""
    return _step_reads(definition, step_id)


@lru_cache(maxsize=4096)
def _step_reads(definition: ProcessDefinition, step_id: str) -> Reads:
    step = definition.steps[step_id]
    conditions = [
        *(c.condition for c in step.gate.conditions),
        *(c.applies_when for c in step.gate.conditions),
        *(a.applies_when for a in step.gate.approvals),
        *(f.applies_when for f in step.fields.values()),
        *(f.calculate for f in step.fields.values()),
        *(i.applies_when for i in step.checklist.values()),
    ]
    items = union(item_reads(definition, step_id, item) for item in step.checklist)
    return union(reads(each, definition) for each in conditions) | items


@lru_cache(maxsize=8192)
def item_reads(definition: ProcessDefinition, step_id: str, item_id: str) -> Reads:
    """Return what completing an item of a step reads."""
    step = definition.steps[step_id]
    item = step.checklist[item_id]
    return reads(item.applies_when, definition) | proof_reads(definition, item, step.fields)


@lru_cache(maxsize=8192)
def record_item_reads(definition: ProcessDefinition, register_id: str, item_id: str) -> Reads:
    """Return what completing an item of a record reads."""
    register = definition.registers[register_id]
    item = register.checklist[item_id]
    applies = reads(item.applies_when, definition, register_id)
    return applies | proof_reads(definition, item, register.fields, register_id)


@lru_cache(maxsize=1024)
def record_due_reads(definition: ProcessDefinition, register_id: str) -> Reads:
    """Return what the due dates of a register's own checklist are counted from."""
    checklist = definition.registers[register_id].checklist.values()
    return union(reads(each.due.field, definition, register_id) for each in checklist if each.due)


def proof_reads(
    definition: ProcessDefinition,
    item: ChecklistItem,
    fields: Mapping[str, Field],
    register: str = "",
) -> Reads:
    """Return what the proof of an item reads; `fields` are those beside it."""
    found = NONE
    for proof in flat(item.evidence):
        if isinstance(proof, RecordsProof):
            names = (proof.distinct,) if proof.distinct else ()
            found |= Reads(registers=frozenset({proof.register}))
            found |= record_reads(proof.register, proof.where, definition, names)
        elif isinstance(proof, FieldProof):
            found |= reads(fields[proof.field].calculate, definition, register)
    return found
