"""A page that only shows how it would look: nothing on it leads or acts.

Rule: whatever leads is taken off, whatever could be pressed is named in words, and the rest stays as
its own presenter made it.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from web.language import say
from web.presenters.parts import Action, Link

Part = TypeVar("Part")


def still(part: Part) -> Part:
    """Return a part of a page without links and buttons."""
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {each.name: _still(each.name, getattr(part, each.name)) for each in fields(part)}
    return replace(part, **(changed | _named(part)))


def _still(name: str, value: Any) -> Any:  # noqa: ANN401 - any field of any part
    if isinstance(value, Action | Link):
        return None
    if isinstance(value, tuple):
        return tuple(_still("", each) for each in value if not isinstance(each, Action | Link))
    return "" if name == "url" else still(value)


def _named(part: object) -> dict[str, Any]:
    """Return where a part names the button that it would have."""
    action = getattr(part, "action", None)
    if isinstance(action, Action):
        return {"after": say("Knopf „{label}“", label=action.label)}
    pressed = getattr(part, "actions", ())
    if pressed:  # the panel of a gate: its buttons stand beneath what it says
        named = (say("Knopf „{label}“", label=each.label) for each in pressed)
        return {"says": (*getattr(part, "says", ()), *named)}
    return {}
