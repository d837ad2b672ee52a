"""Whether the actor may: the table of `policy`, asked for one target.

Rule: this is the first question of every command, asked inside its transaction.
"""

from __future__ import annotations

from workflow.core import policy
from workflow.core.commands import DecideApproval, FulfilObligation, GrantException
from workflow.core.decide.case import Case, Target
from workflow.core.errors import Blocker, Reason
from workflow.core.policy import Rule


def refusals(case: Case, command: type, target: Target) -> tuple[Blocker, ...]:
    """Return why the actor may not, and which roles may; nothing if they may."""
    rules = policy.rules_for(command, case.actor)
    if not rules:
        return (_not_allowed(target, policy.who_may(command)),)
    if Rule.YES in rules:
        return ()
    if Rule.NOT_OWN_REQUEST in rules:
        return _four_eyes(case, command, target)
    return _own_item(case, command, target, rules)


def _own_item(
    case: Case, command: type, target: Target, rules: frozenset[Rule]
) -> tuple[Blocker, ...]:
    if Rule.OWN_ITEM_OR_REASON in rules:
        return ()
    role = _role_of(case, command, target)
    if policy.acts_as(case.definition, case.actor, role):
        return ()
    return (_not_allowed(target, policy.who_acts_as(case.definition, role)),)


def needs_reason(case: Case, command: type, target: Target) -> bool:
    """Return whether the actor does another role's work, which the table allows with a reason."""
    return not policy.acts_as(case.definition, case.actor, _role_of(case, command, target))


def _role_of(case: Case, command: type, target: Target) -> str:
    if command is FulfilObligation:
        obligation = case.instance.obligations.get(target.thing)
        return obligation.role if obligation else ""
    return case.item(target.holder, target.thing).role


def _four_eyes(case: Case, command: type, target: Target) -> tuple[Blocker, ...]:
    request = case.part(target.holder).request
    asked_by = request.by if request else None
    if command is DecideApproval:
        approval = next(
            (a for a in case.step(target.holder).gate.approvals if a.id == target.thing), None
        )
        if approval is not None and approval.body:
            recorder = case.definition.bodies[approval.body].recorded_by
            may = policy.may_record(case.definition, case.actor, approval.body)
            return () if may else (_not_allowed(target, (recorder,)),)
        if approval is not None and approval.role not in case.actor.roles:
            return (_not_allowed(target, (approval.role,)),)
    if command is GrantException and request is not None:
        granted_by = request.exceptions.get(target.thing)
        if granted_by and granted_by.role and granted_by.role not in case.actor.roles:
            return (_not_allowed(target, (granted_by.role,)),)
    if asked_by == case.actor.account:
        own = Blocker(
            reason=Reason.OWN_REQUEST,
            holder=target.holder,
            thing=target.thing,
            roles=policy.who_may(command),
            person=asked_by,
        )
        return (own,)
    return ()


def _not_allowed(target: Target, roles: tuple[str, ...]) -> Blocker:
    return Blocker(reason=Reason.NOT_ALLOWED, holder=target.holder, thing=target.thing, roles=roles)
