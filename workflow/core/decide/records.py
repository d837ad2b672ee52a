"""Deciding about fields and register entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.conditions import Scope
from workflow.core.decide.case import (
    Blockers,
    Case,
    Rule,
    Target,
    process_is_open,
    process_is_running,
    record_is_alive,
    step_is_workable,
)
from workflow.core.decide.dues import checklist_dues
from workflow.core.decide.writing import Sheet, write
from workflow.core.errors import Blocker, Reason
from workflow.core.state import FieldValue, Record, StepStatus, record_key
from workflow.core.text import required_text, spoken


def can_record(case: Case, target: Target) -> Blockers:
    """Yield what keeps the fields of a step or the profile back."""
    if target.holder == "profile":
        yield from process_is_open(case)
        return
    case.step(target.holder)
    yield from process_is_running(case)
    if case.life(target.holder).status is not StepStatus.SKIPPED:
        yield from step_is_workable(case, target.holder)


def _sheet(case: Case, holder: str) -> Sheet:
    if holder == "profile":
        return Sheet(
            "profile",
            "profile",
            case.definition.profile,
            case.instance.profile,
            lambda values: _profile_scope(case, values),
            case.instance.cleared,
        )
    step, part = case.step(holder), case.part(holder)
    return Sheet(
        holder,
        holder,
        step.fields,
        part.values,
        lambda values: _step_scope(case, holder, values),
        part.cleared,
    )


def _profile_scope(case: Case, values: Mapping[str, FieldValue]) -> Scope:
    instance = replace(case.instance, profile=values)
    return replace(case.scope, state=case.state.with_instance(instance))


def _step_scope(case: Case, step: str, values: Mapping[str, FieldValue]) -> Scope:
    part = replace(case.part(step), values=values)
    return replace(case.scope, state=case.state.with_step(step, part))


def record_values(case: Case, command: c.RecordValues) -> Iterable[e.Event]:
    """Record the fields that differ."""
    sheet = _sheet(case, command.holder)
    # A step's gate asks for what is required; for the profile nobody else would.
    whole = command.holder == "profile"
    written = write(case, sheet, command.values, command.reasons, complete=whole)
    if not written.is_empty:
        yield e.ValuesRecorded(
            holder=command.holder,
            facts=written.facts,
            cleared=written.cleared,
            files=written.files,
            words=written.words,
        )


def can_add(case: Case, target: Target) -> Blockers:
    """Yield why nothing can be added to a register."""
    case.register(target.holder)
    yield from process_is_open(case)


def add(case: Case, command: c.AddRecord) -> Iterable[e.Event]:
    """Add an entry."""
    register = case.register(command.register)
    case.step(command.step)
    number = case.instance.numbers.get(command.register, 0) + 1
    blank = Record(
        register=command.register,
        number=number,
        step=command.step,
        round=case.instance.round,
        by=case.actor.account,
        on=case.context.today,
        values={},
    )
    sheet = _record_sheet(case, blank)
    written = write(case, sheet, command.values, command.reasons, complete=True)
    yield e.RecordAdded(
        register=register.id,
        number=number,
        step=command.step,
        round=case.instance.round,
        facts=written.facts,
        dues=checklist_dues(register.checklist, case.context.today, written.scope),
        files=written.files,
        words=written.words,
    )


def _record_sheet(case: Case, record: Record) -> Sheet:
    register = case.register(record.register)

    def scope(values: Mapping[str, FieldValue]) -> Scope:
        return case.scope.within(replace(record, values=values))

    return Sheet(record.key, "", register.fields, record.values, scope, record.cleared)


def can_change(case: Case, target: Target) -> Blockers:
    """Yield why an entry cannot be changed."""
    case.record(target.holder)
    yield from process_is_open(case)
    yield from record_is_alive(case, target.holder)


def change(case: Case, command: c.ChangeRecord) -> Iterable[e.Event]:
    """Change the fields that differ."""
    record = case.record(record_key(command.register, command.number))
    sheet = _record_sheet(case, record)
    written = write(case, sheet, command.values, command.reasons, complete=True)
    if not written.is_empty:
        yield e.RecordChanged(
            register=command.register,
            number=command.number,
            facts=written.facts,
            cleared=written.cleared,
            files=written.files,
            words=written.words,
        )


def can_archive(case: Case, target: Target) -> Blockers:
    """Yield why an entry cannot be archived."""
    record = case.record(target.holder)
    yield from process_is_open(case)
    if record.archived is not None:
        yield Blocker(reason=Reason.RECORD_ARCHIVED, holder=target.holder)


def archive(case: Case, command: c.ArchiveRecord) -> Iterable[e.Event]:
    """Archive the entry."""
    record = case.record(record_key(command.register, command.number))
    case.not_changed_since_seen(record.key, "", record.seq)
    words = spoken(reason=required_text("reason", command.reason))
    yield e.RecordArchived(register=command.register, number=command.number, words=words)


def is_archived(case: Case, command: c.ArchiveRecord) -> bool:
    """Return whether the entry is archived already."""
    return case.record(record_key(command.register, command.number)).archived is not None


def _record(command: c.ChangeRecord | c.ArchiveRecord) -> Target:
    return Target(record_key(command.register, command.number))


RULES = {
    c.RecordValues: Rule(target=lambda x: Target(x.holder), guard=can_record, events=record_values),
    c.AddRecord: Rule(target=lambda x: Target(x.register), guard=can_add, events=add),
    c.ChangeRecord: Rule(target=_record, guard=can_change, events=change),
    c.ArchiveRecord: Rule(target=_record, guard=can_archive, events=archive, already=is_archived),
}
