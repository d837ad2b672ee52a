"""From what is and what is asked to what happens, or to the reasons why it does not.

Rule (law L1): `decide` returns events or raises; it changes nothing. The order is always the same:
may the actor, is it true already, does anything stand against it, is what was typed in order. What
follows by itself (openings, stale approvals, moved dates) comes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from workflow.core import commands as c
from workflow.core.commands import Command, Context
from workflow.core.decide import (
    approvals,
    gates,
    imports,
    items,
    moves,
    obligations,
    process,
    records,
    reminding,
    reports,
    team,
)
from workflow.core.decide.case import Case, Rule, Target
from workflow.core.decide.consequences import Decided, applied, ready, with_consequences
from workflow.core.decide.permission import refusals
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Blocker, Forbidden, Reason, Rejected
from workflow.core.events import Event
from workflow.core.evolve import evolve
from workflow.core.state import ProcessState

RULES: Mapping[type, Rule] = MappingProxyType(
    {
        **items.RULES,
        **records.RULES,
        **imports.RULES,
        **gates.RULES,
        **approvals.RULES,
        **obligations.RULES,
        **process.RULES,
        **reports.RULES,
        **team.RULES,
        **reminding.RULES,
        **moves.RULES,
    }
)


def decide(
    definition: ProcessDefinition,
    state: ProcessState | None,
    command: Command,
    context: Context,
) -> tuple[Event, ...]:
    """Return what happens. `state` is None only for StartInstance.

    Raises Forbidden or Rejected with blockers, InvalidInput for what was typed, ConflictingChange
    if what was edited has changed since it was shown, NotFound for what does not exist.
    """
    if isinstance(command, c.StartInstance):
        return _start(definition, command, context).events
    assert state is not None  # noqa: S101 - only a start has no state
    return decided(definition, state, command, context).events


def decided(
    definition: ProcessDefinition, state: ProcessState, command: Command, context: Context
) -> Decided:
    """Return what happens to a quartier under way, with the state after it; raises as `decide`."""
    case = Case(definition, state, context)
    rule = RULES[type(command)]
    target = rule.target(command)
    refused = refusals(case, type(command), target)
    if refused:
        raise Forbidden(*refused)
    if rule.already(case, command):
        return Decided((), state)
    against = tuple(rule.guard(case, target)) or tuple(_moved_since(case))
    if against:
        raise Rejected(*against)
    events = list(rule.events(case, command))
    definition = rule.under(case, command)
    if definition is case.definition:
        return with_consequences(case, events)
    moved = replace(applied(case, events), definition=definition)
    # What is ready under other rules opens, whatever made it so.
    followed = with_consequences(moved, ready(moved))
    return Decided((*events, *followed.events), followed.state)


def _moved_since(case: Case) -> Iterator[Blocker]:
    """Yield that the page was one of another version: what it did not show must not be emptied."""
    seen = case.context.seen
    if seen is not None and case.instance.last_move > seen:
        yield Blocker(reason=Reason.MOVED_SINCE_SEEN)


def _start(definition: ProcessDefinition, command: c.StartInstance, context: Context) -> Decided:
    blank = evolve(None, process.blank(command, definition.steps, context))
    case = Case(definition, blank, context)
    refused = refusals(case, c.StartInstance, Target())
    if refused:
        raise Forbidden(*refused)
    first, *rest = process.start(case, command)
    begun = Case(definition, evolve(None, process.first_recorded(first, context)), context)
    # Opened once profile and team are there.
    happened = with_consequences(begun, [*rest, *ready(applied(begun, rest))])
    return Decided((first, *happened.events), happened.state)


def blockers(case: Case, command: type, target: Target) -> tuple[Blocker, ...]:
    """Return why a command aimed at a target would be refused, whatever is typed (law L4)."""
    refused = refusals(case, command, target)
    return refused or tuple(RULES[command].guard(case, target))
