"""How things are called that a move is about, by their paths in a definition."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.core.definition import ProcessDefinition
from workflow.core.moving.mapping import name_of, things
from workflow.core.moving.places import home_of


def thing_name(path: str, definitions: Iterable[ProcessDefinition]) -> str:
    """Return what a thing is called in the first of these definitions that knows it."""
    for each in definitions:
        found = things(each).get(path)
        if found is not None:
            return name_of(found)
    return path


def thing_place(path: str, definition: ProcessDefinition) -> str:
    """Return in which step or register a thing stands; "" if it stands in none."""
    home = home_of(path)
    found = things(definition).get(home)
    return name_of(found) if found is not None and home != path else ""
