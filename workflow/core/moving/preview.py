"""What moving to another version means for one quartier, before anybody does it.

Rule: it changes nothing and asks nothing that `decide` does not ask: the same plan, the same reasons.
Whether something is lost is never a question (nothing is); whether there is more to do is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflow.core.commands import Choices
from workflow.core.conditions import Scope
from workflow.core.definition import Field, ProcessDefinition
from workflow.core.moving import coming
from workflow.core.moving.asking import asked_more
from workflow.core.moving.mapping import VersionMap, mapping, things
from workflow.core.moving.places import (
    field_path,
    holder_and_thing,
    holders,
    home_of,
    item_path,
    register_path,
    step_path,
)
from workflow.core.moving.plan import Plan, new_required, not_given_up, plan
from workflow.core.state import ProcessLife, ProcessState, StepStatus


class Verdict(StrEnum):
    """What a move means for the people of a quartier."""

    NONE = "none"
    MORE = "more"  # there is more to do than before
    WAITS = "waits"  # not now: something has to be decided first
    IMPOSSIBLE = "impossible"


class Effect(StrEnum):
    """Why. Each member is one sentence in `sentences`."""

    CLOSED = "closed"
    THERE = "there"  # it is under this version already
    NOT_NEWER = "not-newer"  # another definition, or an older version
    IN_REVIEW = "in-review"  # a gate is asked for, in `step`
    UNDER_WAY = "under-way"  # an active step is gone, and nobody has given it up
    NEW_ITEMS = "new-items"  # new required items in active steps
    NEW_IN_RECORDS = "new-in-records"  # items of entries that are required now, each entry its own
    OWED = "owed"  # new required items of passed steps, owed at once
    NEW_FIELDS = "new-fields"  # new required fields in active steps
    ASKED_MORE = (
        "asked-more"  # gates of active steps (`step` is the first) ask for more or for other things
    )
    OPENED = "opened"  # steps (`step` is the first) that waited open at once
    NEW_STEPS = "new-steps"
    LEFT = "left"  # so many things have no place any more
    LATER = "later"  # new required items of passed steps, owed when these are opened again


_NO = frozenset({Effect.CLOSED, Effect.THERE, Effect.NOT_NEWER})
_NOT_NOW = frozenset({Effect.IN_REVIEW, Effect.UNDER_WAY})
_MORE = frozenset(
    {
        Effect.NEW_ITEMS,
        Effect.NEW_IN_RECORDS,
        Effect.OWED,
        Effect.NEW_FIELDS,
        Effect.ASKED_MORE,
        Effect.OPENED,
        Effect.NEW_STEPS,
    }
)
_CLOSED = frozenset({ProcessLife.COMPLETED, ProcessLife.ABANDONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One thing that a move means: how many, in which step (its id in the version before)."""

    effect: Effect
    count: int = 0
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """Everything that a move means for a quartier, the weightiest first."""

    verdict: Verdict
    effects: tuple[Consequence, ...] = ()


def consequences(
    was: Scope, after: ProcessDefinition, choices: Choices, then: Scope | None
) -> Consequences:
    """Return what moving to another version means for a quartier.

    `then` is the quartier as the move would leave it; None if it cannot move.
    """
    before, state = was.definition, was.state
    effects = tuple(_against(before, after, state)) or tuple(
        _effects(mapping(before, after, choices.same), was, choices, then)
    )
    return Consequences(verdict=_verdict({each.effect for each in effects}), effects=effects)


def _verdict(effects: set[Effect]) -> Verdict:
    for some, verdict in (
        (_NO, Verdict.IMPOSSIBLE),
        (_NOT_NOW, Verdict.WAITS),
        (_MORE, Verdict.MORE),
    ):
        if not effects.isdisjoint(some):
            return verdict
    return Verdict.NONE


def _against(
    before: ProcessDefinition, after: ProcessDefinition, state: ProcessState
) -> Iterator[Consequence]:
    """Yield what is against the move, whatever is chosen."""
    if before.digest == after.digest:
        yield Consequence(effect=Effect.THERE)
    elif before.id != after.id or after.version <= before.version:
        yield Consequence(effect=Effect.NOT_NEWER)
    elif state.instance.life in _CLOSED:
        yield Consequence(effect=Effect.CLOSED)
    else:
        for step, life in state.instance.steps.items():
            if life.status is StepStatus.IN_REVIEW:
                yield Consequence(effect=Effect.IN_REVIEW, step=step)


def _effects(
    versions: VersionMap, was: Scope, choices: Choices, then: Scope | None
) -> Iterator[Consequence]:
    state = was.state
    planned = plan(versions, state, choices)
    for step in not_given_up(planned.places, state, choices):
        yield Consequence(effect=Effect.UNDER_WAY, step=step)
    if then is not None:
        yield from _work(versions, was, then, choices)
    owed = set(choices.owed)
    rest = (
        (Effect.NEW_STEPS, sum(1 for path in versions.new if path in _steps(versions.after))),
        (Effect.LEFT, sum(1 for _ in left_behind(planned, state))),
        (Effect.LATER, len((set(new_required(versions)) & set(_added(planned))) - owed)),
    )
    yield from _counted(rest)


