"""A process definition as the engine knows it: frozen, checked, complete.

Rule: these classes only hold what a definition says. They decide nothing, know no YAML and no
positions; `workflow.definitions` builds them, the rest of the core reads them. Everything that
refers to something else does so by id; the checker has proved that the id exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

# A recorded value is plain data. Numbers with decimals, dates and ids are text ("12.50",
# "2026-03-31"); a person is an account id, a reference a record number.
Value = str | int | bool | tuple[str | int, ...]


class FieldType(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    PERSON = "person"
    REFERENCE = "reference"
    FILE = "file"


class GenderForm(StrEnum):
    """How texts name people of every gender: with a sign in the word, or as a pair."""

    STAR = "star"  # as their author wrote them
    PAIR = "pair"


NUMBER_TYPES = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.PERCENT})
# Free text is words: it can name people, so it is stored where it can be erased.
WORD_TYPES = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.EMAIL,
        FieldType.PHONE,
        FieldType.URL,
    }
)


# --- values in conditions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the definition."""

    value: Value


@dataclass(frozen=True, slots=True)
class Today:
    """The day of the command, moved by months and days."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field of a step (holder: step id), of the quartier ("profile") or of the record itself ("")."""

    holder: str
    field: str


class TestKind(StrEnum):
    """How a value is tested; numbers and dates compare inclusively."""

    FILLED = "filled"
    IS = "is"
    ONE_OF = "one_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a value. FILLED has a boolean literal, ONE_OF a literal tuple as operand."""

    kind: TestKind
    operand: Quantity


@dataclass(frozen=True, slots=True)
class WhereTest:
    """What a record's field (or its `step` or `round`) must satisfy to be counted."""

    field: str
    tests: tuple[Test, ...]


