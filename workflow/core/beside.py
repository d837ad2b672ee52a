"""A step or a record with the fields beside its items: what these and the profile decide.

Rule: nothing else is asked, so that what follows is written anew exactly when they change (law L5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.core.conditions import Scope, evaluate, field_value
from workflow.core.definition import (
    ChecklistItem,
    Condition,
    Field,
    FieldRef,
    ProcessDefinition,
)
from workflow.core.known import Known
from workflow.core.reads import reads
from workflow.core.state import Answer, InstancePart, ProcessState, Record, StepPart

_NO_DAY = date.min  # nothing that reads the day is asked


@dataclass(frozen=True, slots=True)
class Beside:
    """A holder of items as it stands in its quartier."""

    definition: ProcessDefinition
    instance: InstancePart
    holder: str
    part: StepPart | Record

    def applies(self, thing: ChecklistItem | Field) -> Answer:
        """Return whether a thing applies as far as the fields beside it decide that."""
        if thing.applies_when is None:
            return Answer.YES
        register = self.part.register if isinstance(self.part, Record) else ""
        if not reads(thing.applies_when, self.definition, register).is_beside(self.holder):
            return Answer.UNKNOWN
        return self.holds(thing.applies_when)

    def holds(self, condition: Condition) -> Answer:
        """Return what a condition on the fields beside it comes to."""
        return evaluate(condition, self._scope())

    def value(self, field: str) -> Known:
        """Return the value of a record's field."""
        return field_value(FieldRef("", field), self._scope())

    def rules_out(self, item: ChecklistItem) -> bool:
        """Return whether an item does not apply."""
        return item.applies_when is not None and self.applies(item) is Answer.NO

    def _scope(self) -> Scope:
        record = self.part if isinstance(self.part, Record) else None
        steps = {} if isinstance(self.part, Record) else {self.holder: self.part}
        state = ProcessState(instance=self.instance, steps=steps, records={}, registers=frozenset())
        return Scope(self.definition, state, _NO_DAY, record)
