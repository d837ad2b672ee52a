"""The history as a table for office programs: one line for each value that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from web.language import say
from web.presenters import dates
from web.presenters.chronicle import Deed
from web.presenters.history import Entry, Filter, entries
from web.presenters.scene import Scene
from web.presenters.told import KINDS, Detail, Told

Row = tuple[str, ...]


def history_table(scene: Scene, deeds: Sequence[Deed], chosen: Filter) -> Iterator[Row]:
    """Yield the head, and what a filter takes, the newest first."""
    yield (
        say("Nr."),
        say("Datum"),
        say("Uhrzeit"),
        say("Person"),
        say("Art"),
        say("Was"),
        say("Woran"),
        say("Angabe"),
        say("Vorher"),
        say("Nachher"),
        say("Folge von Nr."),
    )
    for entry in entries(scene, deeds, chosen):
        for place, sentence in enumerate((entry.told, *entry.follows)):
            yield from _rows(entry, sentence, place)


def _rows(entry: Entry, sentence: Told, place: int) -> Iterator[Row]:
    cause = str(entry.numbers[0]) if place else ""
    for detail in sentence.details or (Detail("", ""),):
        yield (
            str(entry.numbers[place]),
            dates.table_day(entry.on),
            entry.time,
            say("Automatisch") if place else entry.by,
            say(KINDS[sentence.kind]),
            sentence.text,
            sentence.thing,
            detail.label,
            detail.was or "",
            detail.text,
            cause,
        )
