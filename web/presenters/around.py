"""What stands beside the rows of a list of quartiere: people, pressing work, definitions, who reads when.

Rule: it only finds things; what the reader may do at all comes from the policy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from web.presenters.status import Status, situation_status
from workflow.core.definition import Definitions, GenderForm, ProcessDefinition
from workflow.core.municipality_settings import Local
from workflow.core.policy import COORDINATOR, MANAGER, who_may
from workflow.core.tasks import TaskKind
from workflow.storage.queries import InstanceRow, Member, OpenWork, Reach, Teams

NO_TEAMS = Teams({}, {})
DECISIONS = frozenset({TaskKind.APPROVAL, TaskKind.EXCEPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands beside the rows of a list: people, pressing work, definitions, who reads when."""

    reach: Reach
    today: date
    definitions: Definitions
    local: Local
    teams: Teams = NO_TEAMS
    work: Mapping[int, Sequence[OpenWork]] = field(default_factory=dict)

    def form(self, row: InstanceRow) -> GenderForm:
        """Return how the texts of a quartier's municipality name people."""
        return self.local[row.municipality].gender_form

    def definition(self, row: InstanceRow) -> ProcessDefinition:
        """Return the definition of a quartier."""
        return self.definitions[row.definition, self.form(row)]

    def holders(self, row: InstanceRow, role: str) -> tuple[Member, ...]:
        """Return who holds a role in a quartier."""
        if role == COORDINATOR:
            return tuple(self.teams.coordination.get(row.municipality, ()))
        return tuple(each for each in self.teams.quartiere.get(row.id, ()) if each.role == role)

    def situation(self, row: InstanceRow) -> Status:
        """Return the sign of a quartier's Lage."""
        limits = self.local[row.municipality].limits
        return situation_status(
            row.situation, row.situation_on, row.life, today=self.today, limits=limits
        )

    def leads(self, row: InstanceRow) -> str:
        """Return who leads a quartier, "" if nobody does."""
        return ", ".join(dict.fromkeys(each.name for each in self.holders(row, MANAGER)))

    def overdue(self, row: InstanceRow) -> Mapping[str, int]:
        """Return how much that is required is overdue, by step or entry."""
        found: dict[str, int] = {}
        for each in self.work.get(row.id, ()):
            if each.kind not in DECISIONS:
                found[each.holder] = found.get(each.holder, 0) + 1
        return found

    def may(self, row: InstanceRow, command: type) -> bool:
        """Return whether the reader's roles in this quartier may do something at all."""
        here = self.reach.instances.get(row.id, frozenset())
        there = self.reach.municipalities.get(row.municipality, frozenset())
        return bool({*who_may(command)} & (here | there))
