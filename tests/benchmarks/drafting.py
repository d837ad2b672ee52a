"""What a consultant waits for: from a saved draft to all there is to say about it.

Measured through the service, the walk of the whole process included, beside libyaml's safe loader alone
on the same text. Each round saves another text, so that nothing is remembered from the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

import yaml

from tests.benchmarks.checking import SHIPPED
from tests.benchmarks.timing import Row, compare, milliseconds, seconds
from tests.benchmarks.workload import AT, Desk
from workflow.core.municipality import GrantRole

ROUNDS = 7
OVERLAY = "format: 1\nid: ort\nversion: 1\nextends: kda-10-schritte@1\ntitle: Ort\nlanguage: de\n"


def measured(folder: Path) -> Iterator[Row]:
    """Yield a row for a whole definition and one for an overlay."""
    desk = Desk.opened(folder / "drafting")
    consultant = GrantRole(account=desk.coordinator, role="consultant")
    desk.service.govern(desk.municipality, consultant, account=None, at=AT)
    whole = SHIPPED.read_text(encoding="utf-8")
    yield _row(desk, "the KDA definition", whole)
    yield _row(desk, "an overlay on it", OVERLAY)
    desk.service.close()


def _row(desk: Desk, what: str, text: str) -> Row:
    bench, place = desk.service.workbench, desk.municipality
    who = desk.coordinator
    draft = bench.create_draft(place, "ort", text, account=who, at=AT)
    versions = count(2)

    def saved() -> float:
        changed = text.replace("version: 1\n", f"version: {next(versions)}\n", 1)
        return seconds(lambda: save_and_check(changed))

    def save_and_check(changed: str) -> None:
        nonlocal draft
        draft = bench.save_draft(place, draft.slug, changed, seen=draft.edition, account=who, at=AT)
        review = bench.review(place, draft.slug, account=who)
        assert review.definition is not None, review.examined.problems

    found = compare(saved, lambda: seconds(lambda: yaml.load(text, yaml.CSafeLoader)), ROUNDS)
    return Row(
        f"from saving {what} to its findings",
        milliseconds(median(found.candidate)),
        f"CSafeLoader {milliseconds(median(found.reference))}",
        f"{1 / found.ratio:.2f} x",
        "< 500 ms",
    )
