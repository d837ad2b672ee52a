"""Short lines about a step: who leads, how long, what its gate asks and who gives it.

Rule: one wording for the drawing, for comparisons and for the terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow.core.definition import Approval, ApprovalKind, FieldType, ProcessDefinition, Step
from workflow.core.sentences import Language, role_name

FIELD_TYPES: Mapping[Language, Mapping[FieldType, str]] = {
    "de": {
        FieldType.TEXT: "Text",
        FieldType.LONG_TEXT: "langer Text",
        FieldType.INTEGER: "ganze Zahl",
        FieldType.DECIMAL: "Zahl",
        FieldType.MONEY: "Euro",
        FieldType.PERCENT: "Prozent",
        FieldType.DATE: "Datum",
        FieldType.YES_NO: "Ja oder Nein",
        FieldType.CHOICE: "eine Auswahl",
        FieldType.CHOICES: "mehrere zur Auswahl",
        FieldType.EMAIL: "E-Mail",
        FieldType.PHONE: "Telefon",
        FieldType.URL: "Webadresse",
        FieldType.PERSON: "Person aus dem Team",
        FieldType.REFERENCE: "Verweis",
        FieldType.FILE: "Datei",
    },
    "en": {
        FieldType.TEXT: "text",
        FieldType.LONG_TEXT: "long text",
        FieldType.INTEGER: "whole number",
        FieldType.DECIMAL: "number",
        FieldType.MONEY: "euro",
        FieldType.PERCENT: "percent",
        FieldType.DATE: "date",
        FieldType.YES_NO: "yes or no",
        FieldType.CHOICE: "one choice",
        FieldType.CHOICES: "several choices",
        FieldType.EMAIL: "e-mail",
        FieldType.PHONE: "phone",
        FieldType.URL: "web address",
        FieldType.PERSON: "person of the team",
        FieldType.REFERENCE: "reference",
        FieldType.FILE: "file",
    },
}

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "de": {
        "weeks": "{n} Wochen",
        "week": "1 Woche",
        "items": "{n} Punkte",
        "item": "1 Punkt",
        "fields": "{n} Angaben",
        "field": "1 Angabe",
        "conditions": "{n} Bedingungen",
        "condition": "1 Bedingung",
        "ongoing": "läuft nach der Freigabe weiter",
        "fixed": "kann nicht entfallen",
        "gate": "Freigabe",
        "at_once": "ohne Beschluss",
        "opinion": "{who} (Stellungnahme)",
        "notice": "{who} (zur Kenntnis)",
        "some": "{who} (je nach Fall)",
        "then": ", dann ",
    },
    "en": {
        "weeks": "{n} weeks",
        "week": "1 week",
        "items": "{n} items",
        "item": "1 item",
        "fields": "{n} entries",
        "field": "1 entry",
        "conditions": "{n} conditions",
        "condition": "1 condition",
        "ongoing": "goes on after its gate",
        "fixed": "cannot be left out",
        "gate": "Gate",
        "at_once": "without a decision",
        "opinion": "{who} (opinion)",
        "notice": "{who} (for information)",
        "some": "{who} (as the case may be)",
        "then": ", then ",
    },
}


def caption(step: Step, definition: ProcessDefinition, language: Language) -> str:
    """Return who leads a step, how long it takes and how much is in it."""
    words = _WORDS[language]
    parts = [role_name(step.lead, definition, language)]
    for number, one in (
        (step.weeks, "week"),
        (len(step.checklist), "item"),
        (len(step.fields), "field"),
    ):
        if number:
            parts.append(counted(number, one, language))
    parts += [words["ongoing"]] if step.ongoing else []
    parts += [] if step.skippable else [words["fixed"]]
    return " · ".join(parts)


def gate_title(step: Step, language: Language) -> str:
    """Return how a gate is called."""
    return step.gate.title or _WORDS[language]["gate"]


def gate_caption(step: Step, definition: ProcessDefinition, language: Language) -> str:
    """Return how much a gate asks and who gives it, in order."""
    words, gate = _WORDS[language], step.gate
    who = _in_order(gate.approvals, definition, language) or words["at_once"]
    if not gate.conditions:
        return who
    return f"{counted(len(gate.conditions), 'condition', language)}; {who}"


def _in_order(
    approvals: Sequence[Approval], definition: ProcessDefinition, language: Language
) -> str:
    """Return who gives approvals; those that wait for the same ones stand side by side."""
    said = ""
    for before, each in zip((None, *approvals), approvals, strict=False):
        if before is not None:
            said += ", " if before.after == each.after else _WORDS[language]["then"]
        said += approval_caption(each, definition, language)
    return said


def approval_caption(approval: Approval, definition: ProcessDefinition, language: Language) -> str:
    """Return who gives an approval and what kind of yes it is."""
    words = _WORDS[language]
    body = definition.bodies.get(approval.body)
    who = body.title if body else role_name(approval.role, definition, language)
    if approval.kind is not ApprovalKind.DECISION:
        who = words[approval.kind.value].format(who=who)
    return words["some"].format(who=who) if approval.applies_when is not None else who


def counted(number: int, one: str, language: Language) -> str:
    """Return "3 Punkte", or with the word for a single one."""
    words = _WORDS[language]
    return words[one] if number == 1 else words[f"{one}s"].format(n=number)
