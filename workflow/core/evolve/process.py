"""What events about the process, its steps' lives and its team do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from workflow.core import events as e
from workflow.core.calendar import shift
from workflow.core.events import Recorded
from workflow.core.evolve.gates import with_life, with_status
from workflow.core.evolve.items import items_of, with_dues, with_items
from workflow.core.evolve.words import optional, said
from workflow.core.state import (
    InstancePart,
    ItemState,
    Member,
    Move,
    Pause,
    ProcessLife,
    ProcessState,
    Proposal,
    Record,
    Situation,
    StepLife,
    StepPart,
    StepStatus,
)


def started(recorded: Recorded, event: e.InstanceStarted) -> ProcessState:
    """Return the state of a quartier that has just begun."""
    instance = InstancePart(
        name=said(event.words, "name"),
        municipality=event.municipality,
        definition=event.definition,
        started_on=recorded.on,
        steps={step: StepLife() for step in event.steps},
    )
    return ProcessState(
        instance=instance,
        steps={step: StepPart() for step in event.steps},
        records={},
        seq=recorded.seq,
        last_at=recorded.at,
        moved_on=recorded.on,
    )


def unchanged(state: ProcessState, recorded: Recorded, event: object) -> ProcessState:
    """Return the state as it is: the event is read from the history alone."""
    del recorded, event
    return state


def step_opened(state: ProcessState, recorded: Recorded, event: e.StepOpened) -> ProcessState:
    """The step can be worked on."""
    life = replace(
        state.instance.steps[event.step],
        status=StepStatus.ACTIVE,
        opened_on=recorded.on,
        since=recorded.on,
    )
    return with_dues(with_life(state, event.step, life), event.step, event.dues)


def step_skipped(state: ProcessState, recorded: Recorded, event: e.StepSkipped) -> ProcessState:
    """The step is left out."""
    reason = optional(event.words, "reason")
    return with_status(state, event.step, StepStatus.SKIPPED, closed_on=recorded.on, reason=reason)


def step_reopened(state: ProcessState, recorded: Recorded, event: e.StepReopened) -> ProcessState:
    """Open to correct: approvals are void, items and values stay."""
    part = replace(state.step(event.step), passed=None, request=None, added={})
    moved = state.with_step(event.step, part)
    opened = moved.instance.steps[event.step]
    life = replace(
        opened,
        status=StepStatus.ACTIVE,
        opened_on=opened.opened_on or recorded.on,
        since=opened.since or recorded.on,
        closed_on=None,
        reason=optional(event.words, "reason"),
    )
    return with_life(moved, event.step, life)


def round_started(state: ProcessState, recorded: Recorded, event: e.RoundStarted) -> ProcessState:
    """Items are open again with their former proof beneath; approvals are history."""
    steps, parts = dict(state.instance.steps), dict(state.steps)
    for step in (*event.active, *event.waiting):
        opens = step in event.active
        steps[step] = StepLife(
            status=StepStatus.ACTIVE if opens else StepStatus.WAITING,
            round=event.round,
            opened_on=recorded.on if opens else None,
            since=recorded.on if opens else None,
        )
        items = {name: _anew(item, recorded.seq) for name, item in state.step(step).items.items()}
        parts[step] = replace(
            state.step(step), items=items, request=None, passed=None, returned=None, added={}
        )
    instance = replace(
        state.instance,
        steps=steps,
        round=event.round,
        life=ProcessLife.RUNNING,
        closed_on=None,
    )
    moved = replace(state, instance=instance, steps=parts)
    for step, dues in event.dues.items():
        moved = with_dues(moved, step, dues)
    return moved


def _anew(item: ItemState, seq: int) -> ItemState:
    """Return the item open again; what nobody touched in this round still shows the one before."""
    former = item if item.is_touched else item.former
    return ItemState(assigned=item.assigned, former=former, seq=seq)


def paused(state: ProcessState, recorded: Recorded, event: e.ProcessPaused) -> ProcessState:
    """The clock stands still."""
    pause = Pause(since=recorded.on, until=event.until, reason=said(event.words, "reason"))
    return state.with_instance(replace(state.instance, life=ProcessLife.PAUSED, pause=pause))


def resumed(state: ProcessState, recorded: Recorded, event: e.ProcessResumed) -> ProcessState:
    """Due dates of items and elapsed times move by the pause."""
    lives = {
        step: replace(life, since=life.since + timedelta(days=event.days)) if life.since else life
        for step, life in state.instance.steps.items()
    }
    instance = replace(state.instance, life=ProcessLife.RUNNING, pause=None, steps=lives)
    since = recorded.on - timedelta(days=event.days)
    moved = state.instance.pause.moved if state.instance.pause else {}

    def left(day: date) -> int:
        """Return how much of the pause was still to come on a day."""
        return event.days - max((day - since).days, 0)

    def change(holder: Holder, name: str, item: ItemState) -> ItemState:
        began = holder.on if isinstance(holder, Record) else since
        key = holder.key if isinstance(holder, Record) else holder
        set_on = moved.get(key, {}).get(name, began)
        return _shifted(item, due=left(max(set_on, began)), again=left(began))

    return _with_all_items(state.with_instance(instance), change)


def _shifted(item: ItemState, due: int, again: int) -> ItemState:
    if item.due is None and item.again_on is None:
        return item
    return replace(
        item,
        due=shift(item.due, days=due) if item.due else None,
        again_on=shift(item.again_on, days=again) if item.again_on else None,
    )


Holder = str | Record  # whose items they are: a step's, by its id, or a record's


def _with_all_items(
    state: ProcessState, change: Callable[[Holder, str, ItemState], ItemState]
) -> ProcessState:
    """Return the state with every item changed; steps and records without one stay the same.

    So with what a move has left: it may come back.
    """
    for step, part in state.steps.items():
        items = {name: change(step, name, item) for name, item in part.items.items()}
        if items != part.items:
            state = state.with_step(step, replace(part, items=items))
    for found in state.records.values():
        for record in found.values():
            items = {name: change(record, name, item) for name, item in record.items.items()}
            if items != record.items:
                state = state.with_record(replace(record, items=items))
    moves = tuple(_with_left_items(move, change) for move in state.moved())
    return replace(state, moves=moves) if moves != state.moves else state


def _with_left_items(move: Move, change: Callable[[Holder, str, ItemState], ItemState]) -> Move:
    parts = {
        holder: replace(
            part, items={name: change(holder, name, item) for name, item in part.items.items()}
        )
        for holder, part in move.left.parts.items()
    }
    records = {
        register: {
            number: replace(
                record,
                items={name: change(record, name, item) for name, item in record.items.items()},
            )
            for number, record in found.items()
        }
        for register, found in move.left.records.items()
    }
    return replace(move, left=replace(move.left, parts=parts, records=records))


def completed(state: ProcessState, recorded: Recorded, event: e.ProcessCompleted) -> ProcessState:
    """Closed."""
    del event
    instance = replace(state.instance, life=ProcessLife.COMPLETED, closed_on=recorded.on)
    return state.with_instance(instance)


def abandoned(state: ProcessState, recorded: Recorded, event: e.ProcessAbandoned) -> ProcessState:
    """Given up."""
    instance = replace(
        state.instance,
        life=ProcessLife.ABANDONED,
        pause=None,
        closed_on=recorded.on,
        closed_reason=optional(event.words, "reason"),
    )
    return state.with_instance(instance)


def member_joined(state: ProcessState, recorded: Recorded, event: e.MemberJoined) -> ProcessState:
    """Somebody joined the team."""
    member = Member(account=event.account, role=event.role, since=recorded.on)
    return state.with_instance(replace(state.instance, team=(*state.instance.team, member)))


def member_left(state: ProcessState, recorded: Recorded, event: e.MemberLeft) -> ProcessState:
    """Somebody gave a role up; whoever is gone altogether has nothing assigned any more."""
    del recorded
    gone = (event.account, event.role)
    team = tuple(m for m in state.instance.team if (m.account, m.role) != gone)
    stays = any(m.account == event.account for m in team)
    moved = state.with_instance(replace(state.instance, team=team))
    return moved if stays else _without(moved, event.account)


def role_handed_over(
    state: ProcessState, recorded: Recorded, event: e.RoleHandedOver
) -> ProcessState:
    """The role and the items that are named go to the new holder."""
    given = (event.giver, event.role)
    team = tuple(m for m in state.instance.team if (m.account, m.role) != given)
    if all((m.account, m.role) != (event.taker, event.role) for m in team):
        team = (*team, Member(account=event.taker, role=event.role, since=recorded.on))
    moved = state.with_instance(replace(state.instance, team=team))
    for holder, names in event.items.items():
        items = items_of(moved, holder)
        handed = {name: replace(items[name], assigned=event.taker) for name in names}
        moved = with_items(moved, holder, {**items, **handed})
    return moved


def _without(state: ProcessState, account: int) -> ProcessState:
    return _with_all_items(
        state,
        lambda _, __, item: replace(item, assigned=None) if item.assigned == account else item,
    )


def situation_assessed(
    state: ProcessState, recorded: Recorded, event: e.SituationAssessed
) -> ProcessState:
    """Keep the latest judgement; earlier ones are history."""
    situation = Situation(
        level=event.level,
        reason=said(event.words, "reason"),
        by=recorded.by,
        on=recorded.on,
    )
    return state.with_instance(replace(state.instance, situation=situation))


def proposal_made(state: ProcessState, recorded: Recorded, event: e.ProposalMade) -> ProcessState:
    """Keep it until it is settled."""
    proposal = Proposal(
        action=event.action,
        step=event.step,
        text=said(event.words, "text"),
        by=recorded.by,
        on=recorded.on,
    )
    number = int(event.proposal)
    instance = replace(
        state.instance,
        proposals={**state.instance.proposals, event.proposal: proposal},
        numbers={**state.instance.numbers, "#proposal": number},
    )
    return state.with_instance(instance)


def proposal_settled(
    state: ProcessState, recorded: Recorded, event: e.ProposalSettled
) -> ProcessState:
    """It leaves the state; the history keeps it."""
    del recorded
    left = {n: p for n, p in state.instance.proposals.items() if n != event.proposal}
    return state.with_instance(replace(state.instance, proposals=left))
