"""Whether everything is still what was written, and bringing back what follows from it.

Rule: `verify` reads all and changes nothing; it names the first break of each stream and every row
that says something else than the events. One digest over the heads of all streams is its signature:
kept elsewhere, it shows even a stream or a tail that was cut off. `rebuild` writes every row anew
from the events; it never touches an event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from workflow.core.definition import ProcessDefinition
from workflow.core.errors import ChainBroken, FileDamaged, NotFound
from workflow.core.evolve import replay
from workflow.storage import (
    attached,
    erasure,
    events,
    loading,
    municipalities,
    municipality_rows,
    projection,
)
from workflow.storage.attachments import FileStore
from workflow.storage.events import Head, StoredEvent
from workflow.storage.slugs import free, is_key
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import instance as instance_table

_INSTANCES = Statement(select(instance_table.c.id).order_by(instance_table.c.id))
_ROW = Statement(
    select(instance_table.c.seq, instance_table.c.slug)
    .where(instance_table.c.id == bindparam("key"))
    .with_for_update()
)
_PLACE = Statement(
    update(instance_table)
    .where(instance_table.c.id == bindparam("key"))
    .values(municipality_id=bindparam("town"), slug=bindparam("address"))
)

DefinitionOf = Callable[[Transaction, str], ProcessDefinition]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not what it should be; `seq` is the event where it shows, if it is one."""

    where: str
    what: str
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and found. `digest` covers the heads of all streams."""

    findings: tuple[Finding, ...]
    streams: int
    events: int
    files: int
    digest: str


@dataclass(slots=True)
class _Walk:
    """One pass over everything."""

    tx: Transaction
    files: FileStore
    definition_of: DefinitionOf
    heads: dict[str, Head]
    seen_files: int = 0

    def run(self) -> Iterator[Finding]:
        names = events.streams(self.tx)
        for stream in names:
            yield from self.stream(stream)
        quartiere = (events.instance_stream(key) for (key,) in self.tx.all(_INSTANCES, {}))
        towns = map(events.municipality_stream, municipalities.identities(self.tx))
        for stream in {*quartiere, *towns} - set(names):
            yield Finding(stream, "the whole stream is missing")

    def stream(self, stream: str) -> Iterator[Finding]:
        found = events.load(self.tx, stream)
        try:
            head = events.check(found)
        except ChainBroken as broken:
            self.heads[stream] = Head(broken.seq, b"")
            yield Finding(stream, broken.what, broken.seq)
            return
        self.heads[stream] = head
        try:
            if stream.startswith("quartier/"):
                yield from self.instance(stream, head, found)
            else:
                yield from self.municipality(stream, head, found)
        except (NotFound, *events.UNREADABLE) as problem:
            yield Finding(stream, f"something cannot be read: {type(problem).__name__}")

    def municipality(
        self, stream: str, head: Head, history: list[StoredEvent]
    ) -> Iterator[Finding]:
        found = municipality_rows.stored(self.tx, _town_of(stream))
        if found is None or found.head != head:
            yield Finding(stream, "its row does not name the last event", head.seq)
            return
        expected = municipality_rows.expected(history, head, found)
        for what in municipality_rows.differences(expected, found):
            yield Finding(stream, what)

    def instance(self, stream: str, head: Head, found: list[StoredEvent]) -> Iterator[Finding]:
        identity = events.instance_of(stream)
        loaded = loading.find_instance(self.tx, identity)
        if loaded is None or loaded.head != head:
            yield Finding(stream, "its row does not name the last event", head.seq)
            return
        history = [row.recorded() for row in found]
        definition = self.definition_of(self.tx, loaded.definition)
        state = replay(history)
        if loaded.municipality != state.instance.municipality:
            yield Finding(stream, "its municipality differs from the events")
        if not is_key(loaded.slug):
            yield Finding(stream, "its slug cannot stand in an address")
        expected = projection.project(definition, state)
        for place in projection.differences(expected, projection.stored(self.tx, identity)):
            yield Finding(stream, f"{place} differs from the events")
        yield from self.attachments(stream, identity, attached.attached(history))

    def attachments(
        self, stream: str, instance: int, named: list[attached.Attached]
    ) -> Iterator[Finding]:
        if attached.stored_files(self.tx, instance) != named:
            yield Finding(stream, "attachment differs from the events")
        for each in named:
            if each.is_erased:
                continue
            self.seen_files += 1
            try:
                self.files.path(instance, each.document.sha256)
            except NotFound:
                yield Finding(stream, f"file {each.document.sha256} is missing", each.seq)
            except FileDamaged:
                yield Finding(stream, f"file {each.document.sha256} is damaged", each.seq)


def verify(tx: Transaction, files: FileStore, definition_of: DefinitionOf) -> Verified:
    """Look at every stream, every row that follows from it, and every file it names."""
    walk = _Walk(tx, files, definition_of, {})
    findings = tuple(walk.run())
    text = "".join(
        f"{stream} {head.seq} {head.hash.hex()}\n" for stream, head in sorted(walk.heads.items())
    )
    return Verified(
        findings=findings,
        streams=len(walk.heads),
        events=sum(head.seq for head in walk.heads.values()),
        files=walk.seen_files,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def rebuild(tx: Transaction, definition_of: DefinitionOf) -> int:
    """Write every row anew from the events; returns how many quartiere there are.

    Raises ChainBroken: what is not what was written is nothing to build on.
    """
    number = 0
    for stream in events.streams(tx):
        history = events.load(tx, stream)
        head = events.check(history)
        if stream.startswith("quartier/"):
            _rebuild_instance(tx, definition_of, stream, history, head)
            number += 1
        else:
            _rebuild_municipality(tx, stream, history, head)
    return number


def _rebuild_instance(
    tx: Transaction,
    definition_of: DefinitionOf,
    stream: str,
    history: list[StoredEvent],
    head: Head,
) -> None:
    identity = events.instance_of(stream)
    row = tx.first(_ROW, {"key": identity})  # what else stands in it may be unreadable
    if row is None or row[0] > head.seq:
        raise ChainBroken(stream, head.seq + 1, "an event is missing")
    part = replay(each.recorded() for each in history).instance
    wish = part.name if isinstance(part.name, str) else ""
    slug = row[1] if is_key(row[1]) else free(tx, wish)
    tx.run(_PLACE, {"key": identity, "town": part.municipality, "address": slug})
    erasure.rebuild(tx, definition_of(tx, part.definition), identity)


def _rebuild_municipality(
    tx: Transaction, stream: str, history: list[StoredEvent], head: Head
) -> None:
    found = municipality_rows.stored(tx, _town_of(stream))
    if found is None or found.head.seq > head.seq:
        raise ChainBroken(stream, head.seq + 1, "an event is missing")
    expected = municipality_rows.expected(history, head, found)
    municipality_rows.write(tx, _town_of(stream), expected)


def _town_of(stream: str) -> int:
    return int(stream.removeprefix("kommune/"))
