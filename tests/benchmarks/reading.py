"""G12: the task list and the overview, at ten and at ten thousand quartiere; replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.timing import Row, compare, milliseconds, seconds
from tests.benchmarks.workload import AT, Desk
from workflow.core.evolve import replay
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
    yield _row("overview", _overview(many), _overview(few))
    yield _replayed(few)
    few.service.close()
    many.service.close()


def _tasks(desk: Desk) -> Callable[[], float]:
    def work() -> object:
        with desk.service.reading(desk.coordinator) as reading:
            return queries.tasks(reading, today=AT.date(), limit=50)

    return lambda: seconds(work)


def _overview(desk: Desk) -> Callable[[], float]:
    def work() -> object:
        with desk.service.reading(desk.coordinator) as reading:
            return queries.instances(reading), queries.overview(reading, today=AT.date())

    return lambda: seconds(work)


def _row(what: str, candidate: Callable[[], float], reference: Callable[[], float]) -> Row:
    found = compare(candidate, reference, ROUNDS)
    return Row(
        f"{what}, {MANY:,} quartiere",
        milliseconds(median(found.candidate)),
        f"10 quartiere {milliseconds(median(found.reference))}",
        f"{1 / found.ratio:.2f} x",
        "G12 <= 3 x",
    )


def _replayed(desk: Desk) -> Row:
    instance = desk.start()
    desk.run(instance)
    with desk.service.reading(desk.coordinator) as reading:
        history = queries.history(reading, instance, limit=1_000)[::-1]
    spent = [seconds(lambda: replay(history)) for _ in range(ROUNDS)]
    events = len(history)
    return Row(f"replay of {events} events", milliseconds(median(spent)), "", "", "")
