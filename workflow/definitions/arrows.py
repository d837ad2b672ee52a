"""The arrows of the drawing: which steps open a step, and in which lane each arrow runs.

Rule: nothing here knows what an arrow looks like; the drawing gives it its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.core.definition import (
    AllOf,
    AnyOf,
    Condition,
    ProcessDefinition,
    Step,
    StepMilestone,
    StepReached,
)
from workflow.core.reads import reads


@dataclass(frozen=True, slots=True)
class Arrow:
    """What a step waits for: from the gate of another step, or from the step itself."""

    start: int
    end: int


def sources(step: Step, definition: ProcessDefinition) -> Iterator[tuple[str, bool]]:
    """Yield the steps that `step` waits for, and whether for their gate."""
    found: dict[tuple[str, bool], None] = {}
    for part in _parts(step.opens_when):
        if isinstance(part, StepReached):
            found[(part.step, part.milestone is StepMilestone.PASSED)] = None
        else:
            read = reads(part, definition)
            for source in sorted(read.lives | read.steps):
                found[(source, False)] = None
    yield from (source for source in found if source[0] != step.id)


def _parts(condition: Condition | None) -> Iterator[Condition]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _parts(part)
    elif condition is not None:
        yield condition


def most_lanes(definition: ProcessDefinition, arrows_of: dict[str, list[tuple[str, bool]]]) -> int:
    """Return how many arrows can at most run side by side, before places are known."""
    order = {step: index * 10 for index, step in enumerate(definition.steps)}
    spans = [
        Arrow(order[source] + (5 if passed else 0), order[target])
        for target, sources in arrows_of.items()
        for source, passed in sources
    ]
    return 1 + max((lane for _, lane in in_lanes(spans)), default=0)


def in_lanes(arrows: Sequence[Arrow]) -> list[tuple[Arrow, int]]:
    """Give each arrow the nearest lane that is free from its start to its end; short ones first."""
    taken: list[list[Arrow]] = []
    placed: list[tuple[Arrow, int]] = []
    for arrow in sorted(arrows, key=lambda a: (abs(a.end - a.start), a.start)):
        lane = next((n for n, lane in enumerate(taken) if _is_free(lane, arrow)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(arrow)
        placed.append((arrow, lane))
    return placed


def _is_free(lane: Sequence[Arrow], arrow: Arrow) -> bool:
    low, high = sorted((arrow.start, arrow.end))
    return all(high < min(a.start, a.end) or max(a.start, a.end) < low for a in lane)
