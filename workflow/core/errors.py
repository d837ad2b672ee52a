"""What the engine says when the answer is no.

Rule: errors know no HTTP and no wording. They carry fields (what, where, who can help); sentences
are made from them in `sentences`, status codes in the web.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why something cannot be done now. Each member is one sentence in `sentences`."""

    NOT_ALLOWED = "not-allowed"  # the actor's roles do not allow it; `roles` can
    OWN_REQUEST = "own-request"  # four eyes: the requester does not decide
    PROCESS_NOT_RUNNING = "process-not-running"
    PROCESS_CLOSED = "process-closed"  # completed or abandoned: reading, comments, erasure
    PROCESS_NOT_PAUSED = "process-not-paused"
    STEP_WAITING = "step-waiting"  # readable, not yet workable
    STEP_NOT_WORKABLE = "step-not-workable"  # passed and not ongoing, or skipped
    STEP_NOT_ACTIVE = "step-not-active"
    STEP_NOT_SKIPPABLE = "step-not-skippable"
    STEP_NOT_CLOSED = "step-not-closed"  # only a passed or skipped step can be reopened
    STEPS_OPEN = "steps-open"  # completing: this step is neither passed nor skipped
    LOCKED_IN_REVIEW = "locked-in-review"  # withdraw the request to change this
    NO_REQUEST = "no-request"
    ITEM_OPEN = "item-open"
    ITEM_DONE = "item-done"
    ITEM_NOT_DONE = "item-not-done"
    ITEM_NOT_APPLICABLE = "item-not-applicable"
    DEPENDS = "depends"  # its `applies_when` is not known yet
    DOES_NOT_APPLY = "does-not-apply"
    PROOF_MISSING = "proof-missing"  # `thing` is the item, `need` the proof
    FIELD_EMPTY = "field-empty"
    REASON_MISSING = "reason-missing"  # a value outside the usual range has no reason yet
    CONDITION_NOT_MET = "condition-not-met"
    OBLIGATION_OVERDUE = "obligation-overdue"
    OBLIGATION_OPEN = "obligation-open"
    OBLIGATION_DONE = "obligation-done"
    OBLIGATION_NOT_DONE = "obligation-not-done"
    APPROVAL_DONE = "approval-done"
    APPROVAL_NOT_YET = "approval-not-yet"  # another approval comes first
    EXCEPTION_OPEN = "exception-open"  # to be granted before the approvals
    EXCEPTION_GRANTED = "exception-granted"
    EXCEPTION_BY_APPROVAL = "exception-by-approval"  # no role grants it: the approvals do
    NOT_STALE = "not-stale"
    RECORD_ARCHIVED = "record-archived"
    LAST_OF_ROLE = "last-of-role"
    PROPOSAL_SETTLED = "proposal-settled"
    OWN_WORK = "own-work"  # nobody reminds themselves
    NOBODY_THERE = "nobody-there"  # nobody in the team holds the role that owes it
    NO_REPORT_DRAFT = "no-report-draft"
    REPORT_UNFINISHED = "report-unfinished"  # it needs a proposal and a summary
    PUBLICATION_NOT_REQUESTED = "publication-not-requested"  # nobody else has asked for this text
    OWN_PUBLICATION = "own-publication"  # four eyes: whoever asked does not publish
    REQUEST_OPEN = "request-open"  # no move to another version while a gate is asked for
    STEP_UNDER_WAY = "step-under-way"  # active, and gone in the version to move to
    NOTHING_MOVED = "nothing-moved"  # no move that could be taken back
    MOVE_TOO_OLD = "move-too-old"  # it could be taken back until `need`
    ROUND_SINCE_MOVE = "round-since-move"
    MOVED_SINCE_SEEN = "moved-since-seen"  # what was shown was another version's


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One reason why not, with what is there, what is needed and who can help.

    `holder` is a step id, "profile" or a record ("massnahme/3"); `thing` an item, field,
    condition, approval, exception or obligation there.
    """

    reason: Reason
    holder: str = ""
    thing: str = ""
    have: str = ""
    need: str = ""
    roles: tuple[str, ...] = ()
    person: int | None = None


class WorkflowError(Exception):
    """Anything the engine refuses. Programming mistakes are not among them."""


class Rejected(WorkflowError):
    """The command is not possible now; `blockers` say why and who can help."""

    def __init__(self, *blockers: Blocker) -> None:
        super().__init__(", ".join(f"{b.reason}:{b.holder}:{b.thing}" for b in blockers))
        self.blockers = blockers


class Forbidden(Rejected):
    """The actor's roles do not allow it; the first blocker names the roles that do."""


