"""All files of a quartier: what each proves, who brought it and when.

Rule: a file belongs to the event that brought it; what was erased or taken off again still has its
line, because it was there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.parts import Crumb, Link, Place
from web.presenters.scene import Scene, is_erased, word
from web.presenters.values import record_title
from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.state import Document, record_key, split_key


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file: its name, where it proves what, who brought it when, how big it is."""

    name: str
    url: str
    proves: Link
    who: str
    when: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesPage:
    """The files of a quartier as a page."""

    title: str
    place: Place
    heading: str
    says: str
    files: tuple[FileLine, ...]
    older: str


def files_page(
    scene: Scene, found: Iterable[tuple[Document, Recorded]], *, older: str = ""
) -> FilesPage:
    """Return the page; `older` is the address of the next ones, "" if there are none."""
    files = tuple(_line(scene, document, brought) for document, brought in found)
    heading = say("Dateien")
    return FilesPage(
        title=say("Dateien – {quarter}", quarter=scene.name),
        place=scene.place("", Crumb(heading)),
        heading=heading,
        says=_says(files, older=older),
        files=files,
        older=older,
    )


def _says(files: tuple[FileLine, ...], *, older: str) -> str:
    if not files:
        return say(
            "Noch ist hier keine Datei. Sie kommen dazu, wenn jemand einen Nachweis hochlädt."
        )
    number = plural(len(files), "Datei", "Dateien")
    if older:
        return say("Die letzten {files}, die neueste zuerst.", files=number)
    return say("{files}, die neueste zuerst.", files=number)


def _line(scene: Scene, document: Document, brought: Recorded) -> FileLine:
    name = word(document.name)
    erased = is_erased(document)
    return FileLine(
        name=name,
        url="" if erased else paths.file(scene.q, document.sha256, name),
        proves=_proves(scene, brought.event),
        who=scene.named(brought.by),
        when=dates.table_day(brought.on),
        size=dates.file_size(document.size),
    )


def _proves(scene: Scene, event: e.Event) -> Link:
    """Return what the file was brought for, with the way there."""
    match event:
        case e.ItemCompleted() | e.EvidenceAdded():
            return _item(scene, event.holder, event.item)
        case e.ValuesRecorded():
            url = paths.holder(scene.q, event.holder)
            return Link(say("Angaben: {where}", where=scene.holder_name(event.holder)), url)
        case e.RecordAdded() | e.RecordChanged():
            return _record(scene, record_key(event.register, event.number))
        case e.ObligationFulfilled():
            url = paths.obligation(scene.q, event.obligation)
            return Link(say("Auflage {number}", number=event.obligation), url)
        case _:
            return Link(say("Verlauf"), paths.history(scene.q))


def _item(scene: Scene, holder: str, item: str) -> Link:
    known = split_key(holder) or holder in scene.definition.steps
    found = scene.checklist_of(holder).get(item) if known else None
    where = scene.holder_name(holder)
    if found is None:
        return Link(where, paths.holder(scene.q, holder))
    label = say("{item} ({where})", item=found.text, where=where)
    return Link(label, paths.item_row(scene.q, holder, item))


def _record(scene: Scene, key: str) -> Link:
    found = split_key(key)
    record = scene.state.record(*found) if found else None
    name = scene.holder_name(key)
    if record is None:
        return Link(name, paths.holder(scene.q, key))
    label = say("{entry}: {title}", entry=name, title=record_title(scene, record))
    return Link(label, paths.holder(scene.q, key))
