"""Deciding about checklist items, in a step or in a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core import policy, proofs
from workflow.core.calendar import shift
from workflow.core.conditions import Scope, holds, is_settled
from workflow.core.decide.case import (
    Blockers,
    Case,
    Rule,
    Target,
    process_is_running,
    record_is_alive,
    step_is_workable,
)
from workflow.core.decide.permission import needs_reason
from workflow.core.definition import ChecklistItem, NoteProof, Proof
from workflow.core.errors import Blocker, InputProblem, InvalidInput, NotFound, Problem, Reason
from workflow.core.evolve.items import items_of
from workflow.core.state import UNTOUCHED, Answer, ItemState, ItemStatus, split_key
from workflow.core.text import (
    MAX_REASON,
    documents_and_words,
    normalised,
    optional_text,
    required_text,
    spoken,
)


def _at(command: c.CompleteItem) -> Target:
    return Target(command.holder, command.item)


def item_state(case: Case, holder: str, item: str) -> ItemState:
    """Return how an item stands today; raise NotFound if there is no such item."""
    case.item(holder, item)
    return items_of(case.state, holder).get(item, UNTOUCHED).on_day(case.context.today)


def item_scope(case: Case, holder: str) -> Scope:
    """Return where an item's conditions are asked: in its step, or in its record."""
    if split_key(holder) is None:
        return case.scope
    return case.scope.within(case.record(holder))


def is_workable(case: Case, target: Target) -> Blockers:
    """Yield what keeps an item of a step or record back."""
    holder = target.holder
    yield from process_is_running(case)
    if split_key(holder) is None:
        yield from step_is_workable(case, holder, target.thing)
    else:
        yield from record_is_alive(case, holder)


def can_complete(case: Case, target: Target) -> Blockers:
    """Yield why an item cannot be called done, whatever is typed."""
    item = case.item(target.holder, target.thing)
    yield from is_workable(case, target)
    state = item_state(case, target.holder, target.thing)
    if is_settled(state, case.context.today):
        is_done = state.status is ItemStatus.DONE
        reason = Reason.ITEM_DONE if is_done else Reason.ITEM_NOT_APPLICABLE
        yield Blocker(reason=reason, holder=target.holder, thing=target.thing)
    scope = item_scope(case, target.holder)
    if holds(item.applies_when, scope) is Answer.NO:
        yield Blocker(reason=Reason.DOES_NOT_APPLY, holder=target.holder, thing=item.id)
    for proof in proofs.missing(item, target.holder, proofs.EVERYTHING_TYPED, scope):
        yield proof_blocker(case, item, target.holder, proof)


def proof_blocker(case: Case, item: ChecklistItem, holder: str, proof: Proof) -> Blocker:
    """Return the blocker for a proof that is not there."""
    have, need = proofs.have_and_need(proof, holder, item_scope(case, holder))
    return Blocker(
        reason=Reason.PROOF_MISSING,
        holder=holder,
        thing=item.id,
        have=have,
        need=need,
        roles=policy.who_acts_as(case.definition, item.role),
        person=item_state(case, holder, item.id).assigned,
    )


def complete(case: Case, command: c.CompleteItem) -> Iterable[e.Event]:
    """Settle the item with its proof."""
    item = case.item(command.holder, command.item)
    before = item_state(case, command.holder, command.item)
    case.not_changed_since_seen(command.holder, command.item, before.seq)
    note = optional_text("note", command.note)
    facts, names = documents_and_words(command.documents)
    scope = item_scope(case, command.holder)
    on_table = proofs.shown(before, note=note, documents=len(facts))
    problems = list(_typed_proofs(proofs.missing(item, command.holder, on_table, scope)))
    if problems:
        raise InvalidInput(*problems)
    today = case.context.today
    yield e.ItemCompleted(
        holder=command.holder,
        item=command.item,
        round=case.instance.round,
        documents=facts,
        records=proofs.proving_records(item, scope),
        again_on=shift(today, months=item.repeat_months) if item.repeat_months else None,
        words={**spoken(note=note, reason=_reason(case, command)), **names},
    )


def _typed_proofs(missing: Iterator[Proof]) -> Iterator[InputProblem]:
    for proof in missing:
        with_note = any(isinstance(each, NoteProof) for each in proofs.flat((proof,)))
        yield InputProblem(name="note" if with_note else "documents", problem=Problem.EMPTY)


def _reason(case: Case, command: c.CompleteItem | c.ReopenItem) -> str:
    target = Target(command.holder, command.item)
    if needs_reason(case, type(command), target):
        return required_text("reason", command.reason)
    return optional_text("reason", command.reason, limit=MAX_REASON)


def is_done(case: Case, command: c.CompleteItem) -> bool:
    """Return whether the item is already done and nothing new is brought."""
    state = item_state(case, command.holder, command.item)
    done = state.status is ItemStatus.DONE and is_settled(state, case.context.today)
    return done and _is_there(command, state)


def _is_there(command: c.CompleteItem | c.AddEvidence, state: ItemState) -> bool:
    """Return whether the note and every document of the command are there already."""
    said = not command.note or normalised(command.note) == state.note
    return said and all(document in state.documents for document in command.documents)


def can_add_evidence(case: Case, target: Target) -> Blockers:
    """Yield why proof cannot be added."""
    case.item(target.holder, target.thing)
    yield from is_workable(case, target)


