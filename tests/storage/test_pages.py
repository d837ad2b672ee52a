"""What a municipality says on its public pages: written as an event, read without an account."""

import pytest
from sqlalchemy import delete, update

from tests.storage.world import AT
from workflow.core.errors import ConflictingChange
from workflow.core.municipality import WritePage
from workflow.storage import queries, tables


@pytest.fixture
def say(world):
    """Let the operator write the imprint."""

    def write(text, **more):
        command = WritePage(page="imprint", text=text, **more)
        return world.service.govern(world.place, command, account=None, at=AT)

    return write


def read(world, page="imprint"):
    with world.service.database.read() as connection:
        return queries.public_page(connection, world.place, page)


def test_everybody_reads_what_was_written_last(world, say):
    assert read(world) == queries.PublicPage()
    say("Stadt Musterstadt")
    say("Stadt Musterstadt\n\nMarktplatz 1")
    assert read(world) == queries.PublicPage(text="Stadt Musterstadt\n\nMarktplatz 1", edition=2)
    assert read(world, "privacy") == queries.PublicPage()
    say("")
    assert read(world) == queries.PublicPage(text="", edition=3)


def test_two_writers_do_not_overwrite_each_other_unseen(world, say):
    say("Eins")
    with pytest.raises(ConflictingChange):
        say("Zwei", seen=0)
    assert read(world).text == "Eins"


def test_municipalities_are_known_by_name(world):
    with world.service.database.read() as connection:
        (town,) = queries.towns(connection)
    assert (town.id, town.slug, town.name) == (world.place, "musterstadt", "Musterstadt")


@pytest.mark.parametrize(
    "statement", [delete(tables.page_text), update(tables.page_text).values(text="Anders")]
)
def test_verify_finds_a_changed_page_and_rebuild_brings_it_back(world, say, statement):
    say("Stadt Musterstadt")
    with world.service.database.maintain() as connection:
        connection.execute(statement)
    (finding,) = world.service.verify().findings
    assert finding.what == "page_text differs from the events"
    world.service.rebuild()
    assert world.service.verify().findings == ()
    assert read(world).text == "Stadt Musterstadt"
