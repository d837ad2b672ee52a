"""Loading what a page about process definitions starts from."""

from __future__ import annotations

from web.context import service, signed_in, today
from web.presenters.templates_place import Bench
from web.reading import open_view
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import NotFound
from workflow.core.municipality_definitions import DEFINITION_READERS, DEFINITION_WRITERS
from workflow.storage import queries
from workflow.storage.queries import Reading
from workflow.workbench import Review, readable, shipped_versions


def here(reading: Reading) -> int:
    """Return the municipality whose definitions somebody sees; raises NotFound if there is none.

    Who advises several sees those of their own, else of the first.
    """
    places, home = reading.reach.places(*DEFINITION_READERS), reading.reach.home
    if not places:
        raise NotFound("definitions")
    return home if home in places else min(places)


def municipality() -> int:
    """Return the municipality whose definitions are seen; raises NotFound."""
    with open_view() as reading:
        return here(reading)


def load_bench() -> Bench:
    """Return everything there is; raises NotFound for who has nothing to do with definitions."""
    with open_view() as reading:
        place = here(reading)
        versions, drafts = queries.versions(reading, place), queries.drafts(reading, place)
        named = {row.published_by for row in versions} | {row.changed_by for row in drafts}
        named |= {row.withdrawn_by or 0 for row in versions}
        named |= set(queries.role_holders(reading, place, "consultant"))
        return Bench(
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


def load_review(v: str) -> Review:
    """Return a draft with all there is to say about it; raises NotFound."""
    return service().workbench.review(municipality(), v, account=signed_in())


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


def written(v: str, number: int) -> str:
    """Return a version as it was written, as YAML in any case; raises NotFound."""
    bench = load_bench()
    row, ships = bench.known(v, number), bench.comes_along(v, number)
    if ships is not None and (row is None or row.digest == ships.definition.digest):
        return ships.text  # what the operator has published is known in canonical form alone
    if row is None:
        raise NotFound(f"{v}@{number}")
    with open_view() as reading:
        return readable(queries.version_text(reading, row.municipality, v, number))
