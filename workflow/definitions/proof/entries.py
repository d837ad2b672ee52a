"""Filling in fields and adding register entries, as the engine will take them.

Rule: a value is chosen within limits and wishes; required fields and those that are wished for are
filled, nothing else. A reference leads to an entry that fits, or a new one is made for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workflow.core import commands as c
from workflow.core.commands import Entered
from workflow.core.conditions import Scope, field_value, holds, matching
from workflow.core.definition import (
    DECISIONS,
    Field,
    FieldRef,
    FieldType,
    Literal,
    Register,
    Test,
    TestKind,
    Where,
)
from workflow.core.known import known
from workflow.core.state import Answer, FieldValue, Record, StepStatus
from workflow.core.values import is_unusual, taken
from workflow.definitions.proof.run import COORDINATOR, MANAGER, Run
from workflow.definitions.proof.solving import asks_empty
from workflow.definitions.proof.wishes import chosen

RecordId = tuple[str, int]
Wishes = Mapping[str, tuple[Test, ...]]
FILLED = (Test(TestKind.FILLED, Literal(True)),)  # noqa: FBT003 - the literal of the test
REASON = "Hier ist es anders als üblich."
DEEPEST = 4  # an entry for a reference for an entry ...


class Entries:
    """Writes values and entries in a run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._depth = 0

    def fill(
        self,
        ref: FieldRef,
        record: RecordId | None,
        tests: Sequence[Test] = FILLED,
        *,
        variant: int = 0,
    ) -> bool:
        """Give a field a value that passes the tests; return whether it was taken."""
        field = self.field(ref, record)
        scope = self.run.scope_in(record)
        value = self._value(field, tests, scope, ref.holder, variant)
        if value is None:
            return False
        if field.type is FieldType.CHOICES:
            value = _beside(field_value(ref, scope), value)
        return self._write(ref, record, value, scope)

    def field(self, ref: FieldRef, record: RecordId | None) -> Field:
        """Return the field that is meant; "" as holder means the record's own."""
        definition = self.run.definition
        if record is not None and not ref.holder:
            return definition.registers[record[0]].fields[ref.field]
        if ref.holder == "profile":
            return definition.profile[ref.field]
        return definition.steps[ref.holder].fields[ref.field]

    def clear(self, ref: FieldRef, record: RecordId | None) -> bool:
        """Empty a field."""
        if record is not None and not ref.holder:
            return self._change(record, {ref.field: None})
        return self.run.do(MANAGER, c.RecordValues(holder=ref.holder, values={ref.field: None}))

    def add(
        self, register: str, where: Where, more: Wishes | None = None, variant: int = 0
    ) -> bool:
        """Add an entry that matches `where` and the wishes; return whether it was taken."""
        if self._depth >= DEEPEST:
            return False
        self._depth += 1
        try:
            return self._add(register, where, more or {}, variant)
        finally:
            self._depth -= 1

    def profile(self, said: Mapping[str, Entered]) -> dict[str, Entered]:
        """Return what is said of the quartier when it starts, and what has to be."""
        scope, values = self.run.scope, dict[str, Entered]()
        fields = self.run.definition.profile
        for field in fields.values():
            applies = holds(field.applies_when, scope) is not Answer.NO
            asked = field.required and field.calculate is None and applies
            if asked or field.id in said:
                value = said.get(field.id, chosen(field, (), scope, "profile"))
                values[field.id] = value
                instance = scope.state.instance
                entered = {**instance.profile, **_recorded({field.id: value}, fields, scope)}
                state = replace(scope.state, instance=replace(instance, profile=entered))
                scope = replace(scope, state=state)
        return values

    def _add(self, register: str, where: Where, more: Wishes, variant: int) -> bool:
        wishes: dict[str, tuple[Test, ...]] = dict(more)
        for test in where:
            wishes[test.field] = (*wishes.get(test.field, ()), *test.tests)
        step = self._step(wishes.pop("step", ()))
        wishes.pop("round", None)
        variants = dict.fromkeys(more, variant)
        values = self._values(self.run.definition.registers[register], step, wishes, variants)
        if values is None:
            return False
        command = c.AddRecord(register=register, step=step, values=values)
        return self.run.do(_who(register), command)

    def _values(
        self, register: Register, step: str, wishes: Wishes, variants: Mapping[str, int]
    ) -> dict[str, Entered] | None:
        """Return the values of a new entry; None if one that is needed cannot be chosen."""
        values: dict[str, Entered] = {}
        # Twice: whether a field applies may depend on one that stands after it.
        for _ in range(2):
            for field in register.fields.values():
                scope = self._draft(register, step, values)
                tests = wishes.get(field.id, ())
                if field.id in values or not _is_needed(field, tests, scope):
                    continue
                value = self._value(field, tests, scope, "", variants.get(field.id, 0))
                if value is None:
                    return None
                values[field.id] = value
        return values

    def _draft(self, register: Register, step: str, values: Mapping[str, Entered]) -> Scope:
        scope = self.run.scope
        record = Record(
            register=register.id,
            number=0,
            step=step,
            round=scope.state.instance.round,
            by=0,
            on=scope.today,
            values=_recorded(values, register.fields, scope),
        )
        return replace(scope, record=record)

    def _step(self, tests: tuple[Test, ...]) -> str:
        """Return the step an entry comes from: the wished one, else one that is under way."""
        for test in tests:
            value = test.operand.value if isinstance(test.operand, Literal) else ""
            return str(value[0]) if isinstance(value, tuple) else str(value)
        lives = self.run.state.instance.steps
        active = (step for step, life in lives.items() if life.status is StepStatus.ACTIVE)
        return next(active, next(iter(lives)))

    def _value(
        self, field: Field, tests: Sequence[Test], scope: Scope, holder: str, variant: int
    ) -> Entered:
        if field.type is FieldType.REFERENCE:
            return self._reference(field, tests, variant)
        return chosen(field, tests, scope, holder, variant=variant)

    def _reference(self, field: Field, tests: Sequence[Test], variant: int) -> Entered:
        for test in tests:
            if test.kind is TestKind.IS and isinstance(test.operand, Literal):
                named = int(str(test.operand.value))
                return (named,) if field.many else named
        found = matching(field.register, field.where, self.run.scope)
        while len(found) <= variant:
            if not self.add(field.register, field.where):
                return None
            found = matching(field.register, field.where, self.run.scope)
        number = found[variant].number
        return (number,) if field.many else number

    def _write(self, ref: FieldRef, record: RecordId | None, value: Entered, scope: Scope) -> bool:
        if record is not None and not ref.holder:
            return self._change(record, {ref.field: value})
        field, entered = self.field(ref, record), taken(self.field(ref, record), value)
        unusual = entered is not None and is_unusual(
            known(entered, field), field, ref.holder, scope
        )
        reasons = {ref.field: REASON} if unusual else {}
        command = c.RecordValues(holder=ref.holder, values={ref.field: value}, reasons=reasons)
        return self.run.do(MANAGER, command)

    def _change(self, record: RecordId, values: dict[str, Entered]) -> bool:
        """Change an entry, and fill in what it needs from then on."""
        found = self.run.record(record)
        if found is None:
            return False
        fields = self.run.definition.registers[record[0]].fields
        for field in fields.values():
            after = {**found.values, **_recorded(values, fields, self.run.scope)}
            scope = replace(self.run.scope, record=replace(found, values=after))
            if field.id not in after and field.id not in values and _is_needed(field, (), scope):
                value = self._value(field, (), scope, "", 0)
                if value is not None:
                    values[field.id] = value
        command = c.ChangeRecord(register=record[0], number=record[1], values=values)
        return self.run.do(_who(record[0]), command)


def _beside(present: object, value: Entered) -> Entered:
    """Return what is chosen now beside what has been before: one may not undo the other."""
    parts = [each for each in (present, value) if isinstance(each, tuple)]
    return tuple(dict.fromkeys(option for part in parts for option in part))


def _who(register: str) -> str:
    """Return who writes an entry: what a body decided, the coordination records."""
    return COORDINATOR if register == DECISIONS else MANAGER


def _recorded(
    values: Mapping[str, Entered], fields: Mapping[str, Field], scope: Scope
) -> dict[str, FieldValue]:
    """Return values as they would stand there, to ask conditions about them beforehand."""
    found = {name: taken(fields[name], value) for name, value in values.items()}
    return {
        name: FieldValue(value=value, seq=0, by=0, on=scope.today)
        for name, value in found.items()
        if value is not None
    }


def _is_needed(field: Field, tests: Sequence[Test], scope: Scope) -> bool:
    if field.calculate is not None:
        return False
    applies = holds(field.applies_when, scope)
    if tests:
        return not any(asks_empty(test) for test in tests) and applies is not Answer.NO
    return field.required and applies is Answer.YES
