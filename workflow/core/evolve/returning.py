"""How what a move had left comes back when the move is undone.

Rule: it comes back where it was. What somebody has entered there since stays; what it would have
replaced stays left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from workflow.core.moving.places import PROFILE
from workflow.core.state import Left, ProcessState, Record, StepPart

Thing = TypeVar("Thing")


def put_back(state: ProcessState, left: Left) -> tuple[ProcessState, Left]:
    """Return the state with everything back that has a place, and what has none."""
    parts: dict[str, StepPart] = {}
    for holder, part in left.parts.items():
        state, rest = _part(state, holder, part, whole=holder in left.lives)
        if rest != StepPart():
            parts[holder] = rest
    records: dict[str, dict[int, Record]] = {}
    for register, found in left.records.items():
        for number, record in found.items():
            state, kept = _record(state, record)
            if kept is not None:
                records.setdefault(register, {})[number] = kept
    instance = state.instance
    instance = replace(
        instance,
        steps={**instance.steps, **left.lives},
        numbers={**instance.numbers, **left.numbers},
    )
    return state.with_instance(instance), Left(parts=parts, records=records)


def _part(
    state: ProcessState, holder: str, part: StepPart, *, whole: bool
) -> tuple[ProcessState, StepPart]:
    """Bring a step or the profile back; `whole`: its requests too."""
    if holder == PROFILE:
        now = StepPart(values=state.instance.profile, cleared=state.instance.cleared)
    else:
        now = state.step(holder)
    both, rest = _merged(now, part)
    if holder == PROFILE:
        instance = replace(state.instance, profile=both.values, cleared=both.cleared)
        return state.with_instance(instance), rest
    if whole:
        both = replace(
            both,
            request=part.request,
            passed=part.passed,
            returned=part.returned,
            requests=part.requests,
        )
    return state.with_step(holder, both), rest


def _record(state: ProcessState, record: Record) -> tuple[ProcessState, Record | None]:
    """Bring an entry back, or what it had; return what had to stay."""
    now = state.records.get(record.register, {}).get(record.number)
    if now is None:
        return state.with_record(record), None
    both, rest = _merged(_as_part(now), _as_part(record))
    state = state.with_record(
        replace(now, values=both.values, cleared=both.cleared, items=both.items)
    )
    if rest == StepPart():
        return state, None
    return state, replace(record, values=rest.values, cleared=rest.cleared, items=rest.items)


def _as_part(record: Record) -> StepPart:
    return StepPart(values=record.values, cleared=record.cleared, items=record.items)


def _merged(now: StepPart, back: StepPart) -> tuple[StepPart, StepPart]:
    """Return what is there now with what comes back, and what has to stay left."""
    both = replace(
        now,
        values={**back.values, **now.values},
        cleared={**back.cleared, **now.cleared},
        items={**back.items, **now.items},
        added={**back.added, **now.added},
    )
    rest = StepPart(values=_taken(back.values, now.values), items=_taken(back.items, now.items))
    return both, rest


def _taken(back: Mapping[str, Thing], now: Mapping[str, Thing]) -> dict[str, Thing]:
    return {name: thing for name, thing in back.items() if name in now}
