"""What people read of a definition: one list of these texts, and one way to show them otherwise.

Rule: everything else in a definition are names and numbers, by which alone the engine decides. So a
definition whose texts are shown otherwise leads to the same decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TypeVar, cast

from workflow.core.definition import (
    Body,
    ChecklistItem,
    Field,
    Gate,
    GateCondition,
    Method,
    Phase,
    ProcessDefinition,
    Register,
    RoleTitle,
    Step,
)

Part = TypeVar("Part")
Change = Callable[[str], str]

_TEXTS: Mapping[type, frozenset[str]] = {
    ProcessDefinition: frozenset({"title", "summary", "sources", "principles"}),
    RoleTitle: frozenset({"title", "does"}),
    Body: frozenset({"title", "does"}),
    Phase: frozenset({"title", "purpose"}),
    Register: frozenset({"title", "singular", "help"}),
    Field: frozenset({"label", "help", "unit", "options"}),
    Step: frozenset({"title", "short", "purpose", "questions", "pitfalls", "deliverables"}),
    Method: frozenset({"title", "text"}),
    ChecklistItem: frozenset({"text", "help"}),
    Gate: frozenset({"title", "weigh"}),
    GateCondition: frozenset({"say"}),
}


def each_text(part: Part, change: Change) -> Part:
    """Return a part of a definition with every text in it changed."""
    if isinstance(part, Mapping):
        return cast("Part", {key: each_text(each, change) for key, each in part.items()})
    if isinstance(part, tuple):
        return cast("Part", tuple(each_text(each, change) for each in part))
    texts = _TEXTS.get(type(part))
    if texts is None:
        return part
    changes = {}
    for field in fields(part):  # type: ignore[arg-type]
        found = getattr(part, field.name)
        way = _changed if field.name in texts else each_text
        changes[field.name] = way(found, change)
    return replace(part, **changes)  # type: ignore[type-var]


def _changed(text: object, change: Change) -> object:
    if isinstance(text, Mapping):
        return {key: _changed(each, change) for key, each in text.items()}
    if isinstance(text, tuple):
        return tuple(_changed(each, change) for each in text)
    return change(str(text))
