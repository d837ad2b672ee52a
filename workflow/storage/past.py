"""How a quartier stood at the end of a day, from its stream up to there.

Rule: nothing of a past day is kept anywhere but in the events, so nothing of it can go stale. What
was erased since is erased in the past too: that is what erasing means.
"""

from __future__ import annotations

from datetime import date

from workflow.core.errors import NotFound
from workflow.core.evolve import replay
from workflow.core.state import ProcessState
from workflow.storage import events
from workflow.storage.statements import Transaction


def state_on(tx: Transaction, instance: int, day: date) -> ProcessState:
    """Return the whole state at the end of a day; raises NotFound for one before it began."""
    stored = events.load_until(tx, events.instance_stream(instance), day)
    if not stored:
        raise NotFound(f"instance {instance} on {day}")
    return replay(row.recorded() for row in stored)
