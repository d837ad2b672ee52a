"""What is different between two states of a quartier: meaning, never how it is kept.

Rule: pure, and complete in what people entered: comparing a state with itself on the same day gives
nothing, and no value, item, entry, approval, exception, duty, report or person that differs is left
out. Which event made the difference is the history's to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from workflow.core.evolve.along import taken_along
from workflow.core.state import (
    UNTOUCHED,
    ApprovalState,
    ExceptionState,
    FieldValue,
    FrozenReport,
    InstancePart,
    ItemState,
    Obligation,
    ProcessState,
    Proposal,
    Record,
    ReportDraft,
    Situation,
    StepPart,
)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Moment:
    """A state at the end of a day: some things become open again by time alone."""

    state: ProcessState
    day: date


class Whole(StrEnum):
    """What the quartier has as a whole."""

    NAME = "name"
    DEFINITION = "definition"
    LIFE = "life"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class WholeDiffers:
    """The name, the definition, the life or the round is another one."""

    what: Whole


@dataclass(frozen=True, slots=True)
class StepDiffers:
    """A step stands elsewhere, is in another round, or has been sent back, or is new or gone."""

    step: str


@dataclass(frozen=True, slots=True)
class ValueDiffers:
    """A value of a step, of an entry or of the profile, or the reason given for it."""

    holder: str
    field: str
    before: FieldValue | None
    after: FieldValue | None


@dataclass(frozen=True, slots=True)
class ItemDiffers:
    """An item stands differently, or has other proof, another person, another day."""

    holder: str
    item: str
    before: ItemState
    after: ItemState


@dataclass(frozen=True, slots=True)
class EntryDiffers:
    """An entry is new (`before` None) or archived; seen from the later day, not there yet."""

    register: str
    number: int
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class ApprovalDiffers:
    """What a role or body said on a request, or has not said any more."""

    step: str
    approval: str
    before: ApprovalState | None
    after: ApprovalState | None


@dataclass(frozen=True, slots=True)
class ExceptionDiffers:
    """An exception is asked for, granted, or void with its request."""

    step: str
    exception: str
    before: ExceptionState | None
    after: ExceptionState | None


@dataclass(frozen=True, slots=True)
class StaleDiffers:
    """An approval has to be confirmed, or has not any more."""

    step: str
    after: bool


@dataclass(frozen=True, slots=True)
class DutyDiffers:
    """An obligation is new, fulfilled, or open again."""

    obligation: str
    before: Obligation | None
    after: Obligation | None


@dataclass(frozen=True, slots=True)
class MemberDiffers:
    """Somebody has a role that they had not, or has it no more."""

    account: int
    role: str
    joined: bool


@dataclass(frozen=True, slots=True)
class SituationDiffers:
    """The Lage is judged differently, or again."""

    before: Situation | None
    after: Situation | None


@dataclass(frozen=True, slots=True)
class ProposalDiffers:
    """A proposal lies before the coordination, or has been settled."""

    before: Proposal | None
    after: Proposal | None


@dataclass(frozen=True, slots=True)
class ReportDiffers:
    """A report was frozen; seen from the later day, it is not there yet."""

    number: int
    before: FrozenReport | None
    after: FrozenReport | None


@dataclass(frozen=True, slots=True)
class DraftDiffers:
    """The draft of a report was begun, written on, or has become a report."""

    before: ReportDraft | None
    after: ReportDraft | None


Difference = (
    WholeDiffers
    | StepDiffers
    | ValueDiffers
    | ItemDiffers
    | EntryDiffers
    | ApprovalDiffers
    | ExceptionDiffers
    | StaleDiffers
    | DutyDiffers
    | MemberDiffers
    | SituationDiffers
    | ProposalDiffers
    | ReportDiffers
    | DraftDiffers
)


def compare(before: Moment, after: Moment) -> tuple[Difference, ...]:
    """Return every difference, first of the whole, then step by step, then register by register."""
    old = Moment(taken_along(before.state, after.state), before.day)
    new = Moment(taken_along(after.state, before.state), after.day)
    return (
        *_wholes(before.state.instance, after.state.instance),
        *_parts(old.state, new.state),
        *_steps(old, new),
        *_registers(old, new),
    )


def _wholes(was: InstancePart, now: InstancePart) -> Iterator[Difference]:
    for what in Whole:
        if getattr(was, what.value) != getattr(now, what.value):
            yield WholeDiffers(what)


def _parts(before: ProcessState, after: ProcessState) -> Iterator[Difference]:
    was, now = before.instance, after.instance
    if was.situation != now.situation:
        yield SituationDiffers(was.situation, now.situation)
    yield from _members(before, after)
    for key in _keys(was.obligations, now.obligations):
        if was.obligations.get(key) != now.obligations.get(key):
            yield DutyDiffers(key, was.obligations.get(key), now.obligations.get(key))
    for key in _keys(was.proposals, now.proposals):
        if was.proposals.get(key) != now.proposals.get(key):
            yield ProposalDiffers(was.proposals.get(key), now.proposals.get(key))
    yield from _reports(was, now)
    yield from _values("profile", was.profile, now.profile)


def _reports(was: InstancePart, now: InstancePart) -> Iterator[Difference]:
    old, young = ({each.number: each for each in part.reports} for part in (was, now))
    for number in _keys(old, young):
        if old.get(number) != young.get(number):
            yield ReportDiffers(number, old.get(number), young.get(number))
    if was.draft != now.draft:
        yield DraftDiffers(was.draft, now.draft)


def _members(before: ProcessState, after: ProcessState) -> Iterator[Difference]:
    was = dict.fromkeys((m.account, m.role) for m in before.instance.team)
    now = dict.fromkeys((m.account, m.role) for m in after.instance.team)
    yield from (MemberDiffers(*each, joined=True) for each in now if each not in was)
    yield from (MemberDiffers(*each, joined=False) for each in was if each not in now)


def _steps(before: Moment, after: Moment) -> Iterator[Difference]:
    lives, others = before.state.instance.steps, after.state.instance.steps
    for step in _keys(lives, others):
        was = before.state.steps.get(step, StepPart())
        now = after.state.steps.get(step, StepPart())
        if lives.get(step) != others.get(step) or was.returned != now.returned:
            yield StepDiffers(step)
        yield from _approvals(step, was, now)
        yield from _items(step, (was.items, before.day), (now.items, after.day))
        yield from _values(step, was.values, now.values)


def _approvals(step: str, before: StepPart, after: StepPart) -> Iterator[Difference]:
    was, now = _decided(before), _decided(after)
    for request, approval in _keys(was, now):
        key = (request, approval)
        if was.get(key) != now.get(key):
            yield ApprovalDiffers(step, approval, was.get(key), now.get(key))
    asked, asks = _excepted(before), _excepted(after)
    for request, exception in _keys(asked, asks):
        key = (request, exception)
        if asked.get(key) != asks.get(key):
            yield ExceptionDiffers(step, exception, asked.get(key), asks.get(key))
    if _is_stale(before) != _is_stale(after):
        yield StaleDiffers(step, _is_stale(after))


def _decided(part: StepPart) -> dict[tuple[int, str], ApprovalState]:
    requests = (part.passed, part.request)
    return {(r.seq, key): said for r in requests if r for key, said in r.decided.items()}


def _excepted(part: StepPart) -> dict[tuple[int, str], ExceptionState]:
    requests = (part.passed, part.request)
    return {(r.seq, key): each for r in requests if r for key, each in r.exceptions.items()}


def _is_stale(part: StepPart) -> bool:
    return part.passed is not None and bool(part.passed.stale)


Dated = tuple[Mapping[str, ItemState], date]


def _items(holder: str, before: Dated, after: Dated) -> Iterator[Difference]:
    for item in _keys(before[0], after[0]):
        was, now = (items.get(item, UNTOUCHED).on_day(day) for items, day in (before, after))
        if _bare(was) != _bare(now):
            yield ItemDiffers(holder, item, was, now)


def _bare(item: ItemState) -> ItemState:
    """Return an item without how it came to be what it is."""
    return replace(item, seq=0, former=None, again_on=None, due_by_hand=False)


def _values(
    holder: str, before: Mapping[str, FieldValue], after: Mapping[str, FieldValue]
) -> Iterator[Difference]:
    for field in _keys(before, after):
        was, now = before.get(field), after.get(field)
        if not _is_same(was, now):
            yield ValueDiffers(holder, field, was, now)


def _is_same(was: FieldValue | None, now: FieldValue | None) -> bool:
    if was is None or now is None:
        return was is now
    return (was.value, was.reason) == (now.value, now.reason)


def _registers(before: Moment, after: Moment) -> Iterator[Difference]:
    for register in _keys(before.state.records, after.state.records):
        was = before.state.records.get(register, {})
        now = after.state.records.get(register, {})
        for number in _keys(was, now):
            yield from _entry(before.day, was.get(number), after.day, now.get(number))


def _entry(
    first: date, before: Record | None, last: date, after: Record | None
) -> Iterator[Difference]:
    found = after or before
    if found is None:
        return
    if before is None or after is None or before.archived != after.archived:
        yield EntryDiffers(found.register, found.number, before, after)
    if before is not None and after is not None:
        yield from _items(found.key, (before.items, first), (after.items, last))
        yield from _values(found.key, before.values, after.values)


def _keys(before: Mapping[Key, object], after: Mapping[Key, object]) -> list[Key]:
    """Return the keys of both, in the order of the later one."""
    return list(dict.fromkeys((*after, *before)))
