"""What follows by itself from what was decided, in the same command.

Rule: an approval that becomes stale, a due date that moves, a step that passes or opens are events
of their own, written with the command that caused them. They follow until nothing follows any more;
time alone causes nothing here, that is `OpenSteps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from workflow.core import events as e
from workflow.core.conditions import Scope, holds
from workflow.core.decide.approvals import is_given
from workflow.core.decide.case import Case
from workflow.core.decide.dues import checklist_dues, due_day
from workflow.core.definition import ApprovalKind, Step
from workflow.core.dependence import due_readers, opening_readers, touched_by
from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.lifecycle import StepMove, step_can
from workflow.core.state import Answer, ProcessLife, ProcessState, Request, StepStatus, record_key


def with_consequences(case: Case, decided: list[e.Event]) -> tuple[e.Event, ...]:
    """Return the decided events with everything that follows from them."""
    events = list(decided)
    before, after = case, _applied(case, decided)
    news = decided
    while news:
        follow = [
            *_stale(after, news),
            *_passing(after, news),
            *_moved_dues(before, after, news),
        ]
        # Openings last: they see steps that have just passed.
        settled = _applied(after, follow)
        follow.extend(_openings(settled, [*news, *follow]))
        before, after = after, _applied(after, follow)
        events.extend(follow)
        news = follow
    return tuple(events)


def _applied(case: Case, events: list[e.Event]) -> Case:
    state: ProcessState = case.state
    for event in events:
        state = evolve(state, stamped(case, state.instance.seq + 1, event))
    return replace(case, state=state)


def stamped(case: Case, seq: int, event: e.Event) -> Recorded:
    """Return the event as it will stand in the stream."""
    context = case.context
    return Recorded(seq=seq, at=context.at, on=context.today, by=context.actor.account, event=event)


# --- approvals that become stale ----------------------------------------------------------------


def _stale(case: Case, news: list[e.Event]) -> Iterator[e.Event]:
    for event in news:
        for step, thing in _altered(case, event):
            part = case.part(step)
            request = part.request or part.passed
            if request is not None and _approves(request, thing):
                yield e.ApprovalBecameStale(step=step, thing=thing)


def _altered(case: Case, event: e.Event) -> Iterator[tuple[str, str]]:
    """Yield what an event altered: values and proofs of its step, records in every step."""
    match event:
        case e.ValuesRecorded() if event.holder != "profile":
            names = [*event.facts, *event.cleared]
            names += [key[6:] for key in event.words if key.startswith("value:")]
            for name in names:
                yield event.holder, f"value:{name}"
        case e.ItemReopened() | e.ItemSetAside() | e.EvidenceRemoved():
            if event.holder in case.state.steps:
                yield event.holder, f"proof:{event.item}"
        case e.RecordChanged() | e.RecordArchived():
            key = record_key(event.register, event.number)
            for step in case.state.steps:
                yield step, key
        case _:
            return


def _approves(request: Request, thing: str) -> bool:
    """Return whether something has been approved that names the thing, and is not stale by it."""
    return bool(request.decided) and thing not in request.stale and _names(request, thing)


def _names(request: Request, thing: str) -> bool:
    kind, colon, name = thing.partition(":")
    if colon and kind == "value":
        return name in request.sheet.values
    if colon:
        return name in request.sheet.proofs
    return any(thing in proof.records for proof in request.sheet.proofs.values())


# --- steps that pass ----------------------------------------------------------------------------


def _passing(case: Case, news: list[e.Event]) -> Iterator[e.Event]:
    for event in news:
        if isinstance(event, e.GateRequested | e.ApprovalRecorded | e.ExceptionGranted):
            request = case.part(event.step).request
            step = case.step(event.step)
            if request is not None and _is_through(step, request):
                yield e.StepPassed(step=event.step)


def _is_through(step: Step, request: Request) -> bool:
    granted = all(x.granted_on is not None for x in request.exceptions.values() if x.role)
    return granted and all(
        is_given(request, approval.id)
        for approval in step.gate.approvals
        if approval.id in request.approvals and approval.kind is not ApprovalKind.NOTICE
    )


# --- due dates that move ------------------------------------------------------------------------


def _moved_dues(before: Case, after: Case, news: list[e.Event]) -> Iterator[e.Event]:
    touched = touched_by(news)
    for step, items in due_readers(after.definition, touched).items():
        if after.life(step).status in (StepStatus.ACTIVE, StepStatus.PASSED):
            dues = _differing(before.scope, after.scope, after.step(step), items)
            if dues:
                yield e.DueDatesMoved(holder=step, dues=dues)
    for key in touched.records:
        yield from _moved_in_record(before, after, key)


def _differing(
    before: Scope, after: Scope, step: Step, items: tuple[str, ...]
) -> Mapping[str, date | None]:
    moved: dict[str, date | None] = {}
    for name in items:
        rule = step.checklist[name].due
        if rule is None:
            continue
        old, new = due_day(rule, None, before), due_day(rule, None, after)
        if old != new:
            moved[name] = new
    return moved


def _moved_in_record(before: Case, after: Case, key: tuple[str, int]) -> Iterator[e.Event]:
    new, old = after.state.record(*key), before.state.records.get(key[0], {}).get(key[1])
    if new is None or old is None:
        return
    checklist = after.register(key[0]).checklist
    moved: dict[str, date | None] = {}
    for item in checklist.values():
        if item.due is not None and item.due.field is not None:
            was = due_day(item.due, None, replace(before.scope, record=old))
            now = due_day(item.due, None, replace(after.scope, record=new))
            if was != now:
                moved[item.id] = now
    if moved:
        yield e.DueDatesMoved(holder=record_key(*key), dues=moved)


# --- steps that open ----------------------------------------------------------------------------


def _openings(case: Case, news: list[e.Event]) -> Iterator[e.Event]:
    if case.instance.life is ProcessLife.RUNNING:
        touched = touched_by(news)
        for step in opening_readers(case.definition, touched):
            yield from opening(case, step)


def opening(case: Case, step: str) -> Iterator[e.Event]:
    """Yield the opening of a waiting step whose condition holds."""
    if not step_can(case.life(step).status, StepMove.OPEN):
        return
    definition = case.step(step)
    if holds(definition.opens_when, case.scope) is Answer.YES:
        dues = checklist_dues(definition.checklist, case.context.today, case.scope)
        yield e.StepOpened(step=step, dues=dues)


def ready(case: Case) -> list[e.Event]:
    """Return the opening of every waiting step that is ready, whatever made it so."""
    if case.instance.life is not ProcessLife.RUNNING:
        return []
    return [event for step in case.definition.steps for event in opening(case, step)]
