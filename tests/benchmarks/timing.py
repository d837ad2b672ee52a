"""Taking times so that they can be compared: interleaved rounds, medians, ratios per round."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Compared:
    """Two things measured in turn: seconds each, and the ratio of reference to candidate."""

    candidate: Sequence[float]
    reference: Sequence[float]

    @property
    def ratio(self) -> float:
        """Return the median over rounds of reference time by candidate time."""
        pairs = zip(self.reference, self.candidate, strict=True)
        return median(reference / candidate for reference, candidate in pairs)


def compare(
    candidate: Callable[[], float], reference: Callable[[], float], rounds: int
) -> Compared:
    """Measure both in turn, after one round that does not count."""
    kept = [(candidate(), reference()) for _ in range(rounds + 1)][1:]
    return Compared([one for one, _ in kept], [other for _, other in kept])


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    figure: str
    beside: str
    ratio: str
    floor: str = ""


def microseconds(value: float) -> str:
    """Return seconds as microseconds for people."""
    return f"{value * 1e6:,.0f} µs"


def milliseconds(value: float) -> str:
    """Return seconds as milliseconds for people."""
    return f"{value * 1e3:,.2f} ms"


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    head = Row("measured", "median", "beside it", "ratio", "floor")
    rule = Row("---", "---:", "---:", "---:", "---")
    lines = (
        f"| {row.what} | {row.figure} | {row.beside} | {row.ratio} | {row.floor} |"
        for row in (head, rule, *rows)
    )
    return "\n".join(lines)
