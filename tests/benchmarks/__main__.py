"""`make bench`: measure everything and print one table."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import checking, commands, drafting, flatness, moving, pages, reading
from tests.benchmarks.timing import Row, table

PARTS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "commands": commands.measured,
    "flatness": flatness.measured,
    "reading": reading.measured,
    "pages": pages.measured,
    "checking": lambda _folder: checking.measured(),
    "drafting": drafting.measured,
    "moving": moving.measured,
}


def main(wanted: list[str]) -> None:
    """Run the named parts (all without a name) and print the table."""
    rows: list[Row] = []
    for name in wanted or PARTS:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            rows.extend(PARTS[name](Path(folder)))
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}\n")
    print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
