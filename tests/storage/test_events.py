"""The history: chained, append-only, and every change in it is found."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from workflow.core.errors import ChainBroken
from workflow.core.events import CommentAdded, StepOpened, WordsErased
from workflow.core.state import ERASED
from workflow.storage import codec, events
from workflow.storage.database import Taken
from workflow.storage.events import START, Stamp
from workflow.storage.statements import Transaction

AT = datetime(2026, 3, 31, 9, 5, tzinfo=UTC)
STREAM = "quartier/1"


def stamp(command_id, content="{}", by=7):
    return Stamp(at=AT, day=date(2026, 3, 31), by=by, command_id=command_id, content=content)


@pytest.fixture
def history(database):
    """Three commands with four events."""
    with database.write() as tx:
        head = events.append(tx, STREAM, START, [StepOpened(step="a")], stamp("one"))
        comments = [CommentAdded(words={"text": word, "more": "x"}) for word in ("eins", "zwei")]
        head = events.append(tx, STREAM, head, comments, stamp("two", '{"a":1}'))
        events.append(tx, STREAM, head, [StepOpened(step="b")], stamp("three"))
    return database


def stored(database, stream=STREAM):
    with database.read() as connection:
        return events.load(Transaction.within(connection), stream)


def test_events_come_back_in_order_with_their_words(history):
    rows = stored(history)
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert rows[1].decoded() == CommentAdded(words={"text": "eins", "more": "x"})
    recorded = rows[3].recorded()
    assert (recorded.at, recorded.on, recorded.by) == (AT, date(2026, 3, 31), 7)
    assert events.check(rows).hash == rows[-1].hash


def test_a_command_id_stands_on_the_first_event_only(history):
    assert [row.command_id for row in stored(history)] == ["one", "two", None, "three"]


def test_a_command_is_found_again_by_its_id(history):
    with history.read() as connection:
        tx = Transaction.within(connection)
        rows = events.find_command(tx, "two")
        assert events.find_command(tx, "unknown") == ()
    assert [row.seq for row in rows] == [2, 3]
    assert events.is_same_command(rows, 7, '{"a":1}')
    assert not events.is_same_command(rows, 8, '{"a":1}')
    assert not events.is_same_command(rows, 7, '{"a":2}')


def test_the_digest_of_a_command_tells_nothing_once_a_word_is_erased(history):
    rows = tuple(stored(history)[1:3])
    payload = json.loads(rows[0].words)
    del payload["text"]
    erased = (replace(rows[0], words=json.dumps(payload)), rows[1])
    assert not events.is_same_command(erased, 7, '{"a":1}')


def test_two_commands_cannot_take_the_same_place(history):
    with pytest.raises(Taken), history.write() as tx:
        events.append(tx, STREAM, START, [StepOpened(step="x")], stamp("four"))
    assert len(stored(history)) == 4


def test_a_command_id_is_used_once(history):
    with pytest.raises(Taken), history.write() as tx:
        events.append(tx, "quartier/2", START, [StepOpened(step="x")], stamp("one"))


OTHER = {
    "stream": "quartier/2",
    "seq": 9,
    "type": "StepPassed",
    "command_id": "other",
    "command_digest": "ff" * 32,
    "at": "2026-03-31T09:05:00.000001Z",
    "day": "2026-04-01",
    "by": 8,
    "facts": '{"dues":{},"step":"z"}',
    "digests": '{"more":"00"}',
    "hash": bytes(32),
    "words": '{"more":["00","x"],"text":["00","gefälscht"]}',
}


@pytest.mark.parametrize("field", OTHER)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_r05_a_changed_field_breaks_the_chain(history, field, place):
    rows = stored(history)
    rows[place] = replace(rows[place], **{field: OTHER[field]})
    with pytest.raises(ChainBroken) as found:
        events.check(rows)
    assert found.value.seq == place + 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_r05_a_removed_event_breaks_the_chain(history, place):
    rows = stored(history)
    del rows[place]
    with pytest.raises(ChainBroken) as found:
        events.check(rows)
    assert found.value.seq == place + 1


def test_r05_swapped_events_break_the_chain(history):
    rows = stored(history)
    rows[1], rows[2] = replace(rows[2], seq=2), replace(rows[1], seq=3)
    with pytest.raises(ChainBroken):
        events.check(rows)


def test_r05_a_cut_tail_shows_in_the_head(history):
    """The chain itself cannot show it: the head has to be known from elsewhere."""
    rows = stored(history)
    assert events.check(rows[:-1]) != events.check(rows)


def test_r05_a_word_that_vanished_without_an_erasure_is_found(history):
    rows = stored(history)
    rows[1] = replace(rows[1], words=None)
    with pytest.raises(ChainBroken, match="is gone"):
        events.check(rows)


def test_an_erased_word_leaves_the_chain_whole(history):
    with history.write() as tx:
        rows = events.load(tx, STREAM)
        erased = WordsErased(erased=((2, "text"),), words={"reason": "Antrag"})
        head = events.Head(rows[-1].seq, rows[-1].hash)
        events.append(tx, STREAM, head, [erased], stamp("five"))
        events.erase(tx, STREAM, erased.erased)
    rows = stored(history)
    events.check(rows)
    assert rows[1].decoded() == CommentAdded(words={"text": ERASED, "more": "x"})


BYPASSES = {
    "update": "UPDATE event SET facts = '{}' WHERE seq = 1",
    "delete": "DELETE FROM event WHERE seq = 4",
    "replace": "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
    "replace_under_another_id": (
        "INSERT OR REPLACE INTO event SELECT 99, stream, seq, type, NULL, NULL, at, day, by, '{}',"
        " digests, hash FROM event WHERE seq = 1"
    ),
    "upsert": (
        "INSERT INTO event SELECT * FROM event WHERE seq = 1"
        " ON CONFLICT (id) DO UPDATE SET facts = '{}'"
    ),
    "update_or_replace": "UPDATE OR REPLACE event SET seq = 1 WHERE seq = 2",
    "change_words": 'UPDATE event_payload SET words = \'{"text":["00","neu"]}\'',
    "move_words": "UPDATE event_payload SET event_id = 1 WHERE event_id = 2",
    "replace_words": "INSERT OR REPLACE INTO event_payload VALUES (2, '{}')",
    "delete_words": "DELETE FROM event_payload WHERE event_id = 2",
    "truncate_words": "TRUNCATE event_payload",
    "truncate": "TRUNCATE event CASCADE",
}
SQLITE_ONLY = {"replace", "replace_under_another_id", "update_or_replace", "replace_words"}


@pytest.mark.parametrize("bypass", BYPASSES)
def test_t23_the_database_itself_refuses_to_change_the_history(history, bypass):
    statement = BYPASSES[bypass]
    if bypass in SQLITE_ONLY and not history.is_sqlite:
        statement = statement.replace("OR REPLACE ", "")  # the nearest that PostgreSQL knows
    if history.is_sqlite:  # it has no TRUNCATE
        statement = statement.replace("TRUNCATE", "DELETE FROM").replace(" CASCADE", "")
    if bypass == "upsert" and history.is_sqlite:
        statement = statement.replace("WHERE seq = 1", "WHERE seq = 1 AND true")
    before = stored(history)
    with pytest.raises((DatabaseError, Taken)), history.maintain() as connection:
        connection.execute(text(statement.replace(":[", "\\:[")))
    assert stored(history) == before


def test_words_can_be_taken_out_but_not_put_back(history):
    with history.maintain() as connection:
        connection.execute(text("UPDATE event_payload SET words = '{}' WHERE event_id = 2"))
    with pytest.raises((DatabaseError, Taken)), history.maintain() as connection:
        connection.execute(
            text("UPDATE event_payload SET words = :words WHERE event_id = 2"),
            {"words": codec.canonical({"text": ["00", "x"]})},
        )


UNICODE = [
    "Grüße aus Mühlburg, Straße 5 – „gut“",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "שלום עולם",
    "e\u0301 é",
    "a" + "\u0301" * 1000,
    "Zeile\u2028Zeile\u2029Ende",
    "\ufeffBOM",
    "\u0085",
    "İıẞß\u212a",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    '"\\u0000" ist hier nur Text',
    "{'a': 1} %s %(x)s ? :x $1",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("word", UNICODE, ids=range(len(UNICODE)))
def test_r18_any_text_comes_back_unchanged(database, word):
    with database.write() as tx:
        events.append(tx, STREAM, START, [CommentAdded(words={"text": word})], stamp("one"))
    [row] = stored(database)
    assert row.decoded().words["text"] == word
    events.check([row])
