"""How events and parts of the state become text, and back.

Rules. Canonical JSON: sorted keys, UTF-8, no floats, nothing that depends on the machine. An event
is stored in two halves: its *facts* (everything but `words`), which stay for ever, and its *words*,
each with a salt of its own; the event keeps `SHA-256(salt, key, value)` of each, so that a single
word can be erased and the rest still verifies. A word that is gone reads as ERASED.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar, get_args
from zoneinfo import ZoneInfo

import msgspec

from workflow.core import events, municipality
from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.core.municipality_settings import Settings
from workflow.core.state import ERASED, InstancePart, Move, Record, StepPart, Word

Part = TypeVar("Part")
AnyEvent = events.Event | municipality.Event

# How many parts of each kind are remembered, a few kilobytes each.
REMEMBERED = 500
# Sorts behind every day and is none.
NEVER = "9999-99-99"
BERLIN = ZoneInfo("Europe/Berlin")

# How far a step is, as lists show it: status, settled and all required items, whether it came back;
# and while it waits for a decision or has come back, since which day and by whom.
HowFar = tuple[str, int, int, bool, date | None, int]

_ENCODER = msgspec.json.Encoder(order="sorted")
_IN_ORDER = msgspec.json.Encoder()
_TYPES: Mapping[str, type[AnyEvent]] = {kind.__name__: kind for kind in get_args(AnyEvent)}
_SUMMARY = msgspec.json.Decoder(dict[str, HowFar])
_DIGESTS = msgspec.json.Decoder(dict[str, str])
_PAYLOAD = msgspec.json.Decoder(dict[str, tuple[str, str]])
_GONE = {"erased": True}


def canonical(value: object) -> str:
    """Return a value (dataclasses, dates, enums and plain data) as canonical JSON."""
    return _ENCODER.encode(value).decode()


def read(text: str) -> object:
    """Return JSON text as plain data."""
    return msgspec.json.decode(text)


# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedEvent:
    """An event ready to be stored; `payload` and `salts` are empty if it has no words."""

    type: str
    facts: str
    digests: str
    payload: str
    salts: str


def encode_event(event: AnyEvent) -> EncodedEvent:
    """Return the event's halves, each word with a new salt; raises InvalidInput for bad text."""
    facts: dict[str, Any] = msgspec.to_builtins(event)
    words: dict[str, str] = facts.pop("words", {})
    payload = {key: (secrets.token_hex(16), words[key]) for key in sorted(words)}
    digests = {key: word_digest(salt, key, word) for key, (salt, word) in payload.items()}
    return EncodedEvent(
        type=type(event).__name__,
        facts=canonical(facts),
        digests=canonical(digests),
        payload=canonical(payload) if payload else "",
        salts="".join(salt for salt, _ in payload.values()),
    )


def decode_event(kind: str, facts: str, digests: str, payload: str | None) -> AnyEvent:
    """Return the event; raises KeyError for a type that this program does not know."""
    fields = msgspec.json.decode(facts)
    if digests != "{}":
        there = decode_payload(payload)
        fields["words"] = {
            key: there[key][1] if key in there else _GONE for key in decode_digests(digests)
        }
    event: AnyEvent = msgspec.convert(fields, _TYPES[kind])
    return event


def word_digest(salt: str, key: str, word: str) -> str:
    """Return what the event keeps of a word; raises InvalidInput for text no database can hold."""
    try:
        text = f"{salt}\n{key}\n{word}".encode()
    except UnicodeEncodeError as problem:  # half a surrogate pair
        raise InvalidInput(InputProblem(name=key, problem=Problem.BAD_CHARACTER)) from problem
    if b"\0" in text:
        raise InvalidInput(InputProblem(name=key, problem=Problem.BAD_CHARACTER))
    return hashlib.sha256(text).hexdigest()


def decode_digests(digests: str) -> dict[str, str]:
    """Return the digests of an event's words by key."""
    return _DIGESTS.decode(digests)


