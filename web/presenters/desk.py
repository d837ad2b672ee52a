"""What a row of Meine Aufgaben is made with: who looks, on which day, and what is known around it.

Rule: found once for the whole list, never row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from web.language import say, spoken
from workflow.core.commands import Actor
from workflow.core.definition import Definitions, ProcessDefinition
from workflow.core.municipality_settings import Local
from workflow.core.policy import acts_as
from workflow.core.sentences import role_name
from workflow.core.sentences.language import all_of_words
from workflow.core.state import ProcessState, Record
from workflow.storage.queries import DoneRow, GateRow, InstanceRow, Reach, TaskRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody's place of work on a day. `names` by account."""

    reach: Reach
    today: date
    definitions: Definitions
    local: Local
    gates: Mapping[tuple[int, str], GateRow] = field(default_factory=dict)
    holders: Mapping[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    entries: Mapping[tuple[int, str], Record] = field(default_factory=dict)
    around: Mapping[int, ProcessState] = field(default_factory=dict)

    def definition(self, row: TaskRow | InstanceRow | DoneRow) -> ProcessDefinition:
        """Return the definition of a row's quartier."""
        return self.definitions[row.definition, self.local[row.municipality].gender_form]

    def gate(self, task: TaskRow) -> GateRow:
        """Return what is known of the gate of a row's step."""
        return self.gates.get((task.instance, task.holder), GateRow())

    def entry(self, task: TaskRow) -> Record | None:
        """Return the entry of a register that a row is about, if it is one."""
        return self.entries.get((task.instance, task.holder))

    def acting_for(self, instance: int, role: str, person: int | None = None) -> str:
        """Return by name for whom the reader does what is a person's, or a role's; "" if their own."""
        away = self.reach.lent.get((instance, role), frozenset())
        if person is not None:
            away = self.reach.acts_for & {person}
        return all_of_words(tuple(sorted(map(self.named, away))), spoken())

    def named(self, account: int) -> str:
        """Return somebody's name."""
        return self.names.get(account) or say("gelöschte Person")

    def does(self, task: TaskRow) -> bool:
        """Return whether the work of a row's role is the reader's own."""
        roles = self.reach.roles(task.instance, task.municipality)
        return acts_as(self.definition(task), Actor(account=0, roles=roles), task.role)

    def people(self, task: TaskRow) -> str:
        """Return by name who owes a row; "" if nobody holds its role."""
        if task.person is not None:
            return self.named(task.person)
        return all_of_words(self.holders.get((task.instance, task.role), ()), spoken())

    def who_owes(self, task: TaskRow) -> str:
        """Return who owes a row, with the role: Tom Brandt, Quartiersentwicklung."""
        people = self.people(task)
        if not task.role:
            return people
        role = role_name(task.role, self.definition(task), spoken())
        return f"{people}, {role}" if people else say("{roles} (noch niemand benannt)", roles=role)
