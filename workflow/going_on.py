"""The daily run through what was left of moves: who waited is moved when there is nothing to wait for.

Rule: it acts for whoever began the run, and does nothing that they may no longer do themselves.
"""

from __future__ import annotations

from datetime import datetime

from workflow.core.errors import Forbidden, NotFound
from workflow.moving import LineStatus, Moves
from workflow.storage import move_runs
from workflow.storage.daily import for_each
from workflow.storage.database import Database
from workflow.storage.move_runs import Line, Run
from workflow.storage.statements import Transaction


def go_on(database: Database, moves: Moves, at: datetime) -> tuple[int, list[Exception]]:
    """Carry on every run in which something is left.

    Return how many quartiere were moved, and what failed, each with its quartier or run as a note.
    """
    with database.read() as connection:
        left = {each.id: each for each in move_runs.unfinished(Transaction.within(connection))}
    failures: list[Exception] = []

    def go_on_with(run: int) -> int:
        done = _go_on(moves, left[run], at)
        failures.extend(line.failure for line in done if line.failure)
        return sum(line.status is LineStatus.MOVED for line in done)

    moved, broken = for_each(left, go_on_with, "move run {}".format)
    return moved, failures + broken


def _go_on(moves: Moves, run: Run, at: datetime) -> list[Line]:
    try:
        return list(moves.carry_on(run.municipality, run.id, account=run.by or None, at=at))
    except (Forbidden, NotFound):
        return []
