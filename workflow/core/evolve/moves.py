"""What moving to another version does: everything goes to its place, what has none is left.

Rule: nothing is lost and nothing is in two places. The event says what is renamed and gone; taking a
move back goes the same way, and then what that move had left comes back to where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve.items import with_dues
from workflow.core.evolve.returning import put_back
from workflow.core.evolve.sheets import Naming
from workflow.core.evolve.words import said
from workflow.core.moving.places import PROFILE, Places
from workflow.core.state import (
    Erased,
    FieldValue,
    InstancePart,
    ItemState,
    Left,
    Move,
    Pause,
    ProcessState,
    Record,
    StepLife,
    StepPart,
    Values,
    split_key,
)

Thing = TypeVar("Thing")
Sorted = dict[str, dict[str, Thing]]  # by holder and name


def moved(state: ProcessState, recorded: Recorded, event: e.MovedToVersion) -> ProcessState:
    """Take everything to its place in the other version."""
    after, left = _taken_along(state, event)
    after, before = _rewritten(after, event.rewritten)
    moves = state.moved()
    if event.undoes:
        after, kept = put_back(after, moves[-1].left)
        undone = replace(moves[-1], left=kept, before={}, undone_on=recorded.on)
        moves = (*moves[:-1], undone)
    for step, added in event.added.items():
        part = after.step(step)
        after = after.with_step(step, replace(part, added={**part.added, **added}))
    for holder, dues in event.dues.items():
        after = with_dues(after, holder, dues)
    move = Move(
        seq=recorded.seq,
        on=recorded.on,
        by=recorded.by,
        former=event.former,
        definition=event.definition,
        round=after.instance.round,
        reason=said(event.words, "reason"),
        renamed=event.renamed,
        gone=event.gone,
        retyped=event.retyped,
        before=before,
        left=left,
        undoes=event.undoes,
        told=bool(event.whom),
    )
    instance = replace(after.instance, definition=event.definition, last_move=recorded.seq)
    return replace(after, instance=instance, moves=(*moves, move))


def _taken_along(state: ProcessState, event: e.MovedToVersion) -> tuple[ProcessState, Left]:
    places = Places(event.renamed, frozenset(event.gone))
    parts = {PROFILE: _profile(state.instance), **state.steps}
    there, left = _sorted_parts(parts, places, event.unfit)
    origins = {to: step for step in state.steps if (to := places.step(step))}
    naming = Naming(places)
    steps, lives = {}, {}
    for step in event.steps:
        origin = origins.get(step)
        part = naming.part(origin, state.steps[origin]) if origin else StepPart()
        steps[step] = _filled(part, there.get(step, StepPart()))
        new = StepLife(round=state.instance.round)
        lives[step] = state.instance.steps[origin] if origin else new
    gone = {step: life for step, life in state.instance.steps.items() if not places.step(step)}
    whole = {step: _filled(state.steps[step], left.get(step, StepPart())) for step in gone}
    records, records_left = _sorted_records(state, places, event.unfit)
    numbers, numbers_left = _numbers(state.instance, places)
    profile = there.get(PROFILE, StepPart())
    instance = replace(
        _renamed(state.instance, places),
        steps=lives,
        profile=profile.values,
        cleared=profile.cleared,
        numbers=numbers,
    )
    after = replace(state, instance=instance, steps=steps, records=records)
    rest = Left(lives=gone, parts={**left, **whole}, numbers=numbers_left, records=records_left)
    return after, rest


def _profile(instance: InstancePart) -> StepPart:
    return StepPart(values=instance.profile, cleared=instance.cleared)


def _filled(part: StepPart, found: StepPart) -> StepPart:
    """Return a part with other items and values in it."""
    return replace(
        part, items=found.items, values=found.values, cleared=found.cleared, added=found.added
    )


# --- steps and the profile -----------------------------------------------------------------------

_Unfit = Mapping[str, tuple[str, ...]]


def _sorted_parts(
    parts: Mapping[str, StepPart], places: Places, unfit: _Unfit
) -> tuple[dict[str, StepPart], dict[str, StepPart]]:
    """Return what has a place, by its new holder, and what has none, by the holder it was in."""
    naming = Naming(places)

    def field(holder: str, name: str) -> tuple[str, str] | None:
        return None if name in unfit.get(holder, ()) else places.field(holder, name)

    values = _sorted(((holder, part.values) for holder, part in parts.items()), field)
    cleared = _sorted(((holder, part.cleared) for holder, part in parts.items()), places.field)
    items = _sorted(((holder, part.items) for holder, part in parts.items()), places.item)
    added = _sorted(((holder, part.added) for holder, part in parts.items()), places.item)
    named = {
        holder: {name: naming.item(item) for name, item in found.items()}
        for holder, found in items[0].items()
    }
    return (
        _joined(values[0], cleared[0], named, added[0]),
        _joined(values[1], cleared[1], items[1], added[1]),
    )


def _sorted(
    found: Iterable[tuple[str, Mapping[str, Thing]]],
    place: Callable[[str, str], tuple[str, str] | None],
) -> tuple[Sorted[Thing], Sorted[Thing]]:
    there: Sorted[Thing] = {}
    left: Sorted[Thing] = {}
    for holder, things in found:
        for name, thing in things.items():
            to = place(holder, name)
            if to is None:
                left.setdefault(holder, {})[name] = thing
            else:
                there.setdefault(to[0], {})[to[1]] = thing
    return there, left


def _joined(
    values: Sorted[FieldValue],
    cleared: Sorted[int],
    items: Sorted[ItemState],
    added: Sorted[bool],
) -> dict[str, StepPart]:
    holders = {**values, **cleared, **items, **added}
    return {
        holder: StepPart(
            values=values.get(holder, {}),
            cleared=cleared.get(holder, {}),
            items=items.get(holder, {}),
            added=added.get(holder, {}),
        )
        for holder in holders
    }


# --- registers -----------------------------------------------------------------------------------

_Records = dict[str, dict[int, Record]]


def _sorted_records(
    state: ProcessState, places: Places, unfit: _Unfit
) -> tuple[_Records, _Records]:
    """Return the entries with what has a place, and what has none as entries of its own."""
    there: _Records = {}
    left: _Records = {}
    for register, found in state.records.items():
        to = places.register(register)
        if to is None:
            left[register] = dict(found)
            continue
        there[to] = {}
        for number, record in found.items():
            there[to][number], rest = _split(record, to, places, unfit.get(record.key, ()))
            if rest.values or rest.items or rest.cleared:
                left.setdefault(register, {})[number] = rest
    return there, left


def _split(
    record: Record, register: str, places: Places, unfit: tuple[str, ...]
) -> tuple[Record, Record]:
    parts = {record.key: StepPart(values=record.values, cleared=record.cleared, items=record.items)}
    there, left = _sorted_parts(parts, places, {record.key: unfit})
    step = places.step(record.step) or record.step
    kept = _entry(record, there.get(register, StepPart()))
    return replace(kept, register=register, step=step), _entry(
        record, left.get(record.key, StepPart())
    )


def _entry(record: Record, found: StepPart) -> Record:
    return replace(record, values=found.values, cleared=found.cleared, items=found.items)


def _numbers(instance: InstancePart, places: Places) -> tuple[dict[str, int], dict[str, int]]:
    """Return the last numbers by their new register, and those of registers that are gone."""
    there: dict[str, int] = {}
    left: dict[str, int] = {}
    for name, number in instance.numbers.items():
        to = name if name.startswith("#") else places.register(name)
        if to is None:
            left[name] = number
        else:
            there[to] = number
    return there, left


# --- what names steps and entries ----------------------------------------------------------------


def _renamed(instance: InstancePart, places: Places) -> InstancePart:
    """Return the quartier's own part with its obligations, proposals and pause under new names."""
    if not places.renamed:
        return instance
    duties = {
        number: replace(duty, step=places.holder(duty.step))
        for number, duty in instance.obligations.items()
    }
    proposals = {
        number: replace(each, step=places.holder(each.step))
        for number, each in instance.proposals.items()
    }
    pause = instance.pause
    if pause is not None:
        pause = replace(pause, moved=_moved_dues(pause, places))
    return replace(instance, obligations=duties, proposals=proposals, pause=pause)