def decode_payload(payload: str | None) -> dict[str, tuple[str, str]]:
    """Return the words that are still there, as (salt, word) by key."""
    return _PAYLOAD.decode(payload) if payload else {}


# --- parts of the state ------------------------------------------------------------------------


class _Remembered(Generic[Part]):
    """Decodes parts, and remembers by their text those that were just read or written.

    A part never changes, so that everybody can have the same one; the text says all there is to
    know, so that nothing can be out of date.
    """

    def __init__(self, kind: type[Part]) -> None:
        self._decoder = msgspec.json.Decoder(kind)
        self._known: dict[str, Part] = {}

    def encode(self, part: Part) -> str:
        text = _IN_ORDER.encode(part).decode()
        self._keep(text, part)
        return text

    def decode(self, text: str) -> Part:
        part = self._known.get(text)
        if part is None:
            part = self._decoder.decode(text)
            self._keep(text, part)
        return part

    def _keep(self, text: str, part: Part) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[text] = part


_INSTANCE = _Remembered(InstancePart)
_STEP = _Remembered(StepPart)
_RECORD = _Remembered(Record)
_MOVE = _Remembered(Move)
_SETTINGS = _Remembered(Settings)


def encode_instance(part: InstancePart) -> str:
    """Return the instance part as text; steps keep their order."""
    return _INSTANCE.encode(part)


def encode_step(part: StepPart) -> str:
    """Return the work in a step as text."""
    return _STEP.encode(part)


def encode_record(part: Record) -> str:
    """Return an entry of a register as text."""
    return _RECORD.encode(part)


def encode_move(move: Move) -> str:
    """Return a move to another version as text."""
    return _MOVE.encode(move)


def decode_move(text: str) -> Move:
    """Return a move to another version."""
    return _MOVE.decode(text)


def decode_instance(text: str) -> InstancePart:
    """Return the instance part."""
    return _INSTANCE.decode(text)


def decode_step(text: str) -> StepPart:
    """Return the work in a step."""
    return _STEP.decode(text)


def decode_record(text: str) -> Record:
    """Return an entry of a register."""
    return _RECORD.decode(text)


def encode_settings(settings: Settings) -> str:
    """Return the settings of a municipality as text."""
    return _SETTINGS.encode(settings)


def decode_settings(text: str) -> Settings:
    """Return the settings of a municipality."""
    return _SETTINGS.decode(text)


def encode_summary(summary: Mapping[str, HowFar]) -> str:
    """Return how far each step is as text; the steps keep their order."""
    return _IN_ORDER.encode(summary).decode()


def decode_summary(text: str) -> dict[str, HowFar]:
    """Return how far each step is."""
    return _SUMMARY.decode(text)


# --- times and words in columns -----------------------------------------------------------------


@lru_cache(maxsize=64)  # a command asks several times for its own
def instant(at: datetime) -> str:
    """Return an instant as the tables hold it; raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """Return the instant of a column."""
    return datetime.fromisoformat(text)


def read_day(text: str | None) -> date | None:
    """Return the day of a column."""
    return date.fromisoformat(text) if text and text != NEVER else None


@lru_cache(maxsize=64)
def berlin_day(at: datetime) -> date:
    """Return the calendar day of an instant where the quartiere are (DESIGN 3, law L6)."""
    return at.astimezone(BERLIN).date()


def day(value: date | None) -> str | None:
    """Return a day as the tables hold it."""
    return value.isoformat() if value else None


def folded(text: str) -> str:
    """Return a text as it is searched and sorted: Mühlburg stands at "muhlburg", as in a directory."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def word_column(word: Word) -> str | None:
    """Return a word as a column holds it: nothing where it was erased."""
    return word if isinstance(word, str) else None


def read_word(text: str | None) -> Word:
    """Return the word of a column."""
    return ERASED if text is None else text
