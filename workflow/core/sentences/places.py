"""What the ids in a blocker or a problem mean, by the names people know.

Rule: a name that is not found (a newer definition has dropped it) is shown as its id; a sentence
about something that was never fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.core.definition import (
    Approval,
    ChecklistItem,
    Field,
    GateCondition,
    ProcessDefinition,
)
from workflow.core.gate import excepted_item
from workflow.core.sentences.conditions import gate_condition_sentence
from workflow.core.sentences.language import Language, quoted
from workflow.core.sentences.scope import short_name

_PROFILE: Mapping[Language, str] = {"de": "Eckdaten", "en": "Key data"}
# Roles that a definition does not name, and the neutral names of those it does.
_ROLES: Mapping[Language, Mapping[str, str]] = {
    "de": {
        "developer": "Quartiersentwicklung",
        "manager": "Quartiersmanagement",
        "coordinator": "Quartierskoordination",
        "consultant": "Beratung",
        "admin": "Verwaltung der Konten",
        "system": "Quartiersweg",
    },
    "en": {
        "developer": "neighbourhood development",
        "manager": "neighbourhood management",
        "coordinator": "neighbourhood coordination",
        "consultant": "consulting",
        "admin": "account administration",
        "system": "Quartiersweg",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A holder of items and fields: a step, the profile, or a record of a register."""

    definition: ProcessDefinition
    language: Language
    holder: str

    @property
    def register(self) -> str:
        """The register if the holder is a record ("ziel/3") or any record ("ziel/"), else ""."""
        register, slash, _ = self.holder.partition("/")
        return register if slash and register in self.definition.registers else ""

    @property
    def step(self) -> str:
        """The step if the holder is one, else ""."""
        return self.holder if self.holder in self.definition.steps else ""

    @property
    def name(self) -> str:
        """How people call it: „Leitbild“, Maßnahme 3, Eckdaten."""
        if self.step:
            return quoted(short_name(self.definition.steps[self.step]), self.language)
        if self.register:
            singular = self.definition.registers[self.register].singular
            number = self.holder.partition("/")[2]
            return f"{singular} {number}".rstrip()
        return _PROFILE[self.language] if self.holder == "profile" else self.holder

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields there."""
        if self.holder == "profile":
            return self.definition.profile
        if self.step:
            return self.definition.steps[self.step].fields
        return self.definition.registers[self.register].fields if self.register else {}

    @property
    def checklist(self) -> Mapping[str, ChecklistItem]:
        """The items there."""
        if self.step:
            return self.definition.steps[self.step].checklist
        return self.definition.registers[self.register].checklist if self.register else {}

    def condition(self, condition: str) -> GateCondition | None:
        """Return the gate condition of that id."""
        gate = self.definition.steps[self.step].gate if self.step else None
        found = gate.conditions if gate else ()
        return next((each for each in found if each.id == condition), None)

    def approval(self, approval: str) -> Approval | None:
        """Return the approval of that id."""
        gate = self.definition.steps[self.step].gate if self.step else None
        found = gate.approvals if gate else ()
        return next((each for each in found if each.id == approval), None)

    def item_name(self, item: str) -> str:
        """Return an item's text in quotes."""
        found = self.checklist.get(item)
        return quoted(found.text if found else item, self.language)

    def field_name(self, field: str) -> str:
        """Return a field's label in quotes."""
        found = self.fields.get(field)
        return quoted(found.label if found else field, self.language)

    def condition_name(self, condition: str) -> str:
        """Return what a gate condition asks for."""
        found = self.condition(condition)
        if found is None:
            return quoted(condition, self.language)
        return gate_condition_sentence(found, self.definition, self.language, place=self.step)

    def approval_name(self, approval: str) -> str:
        """Return the body or the role that is asked."""
        found = self.approval(approval)
        if found is None:
            return quoted(approval, self.language)
        if found.body:
            return self.definition.bodies[found.body].title
        return role_name(found.role, self.definition, self.language)

    def any_name(self, thing: str) -> str:
        """Return the name of whatever has this id here; the rarer kinds first."""
        if item := excepted_item(thing):
            return self.item_name(item)
        if self.condition(thing) is not None:
            return quoted(self.condition_name(thing), self.language)
        if thing in self.checklist:
            return self.item_name(thing)
        if thing in self.fields:
            return self.field_name(thing)
        if self.approval(thing) is not None:
            return self.approval_name(thing)
        return quoted(thing, self.language)


def role_name(role: str, definition: ProcessDefinition, language: Language) -> str:
    """Return the title of a role as the definition names it."""
    named = definition.roles.get(role)
    if named is not None and language == definition.language:
        return named.title
    return _ROLES[language].get(role, role)
