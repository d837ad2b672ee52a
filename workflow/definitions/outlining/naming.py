"""What stands at a path, in words: its kind, its title, and what the format says of it.

Rule: the description of the format decides what a thing is; a node is only asked how it is called.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.core.sentences import Language
from workflow.definitions import nodes
from workflow.definitions.canonical import plain
from workflow.definitions.comparing.words import Words
from workflow.definitions.format import DOCUMENT
from workflow.definitions.kinds import Key, ListOf, Text
from workflow.definitions.nodes import Node, Scalar
from workflow.definitions.overlay.explaining import shown
from workflow.definitions.overlay.targets import Names, Sort, target
from workflow.definitions.problems import visible

LONGEST = 160
HELP_LANGUAGE = "de"  # in which the format speaks of itself
PROCESS, GATE, GROUP, VALUE, INSIDE = "process", "gate", "group", "value", "inside"
# What stands in a mapping of things, by the key of the mapping.
_THINGS = {
    "roles": "role",
    "bodies": "body",
    "phases": "phase",
    "principles": "principle",
    "profile": "field",
    "fields": "field",
    "options": "option",
    "registers": "register",
    "steps": "step",
    "checklist": "item",
    "methods": "method",
    "every_gate": "condition",
    "conditions": "condition",
    "approvals": "approval",
}
_TITLES = ("title", "label", "text", "say")
KINDS: Words = {
    "de": {
        PROCESS: "Vorlage",
        "role": "Rolle",
        "body": "Gremium",
        "phase": "Phase",
        "principle": "Prinzip",
        "field": "Angabe",
        "option": "Auswahl",
        "register": "Register",
        "step": "Schritt",
        "item": "Punkt",
        "method": "Methode",
        "condition": "Bedingung",
        "approval": "Beteiligung",
        GATE: "Freigabe",
        GROUP: "Gruppe",
        VALUE: "Wert",
        INSIDE: "Teil eines Werts",
    },
    "en": {
        PROCESS: "Definition",
        "role": "Role",
        "body": "Body",
        "phase": "Phase",
        "principle": "Principle",
        "field": "Entry",
        "option": "Option",
        "register": "Register",
        "step": "Step",
        "item": "Item",
        "method": "Method",
        "condition": "Condition",
        "approval": "Approval",
        GATE: "Gate",
        GROUP: "Group",
        VALUE: "Value",
        INSIDE: "Part of a value",
    },
}


def kind_name(kind: str, language: Language) -> str:
    """Return the word for a kind."""
    return KINDS[language][kind]


def kind_of(path: Names) -> str:
    """Return what kind of thing or value stands at a path; roles count as things."""
    if not path:
        return PROCESS
    sort = target(path).sort
    if sort is Sort.THING or path[:-1] == ("roles",):
        return _THINGS[path[-2]]
    if sort is Sort.HOLDER:
        return GATE if path[-1] == GATE else GROUP
    return INSIDE if sort is Sort.INSIDE else VALUE


def is_thing(path: Names) -> bool:
    """Whether what stands there has a name of its own."""
    return kind_of(path) in _THINGS.values()


def is_prose(path: Names) -> bool:
    """Whether what stands there is written for people, in the language of the definition."""
    kind = target(path).kind
    return isinstance(kind.kind if isinstance(kind, ListOf) else kind, Text)


def title_of(node: Node | None) -> str:
    """Return what a thing is called, or what it says, on one line."""
    if isinstance(node, nodes.Mapping):
        named = (node.entries.get(key) for key in _TITLES)
        node = next((each for each in named if isinstance(each, Scalar)), node)
    if isinstance(node, Scalar):
        return visible(" ".join(node.value.split()), LONGEST)
    return shown(plain(node)) if node is not None else ""


def help_of(path: Names) -> str:
    """Return what the format says of a key; "" of a thing, whose id is its author's."""
    if not path or is_thing(path):
        return ""
    key = keys_at(path[:-1]).get(path[-1])
    return key.help if key is not None else ""


def keys_at(path: Names) -> Mapping[str, Key]:
    """Return the keys that the format knows beneath a path."""
    return (target(path).keys or {}) if path else DOCUMENT.keys
