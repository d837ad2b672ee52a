"""One entry of a register as a page: its values, its own checklist, what it hangs together with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.chronicle import Change, follow, told
from web.presenters.comments import CommentBox, comment_box
from web.presenters.crumbs import holder_place
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.items import checklist
from web.presenters.parts import Checklist, Fact, Link, Place
from web.presenters.record_links import Group, proof_of, referred_by, refers_to
from web.presenters.register_lacks import lacks
from web.presenters.register_list import under
from web.presenters.scene import Scene, quote, word
from web.presenters.told import Told
from web.presenters.values import facts, is_given, record_title
from workflow.core import commands as c
from workflow.core.events import RecordAdded, RecordArchived, RecordChanged, Recorded
from workflow.core.moving.places import register_then
from workflow.core.state import Record, record_key

_FILE = "file:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something that happened to the entry: when, by whom, what."""

    time: str
    by: str
    told: Told


SHOWN = 20  # of what has happened to an entry; the history of the quartier has all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One entry as a page."""

    title: str
    place: Place
    over: str
    heading: str
    says: str
    archived: str
    lacking: str
    facts: tuple[Fact, ...]
    empty: tuple[Fact, ...]
    empty_title: str
    edit: Link | None
    archive: Link | None
    checklist: Checklist | None
    refers: tuple[Group, ...]
    referred: tuple[Group, ...]
    proves: tuple[Link, ...]
    history: tuple[Happened, ...]
    history_says: str
    comment: CommentBox | None


def record_page(
    scene: Scene,
    register_id: str,
    number: int,
    typed: Typed = UNTYPED,
    history: Sequence[Recorded] = (),
) -> RecordPage:
    """Return the page of an entry; the caller has seen to it that it exists."""
    register = scene.definition.registers[register_id]
    record = scene.state.register(register_id)[number]
    key = record_key(register_id, number)
    url = paths.record(scene.q, register_id, number)
    may_change = scene.may(c.ChangeRecord, key)
    every = facts(scene, key, f"{url}/bearbeiten" if may_change else "", _file_names(history))
    empty = tuple(fact for fact in every if not is_given(fact))
    changes = _changes(scene, record, history)
    may_archive = scene.may(c.ArchiveRecord, key)
    return RecordPage(
        title=f"{record_title(scene, record)} – {register.title}",
        place=holder_place(scene, key),
        over=f"{register.singular} · {under(scene, record)}",
        heading=record_title(scene, record),
        says=say(
            "Angelegt am {day} von {person}",
            day=dates.long_day(record.on),
            person=scene.by(record.by),
        ),
        archived=_archived(scene, record),
        lacking=_lacking(scene, record),
        facts=tuple(fact for fact in every if is_given(fact)),
        empty=empty,
        empty_title=say("{values} ohne Eintrag", values=plural(len(empty), "Angabe", "Angaben")),
        edit=Link(say("Eintrag bearbeiten"), f"{url}/bearbeiten") if may_change else None,
        archive=Link(say("Eintrag archivieren"), f"{url}/archiv") if may_archive else None,
        checklist=checklist(scene, key) if register.checklist else None,
        refers=refers_to(scene, record),
        referred=referred_by(scene, record),
        proves=proof_of(scene, record),
        history=tuple(islice(_happened(scene, changes), SHOWN)),
        history_says=_left_out(len(changes)),
        comment=comment_box(scene, key, typed),
    )


def _file_names(history: Sequence[Recorded]) -> dict[str, str]:
    """Return how the files of an entry are called: what brought them says so."""
    brought = (each.event for each in history)
    said = (each.words for each in brought if isinstance(each, RecordAdded | RecordChanged))
    return {
        key.removeprefix(_FILE): word(text)
        for words in said
        for key, text in words.items()
        if key.startswith(_FILE)
    }


def _archived(scene: Scene, record: Record) -> str:
    if record.archived is None:
        return ""
    return say(
        "Archiviert am {day} von {person}: {reason}",
        day=dates.long_day(record.archived.on),
        person=scene.by(record.archived.by),
        reason=quote(record.archived.reason),
    )


def _lacking(scene: Scene, record: Record) -> str:
    missing = lacks(scene, scene.definition.registers[record.register]).get(record.number, ())
    if not missing:
        return ""
    return say("Fehlt noch: {what}", what=", ".join(lack.label for lack in missing))


def _happened(scene: Scene, changes: Sequence[Change]) -> Iterator[Happened]:
    """Yield what happened to an entry, the newest first, each with what stood there before."""
    for change in reversed(changes):
        recorded = change.recorded
        day, clock = dates.table_day(recorded.on), dates.clock(recorded.at)
        yield Happened(
            time=say("{day}, {time}", day=day, time=clock),
            by=scene.named(recorded.by),
            told=told(scene, change),
        )


def _changes(scene: Scene, record: Record, history: Sequence[Recorded]) -> tuple[Change, ...]:
    """Return what changed an entry. `history`: its own events, or all if the quartier was moved."""
    if not scene.state.moved():
        others = {n: r for n, r in scene.state.register(record.register).items() if r is not record}
        records = {**scene.state.records, record.register: others}
        deeds = follow(([each] for each in history), replace(scene.state, records=records))
        return tuple(change for deed in deeds for change in deed)
    every = (change for deed in follow([each] for each in history) for change in deed)
    return tuple(change for change in every if _is_about(change.recorded, scene, record))


def _is_about(recorded: Recorded, scene: Scene, record: Record) -> bool:
    register = register_then(scene.state.moved(), record.register, recorded.seq)
    match recorded.event:
        case RecordAdded() | RecordChanged() | RecordArchived():
            event = recorded.event
            return (event.register, event.number) == (register, record.number)
        case _:
            return getattr(recorded.event, "holder", "") == record_key(register, record.number)


def _left_out(number: int) -> str:
    if number <= SHOWN:
        return ""
    return say("Die letzten {shown} von {number} Änderungen.", shown=SHOWN, number=number)
