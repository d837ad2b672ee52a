"""What is true of one quartier under way, in the parts that commands touch.

Rule: plain frozen data, made by `evolve` alone. Nothing here reads the definition or knows a
*now*. A state may be loaded in part; asking for a part that is not there is a programming mistake
(`PartNotLoaded`), never an empty answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from workflow.core.definition import Value


@dataclass(frozen=True, slots=True)
class Erased:
    """A word that was erased on purpose: shown as deleted, filled for a gate, matching no test."""

    erased: bool = True


ERASED = Erased()
Word = str | Erased
# Values by holder and field.
Values = Mapping[str, Mapping[str, Value]]
Words = Mapping[str, Word]


class ProcessLife(StrEnum):
    """The life of a process."""

    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class StepStatus(StrEnum):
    """The life of a step."""

    WAITING = "waiting"
    ACTIVE = "active"
    IN_REVIEW = "in_review"
    PASSED = "passed"
    SKIPPED = "skipped"


class DocumentKind(StrEnum):
    """Where a document is kept."""

    FILE = "file"  # uploaded here, addressed by its content
    LINK = "link"  # a web address
    PLACE = "place"  # a place in the paper or electronic file of the municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that proves something. `name` is the file's name, the address or the place."""

    kind: DocumentKind
    name: Word = ""
    sha256: str = ""
    size: int = 0  # bytes
    media_type: str = ""


class ItemStatus(StrEnum):
    """The life of a checklist item."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """A checklist item of a step or a record.

    `former` is how it stood before this round began, or before it recurred. `again_on` is the day a
    recurring item opens again. A day that a person set (`due_by_hand`) stays when the date it was counted from moves.
    `seq` is the event that changed it last; persons and due dates do not count as change.
    """

    status: ItemStatus = ItemStatus.OPEN
    round: int = 0
    by: int = 0
    on: date | None = None
    note: Word | None = None
    documents: tuple[Document, ...] = ()
    records: tuple[str, ...] = ()
    reason: Word | None = None
    again_on: date | None = None
    assigned: int | None = None
    due: date | None = None
    due_by_hand: bool = False
    former: ItemState | None = None
    seq: int = 0
    reminded_on: date | None = None

    @property
    def is_touched(self) -> bool:
        """Whether somebody has worked on it: settled it once, or brought proof."""
        return bool(self.by) or self.note is not None or bool(self.documents)

    def on_day(self, day: date) -> ItemState:
        """Return how it stands on a day: one that recurs is open again, its proof beneath."""
        if self.again_on is None or day < self.again_on:
            return self
        return ItemState(
            assigned=self.assigned,
            due=self.again_on,
            due_by_hand=self.due_by_hand,
            former=self,
            seq=self.seq,
        )


UNTOUCHED = ItemState()  # how every item begins


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """A recorded value with who, when and, outside the usual range, why."""

    value: Value | Erased
    seq: int
    by: int
    on: date
    reason: Word | None = None


class Answer(StrEnum):
    """The three truth values of a condition."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A gate condition as it stood at the request: the answer, what was there, what was needed."""

    condition: str
    answer: Answer
    have: str = ""
    need: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProof:
    """An item's proof at the request: the event of the item and those of the records it names."""

    seq: int
    records: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a request freezes (the Freigabemappe).

    Values and proofs are named by the event that wrote them; events never change, so this freezes
    them, and a thing has changed since exactly if its event is another one. No event wrote what is
    calculated: it stands here as canonical text.
    """

    lines: tuple[SheetLine, ...]
    values: Mapping[str, int]
    proofs: Mapping[str, SheetProof]
    calculated: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionState:
    """A condition or a required item set aside, with its reason and who grants it.

    `role` empty: the approvals themselves grant it.
    """

    is_item: bool = False
    role: str = ""
    reason: Word = ""
    granted_by: int | None = None
    granted_on: date | None = None


class Outcome(StrEnum):
    """What a role or body said."""

    APPROVED = "approved"
    APPROVED_WITH_OBLIGATIONS = "approved_with_obligations"
    DEFERRED = "deferred"
    RETURNED = "returned"
    REJECTED = "rejected"
    GIVEN = "given"  # an opinion is there
    NOTED = "noted"  # taken note of


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalState:
    """What was decided, by whom it was entered, and the entry in the register of decisions.

    `digest` is that of the values and proof it was decided on.
    """

    outcome: Outcome
    by: int
    on: date
    text: Word | None = None
    record: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A gate that was asked for, with its sheet and what has been decided on it so far.

    `approvals` names those that apply; `decided` holds what is there. `stale` names the things of
    the sheet that have changed since it was approved, `stale_seq` the event that said so last.
    `reminded` is when somebody was reminded of what ("approval:x", "exception:x").
    """

    seq: int
    by: int
    on: date
    round: int
    sheet: Sheet
    approvals: tuple[str, ...]
    exceptions: Mapping[str, ExceptionState] = field(default_factory=dict)
    decided: Mapping[str, ApprovalState] = field(default_factory=dict)
    stale: tuple[str, ...] = ()
    stale_seq: int = 0
    changed_seq: int = 0
    reminded: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The last time this gate was sent back, with what is demanded."""

    approval: str
    outcome: Outcome
    by: int
    on: date
    text: Word = ""
    exception: str = ""  # the one that was refused, if that is why


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPart:
    """The work in one step. `request`: in review; `passed`: the request it passed with.

    `cleared`: the event that last emptied a field, so that whoever saw its value is told. `added`:
    the items that came by a move to another version after the step had passed; whether they are owed
    at once, or only when the step is opened again.
    """

    items: Mapping[str, ItemState] = field(default_factory=dict)
    added: Mapping[str, bool] = field(default_factory=dict)
    values: Mapping[str, FieldValue] = field(default_factory=dict)
    cleared: Mapping[str, int] = field(default_factory=dict)
    request: Request | None = None
    passed: Request | None = None
    returned: Returned | None = None
    requests: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLife:
    """Where a step stands. `since` is the day it opened in this round, moved by pauses."""

    status: StepStatus = StepStatus.WAITING
    round: int = 1
    opened_on: date | None = None
    since: date | None = None
    closed_on: date | None = None
    reason: Word | None = None  # why it was skipped or reopened


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who works in the quartier in a role."""

    account: int
    role: str
    since: date