def _moved_dues(pause: Pause, places: Places) -> Sorted[date]:
    found: Sorted[date] = {}
    for holder, days in pause.moved.items():
        for item, day in days.items():
            to, name = _item(places, holder, item)
            found.setdefault(to, {})[name] = day
    return found


def _item(places: Places, holder: str, item: str) -> tuple[str, str]:
    found = places.item(holder, item)
    if found is None:
        return holder, item
    return (places.record(holder) if split_key(holder) else found[0]), found[1]


# --- values in another form ----------------------------------------------------------------------


def _rewritten(state: ProcessState, values: Values) -> tuple[ProcessState, Values]:
    """Return the state with these values in their new form, and what they were."""
    before: Values = {}
    for holder, found in values.items():
        there = dict(values_of(state, holder))
        was = {name: value for name in found if not isinstance(value := there[name].value, Erased)}
        there.update({name: replace(there[name], value=found[name]) for name in was})
        before = {**before, holder: was}
        state = with_values(state, holder, there)
    return state, before


def values_of(state: ProcessState, holder: str) -> Mapping[str, FieldValue]:
    """Return what is recorded in a step, a record or the profile; nothing where there is none."""
    key = split_key(holder)
    if key is not None:
        record = state.records.get(key[0], {}).get(key[1])
        return record.values if record else {}
    if holder == PROFILE:
        return state.instance.profile
    return state.steps[holder].values if holder in state.steps else {}


def with_values(state: ProcessState, holder: str, values: Mapping[str, FieldValue]) -> ProcessState:
    """Return the state with other values there; the same where there is no such holder."""
    key = split_key(holder)
    if key is not None:
        record = state.records.get(key[0], {}).get(key[1])
        return state.with_record(replace(record, values=values)) if record else state
    if holder == PROFILE:
        return state.with_instance(replace(state.instance, profile=values))
    if holder not in state.steps:
        return state
    return state.with_step(holder, replace(state.steps[holder], values=values))
