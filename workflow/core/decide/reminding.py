"""Deciding about reminders: who owes something, and whether they may be asked for it again.

Rule: only what somebody else owes now is reminded of, nobody reminds themselves, and a reminder rests
for some days: pressing twice sends one mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core import policy
from workflow.core.conditions import is_settled
from workflow.core.decide import approvals, gates, items, obligations
from workflow.core.decide.case import Blockers, Case, Rule, Target
from workflow.core.errors import Blocker, NotFound, Reason
from workflow.core.policy import COORDINATOR
from workflow.core.state import ItemStatus
from workflow.core.tasks import rests


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """What is owed: by this person or by all who hold the role but one; reminded of when."""

    role: str
    person: int | None = None
    never: int = 0  # four eyes: this one may not
    reminded_on: date | None = None


def _owed(case: Case, target: Target) -> _Owed:
    """Return who owes a thing; raise NotFound if there is no such thing."""
    kind, _, name = target.thing.partition(":")
    match kind:
        case "item":
            item = case.item(target.holder, name)
            state = items.item_state(case, target.holder, name)
            return _Owed(role=item.role, person=state.assigned, reminded_on=state.reminded_on)
        case "approval":
            return _owed_approval(case, target, name)
        case "exception":
            request = gates.in_review(case, target.holder)
            found = request.exceptions.get(name) if request else None
            if request is None or found is None:
                raise NotFound(f"{target.holder}.{name}")
            when = request.reminded.get(target.thing)
            return _Owed(role=found.role, never=request.by, reminded_on=when)
        case "obligation" if not target.holder:
            duty = obligations.obligation_of(case, name)
            return _Owed(role=duty.role, reminded_on=duty.reminded_on)
        case _:
            raise NotFound(target.thing)


def _owed_approval(case: Case, target: Target, name: str) -> _Owed:
    approval = approvals.approval_of(case, target.holder, name)
    request = approvals.open_request(case, target.holder, approval)
    when = request.reminded.get(target.thing) if request else None
    if approval.body:  # recording is not deciding: also on the own request
        return _Owed(role=case.definition.bodies[approval.body].recorded_by, reminded_on=when)
    return _Owed(role=approval.role, never=request.by if request else 0, reminded_on=when)


def can_remind(case: Case, target: Target) -> Blockers:
    """Yield why nobody is reminded of this."""
    owed = _owed(case, target)
    yield from _not_now(case, target)
    if _is_own(case, owed):
        yield Blocker(reason=Reason.OWN_WORK, holder=target.holder)
    elif owed.person is None and owed.role != COORDINATOR and not _whom(case, owed):
        yield Blocker(reason=Reason.NOBODY_THERE, holder=target.holder, roles=(COORDINATOR,))


def _not_now(case: Case, target: Target) -> Blockers:
    """Yield why it is not owed now: the very guards of doing it."""
    kind, _, name = target.thing.partition(":")
    match kind:
        case "item":
            yield from items.is_workable(case, Target(target.holder, name))
            state = items.item_state(case, target.holder, name)
            if is_settled(state, case.context.today):
                done = state.status is ItemStatus.DONE
                reason = Reason.ITEM_DONE if done else Reason.ITEM_NOT_APPLICABLE
                yield Blocker(reason=reason, holder=target.holder, thing=name)
        case "approval":
            yield from approvals.can_decide(case, Target(target.holder, name))
        case "exception":
            yield from gates.can_grant(case, Target(target.holder, name))
        case _:
            yield from obligations.can_fulfil(case, Target("", name))


def _is_own(case: Case, owed: _Owed) -> bool:
    if owed.person is not None:
        return owed.person == case.actor.account
    return owed.role in case.actor.roles and owed.never != case.actor.account


def _whom(case: Case, owed: _Owed) -> tuple[int, ...]:
    if owed.person is not None:
        return (owed.person,)
    holders = policy.members_with(case.instance, owed.role)
    if owed.role == COORDINATOR:
        holders = tuple(sorted(case.context.coordination))
    return tuple(each for each in holders if each not in (case.actor.account, owed.never))


def remind(case: Case, command: c.Remind) -> Iterable[e.Event]:
    """Remind them."""
    owed = _owed(case, _at(command))
    yield e.Reminded(holder=command.holder, thing=command.thing, whom=_whom(case, owed))


def is_resting(case: Case, command: c.Remind) -> bool:
    """Return whether somebody was reminded of it a short while ago."""
    return rests(_owed(case, _at(command)).reminded_on, case.context.today)


def _at(command: c.Remind) -> Target:
    return Target(command.holder, command.thing)


RULES: Mapping[type, Rule] = {
    c.Remind: Rule(target=_at, guard=can_remind, events=remind, already=is_resting)
}