def add_evidence(case: Case, command: c.AddEvidence) -> Iterable[e.Event]:
    """Add a note or documents."""
    before = item_state(case, command.holder, command.item)
    case.not_changed_since_seen(command.holder, command.item, before.seq)
    note = optional_text("note", command.note)
    facts, names = documents_and_words(command.documents)
    if not note and not facts:
        raise InvalidInput(InputProblem(name="note", problem=Problem.EMPTY))
    words = {**spoken(note=note), **names}
    if not _is_there(command, before):
        yield e.EvidenceAdded(
            holder=command.holder, item=command.item, documents=facts, words=words
        )


def remove_evidence(case: Case, command: c.RemoveEvidence) -> Iterable[e.Event]:
    """Take a document off; raise NotFound if there is none at that place."""
    before = item_state(case, command.holder, command.item)
    case.not_changed_since_seen(command.holder, command.item, before.seq)
    if not 0 <= command.document < len(before.documents):
        raise NotFound(f"{command.holder}.{command.item}.{command.document}")
    yield e.EvidenceRemoved(holder=command.holder, item=command.item, document=command.document)


def can_remove_evidence(case: Case, target: Target) -> Blockers:
    """Yield why no document can be taken off."""
    case.item(target.holder, target.thing)
    yield from is_workable(case, target)
    if not item_state(case, target.holder, target.thing).documents:
        yield Blocker(
            reason=Reason.PROOF_MISSING, holder=target.holder, thing=target.thing, need="document"
        )


def can_reopen(case: Case, target: Target) -> Blockers:
    """Yield why an item cannot be opened again."""
    case.item(target.holder, target.thing)
    yield from is_workable(case, target)
    if item_state(case, target.holder, target.thing).status is ItemStatus.OPEN:
        yield Blocker(reason=Reason.ITEM_NOT_DONE, holder=target.holder, thing=target.thing)


def reopen(case: Case, command: c.ReopenItem) -> Iterable[e.Event]:
    """Open the item again."""
    before = item_state(case, command.holder, command.item)
    case.not_changed_since_seen(command.holder, command.item, before.seq)
    words = spoken(reason=_reason(case, command))
    yield e.ItemReopened(holder=command.holder, item=command.item, words=words)


def is_open(case: Case, command: c.ReopenItem) -> bool:
    """Return whether the item is already open."""
    return item_state(case, command.holder, command.item).status is ItemStatus.OPEN


def can_set_aside(case: Case, target: Target) -> Blockers:
    """Yield why an item cannot be called not applicable."""
    case.item(target.holder, target.thing)
    yield from is_workable(case, target)
    if item_state(case, target.holder, target.thing).status is ItemStatus.NOT_APPLICABLE:
        yield Blocker(reason=Reason.ITEM_NOT_APPLICABLE, holder=target.holder, thing=target.thing)


def set_aside(case: Case, command: c.SetItemAside) -> Iterable[e.Event]:
    """Call the item not applicable here."""
    before = item_state(case, command.holder, command.item)
    case.not_changed_since_seen(command.holder, command.item, before.seq)
    words = spoken(reason=required_text("reason", command.reason))
    yield e.ItemSetAside(
        holder=command.holder, item=command.item, round=case.instance.round, words=words
    )


def is_aside(case: Case, command: c.SetItemAside) -> bool:
    """Return whether the item is already not applicable."""
    return item_state(case, command.holder, command.item).status is ItemStatus.NOT_APPLICABLE


def can_arrange(case: Case, target: Target) -> Blockers:
    """Yield why persons and due dates cannot be set; a review does not lock them.

    A pause does: on resuming every due date moves, one that was set meanwhile would move wrongly.
    """
    case.item(target.holder, target.thing)
    yield from process_is_running(case)
    if split_key(target.holder) is not None:
        yield from record_is_alive(case, target.holder)


def assign(case: Case, command: c.AssignItem) -> Iterable[e.Event]:
    """Give the item to a member of the team, or to nobody; the coordination's also to itself."""
    people = {member.account for member in case.instance.team}
    if case.item(command.holder, command.item).role == policy.COORDINATOR:
        people |= case.context.coordination
    if command.account is not None and command.account not in people:
        raise InvalidInput(InputProblem(name="account", problem=Problem.NOT_IN_TEAM))
    yield e.ItemAssigned(holder=command.holder, item=command.item, account=command.account)


def set_due(case: Case, command: c.SetItemDue) -> Iterable[e.Event]:
    """Set or clear the day."""
    del case
    yield e.ItemDueSet(holder=command.holder, item=command.item, due=command.due)


RULES = {
    c.CompleteItem: Rule(target=_at, guard=can_complete, events=complete, already=is_done),
    c.AddEvidence: Rule(target=_at, guard=can_add_evidence, events=add_evidence),
    c.RemoveEvidence: Rule(target=_at, guard=can_remove_evidence, events=remove_evidence),
    c.ReopenItem: Rule(target=_at, guard=can_reopen, events=reopen, already=is_open),
    c.SetItemAside: Rule(target=_at, guard=can_set_aside, events=set_aside, already=is_aside),
    c.AssignItem: Rule(
        target=_at,
        guard=can_arrange,
        events=assign,
        already=lambda case, x: item_state(case, x.holder, x.item).assigned == x.account,
    ),
    c.SetItemDue: Rule(
        target=_at,
        guard=can_arrange,
        events=set_due,
        already=lambda case, x: item_state(case, x.holder, x.item).due == x.due,
    ),
}
