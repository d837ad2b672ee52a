"""What follows by itself from what was decided, in the same command.

Rule: an approval that becomes stale, a due date that moves, a step that passes or opens are events
of their own, written with the command that caused them. They follow until nothing follows any more;
time alone causes nothing here, that is `OpenSteps`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.core import events as e
from workflow.core import turns
from workflow.core.conditions import holds
from workflow.core.decide.case import Case
from workflow.core.decide.dues import checklist_dues, moved_dues, not_by_hand
from workflow.core.dependence import (
    Touched,
    due_readers,
    is_read,
    opening_readers,
    record_due_readers,
    touched_by,
)
from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.lifecycle import StepMove, step_can
from workflow.core.state import (
    UNTOUCHED,
    Answer,
    ProcessLife,
    ProcessState,
    Request,
    StepStatus,
    record_key,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What happens, and what is true afterwards."""

    events: tuple[e.Event, ...]
    state: ProcessState


def with_consequences(case: Case, decided: list[e.Event]) -> Decided:
    """Return the decided events with everything that follows from them."""
    events, before, after = list(decided), case, applied(case, decided)
    news = decided
    while news:
        touched = touched_by(news)
        follow = [
            *_stale(before, after, news),
            *_passing(after, news),
            *_moved_dues(before, after, touched),
        ]
        # Openings last: they see steps that have just passed.
        settled = applied(after, follow) if follow else after
        opened = list(_openings(settled, touched_by([*news, *follow]) if follow else touched))
        before, after = after, applied(settled, opened) if opened else settled
        news = [*follow, *opened]
        events.extend(news)
    return Decided(tuple(events), after.state)


def applied(case: Case, events: Iterable[e.Event]) -> Case:
    """Return the case after the events, each at its place in the stream."""
    state, context = case.state, case.context
    for event in events:
        recorded = Recorded(
            seq=state.seq + 1,
            at=context.at,
            on=context.today,
            by=context.actor.account,
            event=event,
        )
        state = evolve(state, recorded)
    return Case(case.definition, state, context)


# --- approvals that become stale ----------------------------------------------------------------


def _stale(before: Case, after: Case, news: list[e.Event]) -> Iterator[e.Event]:
    for event in news:
        for step, thing in _altered(before, event):
            part = after.part(step)
            request = part.request or part.passed
            if request is not None and _approves(request, thing):
                yield e.ApprovalBecameStale(step=step, thing=thing)


def _altered(before: Case, event: e.Event) -> Iterator[tuple[str, str]]:
    """Yield what an event altered: values and proofs of its step, records in every step."""
    match event:
        case e.ValuesRecorded() if event.holder != "profile":
            # A value that is unusual was judged with its reason.
            said = (key.partition(":") for key in event.words)
            named = [name for kind, _, name in said if kind in {"value", "reason"}]
            for name in dict.fromkeys([*event.facts, *event.cleared, *named]):
                yield event.holder, f"value:{name}"
        case e.ItemReopened() | e.ItemSetAside() | e.EvidenceRemoved() | e.EvidenceAdded():
            if event.holder in before.state.steps and _alters_proof(before, event):
                yield event.holder, f"proof:{event.item}"
        case e.RecordChanged() | e.RecordArchived():
            key = record_key(event.register, event.number)
            for step in before.definition.steps:
                if step in before.state.steps:
                    yield step, key
        case _:
            return


def _alters_proof(
    before: Case, event: e.ItemReopened | e.ItemSetAside | e.EvidenceRemoved | e.EvidenceAdded
) -> bool:
    """Return whether proof was altered: a further document is new, another note replaces one."""
    if not isinstance(event, e.EvidenceAdded):
        return True
    item = before.part(event.holder).items.get(event.item, UNTOUCHED)
    return "note" in event.words and item.on_day(before.context.today).note is not None


def _approves(request: Request, thing: str) -> bool:
    """Return whether something has been approved that names the thing, and is not stale by it."""
    approved = any(turns.is_settled(request, approval) for approval in request.decided)
    return approved and thing not in request.stale and _names(request, thing)


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
            if request is not None and turns.is_through(case.step(event.step).gate, request):
                yield e.StepPassed(step=event.step)


# --- due dates that move ------------------------------------------------------------------------


def _moved_dues(before: Case, after: Case, touched: Touched) -> Iterator[e.Event]:
    if not (touched.records or is_read(after.definition, touched)):
        return
    for step, items in due_readers(after.definition, touched).items():
        if after.life(step).status is not StepStatus.WAITING:
            scopes = (before.scope, after.scope)
            dues = moved_dues(after.step(step).checklist, after.part(step).items, items, scopes)
            if dues:
                yield e.DueDatesMoved(holder=step, dues=dues)
    every = record_due_readers(after.definition, touched)
    others = {(name, number) for name in every for number in after.state.register(name)}
    for key in sorted(touched.records | others):
        yield from _moved_in_record(before, after, key)


def _moved_in_record(before: Case, after: Case, key: tuple[str, int]) -> Iterator[e.Event]:
    new, old = after.state.record(*key), before.state.records.get(key[0], {}).get(key[1])
    if new is None or old is None or new.archived is not None:
        return
    checklist = after.register(key[0]).checklist
    scopes = (before.scope.within(old), after.scope.within(new))
    dues = moved_dues(checklist, new.items, checklist, scopes)
    if dues:
        yield e.DueDatesMoved(holder=new.key, dues=dues)


# --- steps that open ----------------------------------------------------------------------------


def _openings(case: Case, touched: Touched) -> Iterator[e.Event]:
    if case.instance.life is ProcessLife.RUNNING and is_read(case.definition, touched):
        for step in opening_readers(case.definition, touched):
            yield from opening(case, step)


def opening(case: Case, step: str) -> Iterator[e.Event]:
    """Yield the opening of a waiting step whose condition holds."""
    if not step_can(case.life(step).status, StepMove.OPEN):
        return
    definition = case.step(step)
    if holds(definition.opens_when, case.scope) is Answer.YES:
        dues = checklist_dues(definition.checklist, case.context.today, case.scope)
        yield e.StepOpened(step=step, dues=not_by_hand(dues, case.part(step).items))


def ready(case: Case) -> list[e.Event]:
    """Return the opening of every waiting step that is ready, whatever made it so."""
    if case.instance.life is not ProcessLife.RUNNING:
        return []
    return [event for step in case.definition.steps for event in opening(case, step)]
