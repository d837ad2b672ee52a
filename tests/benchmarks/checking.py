"""G17: reading and checking the shipped definition, beside libyaml's safe loader alone.

And how long its proof takes, which walks the whole process by the real engine: under a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import yaml

from tests.benchmarks.timing import Row, compare, milliseconds, seconds
from workflow.definitions.library import check, compile_definition
from workflow.definitions.proof.verdict import prove

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
    proved = [seconds(lambda name=f"round-{number}": _prove(data, name)) for number in range(3)]
    yield Row("checking and proving it", milliseconds(median(proved)), "", "", "< 1,000 ms")
    stored = check(data, SHIPPED.name).stored
    compiled = [seconds(lambda: compile_definition(stored)) for _ in range(ROUNDS)]
    yield Row("compiling what is stored", milliseconds(median(compiled)), "", "", "")


def _prove(data: bytes, digest: str) -> None:
    """Check and prove anew: what is derived from a definition is remembered by its digest."""
    checked = check(data, SHIPPED.name)
    assert checked.definition is not None
    fresh = replace(checked.definition, digest=digest)
    assert prove(data, SHIPPED.name, replace(checked, definition=fresh)).problems == ()
