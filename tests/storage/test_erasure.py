"""Erasing: single words are gone from everywhere, and everything else stays as it was."""

import io
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.world import AT, HELPER, World
from workflow.core import commands as c
from workflow.core.errors import Forbidden, InvalidInput, NotFound
from workflow.core.events import WordsErased
from workflow.core.state import ERASED
from workflow.definitions.library import compile_definition
from workflow.service import Service
from workflow.storage.database import Database
from workflow.storage.queries import history

NAME = "Rosemarie Unverwechselbar"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def named(world, instance):
    """A register entry with a person's name, changed once since."""
    values = {**HELPER, "name": NAME}
    seq = world.do(instance, c.AddRecord(register="helfer", step="wunsch", values=values)).seq
    change = c.ChangeRecord(register="helfer", number=1, values={"stunden": "2"})
    world.do(instance, change, at=AT + timedelta(hours=1))
    return seq


def erase(world, instance, *words, by="coordinator"):
    return world.do(instance, c.EraseWords(words=words, reason="Antrag nach Artikel 17"), by)


def test_an_erased_word_reads_as_erased_and_the_rest_stays(world, instance, named):
    world.work_a_while(instance)
    outcome = erase(world, instance, (named, "value:name"))
    assert isinstance(outcome.events[0], WordsErased)
    record = world.state(instance).record("helfer", 1)
    assert record.values["name"].value == ERASED
    assert record.values["bereich"].value == "kueche"
    assert world.problems(instance) == []


def test_t25_the_word_is_nowhere_in_the_file_any_more(sqlite_url, tmp_path):
    service = Service(Database(sqlite_url), tmp_path, compile_definition)
    world = World.found(service)
    instance = world.start().instance
    values = {**HELPER, "name": NAME}
    seq = world.do(instance, c.AddRecord(register="helfer", step="wunsch", values=values)).seq
    service.database.scrub()
    file = Path(service.database.url.database)
    assert NAME.encode() in file.read_bytes()
    erase(world, instance, (seq, "value:name"))
    for each in (file, file.with_name(f"{file.name}-wal")):
        assert NAME.encode() not in each.read_bytes()
    service.close()


def test_history_shows_what_was_erased_and_by_whom(world, service, instance, named):
    erase(world, instance, (named, "value:name"))
    with service.reading(world.manager) as reading:
        events = {each.seq: each for each in history(reading, instance)}
    assert events[named].event.words == {"value:name": ERASED}
    last = events[max(events)]
    assert (last.by, last.event.erased) == (world.coordinator, ((named, "value:name"),))


def test_only_what_was_said_can_be_erased_and_only_by_the_coordination(world, instance, named):
    before = world.state(instance)
    for word in ((named, "value:bereich"), (999, "text"), (1, "nichts")):
        with pytest.raises(NotFound):
            erase(world, instance, word)
    with pytest.raises(Forbidden):
        erase(world, instance, (named, "value:name"), by="manager")
    assert world.state(instance) == before


def test_l7_what_is_erased_already_is_not_erased_again(world, instance, named):
    erase(world, instance, (named, "value:name"))
    before = world.state(instance).seq
    assert erase(world, instance, (named, "value:name")).events == ()
    assert world.state(instance).seq == before


def test_the_name_of_a_quartier_can_be_erased(world, service, instance):
    erase(world, instance, (1, "name"))
    assert world.state(instance).instance.name == ERASED
    with service.reading(world.manager) as reading:
        assert history(reading, instance)
    assert world.problems(instance) == []


def test_erasing_a_file_deletes_its_bytes_and_leaves_a_tombstone(world, service, instance):
    document = service.store_file(instance, io.BytesIO(PDF), "Rosi.pdf", account=world.manager)
    proof = c.CompleteItem(holder="wunsch", item="notiz", documents=(document,))
    seq = world.do(instance, proof).seq
    found, path = service.open_file(instance, document.sha256, account=world.developer)
    assert (found, path.read_bytes()) == (document, PDF)
    erase(world, instance, (seq, "document:0"))
    assert not path.exists()
    with pytest.raises(NotFound):
        service.open_file(instance, document.sha256, account=world.manager)
    kept = world.state(instance).step("wunsch").items["notiz"].documents[0]
    assert (kept.name, kept.sha256) == (ERASED, document.sha256)
    assert world.problems(instance) == []


def test_bytes_stay_as_long_as_another_event_keeps_them(world, service, instance):
    document = service.store_file(instance, io.BytesIO(PDF), "A.pdf", account=world.manager)
    first = world.do(instance, c.AddComment(text="Hier", documents=(document,))).seq
    world.do(instance, c.AddComment(text="Und hier", documents=(document,)))
    erase(world, instance, (first, "document:0"))
    _, path = service.open_file(instance, document.sha256, account=world.manager)
    assert path.exists()


def test_t01_a_file_of_another_quartier_cannot_be_named(world, service, instance):
    other = world.start("Anderswo").instance
    document = service.store_file(other, io.BytesIO(PDF), "A.pdf", account=world.manager)
    with pytest.raises(InvalidInput):
        world.do(instance, c.AddComment(text="Hier", documents=(document,)))
    with pytest.raises(NotFound):
        service.open_file(instance, document.sha256, account=world.manager)
