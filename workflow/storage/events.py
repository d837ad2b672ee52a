"""The history: streams of events, each chained to the one before.

Rule: nothing is ever changed here. An event's hash is `SHA-256(previous hash, header, facts, digests
of its words)`, so that a change, a gap or a swap anywhere breaks the chain of its stream from there
on. `check` says where. Words may be missing only if a later event of the stream says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from sqlalchemy import bindparam, insert, select, update

from workflow.core.errors import ChainBroken
from workflow.core.events import Recorded, WordsErased
from workflow.storage import codec
from workflow.storage.statements import Row, Statement, Transaction
from workflow.storage.tables import event, event_payload

# What reading raises for text that is not what this program wrote.
UNREADABLE = (msgspec.MsgspecError, KeyError, ValueError)
COLUMNS = (
    "stream", "seq", "type", "command_id", "command_digest", "at", "day", "by", "facts", "digests",
    "hash",
)  # fmt: skip

_NEW = insert(event).values({name: bindparam(name) for name in COLUMNS})
_INSERT, _INSERT_NAMED = Statement(_NEW), Statement(_NEW.returning(event.c.id))
_INSERT_WORDS = Statement(
    insert(event_payload).values(event_id=bindparam("event_id"), words=bindparam("words"))
)
_SELECT = select(*(event.c[name] for name in COLUMNS), event_payload.c.words).select_from(
    event.outerjoin(event_payload)
)
_STREAM = Statement(
    _SELECT.where(event.c.stream == bindparam("stream"), event.c.seq > bindparam("after")).order_by(
        event.c.seq
    )
)
_UNTIL = Statement(
    _SELECT.where(event.c.stream == bindparam("stream"), event.c.day <= bindparam("day")).order_by(
        event.c.seq
    )
)
_COMMAND = Statement(
    select(event.c.stream, event.c.seq).where(event.c.command_id == bindparam("command_id"))
)
_WORDS = Statement(
    select(event_payload.c.event_id, event_payload.c.words)
    .join(event)
    .where(event.c.stream == bindparam("stream"), event.c.seq == bindparam("place"))
)
_KEEP_WORDS = Statement(
    update(event_payload)
    .where(event_payload.c.event_id == bindparam("of"))
    .values(words=bindparam("kept"))
)
_STREAMS = Statement(select(event.c.stream).distinct().order_by(event.c.stream))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a stream: how many events it has, and the hash of the last."""

    seq: int
    hash: bytes


