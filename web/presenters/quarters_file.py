"""The list of quartiere as a table for a spreadsheet: a line each, plain words, no signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from web.language import said_later, say
from web.presenters import dates
from web.presenters.around import Around
from web.presenters.matrix import edition, quarter_row
from web.presenters.status import DONE, DROPPED
from workflow.core.state import ProcessLife
from workflow.storage.queries import InstanceRow

_HEAD = (
    said_later("Quartier"),
    said_later("Leitung"),
    said_later("Stand"),
    said_later("Runde"),
    said_later("Phase"),
    said_later("Lage"),
    said_later("Eingeschätzt am"),
    said_later("Schritte abgeschlossen"),
    said_later("Schritte insgesamt"),
    said_later("Offene Schritte"),
    said_later("Freigabe angefragt am"),
    said_later("Zurückgegeben am"),
    said_later("Frühester Pflichttermin"),
    said_later("Letzte Änderung"),
    said_later("Prozessvorlage"),
)
_LIVES = {
    ProcessLife.RUNNING: said_later("läuft"),
    ProcessLife.PAUSED: said_later("pausiert"),
    ProcessLife.COMPLETED: said_later("abgeschlossen"),
    ProcessLife.ABANDONED: said_later("abgebrochen"),
}


def quarters_table(rows: Sequence[InstanceRow], around: Around) -> Iterator[tuple[str, ...]]:
    """Yield the head and a line for each quartier."""
    yield tuple(say(each) for each in _HEAD)
    for row in rows:
        yield _line(row, around)


def _line(row: InstanceRow, around: Around) -> tuple[str, ...]:
    definition = around.definition(row)
    found = quarter_row(row, around)
    phase = definition.phases.get(row.phase)
    situation = around.situation(row)
    return (
        found.name,
        found.lead,
        say(_LIVES[row.life]),
        str(row.round),
        phase.title if phase else "",
        situation.word,
        _day(row.situation_on),
        str(sum(1 for cell in found.cells if cell.status in (DONE, DROPPED))),
        str(len(found.cells)),
        found.sentence if any(cell.url for cell in found.cells) else "",
        _day(row.requested_on),
        _day(row.returned_on),
        _day(row.required_due),
        _day(row.moved_on),
        edition(definition),
    )


def _day(day: date | None) -> str:
    return dates.table_day(day) if day else ""
