"""Everything somebody can ask of a quartier: a closed union of imperatives.

Rule: a command holds what was typed or chosen and nothing that can be found out. Who asks, when,
and what they had seen arrive beside it in the `Context` (law L6). `holder` is a step id, "profile"
or a record ("massnahme/3").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.core.definition import ProcessDefinition, Value
from workflow.core.events import Recorded
from workflow.core.state import Action, Document, Level, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, with the roles they hold for this very quartier."""

    account: int
    roles: frozenset[str]


SYSTEM = Actor(account=0, roles=frozenset({"system"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What arrives with every command.

    `at` is the instant (UTC), `today` the day in Europe/Berlin. `seen` is the sequence number that
    was shown with what is edited; None means: do not compare. `coordination` is who of the people
    that the command names holds the coordination: it is the municipality's, no quartier knows it.
    `history` is the quartier's stream, for the one command that tells of it (FreezeReport).
    `target` is the version that a move leads to.
    """

    actor: Actor
    at: datetime
    today: date
    seen: int | None = None
    coordination: frozenset[int] = frozenset()
    history: tuple[Recorded, ...] = ()
    target: ProcessDefinition | None = None


# An entered value; None clears the field; a Document is for a file field.
Entered = Value | Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartInstance:
    """Start a quartier from a definition. `team` pairs accounts with roles."""

    name: str
    municipality: int
    profile: Mapping[str, Entered] = field(default_factory=dict)
    team: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSteps:
    """Open what time alone has made ready (`quartiersweg tick`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteItem:
    """Say that an item is done, with what proves it. `reason`: why for another role."""

    holder: str
    item: str
    note: str = ""
    documents: tuple[Document, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence:
    """Add proof to an item without calling it done."""

    holder: str
    item: str
    note: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveEvidence:
    """Take back one document of an item; the history keeps it."""

    holder: str
    item: str
    document: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenItem:
    """Say that an item is open after all; its proof stays."""

    holder: str
    item: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetItemAside:
    """Say that an item does not apply here, and why."""

    holder: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignItem:
    """Give an item to a member of the team, or to nobody."""

    holder: str
    item: str
    account: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetItemDue:
    """Set or clear the day an item is due."""

    holder: str
    item: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordValues:
    """Record fields of a step or of the profile. `reasons`: why outside the usual range."""

    holder: str
    values: Mapping[str, Entered]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRecord:
    """Add an entry to a register; `step` is where it came up."""

    register: str
    step: str
    values: Mapping[str, Entered]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """Change fields of an entry; what is not named stays."""

    register: str
    number: int
    values: Mapping[str, Entered]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRecord:
    """Take an entry out of all counts; it stays readable."""

    register: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRecord:
    """A row of a file: a new entry of `step`, or what changes in the entry `number`.

    `row` is where it stands in the file, so that a problem can say where.
    """

    row: int
    values: Mapping[str, Entered]
    number: int = 0
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecords:
    """Add and change many entries of a register at once: all of them, or none."""

    register: str
    records: tuple[ImportedRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestGate:
    """Ask for the gate of a step. `exceptions`: condition or set-aside item -> why."""

    step: str
    exceptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest:
    """Take a request back to change something."""

    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantException:
    """Accept that a condition or a required item is set aside."""

    step: str
    exception: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseException:
    """Send the request back: this exception is not accepted."""

    step: str
    exception: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObligation:
    """A duty that a yes brings with it."""

    text: str
    due: date
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a body's paper says: day, paper number, votes, the document itself."""

    on: date
    paper: str = ""
    votes: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideApproval:
    """Approve, defer, return or reject as a role, or record what a body decided.

    `text` is the reason, the demands or the opinion. `decision` belongs to bodies only.
    """

    step: str
    approval: str
    outcome: Outcome
    text: str = ""
    obligations: tuple[NewObligation, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmApproval:
    """Say that a stale approval still holds, and why."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfilObligation:
    """Say that an obligation is met, with proof (a note or a document)."""

    obligation: str
    note: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenObligation:
    """Say that an obligation is not met after all."""

    obligation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStep:
    """Leave a step out, and say why."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenStep:
    """Open a passed or skipped step again, to correct something."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRound:
    """Go through the steps again, from this one on."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseProcess:
    """Stop the clock until a planned day."""

    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeProcess:
    """Go on after a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteProcess:
    """Close a process whose steps are all passed or skipped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbandonProcess:
    """Give a process up, and say why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinTeam:
    """Take somebody into the team in a role."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveTeam:
    """Take a role from somebody."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Hand a role from one person to another; open items and persons in charge go along."""

    role: str
    giver: int
    taker: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessSituation:
    """Judge how the quartier is doing, and say why."""

    level: Level
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """Write the draft of the Sachstandsbericht: its period and the texts, each by its name."""

    since: date
    until: date
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeReport:
    """Give the draft a number; nothing in it changes any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment:
    """Say something about a step, an item or a record ("": about the quartier)."""

    text: str
    holder: str = ""
    thing: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """Remind whoever owes something, by mail.

    `thing` is "item:x" (of a step or record), "approval:x", "exception:x" (of a step) or
    "obligation:3" (of no holder).
    """

    holder: str
    thing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """Propose to the coordination what only it decides."""

    action: Action
    text: str
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleProposal:
    """Say that a proposal was followed, or decline it with a reason."""

    proposal: str
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What only people know about a move. Things are named by their paths in the definitions.

    `same`: from an old thing to the new one that it is now, where the definition does not say so.
    `owed`: new required items of passed steps that are owed at once. `given_up`: active steps that
    the new version has no more.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    owed: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToVersion:
    """Go on under a newer version of the definition (its digest), and say why.

    `tells`: the team gets a letter about it.
    """

    definition: str
    reason: str
    choices: Choices = field(default_factory=Choices)
    tells: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoMove:
    """Go back to the version before the last move, and say why.

    The team gets a letter if it got one about the move.
    """

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseWords:
    """Erase single words for good: pairs of event sequence and key."""

    words: tuple[tuple[int, str], ...]
    reason: str


Command = (
    StartInstance
    | OpenSteps
    | CompleteItem
    | AddEvidence
    | RemoveEvidence
    | ReopenItem
    | SetItemAside
    | AssignItem
    | SetItemDue
    | RecordValues
    | AddRecord
    | ChangeRecord
    | ArchiveRecord
    | ImportRecords
    | RequestGate
    | WithdrawRequest
    | GrantException
    | RefuseException
    | DecideApproval
    | ConfirmApproval
    | FulfilObligation
    | ReopenObligation
    | SkipStep
    | ReopenStep
    | StartRound
    | PauseProcess
    | ResumeProcess
    | CompleteProcess
    | AbandonProcess
    | JoinTeam
    | LeaveTeam
    | HandOver
    | AssessSituation
    | DraftReport
    | FreezeReport
    | AddComment
    | Remind
    | Propose
    | SettleProposal
    | MoveToVersion
    | UndoMove
    | EraseWords
)
