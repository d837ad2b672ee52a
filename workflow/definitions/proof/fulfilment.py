"""Making a condition true by doing what people would do: fill in, add entries, finish items, wait.

Rule: everything is tried through the run, so that only what the engine accepts counts. What cannot
be brought about this way is simply not true afterwards; nothing here decides that it is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workflow.core import commands as c
from workflow.core.calendar import shift
from workflow.core.conditions import evaluate, field_value, is_settled, lacking
from workflow.core.definition import (
    AllOf,
    AnyOf,
    AnyProof,
    ChecklistItem,
    Compare,
    Condition,
    Count,
    DocumentProof,
    Elapsed,
    Every,
    FieldProof,
    FieldRef,
    Has,
    ItemDone,
    Literal,
    NoteProof,
    Proof,
    RecordsProof,
    StepMilestone,
    StepReached,
    Test,
    TestKind,
    WhereTest,
)
from workflow.core.proofs import Shown, flat, is_there
from workflow.core.state import (
    Answer,
    Document,
    DocumentKind,
    ItemState,
    Record,
    record_key,
    split_key,
)
from workflow.definitions.proof.entries import FILLED, Entries, RecordId
from workflow.definitions.proof.run import Run
from workflow.definitions.proof.steering import Steering

DEEPEST = 12
PAPER = Document(kind=DocumentKind.PLACE, name="Akte Quartier, Blatt 1")
NOTE = "Ist erledigt."
_TYPED = Shown(note=True, document=True)


class Fulfilment:
    """Brings conditions about in a run; `reach` opens or passes a step."""

    def __init__(self, run: Run, reach: Callable[[str, StepMilestone], None]) -> None:
        self.run = run
        self.entries = Entries(run)
        self._steering = Steering(self.entries, self.make)
        self._reach = reach
        self._depth = 0

    def make(self, condition: Condition, record: RecordId | None = None) -> bool:
        """Return whether the condition holds after trying."""
        if self._is_true(condition, record):
            return True
        if self._depth >= DEEPEST:
            return False
        self._depth += 1
        try:
            self._try(condition, record)
        finally:
            self._depth -= 1
        return self._is_true(condition, record)

    def know(self, condition: Condition, record: RecordId | None = None) -> None:
        """Try to make known whether a condition holds, either way."""
        match condition:
            case Compare(value=value, tests=tests):
                self._steering.know(value, record)
                for test in tests:
                    self._steering.know(test.operand, record)
            case AllOf(parts=parts) | AnyOf(parts=parts):
                for part in parts:
                    self.know(part, record)
            case _:
                return

    def give(self, ref: FieldRef) -> None:
        """Try to give a field a value."""
        self._steering.steer(ref, FILLED, None)

    def finish(self, holder: str, item: ChecklistItem) -> bool:
        """Bring the proof of an item and say that it is done; return whether it is."""
        key = split_key(holder)
        if item.applies_when is not None:
            self.know(item.applies_when, key)
        for proof in item.evidence:
            self._bring(proof, holder)
        if not is_settled(self._item(holder, item.id), self.run.today):
            kinds = [type(proof) for proof in flat(item.evidence)]
            command = c.CompleteItem(
                holder=holder,
                item=item.id,
                note=NOTE if NoteProof in kinds else "",
                documents=(PAPER,) if DocumentProof in kinds else (),
            )
            self.run.do(item.role, command)
        return is_settled(self._item(holder, item.id), self.run.today)

    def _is_true(self, condition: Condition, record: RecordId | None) -> bool:
        return evaluate(condition, self.run.scope_in(record)) is Answer.YES

    def _try(  # noqa: C901 - a case per construct
        self, condition: Condition, record: RecordId | None
    ) -> None:
        match condition:
            case Compare(value=value, tests=tests):
                for test in tests:
                    self._steering.know(test.operand, record)
                self._steering.steer(value, tests, record)
            case AllOf(parts=parts):
                # Passing a step locks its fields, so that comes last.
                for part in sorted(parts, key=_passes_a_step):
                    self.make(part, record)
            case AnyOf(parts=parts):
                any(self.make(part, record) for part in parts)
            case Every():
                for found in list(lacking(condition, self.run.scope)):
                    self._complete(found, condition.has)
            case ItemDone(step=step, item=item):
                self._reach(step, StepMilestone.STARTED)
                self.finish(step, self.run.definition.steps[step].checklist[item])
            case StepReached(step=step, milestone=milestone):
                self._reach(step, milestone)
            case Elapsed():
                self._wait(condition)

    def _wait(self, condition: Elapsed) -> None:
        self._reach(condition.step, StepMilestone.STARTED)
        since = self.run.state.instance.steps[condition.step].since
        if since is not None:
            self.run.wait_until(shift(since, months=condition.months, days=condition.days))

    def _complete(self, record: Record, has: Sequence[Has]) -> None:
        """Give an entry what it lacks: fields, its checklist, entries that point to it."""
        key = (record.register, record.number)
        for each in has:
            if each.checklist:
                for item in self.run.definition.registers[record.register].checklist.values():
                    if item.required:
                        self.finish(record_key(*key), item)
            elif each.register:
                field = self.run.definition.registers[each.register].fields[each.field]
                self._steering.conform(record, field.where)  # only then it can be pointed to
                points_here = Test(TestKind.IS, Literal(record.number))
                self.entries.add(each.register, (WhereTest(each.field, (points_here,)),))
            elif field_value(FieldRef("", each.field), self.run.scope_in(key)) is None:
                self._steering.steer(FieldRef("", each.field), FILLED, key)

    def _bring(self, proof: Proof, holder: str) -> None:
        if is_there(proof, holder, _TYPED, self.run.scope):
            return
        key = split_key(holder)
        match proof:
            case FieldProof(field=field):
                ref = FieldRef("" if key else holder, field)
                self._steering.steer(ref, FILLED, key)
            case RecordsProof():
                count = Count(proof.register, proof.where, proof.distinct)
                enough = (Test(TestKind.AT_LEAST, Literal(proof.at_least)),)
                self._steering.steer(count, enough, None)
            case AnyProof(proofs=proofs):
                for each in proofs:
                    self._bring(each, holder)
                    if is_there(each, holder, _TYPED, self.run.scope):
                        return
            case NoteProof() | DocumentProof():
                return

    def _item(self, holder: str, item: str) -> ItemState:
        key = split_key(holder)
        if key is None:
            return self.run.state.step(holder).items.get(item, ItemState())
        record = self.run.record(key)
        return record.items.get(item, ItemState()) if record else ItemState()


def _passes_a_step(condition: Condition) -> bool:
    match condition:
        case StepReached(milestone=milestone):
            return milestone is StepMilestone.PASSED
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return any(_passes_a_step(part) for part in parts)
        case _:
            return False
