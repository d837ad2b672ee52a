"""What is no longer as it was when a gate was asked for, the old beside the new.

Rule: what has changed the engine says (`core.sheets`), how it differs the comparison of two states;
here both meet. What was changed and changed back is said to be as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from web.language import say, spoken
from web.presenters.compared import Said, sentence
from web.presenters.gate_names import stale_name
from web.presenters.scene import Scene
from web.presenters.values import shown
from workflow.core.compare import (
    Difference,
    EntryDiffers,
    ItemDiffers,
    Moment,
    ValueDiffers,
    compare,
)
from workflow.core.definition import Field, Step
from workflow.core.sentences import value_text
from workflow.core.sheets import changed_since
from workflow.core.state import Request, record_key


def changed(then: Scene | None, now: Scene, step: Step, request: Request) -> tuple[Said, ...]:
    """Return each thing of the sheet that has changed since; `then` is the quartier as it was asked.

    Without it only the names are told.
    """
    things = tuple(dict.fromkeys(changed_since(request, step.id, now.scope)))
    if then is None:
        return tuple(Said(text=stale_name(now, step, thing)) for thing in things)
    return tuple(said for thing in things for said in _told(then, now, step, request, thing))


def _told(then: Scene, now: Scene, step: Step, request: Request, thing: str) -> Iterator[Said]:
    kind, _, name = thing.partition(":")
    field = step.fields.get(name) if kind == "value" else None
    if field is not None and field.calculate is not None:
        yield _calculated(now, field, request)
        return
    found = [each for each in _differences(then, now) if _of(each, step) == thing]
    for each in found:
        yield sentence(then, now, each)
    if not found:
        yield Said(
            text=stale_name(now, step, thing),
            now=say("inzwischen geändert, jetzt wieder wie bei der Anfrage"),
        )


def _differences(then: Scene, now: Scene) -> tuple[Difference, ...]:
    # Seen from today on both sides: that time has passed is no change of what was frozen.
    return compare(Moment(then.state, now.today), Moment(now.state, now.today))


def _of(difference: Difference, step: Step) -> str:
    """Return which thing of a sheet a difference is about, "" if none."""
    match difference:
        case ValueDiffers(holder=step.id):
            return f"value:{difference.field}"
        case ItemDiffers(holder=step.id):
            return f"proof:{difference.item}"
        case ValueDiffers() | ItemDiffers():
            return difference.holder
        case EntryDiffers():
            return record_key(difference.register, difference.number)
        case _:
            return ""


def _calculated(now: Scene, field: Field, request: Request) -> Said:
    was = request.sheet.calculated[field.id]
    return Said(
        text=say("Angabe „{label}“", label=field.label),
        was=value_text(was, field, spoken()) if was else say("leer"),
        now=shown(now, field, None, now.scope) or say("leer"),
    )
