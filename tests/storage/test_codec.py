"""Events and parts of the state survive their way into text and back; old text stays readable."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest

from tests.storage.samples import SAMPLES
from workflow.core.errors import InvalidInput, Problem
from workflow.core.events import CommentAdded, ItemCompleted
from workflow.core.state import ERASED, FieldValue, InstancePart, ItemState, Record, StepPart
from workflow.storage import codec

GOLDEN = json.loads((Path(__file__).parent / "golden_events.json").read_text("utf-8"))
KINDS = {type(event).__name__: event for event in SAMPLES}


def read(encoded, payload):
    return codec.decode_event(encoded.type, encoded.facts, encoded.digests, payload)


def test_there_is_a_sample_of_every_event():
    assert {kind.__name__ for kind in get_args(codec.AnyEvent)} == KINDS.keys()


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_as_it_was(event):
    encoded = codec.encode_event(event)
    assert read(encoded, encoded.payload or None) == event


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
def test_an_erased_event_still_reads(event):
    gone = read(codec.encode_event(event), None)
    words = dict.fromkeys(getattr(event, "words", {}), ERASED)
    assert gone == (replace(event, words=words) if words else event)


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
def test_facts_hold_no_word(event):
    facts = codec.encode_event(event).facts
    assert not [word for word in getattr(event, "words", {}).values() if word in facts]


@pytest.mark.parametrize("kind", GOLDEN)
def test_what_was_stored_once_is_read_for_ever(kind):
    """A failure here means that stored histories can no longer be read: never edit the file."""
    stored = GOLDEN[kind]
    assert codec.decode_event(kind, *stored) == KINDS[kind]


def test_every_event_has_its_golden_text():
    assert GOLDEN.keys() == KINDS.keys()


def test_single_words_can_be_missing():
    event = ItemCompleted(holder="a", item="b", round=1, words={"note": "x", "reason": "y"})
    encoded = codec.encode_event(event)
    payload = json.loads(encoded.payload)
    del payload["note"]
    assert read(encoded, json.dumps(payload)).words == {"note": ERASED, "reason": "y"}


def test_the_same_word_has_another_digest_each_time():
    event = CommentAdded(words={"text": "Ja"})
    assert codec.encode_event(event).digests != codec.encode_event(event).digests


@pytest.mark.parametrize("text", ["a\0b", "\0", "\ud83d", "x\udc00"])
def test_text_that_no_database_holds_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        codec.encode_event(CommentAdded(words={"text": text}))
    assert refusal.value.problems[0].problem is Problem.BAD_CHARACTER


def anew(text):
    """Return other text for the same part, so that it is read and not remembered."""
    return f" {text}"


def test_parts_of_the_state_come_back_as_they_were():
    value = FieldValue(value=("a", 1), seq=3, by=2, on=date(2026, 1, 2), reason=ERASED)
    item = ItemState(by=1, on=date(2026, 1, 2), note=ERASED, records=("partner/1",))
    step = StepPart(items={"a": item}, values={"b": value})
    assert codec.decode_step(anew(codec.encode_step(step))) == step
    instance = InstancePart(
        name="Mühlburg",
        municipality=1,
        definition="d",
        started_on=date(2026, 1, 2),
        steps={},
        profile={"c": value},
    )
    assert codec.decode_instance(anew(codec.encode_instance(instance))) == instance
    record = Record(
        register="partner", number=1, step="a", round=1, by=1, on=date(2026, 1, 2), values={}
    )
    assert codec.decode_record(anew(codec.encode_record(record))) == record


def test_a_part_stored_before_a_field_existed_gets_its_default():
    assert codec.decode_step("{}") == StepPart()


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert codec.canonical({"b": 1, "a": "ü"}) == codec.canonical({"a": "ü", "b": 1})
    assert codec.canonical({"b": 1, "a": "ü"}) == '{"a":"ü","b":1}'


def test_instants_are_kept_in_utc_and_need_a_zone():
    berlin = timezone(timedelta(hours=2))
    text = codec.instant(datetime(2026, 7, 1, 0, 30, tzinfo=berlin))
    assert text == "2026-06-30T22:30:00.000000Z"
    assert codec.read_instant(text) == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="zone"):
        codec.instant(datetime(2026, 7, 1))  # noqa: DTZ001