Where = tuple[WhereTest, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a register match; with `distinct`, how many different values."""

    register: str
    where: Where = ()
    distinct: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many percent of the records `of` also match `where`; unknown when there are none."""

    register: str
    of: Where
    where: Where


class AggregateKind(StrEnum):
    """How the values of one field over records become one value."""

    SUM = "sum"
    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Sum, earliest or latest of a field over the matching records."""

    kind: AggregateKind
    register: str
    field: str
    where: Where = ()


class ArithmeticKind(StrEnum):
    """How values combine; `percent` is a hundred times `ratio`."""

    RATIO = "ratio"
    PERCENT = "percent"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A calculation over two or more values; unknown as soon as one of them is unknown."""

    kind: ArithmeticKind
    operands: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months from one date to another; negative when `end` lies before `start`."""

    start: Quantity
    end: Quantity


Quantity = Literal | Today | FieldRef | Count | Share | Aggregate | Arithmetic | Months


# --- conditions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compare:
    """A value and the tests it must all pass."""

    value: Quantity
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """What each record must have: a field of its own, its checklist done, or a record pointing here.

    Exactly one is set: `field`; `checklist`; or `register` with `field` (the reference there).
    """

    field: str = ""
    register: str = ""
    checklist: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Each matching record has all of `has`; over no record it is yes."""

    register: str
    where: Where
    has: tuple[Has, ...]


@dataclass(frozen=True, slots=True)
class ItemDone:
    """A checklist item of a step is done (or not applicable)."""

    step: str
    item: str


class StepMilestone(StrEnum):
    """How far a step must have come; `passed` includes skipped, `started` includes both."""

    STARTED = "started"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class StepReached:
    """A step has started, or has been passed."""

    step: str
    milestone: StepMilestone


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Time since a step opened in this round; pauses do not count."""

    step: str
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is yes; one *no* decides."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is yes; one *yes* decides."""

    parts: tuple[Condition, ...]


Condition = Compare | Every | ItemDone | StepReached | Elapsed | AllOf | AnyOf


# --- what a process consists of --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sibling:
    """A limit that is the value of the field beside it."""

    field: str


Limit = Literal | Today | Sibling


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value somebody records (or the engine calculates), with its limits.

    `minimum` and `maximum` refuse; the usual range saves and asks for a reason.
    """

    id: str
    type: FieldType
    label: str
    help: str = ""
    unit: str = ""
    required: bool = False
    personal: bool = False
    minimum: Limit | None = None
    maximum: Limit | None = None
    usual_minimum: Limit | None = None
    usual_maximum: Limit | None = None
    min_length: int = 0
    max_length: int = 0  # 0: the type's own limit
    options: Mapping[str, str] = field(default_factory=dict)
    options_were: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # their former ids
    register: str = ""
    many: bool = False
    where: Where = ()
    applies_when: Condition | None = None
    calculate: Quantity | Condition | None = None
    was: tuple[str, ...] = ()

    @property
    def is_word(self) -> bool:
        """Whether its value is kept where it can be erased."""
        return self.personal or self.type in WORD_TYPES

    def option_now(self, option: str) -> str:
        """Return which option a former id means; any other word is left as it is."""
        if option in self.options:
            return option
        return next((now for now, were in self.options_were.items() if option in were), option)


@dataclass(frozen=True, slots=True)
class NoteProof:
    """A short written account proves the item."""


@dataclass(frozen=True, slots=True)
class DocumentProof:
    """A file, a link or a place in the paper file proves the item."""


@dataclass(frozen=True, slots=True)
class FieldProof:
    """A filled field beside the item proves it."""

    field: str


@dataclass(frozen=True, slots=True)
class RecordsProof:
    """Enough matching records of a register prove the item."""

    register: str
    where: Where = ()
    distinct: str | None = None
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class AnyProof:
    """One of several proofs is enough."""

    proofs: tuple[Proof, ...]


Proof = NoteProof | DocumentProof | FieldProof | RecordsProof | AnyProof


@dataclass(frozen=True, slots=True)
class DueRule:
    """When an item is due: months and days after its step opened or its record was made.

    With `field` they count from that date; negative months lie before it.
    """

    field: FieldRef | None = None
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One piece of work, with the role that answers for it and the proof it needs.

    `evidence` lists proofs that are all needed; none at all: ticking it is enough.
    """

    id: str
    text: str
    role: str
    required: bool
    evidence: tuple[Proof, ...] = ()
    help: str = ""
    due: DueRule | None = None
    repeat_months: int = 0
    applies_when: Condition | None = None
    was: tuple[str, ...] = ()


class Strength(StrEnum):
    """What a gate condition does when it is not met."""

    MANDATORY = "mandatory"  # no request
    WAIVABLE = "waivable"  # a request with an exception
    ADVICE = "advice"  # shown only


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCondition:
    """One thing a gate asks for; `waived_by` is the role that grants an exception."""

    id: str
    condition: Condition
    strength: Strength = Strength.MANDATORY
    waived_by: str = ""
    say: str = ""
    applies_when: Condition | None = None
    shared: bool = False  # from `every_gate`


class ApprovalKind(StrEnum):
    """What a role or body is asked for."""

    DECISION = "decision"
    OPINION = "opinion"  # has to be there, whatever it says
    NOTICE = "notice"  # taken note of; holds nothing up


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A formal yes of a role or of a body (exactly one of the two is set)."""

    id: str
    role: str = ""
    body: str = ""
    kind: ApprovalKind = ApprovalKind.DECISION
    after: tuple[str, ...] = ()
    applies_when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The exit of a step. Without approvals it passes at once."""

    title: str = ""
    weigh: tuple[str, ...] = ()
    conditions: tuple[GateCondition, ...] = ()
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A way of working that a step recommends."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the steps. `opens_when` None: it opens at once."""

    id: str
    phase: str
    title: str
    short: str
    lead: str
    purpose: str
    questions: tuple[str, ...] = ()
    methods: tuple[Method, ...] = ()
    pitfalls: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    weeks: int = 0
    opens_when: Condition | None = None
    ongoing: bool = False
    skippable: bool = True
    fields: Mapping[str, Field]
    checklist: Mapping[str, ChecklistItem]
    gate: Gate
    was: tuple[str, ...] = ()


class ReportPart(StrEnum):
    """What the entries of a register are to a report and to whoever takes over."""

    WORK = "work"  # what is done here: a table with day, amount and status
    EVENT = "event"  # what took place: listed by its day, amounts added up
    CONTACT = "contact"  # who is won: counted by status; the contacts of a handover
    FUNDS = "funds"  # where money comes from: amount granted, amount spent, last day
    RISK = "risk"  # what can go wrong
    PROMISE = "promise"  # what somebody was promised: the text, if there is one
    PLACE = "place"  # where something lies


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How a register appears in reports: its part, and which of its fields say what."""

    part: ReportPart
    day: str = ""
    status: str = ""
    amount: str = ""
    spent: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRule:
    """When a record is somebody's task: of the person a field names, until a condition holds.

    `due` is the field with the day. All of it follows from the record's own fields.
    """

    person: str
    until: Condition
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A list of things across steps; each record gets its own copy of the checklist."""

    id: str
    title: str
    singular: str
    help: str = ""
    fields: Mapping[str, Field]
    checklist: Mapping[str, ChecklistItem]
    report: Reporting | None = None
    task: TaskRule | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleTitle:
    """How a definition names one of the roles, and for whom that role may act."""

    id: str
    title: str
    does: str = ""
    acts_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A committee that decides outside the software; `recorded_by` is the role that enters it."""

    id: str
    title: str
    recorded_by: str
    does: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the way."""

    id: str
    title: str
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProcessDefinition:
    """A whole written procedure, in the order of its file. `digest` addresses it for ever.

    `gender_form`: how its texts stand here; what decides is the same in every form.
    """

    id: str
    version: int
    title: str
    language: str
    digest: str
    summary: str = ""
    sources: tuple[str, ...] = ()
    roles: Mapping[str, RoleTitle]
    bodies: Mapping[str, Body]
    phases: Mapping[str, Phase]
    principles: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, Field]
    registers: Mapping[str, Register]
    steps: Mapping[str, Step]
    locked: tuple[str, ...] = ()
    gender_form: GenderForm = GenderForm.STAR

    def __eq__(self, other: object) -> bool:
        """Compare by digest; one that has none yet is only itself.

        What is derived from a definition is cached by it: a second compilation must be found
        without comparing every field at every look.
        """
        if not isinstance(other, ProcessDefinition):
            return NotImplemented
        return self is other or (self.digest != "" and self.digest == other.digest)

    def __hash__(self) -> int:
        """Hash by digest."""
        return hash(self.digest)


# Definitions by digest and the form their texts stand in.
Definitions = Mapping[tuple[str, GenderForm], ProcessDefinition]

# The register that every definition has: what bodies decided. Its own fields stand here once, so
# that the engine can write an entry for every recorded decision; a definition may add more.
DECISIONS = "beschluss"
DECISION_RESULTS: Mapping[str, str] = MappingProxyType(
    {
        "zugestimmt": "Zugestimmt",
        "mit-auflagen": "Zugestimmt mit Auflagen",
        "vertagt": "Vertagt",
        "zurueckgegeben": "Zurückgegeben",
        "abgelehnt": "Abgelehnt",
        "zur-kenntnis": "Zur Kenntnis genommen",
    }
)
