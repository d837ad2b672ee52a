"""What events about checklist items do, in a step or in a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve.words import named, optional
from workflow.core.state import UNTOUCHED, ItemState, ItemStatus, ProcessState, split_key


def items_of(state: ProcessState, holder: str) -> Mapping[str, ItemState]:
    """Return the items of a step or a record that have been touched."""
    key = split_key(holder)
    if key is None:
        return state.step(holder).items
    record = state.record(*key)
    return record.items if record else {}


def with_items(state: ProcessState, holder: str, items: Mapping[str, ItemState]) -> ProcessState:
    """Return the state with other items for a step or a record."""
    key = split_key(holder)
    if key is None:
        return state.with_step(holder, replace(state.step(holder), items=items))
    record = state.record(*key)
    return state.with_record(replace(record, items=items)) if record else state


def _as_it_stands(state: ProcessState, recorded: Recorded, holder: str, item: str) -> ItemState:
    """Return the item on the day of the event: one that has recurred since is open again."""
    return items_of(state, holder).get(item, UNTOUCHED).on_day(recorded.on)


def _with(
    state: ProcessState, recorded: Recorded, holder: str, item: str, **changes: object
) -> ProcessState:
    before = _as_it_stands(state, recorded, holder, item)
    changed = replace(before, **changes)  # type: ignore[arg-type]
    return with_items(state, holder, {**items_of(state, holder), item: changed})


def completed(state: ProcessState, recorded: Recorded, event: e.ItemCompleted) -> ProcessState:
    """Settle the item; the proof that is already there stays, new documents join it."""
    items = items_of(state, event.holder)
    before = items.get(event.item, UNTOUCHED).on_day(recorded.on)
    note = optional(event.words, "note")
    after = ItemState(
        status=ItemStatus.DONE,
        round=event.round,
        by=recorded.by,
        on=recorded.on,
        note=note if note is not None else before.note,
        documents=before.documents + named(event.documents, event.words),
        records=event.records,
        reason=optional(event.words, "reason"),
        again_on=event.again_on,
        assigned=before.assigned,
        due=before.due,
        due_by_hand=before.due_by_hand,
        former=before.former,
        seq=recorded.seq,
    )
    return with_items(state, event.holder, {**items, event.item: after})


def evidence_added(state: ProcessState, recorded: Recorded, event: e.EvidenceAdded) -> ProcessState:
    """Add proof; the item stays as it is."""
    before = _as_it_stands(state, recorded, event.holder, event.item)
    note = optional(event.words, "note")
    return _with(
        state,
        recorded,
        event.holder,
        event.item,
        note=note if note is not None else before.note,
        documents=before.documents + named(event.documents, event.words),
        seq=recorded.seq,
    )


def evidence_removed(
    state: ProcessState, recorded: Recorded, event: e.EvidenceRemoved
) -> ProcessState:
    """Take one document off the item."""
    before = _as_it_stands(state, recorded, event.holder, event.item)
    documents = tuple(d for i, d in enumerate(before.documents) if i != event.document)
    return _with(state, recorded, event.holder, event.item, documents=documents, seq=recorded.seq)


def reopened(state: ProcessState, recorded: Recorded, event: e.ItemReopened) -> ProcessState:
    """Open the item again; its proof stays beneath."""
    reason = optional(event.words, "reason")
    return _with(
        state,
        recorded,
        event.holder,
        event.item,
        status=ItemStatus.OPEN,
        again_on=None,
        reason=reason,
        seq=recorded.seq,
    )


def set_aside(state: ProcessState, recorded: Recorded, event: e.ItemSetAside) -> ProcessState:
    """Mark the item as not applicable here."""
    return _with(
        state,
        recorded,
        event.holder,
        event.item,
        status=ItemStatus.NOT_APPLICABLE,
        round=event.round,
        by=recorded.by,
        on=recorded.on,
        reason=optional(event.words, "reason"),
        again_on=None,
        seq=recorded.seq,
    )


def assigned(state: ProcessState, recorded: Recorded, event: e.ItemAssigned) -> ProcessState:
    """Give the item to somebody, or to nobody; what proves it is untouched."""
    return _with(state, recorded, event.holder, event.item, assigned=event.account)


def reminded(state: ProcessState, recorded: Recorded, holder: str, item: str) -> ProcessState:
    """Note the day on which somebody was reminded of the item; what proves it is untouched."""
    return _with(state, recorded, holder, item, reminded_on=recorded.on)


def due_set(state: ProcessState, recorded: Recorded, event: e.ItemDueSet) -> ProcessState:
    """Set the day; what proves the item is untouched."""
    return _with(state, recorded, event.holder, event.item, due=event.due, due_by_hand=True)


def dues_moved(state: ProcessState, recorded: Recorded, event: e.DueDatesMoved) -> ProcessState:
    """Set the days that follow from a changed date; a pause remembers when."""
    moved, pause = with_dues(state, event.holder, event.dues), state.instance.pause
    if pause is None:
        return moved
    when = {**pause.moved.get(event.holder, {}), **dict.fromkeys(event.dues, recorded.on)}
    pause = replace(pause, moved={**pause.moved, event.holder: when})
    return moved.with_instance(replace(state.instance, pause=pause))


def with_dues(state: ProcessState, holder: str, dues: Mapping[str, date | None]) -> ProcessState:
    """Return the state with these due days for the items of a holder."""
    items = items_of(state, holder)
    changed = {item: replace(items.get(item, UNTOUCHED), due=day) for item, day in dues.items()}
    return with_items(state, holder, {**items, **changed}) if changed else state