START = Head(0, bytes(32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a command brings along: when, who, its id, and its content in canonical form."""

    at: datetime
    day: date
    by: int
    command_id: str
    content: str


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as its rows hold it (field by field as in the table), with its words."""

    stream: str
    seq: int
    type: str
    command_id: str | None
    command_digest: str | None
    at: str
    day: str
    by: int
    facts: str
    digests: str
    hash: bytes
    words: str | None

    @property
    def header(self) -> Row:
        """Return what stands above the facts: which event, of which command, when and by whom."""
        command = (self.command_id, self.command_digest)
        return (self.stream, self.seq, self.type, *command, self.at, self.day, self.by)

    def decoded(self) -> codec.AnyEvent:
        """Return the event itself."""
        return codec.decode_event(self.type, self.facts, self.digests, self.words)

    def recorded(self) -> Recorded:
        """Return the event of a quartier in its stream."""
        return Recorded(
            seq=self.seq,
            at=codec.read_instant(self.at),
            on=date.fromisoformat(self.day),
            by=self.by,
            event=self.decoded(),  # type: ignore[arg-type]  # a quartier's stream holds no others
        )


def instance_stream(instance: int) -> str:
    """Return the name of a quartier's stream."""
    return f"quartier/{instance}"


def instance_of(stream: str) -> int:
    """Return the quartier whose stream this is."""
    return int(stream.removeprefix("quartier/"))


def municipality_stream(municipality: int) -> str:
    """Return the name of a municipality's stream."""
    return f"kommune/{municipality}"


def append(
    tx: Transaction, stream: str, head: Head, events: Sequence[codec.AnyEvent], stamp: Stamp
) -> Head:
    """Write the events of one command behind `head`; returns the new head.

    Raises the driver's IntegrityError if the command's id or the place in the stream is taken.
    """
    encoded = [codec.encode_event(each) for each in events]
    digest = command_digest(stamp.content, (each.salts for each in encoded))
    at, day = codec.instant(stamp.at), stamp.day.isoformat()
    command: tuple[str | None, str | None] = (stamp.command_id, digest)
    for each in encoded:
        header = (stream, head.seq + 1, each.type, *command, at, day, stamp.by)
        head = Head(head.seq + 1, link(head.hash, header, each.facts, each.digests))
        _insert(tx, (*header, each.facts, each.digests, head.hash), each.payload)
        command = (None, None)
    return head


def _insert(tx: Transaction, row: Row, payload: str) -> None:
    columns = dict(zip(COLUMNS, row, strict=True))
    if not payload:
        tx.run(_INSERT, columns)
        return
    [(identity,)] = tx.all(_INSERT_NAMED, columns)
    tx.run(_INSERT_WORDS, {"event_id": identity, "words": payload})


def command_digest(content: str, salts: Iterable[str]) -> str:
    """Return the digest by which a repeated command is recognised.

    It is salted with the salts of the command's words: once a word is erased, nobody can find out
    from the digest what it was.
    """
    return hashlib.sha256("\n".join((*salts, content)).encode()).hexdigest()


def link(previous: bytes, header: Row, facts: str, digests: str) -> bytes:
    """Return the hash that chains an event to the one before."""
    text = f"{codec.canonical(header)}\n{facts}\n{digests}"
    return hashlib.sha256(previous + text.encode()).digest()


def load(tx: Transaction, stream: str, after: int = 0) -> list[StoredEvent]:
    """Return a stream's events in order, from the one after `after` on."""
    return [StoredEvent(*row) for row in tx.all(_STREAM, {"stream": stream, "after": after})]


def load_until(tx: Transaction, stream: str, day: date) -> list[StoredEvent]:
    """Return a stream's events in order up to the end of a day.

    Should a clock have gone back over midnight, the stream ends at the first event of a later day:
    what follows from a history with a gap never was.
    """
    rows = (StoredEvent(*row) for row in tx.all(_UNTIL, {"stream": stream, "day": day.isoformat()}))
    return [row for place, row in enumerate(rows, 1) if row.seq == place]


def streams(tx: Transaction) -> list[str]:
    """Return the names of all streams."""
    return [stream for (stream,) in tx.all(_STREAMS, {})]


def find_command(tx: Transaction, command_id: str) -> tuple[StoredEvent, ...]:
    """Return the events that a command wrote, or nothing if its id is not known."""
    place: Row | None = tx.first(_COMMAND, {"command_id": command_id})
    if place is None:
        return ()
    first, *rest = load(tx, place[0], place[1] - 1)
    return (first, *_until_next_command(rest))


def _until_next_command(rows: Iterable[StoredEvent]) -> Iterator[StoredEvent]:
    for row in rows:
        if row.command_id is not None:
            return
        yield row


def is_same_command(rows: Sequence[StoredEvent], by: int, content: str) -> bool:
    """Whether these events come from this account and this very content."""
    salts = ("".join(salt for salt, _ in codec.decode_payload(row.words).values()) for row in rows)
    return rows[0].by == by and rows[0].command_digest == command_digest(content, salts)


def erase(tx: Transaction, stream: str, words: Iterable[tuple[int, str]]) -> list[str]:
    """Take words out of the history for good, and return what they were.

    The event that says so is the caller's to append.
    """
    said: list[str] = []
    keys: dict[int, set[str]] = {}
    for seq, key in words:
        keys.setdefault(seq, set()).add(key)
    for seq, gone in keys.items():
        place = {"stream": stream, "place": seq}
        found = tx.first(_WORDS, place)
        if found is not None:
            payload = codec.decode_payload(found[1])
            rest = {key: pair for key, pair in payload.items() if key not in gone}
            tx.run(_KEEP_WORDS, {"kept": codec.canonical(rest), "of": found[0]})
            said += [payload[key][1] for key in gone if key in payload]
    return said


# --- is it still what was written? ---------------------------------------------------------------


def check(rows: Sequence[StoredEvent]) -> Head:
    """Return the head of a whole stream; raises ChainBroken at the first break."""
    head = START
    erased = _erased_words(rows)
    for row in rows:
        if row.seq != head.seq + 1:
            raise ChainBroken(row.stream, head.seq + 1, "an event is missing")
        digest = link(head.hash, row.header, row.facts, row.digests)
        if digest != row.hash:
            raise ChainBroken(row.stream, row.seq, "the event is not what was written")
        _check_words(row, erased)
        head = Head(row.seq, digest)
    return head


def _erased_words(rows: Iterable[StoredEvent]) -> frozenset[tuple[int, str]]:
    said = (_decoded(row) for row in rows if row.type == WordsErased.__name__)
    return frozenset(word for it in said if isinstance(it, WordsErased) for word in it.erased)


def _decoded(row: StoredEvent) -> codec.AnyEvent | None:
    """Return an event, without its words, that was not looked at yet; None if it is none."""
    try:
        return codec.decode_event(row.type, row.facts, "{}", None)
    except UNREADABLE:
        return None


def _check_words(row: StoredEvent, erased: frozenset[tuple[int, str]]) -> None:
    digests = codec.decode_digests(row.digests)
    payload = _payload(row)
    for key in digests.keys() | payload.keys():
        if key not in payload:
            if (row.seq, key) not in erased:
                raise ChainBroken(row.stream, row.seq, f"the word {key} is gone")
        elif codec.word_digest(payload[key][0], key, payload[key][1]) != digests.get(key):
            raise ChainBroken(row.stream, row.seq, f"the word {key} is not what was written")


def _payload(row: StoredEvent) -> dict[str, tuple[str, str]]:
    try:
        return codec.decode_payload(row.words)
    except UNREADABLE:
        raise ChainBroken(row.stream, row.seq, "its words cannot be read") from None
