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
Other = Callable[[Path, str], Callable[[], float]]


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
    """Yield the rows about single commands: the whole of W each time, divided by its commands."""
    yield _beside("NORMAL", bare, "bare sqlite3", folder / "bare", "G1 >= 0.12")
    yield _beside("FULL", bare, "bare sqlite3", folder / "bare-full", "G2 >= 0.30")
    chained = "SpiffWorkflow, items in a chain, saved as one text"
    yield _beside("NORMAL", in_order, chained, folder / "in-order", "G4 >= 35")
    in_rows = "SpiffWorkflow, items in any order, saved in rows as documented"
    yield _beside("FULL", any_order, in_rows, folder / "any-order", "G4 >= 120")


def _beside(synchronous: str, other: Other, name: str, folder: Path, floor: str) -> Row:
    """Measure our W and the other's in turn."""
    desk = Desk.opened(folder, synchronous)
    found = compare(_through(desk), other(folder, synchronous), ROUNDS)
    desk.service.close()
    return Row(
        f"one command, SQLite {synchronous}",
        microseconds(median(found.candidate) / COMMANDS),
        f"{name} {microseconds(median(found.reference) / COMMANDS)}",
        f"{found.ratio:.2f}" if found.ratio < 1 else f"{found.ratio:.0f}",
        floor,
    )


def _through(desk: Desk) -> Callable[[], float]:
    def measure() -> float:
        instance = desk.start()
        return seconds(lambda: desk.run(instance))

    return measure