class Level(StrEnum):
    """The human judgement of how a quartier is doing (the Lage)."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The Lage: a dated judgement by a person, with its reason."""

    level: Level
    reason: Word
    by: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A follow-up duty attached to a yes."""

    step: str
    approval: str
    text: Word
    due: date
    role: str
    fulfilled_by: int | None = None
    fulfilled_on: date | None = None
    note: Word | None = None
    documents: tuple[Document, ...] = ()
    reopened: Word = ""  # why the proof was not enough
    seq: int = 0
    reminded_on: date | None = None


class Action(StrEnum):
    """What only the coordination decides and others propose."""

    SKIP = "skip"
    REOPEN = "reopen"
    NEW_ROUND = "new-round"
    PAUSE = "pause"
    COMPLETE = "complete"
    ABANDON = "abandon"
    HAND_OVER = "hand-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A comment that is a task for the coordination; settled ones leave the state."""

    action: Action
    step: str
    text: Word
    by: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A pause under way. `moved`: by holder and item, when a date moved a due day during it."""

    since: date
    until: date
    reason: Word
    moved: Mapping[str, Mapping[str, date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """A Sachstandsbericht that is being written: its period and the texts of people."""

    since: date
    until: date
    texts: Words
    by: int
    on: date
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenReport:
    """A report that never changes again; what it says stands in its event, `seq`."""

    number: int
    since: date
    until: date
    by: int
    on: date
    seq: int
    roles: tuple[str, ...] = ()  # of who froze it, then
    definition: str = ""  # the one it was written under: it names the roles


@dataclass(frozen=True, slots=True, kw_only=True)
class InstancePart:
    """The life of the process and its steps, its team and what belongs to no single step."""

    name: Word
    municipality: int
    definition: str  # digest
    started_on: date
    steps: Mapping[str, StepLife]
    life: ProcessLife = ProcessLife.RUNNING
    round: int = 1
    profile: Mapping[str, FieldValue] = field(default_factory=dict)
    cleared: Mapping[str, int] = field(default_factory=dict)  # of the profile, as in a step
    team: tuple[Member, ...] = ()
    situation: Situation | None = None
    obligations: Mapping[str, Obligation] = field(default_factory=dict)
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)  # last number given, by register
    pause: Pause | None = None
    closed_on: date | None = None
    closed_reason: Word | None = None
    draft: ReportDraft | None = None
    reports: tuple[FrozenReport, ...] = ()
    last_move: int = 0  # the event by which it came to its version; 0: the one it began with


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A record that counts nowhere any more and stays readable."""

    by: int
    on: date
    reason: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entry of a register, with the step and round it came from and its own checklist."""

    register: str
    number: int
    step: str
    round: int
    by: int
    on: date
    values: Mapping[str, FieldValue]
    cleared: Mapping[str, int] = field(default_factory=dict)  # as in a step
    items: Mapping[str, ItemState] = field(default_factory=dict)
    archived: Archived | None = None
    seq: int = 0

    @property
    def key(self) -> str:
        """How the record is named as a holder: "register/number"."""
        return record_key(self.register, self.number)


def record_key(register: str, number: int) -> str:
    """Return the name of a record as a holder of items and values."""
    return f"{register}/{number}"


_MOST_DIGITS = 9  # a longer number names nothing


def split_key(holder: str) -> tuple[str, int] | None:
    """Return register and number if the holder is a record, else None. Each has just one name."""
    if "/" not in holder:  # a step: by far the most frequent question
        return None
    register, _, number = holder.partition("/")
    if not (number.isascii() and number.isdecimal()):
        return None
    named = len(number) <= _MOST_DIGITS and not number.startswith("0")
    return (register, int(number)) if named else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What has no place in the version a quartier was moved to: readable, counted nowhere.

    Ids are those of the version before. `parts` (by step, or "profile") and `records` hold of what
    stays only what has no place any more; `lives` and `numbers` name the steps and registers that
    are gone altogether: of these everything is here.
    """

    lives: Mapping[str, StepLife] = field(default_factory=dict)
    parts: Mapping[str, StepPart] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, Mapping[int, Record]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move to another version: between which, what was renamed, and what it left behind.

    `renamed`, `gone` and `retyped` are paths as in a definition. `before` holds the values that were written
    in another way, as they were, under their new names. `undoes` is the event of the move that
    this one takes back; `undone_on` the day on which this one was taken back. `told`: somebody got
    a letter about it.
    """

    seq: int
    on: date
    by: int
    former: str  # digest
    definition: str  # digest
    round: int
    reason: Word = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    before: Values = field(default_factory=dict)
    left: Left = field(default_factory=Left)
    undoes: int = 0
    undone_on: date | None = None
    told: bool = False


class PartNotLoaded(Exception):
    """A decision asked for a part of the state that was not loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessState:
    """A process instance, whole or as far as it was loaded.

    `steps` and `records` hold what is loaded; `registers` names those loaded whole; `moves` are all
    or none. `seq` and
    `last_at` are those of the last event, `moved_on` is the day on which a person last moved
    something: they stand beside the parts, so that an event changes only the part it is about.
    """

    instance: InstancePart
    steps: Mapping[str, StepPart]
    records: Mapping[str, Mapping[int, Record]]
    registers: frozenset[str] | None = None  # None: every register is whole
    moves: tuple[Move, ...] | None = ()  # None: not loaded
    seq: int = 0
    last_at: datetime | None = None
    moved_on: date | None = None

    def step(self, step: str) -> StepPart:
        """Return the work of a step; raise PartNotLoaded if it is not here."""
        try:
            return self.steps[step]
        except KeyError:
            raise PartNotLoaded(step) from None

    def record(self, register: str, number: int) -> Record | None:
        """Return a record, or None if there is none; raise PartNotLoaded if unknown."""
        found = self.records.get(register, {}).get(number)
        if found is None and 0 < number <= self.instance.numbers.get(register, 0):
            raise PartNotLoaded(record_key(register, number))
        return found

    def register(self, register: str) -> Mapping[int, Record]:
        """Return all records of a register by number; raise PartNotLoaded if not whole."""
        if self.registers is not None and register not in self.registers:
            raise PartNotLoaded(register)
        return self.records.get(register, {})

    def moved(self) -> tuple[Move, ...]:
        """Return every move to another version, in order; raise PartNotLoaded if not here."""
        if self.moves is None:
            raise PartNotLoaded("moves")
        return self.moves

    def with_step(self, step: str, part: StepPart) -> ProcessState:
        """Return this state with another part for the step."""
        return ProcessState(
            instance=self.instance,
            steps={**self.steps, step: part},
            records=self.records,
            registers=self.registers,
            moves=self.moves,
            seq=self.seq,
            last_at=self.last_at,
            moved_on=self.moved_on,
        )

    def with_record(self, record: Record) -> ProcessState:
        """Return this state with the record in place."""
        register = {**self.records.get(record.register, {}), record.number: record}
        return replace(self, records={**self.records, record.register: register})

    def with_instance(self, instance: InstancePart) -> ProcessState:
        """Return this state with another life of the process."""
        return ProcessState(
            instance=instance,
            steps=self.steps,
            records=self.records,
            registers=self.registers,
            moves=self.moves,
            seq=self.seq,
            last_at=self.last_at,
            moved_on=self.moved_on,
        )

    def recorded(self, seq: int, at: datetime, moved_on: date | None) -> ProcessState:
        """Return this state as that after the event `seq`."""
        return ProcessState(
            instance=self.instance,
            steps=self.steps,
            records=self.records,
            registers=self.registers,
            moves=self.moves,
            seq=seq,
            last_at=at,
            moved_on=moved_on,
        )
