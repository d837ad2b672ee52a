"""What events about recorded values and register entries do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve.words import said
from workflow.core.state import Archived, FieldValue, ItemState, ProcessState, Record

_Written = e.ValuesRecorded | e.RecordAdded | e.RecordChanged


def merged(
    before: Mapping[str, FieldValue], recorded: Recorded, event: _Written
) -> dict[str, FieldValue]:
    """Return the values after the event: facts, words and reasons laid over what was there."""
    after = dict(before)
    for name, fact in event.facts.items():
        after[name] = FieldValue(value=fact, seq=recorded.seq, by=recorded.by, on=recorded.on)
    for key, word in event.words.items():
        kind, _, name = key.partition(":")
        if kind == "value":
            after[name] = FieldValue(value=word, seq=recorded.seq, by=recorded.by, on=recorded.on)
    for name in getattr(event, "cleared", ()):
        after.pop(name, None)
    for key, word in event.words.items():
        kind, _, name = key.partition(":")
        if kind == "reason":
            # A calculated field has no value of its own; its reason is kept with an empty one.
            own = after.get(name) or FieldValue(
                value="", seq=recorded.seq, by=recorded.by, on=recorded.on
            )
            after[name] = replace(own, reason=word, seq=recorded.seq)
    return after


def emptied(
    before: Mapping[str, int], recorded: Recorded, event: e.ValuesRecorded | e.RecordChanged
) -> Mapping[str, int]:
    """Return which event emptied a field last."""
    return {**before, **dict.fromkeys(event.cleared, recorded.seq)} if event.cleared else before


def values_recorded(
    state: ProcessState, recorded: Recorded, event: e.ValuesRecorded
) -> ProcessState:
    """Record values of the quartier itself or of a step."""
    if event.holder == "profile":
        profile = merged(state.instance.profile, recorded, event)
        cleared = emptied(state.instance.cleared, recorded, event)
        return state.with_instance(replace(state.instance, profile=profile, cleared=cleared))
    part = state.step(event.holder)
    values = merged(part.values, recorded, event)
    cleared = emptied(part.cleared, recorded, event)
    return state.with_step(event.holder, replace(part, values=values, cleared=cleared))


def added(state: ProcessState, recorded: Recorded, event: e.RecordAdded) -> ProcessState:
    """Add an entry and remember its number."""
    numbers = {**state.instance.numbers, event.register: event.number}
    record = Record(
        register=event.register,
        number=event.number,
        step=event.step,
        round=event.round,
        by=recorded.by,
        on=recorded.on,
        values=merged({}, recorded, event),
        items={item: ItemState(due=day) for item, day in event.dues.items()},
        seq=recorded.seq,
    )
    counted = state.with_instance(replace(state.instance, numbers=numbers))
    return counted.with_record(record)


def changed(state: ProcessState, recorded: Recorded, event: e.RecordChanged) -> ProcessState:
    """Change an entry."""
    record = state.record(event.register, event.number)
    if record is None:
        return state
    values = merged(record.values, recorded, event)
    cleared = emptied(record.cleared, recorded, event)
    return state.with_record(replace(record, values=values, cleared=cleared, seq=recorded.seq))


def archived(state: ProcessState, recorded: Recorded, event: e.RecordArchived) -> ProcessState:
    """Take an entry out of all counts."""
    record = state.record(event.register, event.number)
    if record is None:
        return state
    mark = Archived(by=recorded.by, on=recorded.on, reason=said(event.words, "reason"))
    return state.with_record(replace(record, archived=mark, seq=recorded.seq))
