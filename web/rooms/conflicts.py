"""Both versions side by side, when somebody else was faster.

Rule: what is stored stands beside what was typed, with who changed it and when; the person decides.
Only what differs stands there: in a long form nobody would find it else.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import request

from web import paths
from web.conflict import Compared, show_conflict
from web.context import service, signed_in
from web.input import Unreadable, read_value
from web.language import say
from web.presenters.dates import clock, long_day
from web.presenters.inputs import REASON, VALUE
from web.presenters.scene import Scene, word
from web.presenters.values import scope_of, shown, text_of
from web.rooms.scenes import load_holder
from workflow.core.definition import Field
from workflow.core.errors import ConflictingChange
from workflow.core.events import Recorded
from workflow.core.state import Document, split_key
from workflow.storage import queries


def both_versions(q: str, error: ConflictingChange) -> tuple[str, int]:
    """Return the page with what was typed in this POST beside what is stored now (409)."""
    with service().reading(signed_in()) as reading:
        found = queries.history(reading, q, before=error.seq + 1, limit=1)
    scene = load_holder(q, error.holder)
    return show_conflict(
        error,
        rows=(*_fields(scene, error.holder), *_item(scene, error)),
        changed=who_changed(scene, found[0])
        if found
        else say("Jemand hat diese Stelle inzwischen geändert."),
        keep=paths.holder(q, error.holder),
        place=scene.place(""),
    )


def who_changed(scene: Scene, change: Recorded) -> str:
    """Return who was faster, and when."""
    day, time = long_day(change.on), clock(change.at)
    if change.by == scene.actor.account:
        return say(
            "In einem anderen Fenster haben Sie das am {day} um {time} Uhr schon geändert.",
            day=day,
            time=time,
        )
    name = scene.named(change.by)
    return say("{name} hat das am {day} um {time} Uhr geändert.", name=name, day=day, time=time)


def _fields(scene: Scene, holder: str) -> Iterator[Compared]:
    fields, values = scene.fields_of(holder), scene.values_of(holder)
    for name, typed in request.form.lists():
        field = fields.get(name.removeprefix(VALUE)) if name.startswith(VALUE) else None
        if field is not None:
            stored = shown(scene, field, values.get(field.id), scope_of(scene, holder))
            mine = _as_shown(scene, field, typed)
            if mine != stored:
                yield Compared(label=field.label, typed=mine, stored=stored)
    for name, field in fields.items():
        found = values.get(name)
        reason = word(found.reason) if found is not None and found.reason else ""
        said = request.form.get(REASON + name, reason)
        if said != reason:
            yield Compared(
                label=say("Grund zu {field}", field=field.label), typed=said, stored=reason
            )


def _as_shown(scene: Scene, field: Field, typed: list[str]) -> str:
    """Return what was typed as it would be shown once saved; unreadable: as it was typed."""
    try:
        value = read_value(field, typed)
    except Unreadable:
        return ", ".join(each for each in typed if each)
    return "" if value is None or isinstance(value, Document) else text_of(scene, field, value)


def _item(scene: Scene, error: ConflictingChange) -> Iterator[Compared]:
    known = split_key(error.holder) or error.holder in scene.definition.steps
    if known and error.thing in scene.checklist_of(error.holder) and "note" in request.form:
        stored = scene.item_of(error.holder, error.thing).note
        yield Compared(label=say("Notiz"), typed=request.form["note"], stored=word(stored))
