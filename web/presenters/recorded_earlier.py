"""What was recorded earlier and has no place in the version a quartier was moved to (Früher erfasst).

Rule: readable, and nothing more: it counts nowhere and nobody changes it. It is told by the definition
of its time; an entry that is still there is called as it is today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.parts import Crumb, Fact, Place
from web.presenters.proof_lines import proof_lines
from web.presenters.scene import Scene, word
from web.presenters.values import entry_title, text_of
from workflow.core.definition import ChecklistItem, Field, Value
from workflow.core.moving.places import register_now
from workflow.core.state import (
    Erased,
    ItemState,
    Left,
    Move,
    Record,
    StepPart,
    Word,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A step, the profile or an entry with what was recorded there."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one move has left."""

    title: str
    says: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPage:
    """The page of what was recorded earlier."""

    title: str
    place: Place
    sections: tuple[Section, ...]


def earlier_page(scene: Scene) -> EarlierPage:
    """Return everything that moves have left, the newest move first."""
    crumbs = (Crumb(say("Verlauf"), paths.history(scene.q)), Crumb(say("Früher erfasst")))
    found = (_section(scene, move) for move in reversed(scene.state.moved()))
    return EarlierPage(
        title=say("{page} – {quarter}", page=say("Früher erfasst"), quarter=scene.name),
        place=scene.place("verlauf", *crumbs),
        sections=tuple(section for section in found if section.groups),
    )


def is_something_left(scene: Scene) -> bool:
    """Return whether there is anything to read on the page."""
    return any(any(_groups(scene, move)) for move in scene.state.moved())


def _section(scene: Scene, move: Move) -> Section:
    was, now = scene.under(move.former).definition, scene.under(move.definition).definition
    return Section(
        title=say("Umstellung am {day}", day=dates.long_day(move.on)),
        says=say("Von Version {was} auf Version {now}.", was=was.version, now=now.version),
        groups=tuple(_groups(scene, move)),
    )


def _groups(scene: Scene, move: Move) -> Iterator[Group]:
    then, entries = _as_it_was(scene, move), _Entries(scene, move)
    for holder, part in move.left.parts.items():
        facts = tuple(_facts(then, holder, part, entries))
        if facts:
            yield Group(title=then.holder_name(holder), facts=facts)
    for register, records in move.left.records.items():
        for record in records.values():
            whole = register in move.left.numbers
            facts = tuple(_of_record(then, record, entries))
            if facts or whole:
                yield Group(title=_entry(then, record, entries, whole=whole), facts=facts)


def _as_it_was(scene: Scene, move: Move) -> Scene:
    """Return the quartier with nothing but what was left, under the definition of then."""
    left: Left = move.left
    instance = replace(scene.state.instance, numbers={})
    state = replace(scene.state, instance=instance, steps=left.parts, records=left.records)
    return replace(scene.under(move.former), state=state)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries that are there today, by the names of their registers before a move."""

    scene: Scene
    move: Move

    def register(self, register: str) -> str:
        """Return what a register is called today; as then if it is gone."""
        return register_now(self.scene.state.moved(), register, self.move.seq - 1)

    def title(self, record: Record) -> str:
        """Return what an entry is called today; "" if it is there no more."""
        found = self.scene.state.record(self.register(record.register), record.number)
        return entry_title(self.scene.definition, found) if found else ""

    def text(self, then: Scene, field: Field, value: Value | Erased) -> str:
        """Return what a value says: entries it refers to may be there still."""
        register = self.register(field.register) if field.register else ""
        if register in self.scene.definition.registers:
            return text_of(self.scene, replace(field, register=register), value)
        return text_of(then, field, value)


def _entry(then: Scene, record: Record, entries: _Entries, *, whole: bool) -> str:
    title = entry_title(then.definition, record) if whole else entries.title(record)
    name = then.holder_name(record.key)
    return say("{entry} ({title})", entry=name, title=title) if title else name


def _of_record(then: Scene, record: Record, entries: _Entries) -> Iterator[Fact]:
    part = StepPart(values=record.values, items=record.items)
    yield from _facts(then, record.key, part, entries)


def _facts(then: Scene, holder: str, part: StepPart, entries: _Entries) -> Iterator[Fact]:
    fields, checklist = then.fields_of(holder), _checklist(then, holder)
    for name, found in part.values.items():
        field = fields.get(name)
        if field is not None and field.calculate is None:
            yield _value(field, entries.text(then, field, found.value), found.reason)
    for name, item in part.items.items():
        if item.is_touched and name in checklist:
            yield _item(then, checklist[name], item)


def _checklist(then: Scene, holder: str) -> dict[str, ChecklistItem]:
    return {} if holder == "profile" else dict(then.checklist_of(holder))


def _value(field: Field, text: str, reason: Word | None) -> Fact:
    note = say("Begründung: {reason}", reason=word(reason)) if reason is not None else ""
    return Fact(label=field.label, value=text, note=note)


def _item(then: Scene, item: ChecklistItem, state: ItemState) -> Fact:
    lines = proof_lines(then, state)
    shown = "; ".join(f"{line.kind}: {line.text}" for line in lines)
    url = next((line.url for line in lines if line.url), "")
    aside = word(state.reason) if state.reason is not None else ""
    return Fact(label=item.text, value=shown or aside or say("Erledigt"), url=url)
