"""The runs in which many quartiere move to another version, and are taken back.

Rule: each quartier moves in a transaction of its own, by the same command as a single one; a run that
was cut off goes on where it stopped. Whether the teams get a letter about it is said when it begins;
a letter is written in the transaction that moves its quartier, so that there is one and no second.
A quartier that fails for whatever cause holds up no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NoReturn

from workflow.core.commands import SYSTEM, Actor, Choices, Context, MoveToVersion, UndoMove
from workflow.core.definition import GenderForm, ProcessDefinition
from workflow.core.errors import (
    Blocker,
    CommandReused,
    Forbidden,
    InvalidInput,
    NotFound,
    Reason,
    Rejected,
    StorageUnavailable,
)
from workflow.core.moving.plan import relevant
from workflow.core.policy import CONSULTANT, COORDINATOR
from workflow.core.state import Move
from workflow.core.text import required_text
from workflow.moving import admitting, previewing
from workflow.moving.admitting import DefinitionOf
from workflow.moving.previewing import Preview
from workflow.storage import codec, handling, loading, move_runs, stamping, versions
from workflow.storage.database import Database, Taken
from workflow.storage.events import instance_stream
from workflow.storage.loading import LoadedInstance
from workflow.storage.move_runs import LEFT, Line, LineStatus, Run
from workflow.storage.statements import Transaction

_Work = Callable[[Transaction, Run, Line], None]
# These end by themselves: the run goes on with the quartier later.
_WAITING = frozenset({Reason.REQUEST_OPEN, Reason.STEP_UNDER_WAY})
# These say nothing about a single quartier: who may not move one may move none.
_FOR_ALL = (Forbidden, NotFound, StorageUnavailable)


class Moves:
    """The part of the service that moves quartiere, over the same database."""

    def __init__(self, database: Database, definition_of: DefinitionOf) -> None:
        self._database = database
        self._definition_of = definition_of

    def preview(
        self,
        municipality: int,
        version: str | ProcessDefinition,
        *,
        account: int | None,
        at: datetime,
        choices: Choices | None = None,
        only: Collection[str] = (),
    ) -> Preview:
        """Return what moving to a version (its digest) would mean, or to one still being written.

        Changes nothing. `account` None: the operator. A consultant sees counts, no quartier. Raises
        NotFound, Forbidden, InvalidInput (`only`, choices).
        """
        with self._reading() as tx:
            actor = admitting.actor(tx, municipality, account, COORDINATOR, CONSULTANT)
            target = (
                self._target(tx, municipality, version) if isinstance(version, str) else version
            )
            return previewing.preview(
                tx,
                self._definition_of,
                municipality,
                target,
                actor=actor,
                choices=choices or Choices(),
                only=only,
                today=codec.berlin_day(at),
            )

    # --- a run -----------------------------------------------------------------------------------

    def begin(
        self,
        municipality: int,
        digest: str,
        *,
        reason: str,
        account: int | None,
        at: datetime,
        choices: Choices | None = None,
        only: Collection[str] = (),
        tells: bool = True,
        command_id: str | None = None,
    ) -> int:
        """Write down a run with every quartier it is about (or `only` these); moves none yet.

        `tells`: each team gets a letter when its quartier is moved, and if that is taken back.
        Sent again with the same `command_id`, it is the run that has begun. Raises NotFound,
        Forbidden, InvalidInput, CommandReused.
        """
        why, said = required_text("reason", reason), choices or Choices()
        try:
            with self._database.write() as tx:
                actor = admitting.actor(tx, municipality, account, COORDINATOR)
                target = self._target(tx, municipality, digest)
                admitting.check_choices(tx, self._definition_of, municipality, target, said)
                run = Run(
                    id=0,
                    municipality=municipality,
                    definition=target.digest,
                    reason=why,
                    choices=said,
                    tells=tells,
                    by=actor.account,
                    begun_at=at,
                )
                meant = admitting.chosen(tx, municipality, target, only)
                return move_runs.begin(tx, run, meant.values(), command_id)
        except (InvalidInput, Taken) as refusal:  # perhaps because it has begun
            with self._reading() as tx:
                by = account or SYSTEM.account
                earlier = move_runs.begun_with(
                    tx, municipality, digest, by=by, command_id=command_id
                )
            return earlier or _refuse(refusal)

    def lines(self, municipality: int, run: int, *, account: int | None) -> tuple[Line, ...]:
        """Return how far each quartier of a run is; raises NotFound, Forbidden."""
        with self._reading() as tx:
            admitting.actor(tx, municipality, account, COORDINATOR)
            return move_runs.lines(tx, move_runs.find(tx, municipality, run).id)

    def run(self, municipality: int, run: int, *, account: int | None) -> Run:
        """Return what a run is about; raises NotFound, Forbidden."""
        with self._reading() as tx:
            admitting.actor(tx, municipality, account, COORDINATOR)
            return move_runs.find(tx, municipality, run)

    def runs(self, municipality: int, digest: str, *, account: int | None) -> tuple[Run, ...]:
        """Return the runs to a version, the newest first; raises Forbidden."""
        with self._reading() as tx:
            admitting.actor(tx, municipality, account, COORDINATOR)
            return move_runs.to_version(tx, municipality, digest)

    def carry_on(
        self, municipality: int, run: int, *, account: int | None, at: datetime
    ) -> Iterator[Line]:
        """Move what is left of a run, one quartier after the other, and yield each.

        What waits is tried again. Cut off at any place, it goes on there.
        """
        return self._each(municipality, run, LEFT, partial(self._move, account=account, at=at))

    def stop(self, municipality: int, run: int, *, account: int | None) -> int:
        """Let what is left of a run stay under its version; returns how many quartiere that are.

        Its reason is gone from the run then. Raises NotFound, Forbidden.
        """
        with self._database.write() as tx:
            admitting.actor(tx, municipality, account, COORDINATOR)
            found = move_runs.find(tx, municipality, run).id
            left = sum(line.status in LEFT for line in move_runs.lines(tx, found))
            move_runs.stop(tx, found)
        return left

    def undo(
        self, municipality: int, run: int, *, reason: str, account: int | None, at: datetime
    ) -> Iterator[Line]:
        """Take back what a run has moved, one quartier after the other, and yield each."""
        undo = partial(self._undo, reason=required_text("reason", reason), account=account, at=at)
        return self._each(municipality, run, {LineStatus.MOVED}, undo)

    def _each(
        self, municipality: int, identity: int, statuses: Collection[LineStatus], work: _Work
    ) -> Iterator[Line]:
        with self._reading() as tx:
            run = move_runs.find(tx, municipality, identity)
            left = [each for each in move_runs.lines(tx, run.id) if each.status in statuses]
        for each in left:
            try:
                done = self._one(run, each.instance, statuses, work)
            except _FOR_ALL:
                raise
            except Exception as failure:  # noqa: BLE001 - whatever it is, the others go on
                failure.add_note(f"in {instance_stream(each.instance)}")
                done = replace(each, failure=failure)
            if done is not None:
                yield done

    def _one(
        self, run: Run, instance: int, statuses: Collection[LineStatus], work: _Work
    ) -> Line | None:
        with self._database.write() as tx:
            line = move_runs.line(tx, run.id, instance)
            if line is not None and line.status in statuses:  # nobody else has done it
                work(tx, run, line)
            return move_runs.line(tx, run.id, instance)

    def _move(
        self, tx: Transaction, run: Run, line: Line, *, account: int | None, at: datetime
    ) -> None:
        loaded = admitting.there(loading.find_instance(tx, line.instance))
        before = self._definition_of(tx, loaded.definition, loaded.settings.gender_form)
        actor = admitting.actor(tx, run.municipality, account, COORDINATOR)
        try:
            target = self._target(tx, run.municipality, run.definition)
            command = MoveToVersion(
                definition=run.definition,
                reason=run.reason,
                choices=relevant(before, target, run.choices),
                tells=run.tells,
            )
            context = self._context(tx, loaded, target.digest, actor, at)
            seq = self._carry_out(tx, run, loaded, command, context)
        except (Rejected, InvalidInput, NotFound) as refusal:
            blockers = refusal.blockers if isinstance(refusal, Rejected) else ()
            waits = bool(blockers) and _WAITING.issuperset(each.reason for each in blockers)
            status = LineStatus.WAITS if waits else LineStatus.REFUSED
            move_runs.write(tx, run.id, line.instance, status, blockers=blockers)
        else:
            move_runs.write(tx, run.id, line.instance, LineStatus.MOVED, seq=seq)

    def _undo(
        self,
        tx: Transaction,
        run: Run,
        line: Line,
        *,
        reason: str,
        account: int | None,
        at: datetime,
    ) -> None:
        loaded = admitting.there(loading.find_instance(tx, line.instance))
        actor = admitting.actor(tx, run.municipality, account, COORDINATOR)
        try:
            former = _moved_from(loading.load_moves(tx, loaded), line)
            context = self._context(tx, loaded, former, actor, at)
            self._carry_out(tx, run, loaded, UndoMove(reason=reason), context)
        except Rejected as no:
            status, seq = LineStatus.MOVED, line.seq
            move_runs.write(tx, run.id, line.instance, status, blockers=no.blockers, seq=seq)
        else:
            move_runs.write(tx, run.id, line.instance, LineStatus.UNDONE, seq=line.seq)

    def _context(
        self, tx: Transaction, loaded: LoadedInstance, digest: str, actor: Actor, at: datetime
    ) -> Context:
        target = self._definition_of(tx, digest, loaded.settings.gender_form)
        return Context(actor=actor, at=at, today=codec.berlin_day(at), target=target)

    def _carry_out(
        self,
        tx: Transaction,
        run: Run,
        loaded: LoadedInstance,
        command: MoveToVersion | UndoMove,
        context: Context,
    ) -> int:
        """Carry out the command on one quartier; return the event of its move, 0 if it was there."""
        kind = "move" if isinstance(command, MoveToVersion) else "undo"
        name = f"{kind}-{run.id}-{loaded.id}"
        stamp = stamping.stamp(command, context.actor.account, context.at, name)
        definition = self._definition_of(tx, loaded.definition, loaded.settings.gender_form)
        outcome = handling.carry_out(tx, definition, loaded, command, context=context, stamp=stamp)
        return loaded.head.seq + 1 if outcome.events else 0

    # --- who and what ------------------------------------------------------------------------------

    def _target(self, tx: Transaction, municipality: int, digest: str) -> ProcessDefinition:
        if not versions.is_startable(tx, municipality, digest):
            raise NotFound(digest)
        return self._definition_of(tx, digest, GenderForm.STAR)

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._database.read() as connection:
            yield Transaction.within(connection)


def _refuse(refusal: InvalidInput | Taken) -> NoReturn:
    raise (CommandReused if isinstance(refusal, Taken) else refusal)


def _moved_from(moves: tuple[Move, ...], line: Line) -> str:
    """Return the version before the move of a line; raise Rejected if it is not the last one."""
    if not line.seq or not moves or moves[-1].seq != line.seq:
        raise Rejected(Blocker(reason=Reason.NOTHING_MOVED))
    return moves[-1].former
