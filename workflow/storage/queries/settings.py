"""What municipalities have settled for themselves, and who changed it when.

Rule: what holds is read from the row; on a day that is over, from the stream up to its end. Whoever
asks for one municipality belongs to it, or has loaded something of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from workflow.core.municipality_settings import Local, Settings, SettingsChanged
from workflow.core.policy import COORDINATOR
from workflow.storage import codec, events, municipalities, tables
from workflow.storage.queries.reading import Reading
from workflow.storage.statements import Transaction

_m = tables.municipality.c


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChange:
    """A change of the settings: when, by whom (0: whoever runs the server), and what."""

    at: datetime
    by: int
    event: SettingsChanged


def settings(reading: Reading, place: int) -> Settings:
    """Return what holds in a municipality."""
    if reading.until is not None:
        tx = Transaction.within(reading.connection)
        stored = events.load_until(tx, events.municipality_stream(place), reading.until)
        return municipalities.replay(stored).settled.settings if stored else Settings()
    query = select(_m.settings).where(_m.id == place)
    return codec.decode_settings(reading.connection.scalars(query).one())


def local_settings(reading: Reading) -> Local:
    """Return what holds in each municipality of which a quartier can be in reach."""
    i, reach = tables.instance.c, reading.reach
    joined = select(i.municipality_id).where(i.id.in_(sorted(reach.elsewhere)))
    coordinated = _m.id.in_(reach.places(COORDINATOR))
    query = select(_m.id, _m.settings).where(or_(coordinated, _m.id.in_(joined))).order_by(_m.id)
    found = reading.connection.execute(query)
    return {place: codec.decode_settings(text) for place, text in found}


def settings_changes(reading: Reading, place: int) -> list[SettingsChange]:
    """Return every change of a municipality's settings, the first one first."""
    e = tables.event.c
    query = (
        select(e.at, e.by, e.type, e.facts)
        .where(e.stream == events.municipality_stream(place), e.type == SettingsChanged.__name__)
        .order_by(e.seq)
    )
    return [
        SettingsChange(
            at=codec.read_instant(at),
            by=by,
            event=codec.decode_event(kind, facts, "{}", None),  # type: ignore[arg-type]  # by its type
        )
        for at, by, kind, facts in reading.connection.execute(query)
    ]
