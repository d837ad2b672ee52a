"""What a coordination waits for: the preview of a new version for a thousand quartiere, and the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import Row, seconds
from tests.benchmarks.workload import AT, Desk, definition_text
from workflow.core.moving.preview import Verdict
from workflow.definitions.library import check
from workflow.storage.move_runs import LineStatus

QUARTIERE = 1000
PREVIEW, RUN = 10, 60  # seconds


def measured(folder: Path) -> Iterator[Row]:
    """Yield a row for the preview and one for the run."""
    desk = Desk.opened(folder / "moving")
    for number in range(QUARTIERE):
        desk.start(f"Quartier {number}")
    digest = _published(desk)
    moves, town, who = desk.service.moves, desk.municipality, desk.coordinator

    def preview() -> None:
        found = moves.preview(town, digest, account=who, at=AT)
        assert found.counts == {Verdict.MORE: QUARTIERE}

    def run() -> None:
        number = moves.begin(town, digest, reason="Neue Fassung", account=who, at=AT)
        done = list(moves.carry_on(town, number, account=who, at=AT))
        assert all(line.status is LineStatus.MOVED for line in done)

    yield _row("the preview of a new version", seconds(preview), PREVIEW)
    yield _row("moving to a new version", seconds(run), RUN)
    desk.service.close()


def _published(desk: Desk) -> str:
    """Publish the next version: an item renamed, one gone, one new and required."""
    text = definition_text().replace("version: 1", "version: 2", 1)
    text = text.replace("i0: {text", "a0: {was: [i0], text")
    text = "\n".join(line for line in text.splitlines() if not line.strip().startswith("i9:"))
    new = "      neu: {text: Neu, role: manager, required: true}"
    text = text.replace("    checklist:", f"    checklist:\n{new}") + "\n"
    stored = check(text.encode(), "w.yaml").stored
    return desk.service.publish(desk.municipality, stored, account=None, at=AT).digest


def _row(what: str, took: float, most: int) -> Row:
    each = f"{took / QUARTIERE * 1000:.1f} ms each"
    return Row(f"{what}, {QUARTIERE} quartiere", f"{took:.1f} s", each, "", f"< {most} s")
