"""G1, G2, G4: the cost of one command, beside bare SQLite and beside SpiffWorkflow."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.spiff import any_order, in_order
from tests.benchmarks.timing import Row, compare, microseconds, seconds
from tests.benchmarks.workload import COMMANDS, Desk

ROUNDS = 7


def bare(folder: Path, synchronous: str) -> Callable[[], float]:
    """Return a measurement of 120 times one UPDATE, one INSERT and COMMIT, without thought.

    The texts are as long as what a command of the workload reads and writes of its quartier, and
    as its event with everything that stands in the row.
    """
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("CREATE TABLE instance (id INTEGER PRIMARY KEY, part TEXT)")
    connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, instance INT, facts TEXT)")
    connection.execute("INSERT INTO instance VALUES (1, '')")
    part, facts = "x" * 1_700, "y" * 300

    def work() -> None:
        for _ in range(COMMANDS):
            connection.execute("BEGIN")
            connection.execute("UPDATE instance SET part = ? WHERE id = 1", (part,))
            connection.execute("INSERT INTO event (instance, facts) VALUES (1, ?)", (facts,))
            connection.execute("COMMIT")

    return lambda: seconds(work)


def measured(folder: Path) -> Iterator[Row]:
    """Yield the rows about single commands."""
    for synchronous, floor in (("NORMAL", "G1 >= 0.12"), ("FULL", "G2 >= 0.30")):
        place = folder / synchronous
        desk = Desk.opened(place, synchronous)
        found = compare(_through(desk), bare(place, synchronous), ROUNDS)
        yield Row(
            f"one command, SQLite {synchronous}",
            microseconds(median(found.candidate) / COMMANDS),
            f"bare sqlite3 {microseconds(median(found.reference) / COMMANDS)}",
            f"{found.ratio:.2f}",
            floor,
        )
        desk.service.close()
    yield from _beside_spiff(folder)


def _through(desk: Desk) -> Callable[[], float]:
    def measure() -> float:
        instance = desk.start()
        return seconds(lambda: desk.run(instance))

    return measure


def _beside_spiff(folder: Path) -> Iterator[Row]:
    cases = (
        ("NORMAL", in_order, "items one after the other", "G4 >= 35"),
        ("FULL", any_order, "items in any order, a row per task", "G4 >= 120"),
    )
    for synchronous, other, how, floor in cases:
        place = folder / f"spiff-{synchronous}"
        desk = Desk.opened(place, synchronous)
        reference = other(place, synchronous)
        found = compare(_per_command(desk), reference, 3)
        yield Row(
            f"one command, SQLite {synchronous}",
            microseconds(median(found.candidate)),
            f"SpiffWorkflow, {how}: {microseconds(median(found.reference))}",
            f"{found.ratio:.0f}",
            floor,
        )
        desk.service.close()


def _per_command(desk: Desk) -> Callable[[], float]:
    run = _through(desk)
    return lambda: run() / COMMANDS
