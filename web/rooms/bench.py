"""Loading what a page about process definitions starts from.

Rule: the address names the municipality, so that nobody writes for another one than they see. One
that somebody has nothing to do with looks like none.
"""

from __future__ import annotations

from collections.abc import Sequence

from web.context import service, signed_in, today
from web.presenters.templates_place import Bench
from web.reading import open_view
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import NotFound
from workflow.core.municipality_definitions import DEFINITION_WRITERS
from workflow.storage import queries
from workflow.storage.queries import Town
from workflow.workbench import Review, readable, shipped_versions


def town_at(ort: str) -> Town:
    """Return the municipality of an address; raises NotFound unless its definitions are in reach."""
    with open_view() as reading:
        return _named(queries.definition_towns(reading), ort)


def _named(towns: Sequence[Town], ort: str) -> Town:
    found = next((each for each in towns if each.slug == ort), None)
    if found is None:
        raise NotFound(ort)
    return found


def load_bench(ort: str) -> Bench:
    """Return everything there is in a municipality; raises NotFound as `town_at` does."""
    with open_view() as reading:
        towns = queries.definition_towns(reading)
        town = _named(towns, ort)
        place = town.id
        versions, drafts = queries.versions(reading, place), queries.drafts(reading, place)
        named = {row.published_by for row in versions} | {row.changed_by for row in drafts}
        named |= {row.withdrawn_by or 0 for row in versions}
        named |= set(queries.role_holders(reading, place, "consultant"))
        return Bench(
            town=town,
            is_one_of_several=len(towns) > 1,
            account=signed_in(),
            may_write=place in reading.reach.places(*DEFINITION_WRITERS),
            today=today(),
            versions=versions,
            drafts=drafts,
            running=queries.running(reading, place),
            people=queries.names(reading, filter(None, named)),
            settings=queries.settings(reading, place),
            shipped=shipped_versions(),
        )


def load_review(ort: str, v: str) -> Review:
    """Return a draft with all there is to say about it; raises NotFound."""
    return service().workbench.review(town_at(ort).id, v, account=signed_in())


def named_definition(bench: Bench, name: str) -> ProcessDefinition:
    """Return a version named as `id@version`, its texts as they are written; raises NotFound."""
    v, _, number = name.partition("@")
    row = bench.known(v, int(number)) if number.isdecimal() else None
    ships = bench.comes_along(v, int(number)) if number.isdecimal() else None
    if row is not None:
        return service().definition(row.digest)
    if ships is None:
        raise NotFound(name)
    return ships.definition


def written(bench: Bench, v: str, number: int) -> str:
    """Return a version as it was written, as YAML in any case; raises NotFound."""
    row, ships = bench.known(v, number), bench.comes_along(v, number)
    if ships is not None and (row is None or row.digest == ships.definition.digest):
        return ships.text  # what the operator has published is known in canonical form alone
    if row is None:
        raise NotFound(f"{v}@{number}")
    with open_view() as reading:
        return readable(queries.version_text(reading, row.municipality, v, number))


def whole(bench: Bench, v: str, number: int) -> str:
    """Return a version with all that comes from what it builds on, as YAML; raises NotFound."""
    row, ships = bench.known(v, number), bench.comes_along(v, number)
    if row is not None:
        with open_view() as reading:
            return readable(queries.version_stored(reading, row.municipality, v, number))
    if ships is None:
        raise NotFound(f"{v}@{number}")
    return readable(ships.stored)
