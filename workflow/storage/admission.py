"""Who somebody is for a quartier, and who and what a command may name.

Rule: roles are read in the transaction that uses them and kept nowhere else. Team roles come from
the quartier's own team, the coordination from the municipality; whoever may not read a quartier is
answered as if there were none (`NotFound`). A command may bring in only people of the municipality
and files that were uploaded for this very quartier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from workflow.core import commands as c
from workflow.core.commands import Actor, Command
from workflow.core.errors import InputProblem, InvalidInput, NotFound, Problem
from workflow.core.events import Recorded
from workflow.core.policy import COORDINATOR, READERS, TEAM_ROLES
from workflow.core.state import Document, DocumentKind
from workflow.core.substitution import NameSubstitute
from workflow.storage import events, loading, versions
from workflow.storage.attachments import FileStore
from workflow.storage.loading import LoadedInstance
from workflow.storage.statements import Transaction
from workflow.storage.substitutes import stands_in_for

_COORDINATION = frozenset({COORDINATOR})


def enter(
    tx: Transaction, key: int | str, account: int, today: date | None = None
) -> tuple[LoadedInstance, Actor]:
    """Return a quartier's row and the account with its roles there, those it has for others today.

    Raises NotFound if there is none, or if the account may not read it: both look the same.
    """
    loaded = loading.find_instance(tx, key)
    if loaded is None:
        raise NotFound(f"instance {key!r}")
    return loaded, _actor(tx, loaded, account, today)


def _actor(tx: Transaction, loaded: LoadedInstance, account: int, today: date | None) -> Actor:
    # A consultant or an admin sees no case content, whatever they are for the municipality.
    held = _roles(tx, account, loaded.municipality) & _COORDINATION
    people = {account} if today is None else {account, *stands_in_for(tx, account, today)}
    held |= TEAM_ROLES & {each.role for each in loaded.part.team if each.account in people}
    if held.isdisjoint(READERS):
        raise NotFound
    return Actor(account=account, roles=held)


def actor_in_municipality(tx: Transaction, municipality: int, account: int) -> Actor:
    """Return the account with its roles in the municipality; raises NotFound if it has none."""
    held = _roles(tx, account, municipality)
    if not held:
        raise NotFound
    return Actor(account=account, roles=held)


def actor_at_home(tx: Transaction, municipality: int, account: int) -> Actor:
    """Return the account with its roles in its own municipality, if any; raises NotFound."""
    if loading.home(tx, account) != municipality:
        raise NotFound
    return Actor(account=account, roles=_roles(tx, account, municipality))


def check_colleagues(tx: Transaction, municipality: int, command: NameSubstitute) -> None:
    """Raise InvalidInput unless both people have an open account in the municipality."""
    for name, account in (("person", command.person), ("substitute", command.substitute)):
        if loading.home(tx, account) != municipality:
            raise InvalidInput(InputProblem(name=name, problem=Problem.NO_SUCH_CHOICE))


def _roles(tx: Transaction, account: int, municipality: int) -> frozenset[str]:
    held = loading.municipality_roles(tx, account, municipality)
    if held is None:
        raise NotFound
    return held


def check_people(tx: Transaction, municipality: int, command: Command) -> None:
    """Raise InvalidInput if the command brings in somebody from elsewhere, or an inactive one."""
    for account in _newcomers(command):
        if loading.home(tx, account) != municipality:
            raise InvalidInput(InputProblem(name="account", problem=Problem.NO_SUCH_CHOICE))


def coordination(tx: Transaction, municipality: int, command: Command) -> frozenset[int]:
    """Return who holds the coordination: of those whose work the command moves, or to be reminded."""
    match command:
        case c.Remind():
            return loading.coordinators(tx, municipality)
        case c.AssignItem(account=int(person)) | c.HandOver(giver=person):
            held = loading.municipality_roles(tx, person, municipality) or frozenset()
            return frozenset({person}) if COORDINATOR in held else frozenset()
        case _:
            return frozenset()


def history(tx: Transaction, loaded: LoadedInstance, command: Command) -> tuple[Recorded, ...]:
    """Return the quartier's whole stream for a command that tells of it; nothing for any other."""
    if not isinstance(command, c.FreezeReport):
        return ()
    stored = events.load(tx, events.instance_stream(loaded.id))
    return tuple(each.recorded() for each in stored)


def target_of(tx: Transaction, loaded: LoadedInstance, command: Command) -> str | None:
    """Return the definition that a command leads to; None if it stays under the same one.

    A newer version has to be one of the municipality's own, and not withdrawn.
    """
    match command:
        case c.MoveToVersion():
            known = versions.is_startable(tx, loaded.municipality, command.definition)
            return command.definition if known else None
        case c.UndoMove():
            moves = loading.load_moves(tx, loaded)
            return moves[-1].former if moves else None
        case _:
            return None


def _newcomers(command: Command) -> Iterator[int]:
    match command:
        case c.StartInstance():
            yield from (account for account, _ in command.team)
        case c.JoinTeam():
            yield command.account
        case c.HandOver():
            yield command.taker
        case _:
            return


def check_files(files: FileStore, instance: int | None, command: Command) -> None:
    """Raise InvalidInput for a file that was not uploaded for this quartier."""
    for document in _documents(command):
        if document.kind is not DocumentKind.FILE:
            continue
        if instance is None:
            raise InvalidInput(InputProblem(name="file", problem=Problem.NO_SUCH_CHOICE))
        try:
            files.path(instance, document.sha256)
        except NotFound:
            problem = InputProblem(name="file", problem=Problem.NO_SUCH_CHOICE)
            raise InvalidInput(problem) from None


def _documents(command: Command) -> Iterator[Document]:
    match command:
        case c.RecordValues() | c.AddRecord() | c.ChangeRecord():
            yield from _entered(command.values)
        case c.ImportRecords():
            for each in command.records:
                yield from _entered(each.values)
        case c.StartInstance():
            yield from _entered(command.profile)
        case c.DecideApproval():
            if command.decision is not None and command.decision.document is not None:
                yield command.decision.document
        case c.CompleteItem() | c.AddEvidence() | c.FulfilObligation() | c.AddComment():
            yield from command.documents
        case _:
            return


def _entered(values: Mapping[str, c.Entered]) -> Iterator[Document]:
    yield from (value for value in values.values() if isinstance(value, Document))
