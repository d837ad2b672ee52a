"""G12: the task list and the overview, at ten and at ten thousand quartiere; replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from tests.benchmarks.timing import Row, compare, milliseconds, seconds
from tests.benchmarks.workload import AT, Desk
from workflow.core.evolve import replay
from workflow.core.municipality_settings import Settings
from workflow.storage import queries

ROUNDS = 15
MANY = 10_000


def measured(folder: Path) -> Iterator[Row]:
    """Yield the rows about reading."""
    few, many = Desk.opened(folder / "few", "NORMAL"), Desk.opened(folder / "many", "NORMAL")
    for desk, number in ((few, 10), (many, MANY)):
        for index in range(number):
            desk.start(f"Quartier {index}")
    yield _row("task list", _tasks(many), _tasks(few))
    yield _row("overview", _overview(many, _ALL), _overview(few, _ALL))
    yield _row("filtered overview", _overview(many, _SOME), _overview(few, _SOME), floor="< 50 ms")
    yield _row("what is stuck", _stuck(many), _stuck(few))
    yield _replayed(few)
    few.service.close()
    many.service.close()


def _tasks(desk: Desk) -> Callable[[], float]:
    def work() -> object:
        with desk.service.reading(desk.coordinator) as reading:
            return queries.tasks(reading, today=AT.date(), limit=50)

    return lambda: seconds(work)


_LATER = AT.date() + timedelta(days=90)  # then everything stands still and no Lage counts
_USUAL = {1: Settings()}
_ALL = queries.Wanted(today=_LATER, local=_USUAL)
_SOME = queries.Wanted(
    today=_LATER,
    local=_USUAL,
    name="tier 1",
    phase="phase",
    matter=queries.Matter.STILL,
    lage=queries.Lage.MISSING,
)


def _overview(desk: Desk, wanted: queries.Wanted) -> Callable[[], float]:
    def work() -> object:
        with desk.service.reading(desk.coordinator) as reading:
            return queries.instances(reading, wanted), queries.overview(reading, wanted)

    return lambda: seconds(work)


def _stuck(desk: Desk) -> Callable[[], float]:
    def work() -> object:
        with desk.service.reading(desk.coordinator) as reading:
            return queries.stuck(reading, today=_LATER, local=_USUAL)

    return lambda: seconds(work)


def _row(
    what: str,
    candidate: Callable[[], float],
    reference: Callable[[], float],
    floor: str = "G12 <= 3 x",
) -> Row:
    found = compare(candidate, reference, ROUNDS)
    return Row(
        f"{what}, {MANY:,} quartiere",
        milliseconds(median(found.candidate)),
        f"10 quartiere {milliseconds(median(found.reference))}",
        f"{1 / found.ratio:.2f} x",
        floor,
    )


def _replayed(desk: Desk) -> Row:
    instance = desk.start()
    desk.run(instance)
    with desk.service.reading(desk.coordinator) as reading:
        history = queries.history(reading, instance, limit=1_000)[::-1]
    spent = [seconds(lambda: replay(history)) for _ in range(ROUNDS)]
    events = len(history)
    return Row(f"replay of {events} events", milliseconds(median(spent)), "", "", "")
