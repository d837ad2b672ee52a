"""The municipalities whose definitions somebody reads or writes, and how much there is in each.

Rule: where somebody neither coordinates nor advises, there is nothing to see, not even the name.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Table, func, select

from workflow.core.municipality_definitions import DEFINITION_READERS
from workflow.core.state import ProcessLife
from workflow.storage import tables
from workflow.storage.queries.public import Town
from workflow.storage.queries.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A municipality with the number of its drafts and versions, and of the quartiere under way."""

    town: Town
    drafts: int
    versions: int
    running: int


def definition_towns(reading: Reading) -> tuple[Town, ...]:
    """Return by name the municipalities whose definitions are in reach."""
    keys, m = reading.reach.places(*DEFINITION_READERS), tables.municipality.c
    if not keys:
        return ()
    query = select(m.id, m.slug, m.name).where(m.id.in_(keys)).order_by(m.name, m.id)
    return tuple(
        Town(id=key, slug=slug, name=name) for key, slug, name in reading.connection.execute(query)
    )


def workplaces(reading: Reading) -> tuple[Workplace, ...]:
    """Return the same municipalities with how much there is in each."""
    towns = definition_towns(reading)
    keys = [each.id for each in towns]
    drafts = _counted(reading, tables.definition_draft, keys)
    versions = _counted(reading, tables.definition_version, keys)
    running = _counted(reading, tables.instance, keys, (ProcessLife.RUNNING, ProcessLife.PAUSED))
    return tuple(
        Workplace(
            town=each,
            drafts=drafts.get(each.id, 0),
            versions=versions.get(each.id, 0),
            running=running.get(each.id, 0),
        )
        for each in towns
    )


def _counted(
    reading: Reading, table: Table, keys: Collection[int], lives: Collection[ProcessLife] = ()
) -> dict[int, int]:
    place = table.c.municipality_id
    query = select(place, func.count()).where(place.in_(keys)).group_by(place)
    if lives:
        query = query.where(table.c.life.in_([each.value for each in lives]))
    return {row[0]: row[1] for row in reading.connection.execute(query)}