def _work(versions: VersionMap, was: Scope, now: Scope, choices: Choices) -> Iterator[Consequence]:
    items, fields = tuple(coming.new_items(versions, now)), coming.new_fields(versions, now)
    owed = set(choices.owed)
    yield from _counted(
        (
            (Effect.NEW_ITEMS, sum(_is_in(path, now, StepStatus.ACTIVE) for path in items)),
            (Effect.NEW_IN_RECORDS, coming.new_items_of_records(versions, now)),
            (
                Effect.OWED,
                sum(path in owed and _is_in(path, now, StepStatus.PASSED) for path in items),
            ),
            (Effect.NEW_FIELDS, sum(_is_in(path, now, StepStatus.ACTIVE) for path in fields)),
        )
    )
    for effect, steps in (
        (Effect.ASKED_MORE, tuple(asked_more(versions, was, now))),
        (Effect.OPENED, tuple(coming.opened_steps(versions, was, now))),
    ):
        if steps:
            yield Consequence(effect=effect, step=steps[0], count=len(steps))


def _counted(found: Iterable[tuple[Effect, int]]) -> Iterator[Consequence]:
    return (Consequence(effect=effect, count=count) for effect, count in found if count)


def _is_in(path: str, now: Scope, status: StepStatus) -> bool:
    """Return whether an item or a field belongs to a step of this status."""
    return now.state.instance.steps[holder_and_thing(path)[0]].status is status


def _steps(definition: ProcessDefinition) -> frozenset[str]:
    return frozenset(step_path(step) for step in definition.steps)


def _added(planned: Plan) -> Iterator[str]:
    """Yield the paths of the new items of steps that have passed."""
    return (item_path(step, item) for step, items in planned.added.items() for item in items)


def left_behind(planned: Plan, state: ProcessState) -> Iterator[str]:
    """Yield the path of each thing somebody entered that has no place any more, once per thing.

    Of a register that is gone each entry is one thing.
    """
    places = planned.places
    for register, records in state.records.items():
        if places.register(register) is None:
            yield from (register_path(register) for _ in records)
    for holder, values in holders(state):
        register = holder.partition("/")[0] if "/" in holder else ""
        if register and places.register(register) is None:
            continue
        for field in values:
            if field in planned.unfit.get(holder, ()) or places.field(holder, field) is None:
                yield field_path(holder, field)
        yield from _items_left(planned, state, holder)


def _items_left(planned: Plan, state: ProcessState, holder: str) -> Iterator[str]:
    register, _, number = holder.partition("/")
    if number:
        items = state.records[register][int(number)].items
    else:
        items = state.steps[holder].items if holder in state.steps else {}
    for item, found in items.items():
        if found.is_touched and planned.places.item(holder, item) is None:
            yield item_path(holder, item)


# --- what only people know -------------------------------------------------------------------------


class DecisionKind(StrEnum):
    """What somebody has to decide before a move."""

    SAME = "same"  # a thing with entries is gone: is it one of the new ones (`candidates`)?
    OWED = "owed"  # a new required item of a step that has passed: owed at once?
    GIVEN_UP = "given-up"  # an active step is gone: is it given up?


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide, by its path; `candidates` are the new things that it may be now.

    Recommended is always to decide nothing: what is gone stays readable, what is new is owed when the
    step is opened again, and a step under way keeps its quartier where it is.
    """

    kind: DecisionKind
    path: str
    candidates: tuple[str, ...] = ()


def decisions(versions: VersionMap, state: ProcessState) -> tuple[Decision, ...]:
    """Return what is to be decided for a quartier before it moves."""
    planned = plan(versions, state, Choices())
    found: dict[tuple[DecisionKind, str], Decision] = {}
    for path in left_behind(planned, state):
        gone = path if path in versions.gone else home_of(path)
        if path not in versions.gone and gone not in versions.gone:
            continue  # the thing is still there, a value does not fit: nothing to decide
        candidates = _candidates(versions, path)
        if candidates:
            same = Decision(kind=DecisionKind.SAME, path=path, candidates=candidates)
            found[DecisionKind.SAME, path] = same
    for path in _added(planned):
        if path in new_required(versions):
            found[DecisionKind.OWED, path] = Decision(kind=DecisionKind.OWED, path=path)
    for step in not_given_up(planned.places, state, Choices()):
        path = step_path(step)
        found[DecisionKind.GIVEN_UP, path] = Decision(kind=DecisionKind.GIVEN_UP, path=path)
    return tuple(found.values())


def _candidates(versions: VersionMap, path: str) -> tuple[str, ...]:
    """Return the new things of the same kind that stand where a gone one stood."""
    gone, known = things(versions.before)[path], things(versions.after)
    home = home_of(path)
    there = versions.kept.get(home, "")
    return tuple(
        new
        for new in versions.new
        if type(known[new]) is type(gone)
        and (home_of(new) == there or (home == path and home_of(new) == new))
        and not (isinstance(gone, Field) and gone.type is not _type(known[new]))
    )


def _type(thing: object) -> object:
    return thing.type if isinstance(thing, Field) else None
