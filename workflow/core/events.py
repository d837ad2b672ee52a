"""Everything that can have happened to a quartier: a closed union in the past tense.

Rule: an event carries outcomes (due dates set, steps moved), never rules, so that it replays under
any later definition (law L2). Facts are ids, numbers, dates, choices and stay for ever. Words (free
text, reasons, names of files, personal values) stand in `words` alone, so that single ones can be
erased. Names and fields never change; a new field gets a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.core.definition import Value
from workflow.core.figures import Figures
from workflow.core.state import Action, Document, Level, Outcome, Sheet, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceStarted:
    """Words: `name`."""

    municipality: int
    definition: str
    steps: tuple[str, ...]
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOpened:
    """A waiting step became workable; `dues` are the days its items are due."""

    step: str
    dues: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCompleted:
    """Words: `note`, `reason`, `document:n`. `documents` are added to those already there."""

    holder: str
    item: str
    round: int
    documents: tuple[Document, ...] = ()
    records: tuple[str, ...] = ()
    again_on: date | None = None
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """Words: `note`, `document:n`."""

    holder: str
    item: str
    documents: tuple[Document, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRemoved:
    """`document` is its place among the item's documents."""

    holder: str
    item: str
    document: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReopened:
    """Words: `reason`."""

    holder: str
    item: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSetAside:
    """Not applicable here. Words: `reason`."""

    holder: str
    item: str
    round: int
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAssigned:
    """Given to somebody, or to nobody."""

    holder: str
    item: str
    account: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDueSet:
    """A person set or cleared the day."""

    holder: str
    item: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDatesMoved:
    """A date they are counted from has changed."""

    holder: str
    dues: Mapping[str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesRecorded:
    """Words: `value:field`, `reason:field`, `file:sha256`. `files` are new ones."""

    holder: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    cleared: tuple[str, ...] = ()
    files: tuple[Document, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAdded:
    """Words as in ValuesRecorded; `dues` are those of its own checklist."""

    register: str
    number: int
    step: str
    round: int
    facts: Mapping[str, Value] = field(default_factory=dict)
    dues: Mapping[str, date] = field(default_factory=dict)
    files: tuple[Document, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanged:
    """Words as in ValuesRecorded."""

    register: str
    number: int
    facts: Mapping[str, Value] = field(default_factory=dict)
    cleared: tuple[str, ...] = ()
    files: tuple[Document, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordArchived:
    """Words: `reason`."""

    register: str
    number: int
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedException:
    """An exception that a request names; `role` empty: the approvals grant it."""

    is_item: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRequested:
    """Words: `exception:id`. `approvals` are those that apply."""

    step: str
    round: int
    sheet: Sheet
    approvals: tuple[str, ...] = ()
    exceptions: Mapping[str, RequestedException] = field(default_factory=dict)
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn:
    """Words: `reason`."""

    step: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionGranted:
    """The condition or item may be missing."""

    step: str
    exception: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRecorded:
    """Words: `text`. `record` is the entry in the register of decisions, `digest` the sheet's."""

    step: str
    approval: str
    outcome: Outcome
    record: str = ""
    digest: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationImposed:
    """Words: `text`."""

    obligation: str
    step: str
    approval: str
    due: date
    role: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReturned:
    """Returned or rejected: the step is active again. Words: `text`.

    By an approval, or because an exception was refused; the other one is "".
    """

    step: str
    approval: str
    outcome: Outcome
    exception: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPassed:
    """The gate is behind it."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalBecameStale:
    """Something of the approved sheet changed: `thing` is "value:x", "proof:x" or a record."""

    step: str
    thing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalConfirmed:
    """The stale approval still holds. Words: `reason`."""

    step: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFulfilled:
    """Words: `note`, `document:n`."""

    obligation: str
    documents: tuple[Document, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationReopened:
    """Words: `reason`."""

    obligation: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSkipped:
    """Words: `reason`."""

    step: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReopened:
    """Open again, in the same round. Words: `reason`."""

    step: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStarted:
    """From `step` on again: `active` are open at once, `waiting` wait. Words: `reason`."""

    step: str
    round: int
    active: tuple[str, ...]
    waiting: tuple[str, ...]
    dues: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPaused:
    """Words: `reason`."""

    until: date
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessResumed:
    """Due dates of items and elapsed times move by `days`."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCompleted:
    """Closed by the coordination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessAbandoned:
    """Words: `reason`."""

    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined:
    """Somebody works here in a role."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    """Somebody gave the role up."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHandedOver:
    """Words: `note`. `items` (by holder) go from the giver to the taker."""

    role: str
    giver: int
    taker: int
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationAssessed:
    """Words: `reason`."""

    level: Level
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDrafted:
    """Words: `text:name` for each text that was written."""

    since: date
    until: date
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFrozen:
    """All that the report says. Words: `text:name`, and those that the figures name.

    `roles` are those of who froze it, on that day.
    """

    number: int
    since: date
    until: date
    figures: Figures
    roles: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAdded:
    """Words: `text`, `document:n`."""

    holder: str = ""
    thing: str = ""
    documents: tuple[Document, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """These people were reminded of what they owe; `thing` as in the command."""

    holder: str
    thing: str
    whom: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMade:
    """Words: `text`."""

    proposal: str
    action: Action
    step: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSettled:
    """Words: `reason`."""

    proposal: str
    accepted: bool
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedToVersion:
    """The quartier goes on under another version of its definition. Words: `reason`.

    Everything keeps its place but what `renamed` (from path to path) and `gone` name, and the values
    that are `unfit` (by holder): these have no place any more. `rewritten` (by new holder) are values
    that are the same in another form; both are of fields that are `retyped` (by their former path).
    `steps` are those of the new version. `added`: new items of
    steps that had passed, and whether they are owed at once; `dues` are those of new items in active
    steps. `undoes`: the event of the move that is taken back; what that one left comes back. `whom`
    gets a letter about it.
    """

    definition: str
    version: int
    former: str
    former_version: int
    steps: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    unfit: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rewritten: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    added: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    dues: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    undoes: int = 0
    whom: tuple[int, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsErased:
    """These words are gone for good. Words: `reason`."""

    erased: tuple[tuple[int, str], ...]
    words: Words = field(default_factory=dict)


Event = (
    InstanceStarted
    | StepOpened
    | ItemCompleted
    | EvidenceAdded
    | EvidenceRemoved
    | ItemReopened
    | ItemSetAside
    | ItemAssigned
    | ItemDueSet
    | DueDatesMoved
    | ValuesRecorded
    | RecordAdded
    | RecordChanged
    | RecordArchived
    | GateRequested
    | RequestWithdrawn
    | ExceptionGranted
    | ApprovalRecorded
    | ObligationImposed
    | GateReturned
    | StepPassed
    | ApprovalBecameStale
    | ApprovalConfirmed
    | ObligationFulfilled
    | ObligationReopened
    | StepSkipped
    | StepReopened
    | RoundStarted
    | ProcessPaused
    | ProcessResumed
    | ProcessCompleted
    | ProcessAbandoned
    | MemberJoined
    | MemberLeft
    | RoleHandedOver
    | SituationAssessed
    | ReportDrafted
    | ReportFrozen
    | CommentAdded
    | Reminded
    | ProposalMade
    | ProposalSettled
    | MovedToVersion
    | WordsErased
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event in its stream: which one, when (instant and Berlin day), by whom."""

    seq: int
    at: datetime
    on: date
    by: int
    event: Event
