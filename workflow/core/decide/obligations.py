"""Deciding about obligations: the duties that a yes brought with it."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.decide.case import Blockers, Case, Rule, Target, process_is_open
from workflow.core.decide.permission import needs_reason
from workflow.core.errors import Blocker, InputProblem, InvalidInput, NotFound, Problem, Reason
from workflow.core.policy import who_acts_as
from workflow.core.state import Obligation
from workflow.core.text import (
    documents_and_words,
    normalised,
    optional_text,
    required_text,
    spoken,
)


def obligation_of(case: Case, number: str) -> Obligation:
    """Return an obligation; raise NotFound if there is none."""
    if number not in case.instance.obligations:
        raise NotFound(f"obligation {number}")
    return case.instance.obligations[number]


def can_fulfil(case: Case, target: Target) -> Blockers:
    """Yield why an obligation cannot be met now."""
    duty = obligation_of(case, target.thing)
    yield from process_is_open(case)
    if duty.fulfilled_on is not None:
        yield Blocker(reason=Reason.OBLIGATION_DONE, holder=duty.step, thing=target.thing)


def fulfil(case: Case, command: c.FulfilObligation) -> Iterable[e.Event]:
    """Meet the obligation, with proof."""
    duty = obligation_of(case, command.obligation)
    case.not_changed_since_seen(duty.step, command.obligation, duty.seq)
    note = optional_text("note", command.note)
    facts, names = documents_and_words(command.documents)
    target = Target(duty.step, command.obligation)
    lacks_note = needs_reason(case, c.FulfilObligation, target) and not note
    if lacks_note or not (note or facts):
        raise InvalidInput(InputProblem(name="note", problem=Problem.EMPTY))
    yield e.ObligationFulfilled(
        obligation=command.obligation, documents=facts, words={**spoken(note=note), **names}
    )


def is_met(case: Case, command: c.FulfilObligation) -> bool:
    """Return whether the obligation is met with this very proof; another's is no double click."""
    duty = obligation_of(case, command.obligation)
    said = not command.note or normalised(command.note) == duty.note
    brought = all(document in duty.documents for document in command.documents)
    return duty.fulfilled_on is not None and said and brought


def can_reopen(case: Case, target: Target) -> Blockers:
    """Yield why an obligation cannot be opened again."""
    duty = obligation_of(case, target.thing)
    yield from process_is_open(case)
    if duty.fulfilled_on is None:
        yield Blocker(
            reason=Reason.OBLIGATION_NOT_DONE,
            holder=duty.step,
            thing=target.thing,
            roles=who_acts_as(case.definition, duty.role),
        )


def reopen(case: Case, command: c.ReopenObligation) -> Iterable[e.Event]:
    """Open the obligation again."""
    duty = obligation_of(case, command.obligation)
    case.not_changed_since_seen(duty.step, command.obligation, duty.seq)
    words = spoken(reason=required_text("reason", command.reason))
    yield e.ObligationReopened(obligation=command.obligation, words=words)


RULES = {
    c.FulfilObligation: Rule(
        target=lambda x: Target("", x.obligation),
        guard=can_fulfil,
        events=fulfil,
        already=is_met,
    ),
    c.ReopenObligation: Rule(
        target=lambda x: Target("", x.obligation),
        guard=can_reopen,
        events=reopen,
        already=lambda case, x: obligation_of(case, x.obligation).fulfilled_on is None,
    ),
}
