"""Whether the actor may: the table of `policy`, asked for one target.

Rule: this is the first question of every command, asked inside its transaction.
"""

from __future__ import annotations

from workflow.core import policy
from workflow.core.commands import DecideApproval, FulfilObligation
from workflow.core.decide.approvals import approval_of, open_request
from workflow.core.decide.case import Case, Target
from workflow.core.errors import Blocker, NotFound, Reason
from workflow.core.policy import Rule
from workflow.core.state import Request


def refusals(case: Case, command: type, target: Target) -> tuple[Blocker, ...]:
    """Return why the actor may not, and which roles may; nothing if they may."""
    register = target.holder.partition("/")[0]
    rules = policy.rules_for(command, case.actor, register)
    if not rules:
        return (_not_allowed(target, policy.who_may(command, register)),)
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
        if target.thing not in case.instance.obligations:
            raise NotFound(f"obligation {target.thing}")
        return case.instance.obligations[target.thing].role
    return case.item(target.holder, target.thing).role


def _four_eyes(case: Case, command: type, target: Target) -> tuple[Blocker, ...]:
    if command is DecideApproval:
        approval = approval_of(case, target.holder, target.thing)
        if approval.body:
            return _recording(case, target, approval.body)
        role, request = approval.role, open_request(case, target.holder, approval)
    else:
        request = case.part(target.holder).request
        exception = request.exceptions.get(target.thing) if request else None
        role = exception.role if exception else ""
    if role and role not in case.actor.roles:
        return (_not_allowed(target, (role,)),)
    if request is not None and request.by == case.actor.account:
        return (_own_request(command, target, request),)
    return ()


def _recording(case: Case, target: Target, body: str) -> tuple[Blocker, ...]:
    if policy.may_record(case.definition, case.actor, body):
        return ()
    return (_not_allowed(target, (case.definition.bodies[body].recorded_by,)),)


def _own_request(command: type, target: Target, request: Request) -> Blocker:
    return Blocker(
        reason=Reason.OWN_REQUEST,
        holder=target.holder,
        thing=target.thing,
        roles=policy.who_may(command),
        person=request.by,
    )


def _not_allowed(target: Target, roles: tuple[str, ...]) -> Blocker:
    return Blocker(reason=Reason.NOT_ALLOWED, holder=target.holder, thing=target.thing, roles=roles)
