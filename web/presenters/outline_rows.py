"""The lines of a level: what each part is, where it was set, and how a value came to be.

Rule: a place is a line of this very text, or of a version that leads there. What an overlay did is a
word, and what it took out keeps its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.foreign import foreign
from web.language import plural, said_later, say, spoken
from web.presenters.templates_place import Bench
from workflow.workbench.opening import (
    WITHIN,
    WRITTEN,
    Opened,
    Outline,
    Part,
    Stage,
    kind_name,
    shown,
)

_DEEDS = {
    WRITTEN: said_later("so geschrieben"),
    "head": said_later("am Anfang gesetzt"),
    "add": said_later("hinzugefügt"),
    "change": said_later("geändert"),
    "remove": said_later("entfernt"),
    WITHIN: said_later("darin geändert"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place in a text: "hier, Zeile 12", or a version with its line; `url` leads to that version."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineRow:
    """A part of a level."""

    id: str
    url: str
    text: str
    kind: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done to a value: the deed, where, and why if something was taken out."""

    text: str
    source: Source
    reason: str = ""


def in_language(text: str, language: str) -> str:
    """Return a text marked as being in a language, if that is another than the page's; "": none."""
    return foreign(text, language) if language not in ("", spoken()) else text


def outline_row(bench: Bench, found: Opened, here: str, part: Part) -> OutlineRow:
    """Return the line of a part."""
    return OutlineRow(
        id=part.name,
        url=paths.outline(here, part.path),
        text=in_language(part.text, part.language),
        kind=kind_name(part.kind, spoken()),
        note=" · ".join(_notes(part)),
        source=source(bench, found, part.file, part.line, part.path),
    )


def source(bench: Bench, found: Opened, file: str, line: int, path: str) -> Source:
    """Return the place of something that stands at a path."""
    if file == found.name:
        return Source(text=say("hier, Zeile {line}", line=line) if line else say("hier"))
    text = say("{file}, Zeile {line}", file=file, line=line) if line else file
    v, _, number = file.rpartition("@")
    known = number.isdecimal() and (
        bench.known(v, int(number)) or bench.comes_along(v, int(number))
    )
    if not known:
        return Source(text=text)
    there = paths.version(bench.town.slug, v, int(number))
    return Source(text=text, url=paths.outline(there, path))


def told(bench: Bench, found: Opened, level: Outline) -> Iterator[Deed]:
    """Yield what was done to a value, the newest first."""
    for index, stage in enumerate(level.stages):
        yield Deed(
            text=_deed(level, stage, is_former=index > 0),
            source=source(bench, found, stage.file, stage.line, level.path),
            reason=say("Grund: {reason}", reason=stage.reason) if stage.reason else "",
        )


def _deed(level: Outline, stage: Stage, *, is_former: bool) -> str:
    deed = say(_DEEDS[stage.verb])
    if stage.path != level.path and len(stage.path) < len(level.path):
        deed = say("{deed} mit {path}", deed=deed, path=stage.path)
    if is_former and stage.value is not None:
        return say("Davor {value}: {deed}", value=shown(stage.value), deed=deed)
    return f"{deed[0].upper()}{deed[1:]}"


def _notes(part: Part) -> Iterator[str]:
    if part.count is not None:
        yield plural(part.count, "Teil", "Teile")
    if part.deed:
        deed = say(_DEEDS[part.deed])
        yield say("{deed}: {reason}", deed=deed, reason=part.reason) if part.reason else deed
    if part.is_locked:
        yield say("geschützt")
