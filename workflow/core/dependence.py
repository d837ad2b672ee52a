"""Who is touched by what: from an event or a command to the steps that read it.

Rule: this index is worked out once per definition. It only narrows where to look; whether a step
opens or a date moves is decided by asking its condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workflow.core import events as e
from workflow.core.definition import ProcessDefinition, RecordsProof
from workflow.core.proofs import flat
from workflow.core.reads import Reads, reads, union, where_reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What events have changed. `everything`: lives of all steps (start, resume, new round)."""

    lives: frozenset[str] = frozenset()
    items: frozenset[tuple[str, str]] = frozenset()
    holders: frozenset[str] = frozenset()  # "profile" or steps whose values changed
    registers: frozenset[str] = frozenset()
    records: frozenset[tuple[str, int]] = frozenset()
    everything: bool = False

    def meets(self, other: Reads) -> bool:
        """Return whether something that is read has been touched."""
        if self.everything:
            return True
        read_holders = {holder for holder, _ in other.fields}
        return bool(
            self.lives & other.lives
            or self.items & other.items
            or self.holders & read_holders
            or self.registers & other.registers
        )


_MOVES = (e.StepOpened, e.StepPassed, e.StepSkipped, e.StepReopened)
_ITEM_EVENTS = (e.ItemCompleted, e.ItemReopened, e.ItemSetAside)
_RECORD_EVENTS = (e.RecordAdded, e.RecordChanged, e.RecordArchived)
_UPHEAVALS = (e.InstanceStarted, e.ProcessResumed, e.RoundStarted)


@dataclass(slots=True)
class _Gathered:
    lives: set[str] = field(default_factory=set)
    items: set[tuple[str, str]] = field(default_factory=set)
    holders: set[str] = field(default_factory=set)
    records: set[tuple[str, int]] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)


def touched_by(news: Iterable[e.Event]) -> Touched:
    """Return what these events have changed."""
    found = _Gathered()
    everything = False
    for event in news:
        everything = everything or isinstance(event, _UPHEAVALS)
        _gather(event, found)
    return Touched(
        lives=frozenset(found.lives),
        items=frozenset(found.items),
        holders=frozenset(found.holders),
        registers=frozenset(found.registers),
        records=frozenset(found.records),
        everything=everything,
    )


def _gather(event: e.Event, found: _Gathered) -> None:
    if isinstance(event, _MOVES):
        found.lives.add(event.step)
    elif isinstance(event, _ITEM_EVENTS):
        found.items.add((event.holder, event.item))
        register, slash, _ = event.holder.partition("/")
        if slash:
            found.registers.add(register)
    elif isinstance(event, e.ValuesRecorded):
        found.holders.add(event.holder)
    elif isinstance(event, _RECORD_EVENTS):
        found.registers.add(event.register)
        found.records.add((event.register, event.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What each step's opening and due dates read, and which steps' proofs name a register."""

    opens: Mapping[str, Reads]
    dues: Mapping[str, Mapping[str, Reads]]
    proved_by: Mapping[str, frozenset[str]]


@lru_cache(maxsize=256)
def index(definition: ProcessDefinition) -> Index:
    """Return the index of a definition, worked out once."""
    proved_by: dict[str, set[str]] = {}
    dues: dict[str, dict[str, Reads]] = {}
    for step in definition.steps.values():
        for item in step.checklist.values():
            if item.due is not None and item.due.field is not None:
                dues.setdefault(step.id, {})[item.id] = reads(item.due.field, definition)
            for proof in flat(item.evidence):
                if isinstance(proof, RecordsProof):
                    proved_by.setdefault(proof.register, set()).add(step.id)
    return Index(
        opens={s.id: reads(s.opens_when, definition) for s in definition.steps.values()},
        dues=dues,
        proved_by={register: frozenset(steps) for register, steps in proved_by.items()},
    )


def opening_readers(definition: ProcessDefinition, touched: Touched) -> list[str]:
    """Return the steps whose opening reads something that was touched, in order."""
    return [step for step, read in index(definition).opens.items() if touched.meets(read)]


def due_readers(definition: ProcessDefinition, touched: Touched) -> Mapping[str, tuple[str, ...]]:
    """Return the items whose due date is counted from something that was touched, by step."""
    return {
        step: items
        for step, by_item in index(definition).dues.items()
        if (items := tuple(name for name, read in by_item.items() if touched.meets(read)))
    }


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
    item = definition.steps[step_id].checklist[item_id]
    found = reads(item.applies_when, definition)
    for proof in flat(item.evidence):
        if isinstance(proof, RecordsProof):
            found |= Reads(registers=frozenset({proof.register}))
            found |= where_reads(proof.where, definition)
        elif hasattr(proof, "field"):
            field_def = definition.steps[step_id].fields[proof.field]
            found |= reads(field_def.calculate, definition)
    return found
