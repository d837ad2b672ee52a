"""What one command does to the rows: decide, append, project, within the transaction it is given.

Rule: who may is settled before (`admission`); here the core decides, and what it decides is written
once. A command that was already true writes nothing (law L7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.core.commands import Command, Context, EraseWords, StartInstance
from workflow.core.conditions import Scope
from workflow.core.decide import decide, decided
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import CommandReused
from workflow.core.events import Event, Recorded
from workflow.core.evolve import replay
from workflow.core.parts import needed
from workflow.storage import (
    attached,
    changing,
    codec,
    erasure,
    events,
    letters,
    loading,
    projection,
    slugs,
)
from workflow.storage.events import Head, Stamp
from workflow.storage.loading import LoadedInstance
from workflow.storage.rows import Owner
from workflow.storage.statements import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command led to: the stream's sequence number after it, and its events.

    No events: it was already so, and nothing was written. `gone` are files whose bytes nobody
    keeps any more.
    """

    seq: int
    events: tuple[codec.AnyEvent, ...]
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A quartier that was just started."""

    instance: int
    slug: str
    outcome: Outcome


def carry_out(
    tx: Transaction,
    definition: ProcessDefinition,
    loaded: LoadedInstance,
    command: Command,
    *,
    context: Context,
    stamp: Stamp,
    link: str = "",
) -> Outcome:
    """Carry out a command on a quartier; raises what `decide` raises.

    `link` is where a letter about it leads.
    """
    before = loading.load_parts(tx, loaded, needed(definition, loaded.part, command))
    decision = decided(definition, before, command, context)
    happened, after = decision.events, decision.state
    # Which words are there, only the history knows.
    gone = isinstance(command, EraseWords) and not erasure.are_there(tx, loaded.id, command.words)
    if gone or not happened:
        return find_earlier(tx, loaded.id, stamp) or Outcome(seq=loaded.head.seq, events=())
    head = events.append(tx, events.instance_stream(loaded.id), loaded.head, happened, stamp)
    if isinstance(command, EraseWords):
        files = erasure.erase_words(tx, definition, loaded.id, command.words)
        return Outcome(seq=head.seq, events=happened, gone=files)
    if after.instance.definition == definition.digest:
        changing.update(tx, definition, loaded, before=before, after=after, head=head)
    else:  # other rules: every row follows from them
        assert context.target is not None  # noqa: S101 - a move leads there
        projection.write_all(tx, context.target, loaded.id, after, head)
        was = Scope(definition, before, context.today)
        then = Scope(context.target, after, context.today)
        letters.post_move(tx, loaded, command, happened, was=was, then=then, stamp=stamp)
    letters.post(tx, definition, loaded, happened, stamp=stamp, link=link)
    if attached.brings_files(happened):
        brought = attached.attached(_recorded(happened, loaded.head, stamp))
        attached.insert_files(tx, Owner(loaded.id, loaded.municipality), brought)
    return Outcome(seq=head.seq, events=happened)


def begin(
    tx: Transaction,
    definition: ProcessDefinition,
    command: StartInstance,
    slug: str,
    *,
    context: Context,
    stamp: Stamp,
) -> Started:
    """Start a quartier; raises what `decide` raises."""
    happened = decide(definition, None, command, context)
    state = replay(_recorded(happened, events.START, stamp))
    free = slugs.free(tx, slug or command.name)
    instance = projection.insert(tx, definition, state, free)
    head = events.append(tx, events.instance_stream(instance), events.START, happened, stamp)
    projection.write_all(tx, definition, instance, state, head)
    return Started(instance=instance, slug=free, outcome=Outcome(seq=head.seq, events=happened))


def find_earlier(tx: Transaction, instance: int | None, stamp: Stamp) -> Outcome | None:
    """Return what this very command led to before, or None if its id is new.

    `instance` is the quartier it is for, None if it starts one. Raises CommandReused if the id
    belongs to something else, or to somebody else.
    """
    rows = events.find_command(tx, stamp.command_id)
    if not rows:
        return None
    is_here = instance is None or rows[0].stream == events.instance_stream(instance)
    if not is_here or not events.is_same_command(rows, stamp.by, stamp.content):
        raise CommandReused
    return Outcome(seq=rows[-1].seq, events=tuple(row.decoded() for row in rows))


def find_started(tx: Transaction, stamp: Stamp) -> Started | None:
    """Return the quartier that this very command started before, or None."""
    outcome = find_earlier(tx, None, stamp)
    if outcome is None:
        return None
    instance = events.instance_of(events.find_command(tx, stamp.command_id)[0].stream)
    loaded = loading.find_instance(tx, instance)
    return Started(instance=instance, slug=loaded.slug if loaded else "", outcome=outcome)


def _recorded(happened: Sequence[Event], head: Head, stamp: Stamp) -> list[Recorded]:
    return [
        Recorded(seq=seq, at=stamp.at, on=stamp.day, by=stamp.by, event=event)
        for seq, event in enumerate(happened, head.seq + 1)
    ]
