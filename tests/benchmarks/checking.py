"""G17: reading and checking the shipped definition, beside libyaml's safe loader alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import yaml

from tests.benchmarks.timing import Row, compare, milliseconds, seconds
from workflow.definitions.library import check, compile_definition

ROUNDS = 7
SHIPPED = Path("process_definitions/kda-10-schritte.yaml")


def measured() -> Iterator[Row]:
    """Yield the rows about definitions."""
    data = SHIPPED.read_bytes()

    def checked() -> float:
        return seconds(lambda: check(data, SHIPPED.name))

    def loaded() -> float:
        return seconds(lambda: yaml.load(data, yaml.CSafeLoader))

    found = compare(checked, loaded, ROUNDS)
    yield Row(
        "checking the KDA definition",
        milliseconds(median(found.candidate)),
        f"CSafeLoader {milliseconds(median(found.reference))}",
        f"{1 / found.ratio:.2f} x",
        "G17 <= 3 x",
    )
    stored = check(data, SHIPPED.name).stored
    compiled = [seconds(lambda: compile_definition(stored)) for _ in range(ROUNDS)]
    yield Row("compiling what is stored", milliseconds(median(compiled)), "", "", "")
