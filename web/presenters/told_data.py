"""What was recorded: values of steps and of the quartier, and entries of registers, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from web import paths
from web.language import said_later, say
from web.presenters.scene import Scene, new_entry, quote, register_of, word
from web.presenters.told import DATA, Detail, Told, changed, said
from web.presenters.values import record_title, text_of
from workflow.core import events as e
from workflow.core.definition import Field
from workflow.core.state import Erased, FieldValue, record_key, split_key

DataEvent = e.ValuesRecorded | e.RecordAdded | e.RecordChanged | e.RecordArchived


def tell_data(scene: Scene, event: DataEvent, was: Scene) -> Told:
    """Return what was recorded; `was` is the quartier before it."""
    if isinstance(event, e.ValuesRecorded):
        return Told(
            kind=DATA,
            sign="change",
            text=say("Angaben eingetragen"),
            thing=scene.holder_name(event.holder),
            url=paths.holder(scene.q, event.holder),
            step=event.holder,
            details=tuple(_values(scene, event.holder, event, _before(was, event.holder))),
        )
    sign, text = _RECORD_WORDS[type(event)]
    return Told(
        kind=DATA,
        sign=sign,
        text=say(text),
        thing=_entry_name(scene, event),
        url=paths.record(scene.q, event.register, event.number),
        step=event.step if isinstance(event, e.RecordAdded) else "",
        details=_record_details(scene, event, was),
    )


_RECORD_WORDS: Mapping[type, tuple[str, str]] = {
    e.RecordAdded: ("plus", said_later("Eintrag angelegt")),
    e.RecordChanged: ("change", said_later("Eintrag geändert")),
    e.RecordArchived: ("dropped", said_later("Eintrag archiviert")),
}
RecordEvent = e.RecordAdded | e.RecordChanged | e.RecordArchived


def _entry_name(scene: Scene, event: RecordEvent) -> str:
    """Return what an entry is and is called, or its number where the definition has it no more."""
    register = scene.definition.registers.get(event.register)
    singular = register.singular if register else event.register
    number = f"{singular} {event.number}"
    record = scene.state.records.get(event.register, {}).get(event.number)
    title = record_title(scene, record) if record and register else number
    if title == number:
        return number
    return say("{number} „{title}“", number=number, title=title)


def _record_details(scene: Scene, event: RecordEvent, was: Scene) -> tuple[Detail, ...]:
    if isinstance(event, e.RecordArchived):
        return said(event.words, reason=say("Begründung"))
    before = None
    if isinstance(event, e.RecordChanged):
        before = _before(was, record_key(event.register, event.number))
    return tuple(_values(scene, new_entry(event.register), event, before))


def _before(was: Scene, holder: str) -> Mapping[str, FieldValue]:
    """Return what was recorded before; nothing, where there was nothing."""
    key = split_key(holder)
    if key is not None:
        record = was.state.record(*key)
        return record.values if record else {}
    if holder == "profile":
        return was.state.instance.profile
    part = was.state.steps.get(holder)
    return part.values if part else {}


def _values(
    scene: Scene, holder: str, event: DataEvent, before: Mapping[str, FieldValue] | None
) -> Iterator[Detail]:
    """Yield each value; with what stood there, unless the entry is new (`before` None)."""
    fields = _fields(scene, holder)
    for name, now in _new_values(scene, fields, event):
        field = fields.get(name)
        label = field.label if field else name
        if before is None:
            yield Detail(label, now)
        else:
            yield changed(label, _text(scene, field, before.get(name)), now)
    for key, text in event.words.items():
        kind, _, name = key.partition(":")
        if kind == "reason" and name:
            label = fields[name].label if name in fields else name
            yield Detail(say("Begründung zu {field}", field=label), quote(text))
        elif kind == "file":
            yield Detail(say("Datei"), word(text))


def _new_values(
    scene: Scene, fields: Mapping[str, Field], event: DataEvent
) -> Iterator[tuple[str, str]]:
    for name, fact in getattr(event, "facts", {}).items():
        yield name, text_of(scene, fields[name], fact) if name in fields else str(fact)
    for key, text in event.words.items():
        kind, _, name = key.partition(":")
        if kind == "value":
            yield name, word(text)
    for name in getattr(event, "cleared", ()):
        yield name, ""


def _text(scene: Scene, field: Field | None, found: FieldValue | None) -> str:
    if found is None:
        return ""
    if field is None:
        return word(found.value) if isinstance(found.value, str | Erased) else str(found.value)
    return text_of(scene, field, found.value)


def _fields(scene: Scene, holder: str) -> Mapping[str, Field]:
    definition = scene.definition
    known = holder in definition.steps or register_of(holder) in definition.registers
    return scene.fields_of(holder) if known or holder == "profile" else {}
