"""What happened to checklist items, to values and to entries of registers, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from web import paths
from web.presenters import dates
from web.presenters.scene import Scene, new_entry, quote, register_of, word
from web.presenters.told import DATA, ITEMS, Told, item_name, proof, said
from web.presenters.values import text_of
from workflow.core import events as e
from workflow.core.definition import Field

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


def tell_item(scene: Scene, event: ItemEvent) -> Told:
    """Return what happened to an item."""
    if isinstance(event, e.DueDatesMoved):
        return Told(
            kind=ITEMS,
            sign="date",
            text="Termine haben sich verschoben",
            url=paths.holder(scene.q, event.holder),
            thing=scene.holder_name(event.holder),
            step=event.holder,
            details=tuple(_dues(scene, event)),
        )
    sign, text, details = _item_words(scene, event)
    return Told(
        kind=ITEMS,
        sign=sign,
        text=text,
        thing=item_name(scene, event.holder, event.item),
        url=paths.item_row(scene.q, event.holder, event.item),
        step=event.holder,
        details=(*details, ("Wo", scene.holder_name(event.holder))),
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
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    match event:
        case e.ItemCompleted():
            return "done", "Punkt erledigt", proof(scene, event.documents, event.words)
        case e.EvidenceAdded():
            return "file", "Nachweis hinzugefügt", proof(scene, event.documents, event.words)
        case e.EvidenceRemoved():
            return "file", "Nachweis entfernt", ()
        case e.ItemReopened():
            return "open", "Punkt wieder geöffnet", said(event.words, reason="Begründung")
        case e.ItemSetAside():
            return "dropped", "Punkt entfällt", said(event.words, reason="Begründung")
        case e.ItemAssigned():
            return "person", _assigned(scene, event), ()
        case e.ItemDueSet():
            return "date", _due_set(event), ()


def _assigned(scene: Scene, event: e.ItemAssigned) -> str:
    if event.account is None:
        return "Punkt keiner Person mehr zugewiesen"
    return f"Punkt zugewiesen an {scene.named(event.account)}"


def _due_set(event: e.ItemDueSet) -> str:
    return f"Termin gesetzt auf {dates.long_day(event.due)}" if event.due else "Termin gestrichen"


def _dues(scene: Scene, event: e.DueDatesMoved) -> Iterator[tuple[str, str]]:
    for item, day in event.dues.items():
        yield item_name(scene, event.holder, item), dates.long_day(day) if day else "ohne Termin"


DataEvent = e.ValuesRecorded | e.RecordAdded | e.RecordChanged | e.RecordArchived


def tell_data(scene: Scene, event: DataEvent) -> Told:
    """Return what was recorded."""
    if isinstance(event, e.ValuesRecorded):
        return Told(
            kind=DATA,
            sign="change",
            text="Angaben eingetragen",
            thing=scene.holder_name(event.holder),
            url=paths.holder(scene.q, event.holder),
            step=event.holder,
            details=tuple(_values(scene, event.holder, event)),
        )
    register = scene.definition.registers.get(event.register)
    singular = register.singular if register else event.register
    sign, verb = _RECORD_WORDS[type(event)]
    details = tuple(_values(scene, new_entry(event.register), event))
    if isinstance(event, e.RecordArchived):
        details = said(event.words, reason="Begründung")
    return Told(
        kind=DATA,
        sign=sign,
        text=f"Eintrag {verb}",
        thing=f"{singular} {event.number}",
        url=paths.record(scene.q, event.register, event.number),
        step=event.step if isinstance(event, e.RecordAdded) else "",
        details=details,
    )


_RECORD_WORDS = {
    e.RecordAdded: ("plus", "angelegt"),
    e.RecordChanged: ("change", "geändert"),
    e.RecordArchived: ("dropped", "archiviert"),
}


def _values(scene: Scene, holder: str, event: DataEvent) -> Iterator[tuple[str, str]]:
    fields = _fields(scene, holder)
    for name, fact in getattr(event, "facts", {}).items():
        field = fields.get(name)
        yield (field.label, text_of(scene, field, fact)) if field else (name, str(fact))
    for key, text in event.words.items():
        kind, _, name = key.partition(":")
        label = fields[name].label if name in fields else name
        if kind == "value":
            yield label, word(text)
        elif kind == "reason" and name:
            yield f"Begründung zu {label}", quote(text)
        elif kind == "file":
            yield "Datei", word(text)
    for name in getattr(event, "cleared", ()):
        yield fields[name].label if name in fields else name, "geleert"


def _fields(scene: Scene, holder: str) -> Mapping[str, Field]:
    definition = scene.definition
    known = holder in definition.steps or register_of(holder) in definition.registers
    return scene.fields_of(holder) if known or holder == "profile" else {}
