"""How long things may rest before somebody should look: the only place of these numbers.

Rule: days alone; what they are measured against stands in the projection, which knows no *now*.
Each municipality has limits of its own (`municipality_settings`): everything takes them as an
argument, and nothing falls back on the usual ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Days after which a quartier counts as still, a Lage as out of date, a decision as late."""

    still_days: int = 30
    situation_days: int = 60
    decision_days: int = 14

    def still(self, today: date) -> date:
        """Return the last day of movement of a quartier that counts as still."""
        return today - timedelta(days=self.still_days)

    def situation(self, today: date) -> date:
        """Return the last day of a judgement that is out of date."""
        return today - timedelta(days=self.situation_days + 1)

    def decision(self, today: date) -> date:
        """Return the last day of a request that has waited too long."""
        return today - timedelta(days=self.decision_days + 1)

    def decided_by(self, requested_on: date) -> date:
        """Return the last day on which the decision on a request is in time."""
        return requested_on + timedelta(days=self.decision_days)
