"""Both versions side by side, when somebody else was faster.

Rule: what is stored stands beside what was typed, with who changed it and when; the person decides.
Only what they changed and what differs stands there, and only that is sent again: what somebody
left as it was shown is never written over what another has entered meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import request

from web import paths
from web.conflict import Compared, show_conflict
from web.input import ONLY, SEEN
from web.language import say
from web.presenters.crumbs import holder_place
from web.presenters.dates import clock, long_day
from web.presenters.forms import open_fields
from web.presenters.inputs import LINK, PLACE, REASON, VALUE
from web.presenters.parts import Crumb, Place
from web.presenters.scene import Scene, quote, word
from web.presenters.status import DROPPED, ITEM_SIGNS, OPEN, SETTLED, Status
from web.presenters.values import scope_of, shown, text_of
from web.reading import open_view
from web.rooms.scenes import load_holder
from web.typed import Unreadable, read_value
from workflow.core.definition import Field, FieldType
from workflow.core.errors import ConflictingChange
from workflow.core.events import Recorded
from workflow.core.evolve import replay
from workflow.core.state import Document, split_key
from workflow.storage import queries


def both_versions(q: str, error: ConflictingChange) -> tuple[str, int]:
    """Return the page with what was typed in this POST beside what is stored now (409)."""
    with open_view() as reading:
        found = queries.history(reading, q, before=error.seq + 1, limit=1)
    scene, mine = load_holder(q, error.holder), own_changes(q, error.holder)
    return show_conflict(
        error,
        rows=(*_fields(scene, error.holder, mine), *_item(scene, error)),
        changed=who_changed(scene, found[0])
        if found
        else say("Jemand hat diese Stelle inzwischen geändert."),
        keep=paths.holder(q, error.holder),
        place=_place(scene, error.holder),
        only=mine or (),
    )


def _place(scene: Scene, holder: str) -> Place:
    """Return where both versions stand: beneath the step or the entry that they are of."""
    here = Crumb(say("Beide Fassungen"))
    key = split_key(holder)
    there = scene.state.record(*key) is not None if key else holder in scene.definition.steps
    return holder_place(scene, holder, here) if there else scene.place("", here)


def own_changes(q: str, holder: str) -> frozenset[str] | None:
    """Return the fields that the person changed in this POST; None if it is no form of fields.

    What was shown to them is the state at the sequence that the form carries.
    """
    if ONLY in request.form:
        return frozenset(request.form.getlist(ONLY))
    seen = request.form.get(SEEN, "")
    if not seen.isdecimal() or not any(name.startswith(VALUE) for name in request.form):
        return None
    scene = load_holder(q, holder)
    with open_view() as reading:
        past = [each for each in queries.stream(reading, q) if each.seq <= int(seen)]
    then = replace(scene, state=replay(past))
    return frozenset(
        field.id for field in open_fields(scene, holder) if _is_changed(then, holder, field)
    )


def _is_changed(then: Scene, holder: str, field: Field) -> bool:
    """Return whether a field, or its reason, was sent otherwise than it was shown."""
    name, found = VALUE + field.id, then.values_of(holder).get(field.id)
    reason = word(found.reason) if found is not None and found.reason else ""
    if request.form.get(REASON + field.id, reason) != reason:
        return True
    if field.type is FieldType.FILE:
        sent = request.files.get(name)
        return sent is not None and bool(sent.filename)
    shown_then = shown(then, field, found, scope_of(then, holder))
    return _as_shown(then, field, request.form.getlist(name)) != shown_then


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


def _fields(scene: Scene, holder: str, mine: frozenset[str] | None) -> Iterator[Compared]:
    fields, values = scene.fields_of(holder), scene.values_of(holder)
    for field in fields.values():
        if mine is None or field.id not in mine:
            continue
        found = values.get(field.id)
        stored = shown(scene, field, found, scope_of(scene, holder))
        typed = _as_shown(scene, field, request.form.getlist(VALUE + field.id))
        if typed != stored and field.type is not FieldType.FILE:
            yield Compared(label=field.label, typed=typed, stored=stored)
        reason = word(found.reason) if found is not None and found.reason else ""
        said = request.form.get(REASON + field.id, reason)
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
    if not known or error.thing not in scene.checklist_of(error.holder):
        return
    item = scene.item_of(error.holder, error.thing)
    meant = _meant()
    documents = [request.form.get(LINK, ""), request.form.get(PLACE, "")]
    told = (
        (
            say("Stand"),
            meant.word if meant else "",
            _listed((ITEM_SIGNS[item.status].word, quote(item.reason))),
        ),
        (say("Notiz"), request.form.get("note", ""), word(item.note)),
        (say("Begründung"), request.form.get("reason", ""), word(item.reason)),
        (say("Nachweis"), _listed(documents), _listed(word(d.name) for d in item.documents)),
    )
    for label, typed, stored in told:
        if typed and typed != stored:
            yield Compared(label=label, typed=typed, stored=stored)


def _meant() -> Status | None:
    """Return how the item would stand if this POST were taken; None if it says nothing of that."""
    if request.form.get("done") == "ja":
        return SETTLED
    deeds = {"erledigt": SETTLED, "offen": OPEN, "entfaellt": DROPPED}
    return deeds.get(request.path.rpartition("/")[2])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name for name in names if name)
