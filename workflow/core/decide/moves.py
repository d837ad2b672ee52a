"""Deciding about another version of the definition: moving a quartier to it, and taking that back.

Rule: nothing that has passed is opened again and nothing open is closed. While a gate is asked for,
the quartier waits. What only people know comes as `Choices`; everything else follows from the two
versions, and is the same that the preview showed. Whoever was told of a move is told of the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.conditions import Scope
from workflow.core.decide.case import Blockers, Case, Rule, Target, process_is_open
from workflow.core.decide.consequences import applied
from workflow.core.decide.dues import checklist_dues
from workflow.core.definition import ChecklistItem, ProcessDefinition
from workflow.core.errors import (
    Blocker,
    InputProblem,
    InvalidInput,
    NotFound,
    Problem,
    Reason,
    Rejected,
)
from workflow.core.moving.mapping import VersionMap, mapping, things
from workflow.core.moving.places import Places
from workflow.core.moving.plan import Plan, not_given_up, plan, plan_back, unfounded
from workflow.core.policy import COORDINATOR
from workflow.core.state import Move, StepStatus
from workflow.core.text import required_text, spoken

UNDO_DAYS = 14


def can_move(case: Case, target: Target) -> Blockers:
    """Yield why a quartier cannot go to any other version now."""
    del target
    yield from process_is_open(case)
    for step, life in case.instance.steps.items():
        if life.status is StepStatus.IN_REVIEW:
            yield Blocker(reason=Reason.REQUEST_OPEN, holder=step, roles=(COORDINATOR,))


def move(case: Case, command: c.MoveToVersion) -> Iterable[e.Event]:
    """Go to a newer version."""
    target = _newer(case, command.definition)
    reason = required_text("reason", command.reason)
    wrong = unfounded([case.definition], target, command.choices)
    if wrong:
        raise InvalidInput(*wrong)
    versions = mapping(case.definition, target, command.choices.same)
    planned = plan(versions, case.state, command.choices)
    under_way = not_given_up(planned.places, case.state, command.choices)
    if under_way:
        raise Rejected(*(Blocker(reason=Reason.STEP_UNDER_WAY, holder=step) for step in under_way))
    event = _event(case, target, planned, reason, whom=_others_in(case) if command.tells else ())
    yield replace(event, dues=_dues(case, target, event, planned))


def _newer(case: Case, digest: str) -> ProcessDefinition:
    """Return the version that is asked for, if it is a newer one of the same definition."""
    target, now = case.context.target, case.definition
    if target is None or target.digest != digest:
        raise InvalidInput(InputProblem(name="definition", problem=Problem.NO_SUCH_CHOICE))
    if target.id != now.id or target.version <= now.version:
        raise InvalidInput(InputProblem(name="definition", problem=Problem.NO_SUCH_CHOICE))
    return target


def _others_in(case: Case) -> tuple[int, ...]:
    """Return the people of the team but the one who acts: they know it."""
    team = {member.account for member in case.instance.team}
    return tuple(sorted(team - {case.actor.account}))


def _event(
    case: Case,
    target: ProcessDefinition,
    planned: Plan,
    reason: str,
    *,
    whom: tuple[int, ...],
    undoes: int = 0,
) -> e.MovedToVersion:
    return e.MovedToVersion(
        definition=target.digest,
        version=target.version,
        former=case.definition.digest,
        former_version=case.definition.version,
        steps=tuple(target.steps),
        renamed=planned.places.renamed,
        gone=tuple(sorted(planned.places.gone)),
        retyped=planned.retyped,
        unfit=planned.unfit,
        rewritten=planned.rewritten,
        added=planned.added,
        undoes=undoes,
        whom=whom,
        words=spoken(reason=reason),
    )


def _dues(
    case: Case, target: ProcessDefinition, event: e.MovedToVersion, planned: Plan
) -> Mapping[str, Mapping[str, date]]:
    """Return the days on which new items are due: counted from now, as if their step opened.

    Those of an entry, too: it may be so old that the day would be long past.
    """
    after = replace(applied(case, [event]), definition=target)
    found = {
        holder: checklist_dues(checklist, case.context.today, scope)
        for holder, checklist, scope in (
            *_new_in_steps(after, planned),
            *_new_in_records(after, planned),
        )
    }
    return {holder: dues for holder, dues in found.items() if dues}


_New = tuple[str, Mapping[str, ChecklistItem], Scope]


def _new_in_steps(after: Case, planned: Plan) -> Iterator[_New]:
    for step, items in planned.new_items.items():
        owed = planned.added.get(step)
        if owed is None and after.life(step).status is not StepStatus.ACTIVE:
            continue
        checklist = after.step(step).checklist
        wanted = [item for item in items if owed is None or owed.get(item)]
        yield step, {item: checklist[item] for item in wanted}, after.scope


def _new_in_records(after: Case, planned: Plan) -> Iterator[_New]:
    for register, items in planned.new_items_of_records.items():
        checklist = after.definition.registers[register].checklist
        for record in after.state.records.get(register, {}).values():
            if record.archived is None:
                wanted = {item: checklist[item] for item in items}
                yield record.key, wanted, after.scope.within(record)


# --- taking it back --------------------------------------------------------------------------------


def can_undo(case: Case, target: Target) -> Blockers:
    """Yield why the last move cannot be taken back."""
    yield from can_move(case, target)
    last = last_move(case)
    if last is None:
        yield Blocker(reason=Reason.NOTHING_MOVED)
        return
    until = last.on + timedelta(days=UNDO_DAYS)
    if case.context.today > until:
        yield Blocker(reason=Reason.MOVE_TOO_OLD, need=until.isoformat())
    if case.instance.round != last.round:
        yield Blocker(reason=Reason.ROUND_SINCE_MOVE)


def last_move(case: Case) -> Move | None:
    """Return the move that can be taken back: the last one, unless it was itself a way back."""
    moves = case.state.moved() if case.instance.last_move else ()
    return moves[-1] if moves and not moves[-1].undoes else None


def undo(case: Case, command: c.UndoMove) -> Iterable[e.Event]:
    """Go back to the version before; what was entered since and has no place there is left."""
    last, target = last_move(case), case.context.target
    assert last is not None  # noqa: S101 - the guard has asked for it
    if target is None or target.digest != last.former:
        raise NotFound(last.former)
    reason = required_text("reason", command.reason)
    planned = plan_back(_way_back(last, target, case.definition), case.state, last)
    whom = _others_in(case) if last.told else ()
    yield _event(case, target, planned, reason, whom=whom, undoes=last.seq)


def _way_back(last: Move, former: ProcessDefinition, definition: ProcessDefinition) -> VersionMap:
    places, there = Places(last.renamed, frozenset(last.gone)), things(definition)
    kept = {old: new for old in things(former) if (new := places.place(old)) in there and new}
    return VersionMap(before=former, after=definition, kept=kept).inverse()


def _target_of(case: Case, command: object) -> ProcessDefinition:
    del command
    return case.context.target or case.definition


def _whole(command: object) -> Target:
    del command
    return Target()


RULES = {
    c.MoveToVersion: Rule(
        target=_whole,
        guard=can_move,
        events=move,
        already=lambda case, x: case.instance.definition == x.definition,
        under=_target_of,
    ),
    c.UndoMove: Rule(target=_whole, guard=can_undo, events=undo, under=_target_of),
}
