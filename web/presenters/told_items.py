"""What happened to checklist items, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.proof_lines import document_line
from web.presenters.scene import Scene
from web.presenters.status import DROPPED, OPEN, SETTLED, Status
from web.presenters.told import ITEMS, Detail, Told, changed, item_name, proof, said
from workflow.core import events as e
from workflow.core.state import UNTOUCHED, ItemState, ItemStatus, split_key

ItemEvent = (
    e.ItemCompleted
    | e.EvidenceAdded
    | e.EvidenceRemoved
    | e.ItemReopened
    | e.ItemSetAside
    | e.ItemAssigned
    | e.ItemDueSet
    | e.DueDatesMoved
)


def tell_item(scene: Scene, event: ItemEvent, was: Scene) -> Told:
    """Return what happened to an item; `was` is the quartier before it."""
    if isinstance(event, e.DueDatesMoved):
        return Told(
            kind=ITEMS,
            sign="date",
            text=say("Termine haben sich verschoben"),
            url=paths.holder(scene.q, event.holder),
            thing=scene.holder_name(event.holder),
            step=event.holder,
            details=tuple(_dues(scene, event, was)),
        )
    sign, text, details = _item_words(scene, event, was)
    return Told(
        kind=ITEMS,
        sign=sign,
        text=text,
        thing=item_name(scene, event.holder, event.item),
        url=paths.item_row(scene.q, event.holder, event.item),
        step=event.holder,
        details=(*details, Detail(say("Wo"), scene.holder_name(event.holder))),
    )


def _item_words(
    scene: Scene,
    event: e.ItemCompleted
    | e.EvidenceAdded
    | e.EvidenceRemoved
    | e.ItemReopened
    | e.ItemSetAside
    | e.ItemAssigned
    | e.ItemDueSet,
    was: Scene,
) -> tuple[str, str, tuple[Detail, ...]]:
    match event:
        case e.ItemCompleted():
            return "done", say("Punkt erledigt"), proof(scene, event.documents, event.words)
        case e.EvidenceAdded():
            return "file", say("Nachweis hinzugefügt"), proof(scene, event.documents, event.words)
        case e.EvidenceRemoved():
            return "file", say("Nachweis entfernt"), _removed(event, was)
        case e.ItemReopened():
            reason = said(event.words, reason=say("Begründung"))
            return "open", say("Punkt wieder geöffnet"), (_stood(event, was, OPEN), *reason)
        case e.ItemSetAside():
            reason = said(event.words, reason=say("Begründung"))
            return "dropped", say("Punkt entfällt"), (_stood(event, was, DROPPED), *reason)
        case e.ItemAssigned():
            return "person", say("Punkt zugewiesen"), (_assigned(scene, event, was),)
        case e.ItemDueSet():
            due = changed(say("Termin"), _due(_item(event, was).due), _due(event.due))
            return "date", say("Termin geändert"), (due,)


_ITEM_SIGNS = {
    ItemStatus.OPEN: OPEN,
    ItemStatus.DONE: SETTLED,
    ItemStatus.NOT_APPLICABLE: DROPPED,
}


def _item(event: ItemEvent, was: Scene, name: str = "") -> ItemState:
    """Return how an item stood before; untouched, if it was not there."""
    key = split_key(event.holder)
    if key is not None:
        record = was.state.record(*key)
        items = record.items if record else {}
    else:
        part = was.state.steps.get(event.holder)
        items = part.items if part else {}
    return items.get(name or getattr(event, "item", ""), UNTOUCHED)


def _stood(event: e.ItemReopened | e.ItemSetAside, was: Scene, now: Status) -> Detail:
    return changed(say("Stand"), _ITEM_SIGNS[_item(event, was).status].word, now.word)


def _removed(event: e.EvidenceRemoved, was: Scene) -> tuple[Detail, ...]:
    """Return the document that was taken off, as it was called."""
    before = _item(event, was).documents
    if event.document >= len(before):
        return ()
    line = document_line(was, before[event.document])
    return (Detail(line.kind, line.text),)


def _assigned(scene: Scene, event: e.ItemAssigned, was: Scene) -> Detail:
    before = _item(event, was).assigned
    return changed(
        say("Wer"),
        scene.named(before) if before is not None else say("niemand"),
        scene.named(event.account) if event.account is not None else say("niemand"),
    )


def _due(day: date | None) -> str:
    return dates.long_day(day) if day else say("ohne Termin")


def _dues(scene: Scene, event: e.DueDatesMoved, was: Scene) -> Iterator[Detail]:
    for item, day in event.dues.items():
        before = _item(event, was, item).due
        yield changed(item_name(scene, event.holder, item), _due(before), _due(day))