class NotFound(WorkflowError):
    """There is no such thing, or not for this actor: both look the same."""


class Problem(StrEnum):
    """What is wrong with one thing that was typed. Each member is one sentence in `sentences`."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_WHOLE_NUMBER = "not-a-whole-number"
    NOT_A_DATE = "not-a-date"
    NOT_AN_OPTION = "not-an-option"
    NOT_AN_EMAIL = "not-an-email"
    NOT_A_URL = "not-a-url"
    NOT_A_PHONE = "not-a-phone"
    NOT_IN_TEAM = "not-in-team"
    NO_SUCH_RECORD = "no-such-record"
    TOO_SMALL = "too-small"  # below `limit`
    TOO_LARGE = "too-large"  # above `limit`
    BAD_CHARACTER = "bad-character"
    CALCULATED = "calculated"  # nobody can enter it
    DOES_NOT_APPLY = "does-not-apply"
    UNKNOWN = "unknown"  # there is no such field
    IN_THE_PAST = "in-the-past"
    IN_THE_FUTURE = "in-the-future"
    NO_SUCH_CHOICE = "no-such-choice"
    NOT_CHOSEN = "not-chosen"  # belongs to another choice than the one that was made
    NOT_POSSIBLE = "not-possible"  # an address that cannot be invited; why, nobody is told
    GUESSABLE = "guessable"  # a password that others would guess
    NOT_THE_SAME = "not-the-same"  # what was typed twice differs
    WRONG = "wrong"  # a password or a code that is not the right one
    TWICE = "twice"  # a file names the same entry in two rows
    ARCHIVED = "archived"  # a file changes an entry that counts no more
    FILE_EMPTY = "file-empty"
    FILE_TOO_LARGE = "file-too-large"  # `limit` in megabytes
    FILE_NAME = "file-name"  # no name, or one that cannot be kept
    FILE_TYPE = "file-type"  # not among the kinds of file that are taken
    FILE_MISMATCH = "file-mismatch"  # the content is not what the name says
    FILE_UNSAFE = "file-unsafe"  # macros, a password, or far more inside than outside


@dataclass(frozen=True, slots=True, kw_only=True)
class InputProblem:
    """One thing that was typed and cannot be taken; `limit` is what it was measured against.

    `row` is where it stands in a file with many entries, 0 if it came from a form.
    """

    name: str
    problem: Problem
    limit: str = ""
    row: int = 0


class InvalidInput(WorkflowError):
    """What was typed cannot be taken. Nothing has changed; nothing typed is lost."""

    def __init__(self, *problems: InputProblem) -> None:
        super().__init__(", ".join(f"{p.name}:{p.problem}" for p in problems))
        self.problems = problems


class ConflictingChange(WorkflowError):
    """The very thing that was edited has changed since it was shown (`seen` < `seq`)."""

    def __init__(self, holder: str, thing: str, seq: int) -> None:
        super().__init__(f"{holder}:{thing} changed at {seq}")
        self.holder = holder
        self.thing = thing
        self.seq = seq


class CommandReused(WorkflowError):
    """A command id was sent again with another content or by somebody else."""


class StorageUnavailable(WorkflowError):
    """The database cannot be written now (locked, full, read-only). Nothing has changed."""

    def __init__(self, since: datetime | None = None) -> None:
        super().__init__("storage unavailable")
        self.since = since


class FileDamaged(WorkflowError):
    """The bytes that lie in the store are not those that were uploaded."""

    def __init__(self, instance: int, sha256: str) -> None:
        super().__init__(f"file {instance}/{sha256} is damaged")
        self.instance = instance
        self.sha256 = sha256


class ChainBroken(Exception):
    """The history is not what was written: `seq` is the first place where it shows."""

    def __init__(self, stream: str, seq: int, what: str) -> None:
        super().__init__(f"{stream} at {seq}: {what}")
        self.stream = stream
        self.seq = seq
        self.what = what


class FolderNotEmpty(Exception):
    """An export never overwrites anything."""
