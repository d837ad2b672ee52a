"""G10: a command costs the same with a long history, a big register, many quartiere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.timing import Row, compare, microseconds, seconds
from tests.benchmarks.workload import AT, COMMANDS, Desk
from workflow.core import commands as c
from workflow.core.commands import Command

ROUNDS = 7
TIMES = 100


def measured(folder: Path) -> Iterator[Row]:
    """Yield the rows about growth."""
    desk = Desk.opened(folder / "flat")
    yield _history(desk)
    yield _register(desk)
    yield _creation(desk)
    yield _steps(desk)
    desk.service.close()


def _do(desk: Desk, instance: int, command: Command, account: int | None = None) -> None:
    desk.service.handle(instance, command, account=account or desk.manager, at=AT)


def _toggling(desk: Desk, instance: int) -> Callable[[], float]:
    """Return a measurement of completing and reopening one item, seconds for each command."""

    def work() -> None:
        for _ in range(TIMES // 2):
            _do(desk, instance, c.CompleteItem(holder="s0", item="i0"))
            _do(desk, instance, c.ReopenItem(holder="s0", item="i0"))

    return lambda: seconds(work) / TIMES


def _history(desk: Desk) -> Row:
    young, old = desk.start("Jung"), desk.start("Alt")
    for number in range(50):
        _do(desk, young, c.AddComment(text=f"Notiz {number}"))
    for number in range(10_000):
        _do(desk, old, c.AddComment(text=f"Notiz {number}"))
    return _row(
        "a command after 10,000 events", "after 100", _toggling(desk, old), _toggling(desk, young)
    )


def _register(desk: Desk) -> Row:
    small, big = desk.start("Klein"), desk.start("Groß")
    for instance, entries in ((small, 20), (big, 2_000)):
        for _ in range(entries):
            _do(desk, instance, _note())

    def changing(instance: int) -> Callable[[], float]:
        def work() -> None:
            for number in range(TIMES):
                stand = "fertig" if number % 2 else "offen"
                values = {"stand": stand}
                _do(desk, instance, c.ChangeRecord(register="notiz", number=7, values=values))

        return lambda: seconds(work) / TIMES

    return _row("changing one of 2,000 records", "of 20", changing(big), changing(small))


def _note() -> c.AddRecord:
    return c.AddRecord(register="notiz", step="s0", values={"stand": "offen"})


def _creation(desk: Desk) -> Row:
    def starting() -> float:
        return seconds(lambda: [desk.start(f"Q{n}") for n in range(20)]) / 20

    return _row("starting a quartier", "one command", starting, _toggling(desk, desk.start()))


def _steps(desk: Desk) -> Row:
    """Compare the commands of the last step with those of the first."""

    def both(first: int, last: int) -> Callable[[], float]:
        def measure() -> float:
            instance = desk.start()
            commands = list(desk.commands())
            for account, command in commands[:first]:
                _do(desk, instance, command, account)
            part = commands[first:last]
            work = lambda: [_do(desk, instance, x, account) for account, x in part]  # noqa: E731
            return seconds(work) / len(part)

        return measure

    step = COMMANDS // 10
    return _row(
        "a command in the last step", "in the first", both(COMMANDS - step, COMMANDS), both(0, step)
    )


def _row(
    what: str, beside: str, candidate: Callable[[], float], reference: Callable[[], float]
) -> Row:
    found = compare(candidate, reference, ROUNDS)
    one, other = sorted(found.candidate), sorted(found.reference)
    middle = ROUNDS // 2
    return Row(
        what,
        microseconds(one[middle]),
        f"{beside} {microseconds(other[middle])}",
        f"{1 / found.ratio:.2f} x",
        "G10 <= 3 x",
    )
