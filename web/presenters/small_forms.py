"""Forms beside the main one of a page; each is sent to an address of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from web.presenters.inputs import Input, Typed, filled
from web.presenters.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallForm:
    """A form beside the main one: its heading, its questions, its button.

    `seen`: the event up to which the page shows what the form overwrites, if it does.
    """

    heading: str
    action: str
    button: str
    inputs: tuple[Input, ...]
    says: str = ""
    seen: int | None = None
    open: bool = False


def own_ids(form: SmallForm) -> SmallForm:
    """Return the form with ids of its own: a name may be asked for in several forms of a page."""
    slug = form.action.rsplit("/", 1)[1]
    inputs = tuple(replace(each, id=f"{slug}-{each.name}") for each in form.inputs)
    return replace(form, inputs=inputs)


def sent_again(scene: Scene, form: SmallForm, typed: Typed) -> SmallForm:
    """Return the form opened and filled, if it is the one that was sent."""
    if not form.action.endswith(f"/{typed.one('form') or ' '}"):
        return form
    return replace(form, open=True, inputs=filled(form.inputs, typed, scene))
