"""The tables, as data. What they mean is said here once; Alembic makes them (`migrations`).

Rules: single-column keys, but for open work: a piece of it is always found by what it is, and kept in
the order of that, so that writing it touches one page and no index. Every table of a tenant names its
municipality (an event does so by its stream). Instants and days are ISO text, which sorts like time and reads the same on SQLite and
PostgreSQL; parts of the state and facts of events are JSON text, written by `codec` alone.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    text,
)

from workflow.core.tasks import LOUD

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _instant(name: str, *, nullable: bool = False) -> Column[str]:
    """UTC to the microsecond: 2026-03-31T09:05:00.000000Z."""
    return Column(name, String(27), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> Column[str]:
    """A calendar day in Europe/Berlin: 2026-03-31."""
    return Column(name, String(10), nullable=nullable)


def _reference(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=nullable)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


# --- the truth -------------------------------------------------------------------------------

# One row per event; triggers refuse every change. A command's id stands on its first event, with
# the digest of its content, so that sending it again is recognised.
event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stream", String(40), nullable=False),  # "quartier/7", "kommune/1"
    Column("seq", Integer, nullable=False),
    Column("type", String(40), nullable=False),
    Column("command_id", String(64), unique=True),
    Column("command_digest", String(64)),
    _instant("at"),
    _day("day", nullable=False),
    Column("by", Integer, nullable=False),  # an account; 0 is the system
    Column("facts", Text, nullable=False),
    Column("digests", Text, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("stream", "seq"),
)

# What somebody has finished, by whom: asked for by its very words, so that the index is used.
FINISHING = (
    "type IN ('ItemCompleted', 'ItemSetAside', 'ApprovalRecorded', 'ExceptionGranted', "
    "'ApprovalConfirmed', 'ObligationFulfilled', 'ProposalSettled', 'SituationAssessed', "
    "'GateRequested')"
)
Index(
    "ix_event_finished",
    event.c.by,
    event.c.id,
    sqlite_where=text(FINISHING),
    postgresql_where=text(FINISHING),
)

# The words of an event, {key: [salt, value]}: the only thing in the history that can be erased.
event_payload = Table(
    "event_payload",
    metadata,
    Column("event_id", Integer, ForeignKey("event.id"), primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

# --- a municipality and its people -----------------------------------------------------------

municipality = Table(
    "municipality",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("head", LargeBinary(32), nullable=False),
    Column("settings", Text, nullable=False),
)

# Names stand here and nowhere else; everything else knows people by this id.
account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password", String(255)),  # argon2id; none: invited, has not signed in yet
    Column("active", Integer, nullable=False, server_default="1"),
    Column("uniquifier", String(64), nullable=False, unique=True),
    _instant("created_at"),
    Column("language", String(2)),  # in which the pages speak to them; none: as the browser chose
    Column("totp", Text),  # the secret of the second factor, encrypted; none: no second factor
    Column("totp_counter", Integer),  # of the last code that was taken: none works twice
    CheckConstraint("active IN (0, 1)", name="active"),
)

municipality_role = Table(
    "municipality_role",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("account_id", "account.id"),
    Column("role", String(16), nullable=False),
    UniqueConstraint("account_id", "municipality_id", "role"),
    CheckConstraint("role IN ('coordinator', 'consultant', 'admin')", name="role"),
)
Index(None, municipality_role.c.municipality_id)

# What a municipality says on the pages that are open to everybody; `edition` counts how often it was
# written. No text: erased.
page_text = Table(
    "page_text",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("page", String(32), nullable=False),
    Column("text", Text),
    Column("edition", Integer, nullable=False),
    UniqueConstraint("municipality_id", "page"),
)

# Who acts for whom, on days that include the last one.
substitute = Table(
    "substitute",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("number", Integer, nullable=False),
    _reference("person_id", "account.id"),
    _reference("substitute_id", "account.id"),
    _day("since", nullable=False),
    _day("until", nullable=False),
    UniqueConstraint("municipality_id", "number"),
)
Index(None, substitute.c.substitute_id, substitute.c.until)

# Who is signed in. The cookie holds the token, the table its hash.
session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    _reference("account_id", "account.id"),
    _instant("created_at"),
    _instant("used_at"),
    _instant("checked_at"),  # when the password was last asked for
    _instant("expires_at"),
)
Index(None, session.c.account_id)
Index(None, session.c.expires_at)

# A link that sets a password: an invitation, or the recovery of a forgotten one. The mail holds the
# token, the table its hash.
account_link = Table(
    "account_link",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("account_id", "account.id"),
    Column("purpose", String(16), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    _instant("created_at"),
    _instant("expires_at"),
    UniqueConstraint("account_id", "purpose"),
    CheckConstraint("purpose IN ('invitation', 'recovery')", name="purpose"),
)
Index(None, account_link.c.expires_at)

# What opens an account whose second factor is lost: each code once.
recovery_code = Table(
    "recovery_code",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("account_id", "account.id"),
    Column("code_hash", String(64), nullable=False),
    UniqueConstraint("account_id", "code_hash"),
)

# Failed sign-ins, counted per account and per network across all servers.
throttle = Table(
    "throttle",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("count", Integer, nullable=False),
    _instant("since"),
)

# --- definitions -----------------------------------------------------------------------------

# A published version never changes; `canonical` is the merged definition as canonical JSON, `source`
# the text as it was written (none: only the canonical form was given), `extends` and `base` what it
# builds on, by name and by digest. A withdrawn one keeps its row; its reason may be erased.
definition_version = Table(
    "definition_version",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("definition_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("canonical", Text, nullable=False),
    Column("source", Text),
    Column("extends", String(80)),
    Column("base", String(64)),
    _instant("published_at"),
    Column("published_by", Integer, nullable=False),  # 0: the operator
    _instant("withdrawn_at", nullable=True),
    Column("withdrawn_by", Integer),
    Column("withdrawn_reason", Text),
    UniqueConstraint("municipality_id", "definition_id", "version"),
)
Index(None, definition_version.c.digest)

# What somebody is writing: a paper and no event, so what is replaced is gone. `slug` is its address
# for as long as it exists, `name` the id that stands in the text or, while none can be read there,
# what it was called last; `edition` counts how often it was saved.
definition_draft = Table(
    "definition_draft",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("slug", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    _reference("changed_by", "account.id"),
    _instant("changed_at"),
    UniqueConstraint("municipality_id", "slug"),
)

# --- the state of a quartier, in the parts that commands touch ---------------------------------

# `part` is the state's InstancePart; `head` the hash of the last event. The other columns are what
# lists show and sort by; the long ones stand last, so that reading the others never turns their pages.
# None holds a *now*: `urgent_at` is the day from which the quartier
# deserves a look (the earliest due date, two weeks after the last activity, the end of a pause; for
# a closed one the end of all days), so that an index holds the order of the list. What stands still,
# is late, waits or is out of date follows from a day in the same way; a closed quartier has none of
# `judged_on` (the Lage, or without one the start), `requested_on`, `returned_on`.
instance = Table(
    "instance",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("slug", String(64), nullable=False, unique=True),
    Column("definition", String(64), nullable=False),  # digest
    Column("seq", Integer, nullable=False),
    Column("head", LargeBinary(32), nullable=False),
    Column("name", Text),  # none: erased
    Column("name_key", Text, nullable=False),  # as it is searched and sorted
    Column("life", String(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("phase", String(64)),  # of the first step that is not closed
    _instant("last_activity_at"),
    _day("moved_on", nullable=False),  # by a person; talking about it moves nothing
    _day("next_due"),
    _day("required_due"),
    _day("urgent_at", nullable=False),
    Column("situation", String(16)),
    _day("situation_on"),
    _day("judged_on"),
    _day("requested_on"),
    _day("returned_on"),
    _count("open_requests"),
    _count("open_exceptions"),
    _count("open_approvals"),
    _count("open_obligations"),
    Column("steps", Text, nullable=False),  # {step: codec.HowFar}
    Column("part", Text, nullable=False),
)
Index(None, instance.c.municipality_id, instance.c.urgent_at)
Index(None, instance.c.municipality_id, instance.c.name_key)
Index(None, instance.c.municipality_id, instance.c.definition)
# What the counts above a list and the filters ask for: each reads only what it counts.
Index(None, instance.c.municipality_id, instance.c.life, instance.c.moved_on)
Index(None, instance.c.municipality_id, instance.c.life, instance.c.required_due)
for _day_of in (instance.c.judged_on, instance.c.requested_on, instance.c.returned_on):
    Index(
        f"ix_instance_{_day_of.name}",
        instance.c.municipality_id,
        _day_of,
        sqlite_where=_day_of.is_not(None),
        postgresql_where=_day_of.is_not(None),
    )
_critical = instance.c.situation == "critical"
Index(
    "ix_instance_critical",
    instance.c.municipality_id,
    instance.c.situation_on,
    sqlite_where=_critical,
    postgresql_where=_critical,
)

step_row = Table(
    "step_row",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("instance_id", "instance.id"),
    Column("step", String(64), nullable=False),
    Column("part", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    UniqueConstraint("instance_id", "step"),
)

record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("instance_id", "instance.id"),
    Column("register", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("part", Text, nullable=False),
    Column("archived", Integer, nullable=False, server_default="0"),
    UniqueConstraint("instance_id", "register", "number"),
)

# How a quartier was moved to another version, and what has no place in it any more; `seq` is the event.
move_row = Table(
    "move_row",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("instance_id", "instance.id"),
    Column("seq", Integer, nullable=False),
    Column("part", Text, nullable=False),
    UniqueConstraint("instance_id", "seq"),
)

# Moving many quartiere at once: what about, and how far each of them is. A paper beside the events.
move_run = Table(
    "move_run",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("definition", String(64), nullable=False),  # digest of the version to go to
    Column("reason", Text, nullable=False),
    Column("choices", Text, nullable=False),
    Column("tells", Integer, nullable=False),  # 1: each team gets letters, 0: nobody does
    Column("by", Integer, nullable=False),  # an account; 0 is the operator
    _instant("begun_at"),
    Column("command_id", String(64), unique=True),  # of the form that began it, if one did
)
Index(None, move_run.c.municipality_id, move_run.c.definition)
move_run_row = Table(
    "move_run_row",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("run_id", "move_run.id"),
    _reference("instance_id", "instance.id"),
    Column("status", String(16), nullable=False),
    Column("why", Text, nullable=False),  # blockers
    Column("seq", Integer, nullable=False),  # the event of the move; 0: none of this run
    UniqueConstraint("run_id", "instance_id"),
)

# Open work: who owes what, until when (core.tasks). `starts` is the day from which it counts; what
# is never due has a day after all days (`codec.NEVER`), so that it sorts last on every database.
task_row = Table(
    "task_row",
    metadata,
    Column("instance_id", Integer, ForeignKey("instance.id"), primary_key=True),
    Column("holder", String(80), primary_key=True),
    Column("thing", String(80), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("role", String(16), primary_key=True),
    _reference("municipality_id", "municipality.id"),
    Column("account_id", Integer),  # given to somebody; else the role owes it
    _day("due", nullable=False),
    _day("starts"),
    Column("required", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    _day("reminded_on"),
    Column("barred_id", Integer),  # asked for the gate and may not decide about it
    sqlite_with_rowid=False,
)
# What somebody was given, what waits for a whole municipality's coordination, and the rest by
# quartier: a task stands in the indexes that find it and in no other.
_given = task_row.c.account_id.is_not(None)
Index(
    "ix_task_row_given",
    task_row.c.account_id,
    task_row.c.due,
    sqlite_where=_given,
    postgresql_where=_given,
)
_coordination = and_(task_row.c.account_id.is_(None), task_row.c.role == "coordinator")
Index(
    "ix_task_row_coordination",
    task_row.c.municipality_id,
    task_row.c.due,
    sqlite_where=_coordination,
    postgresql_where=_coordination,
)
# What others wait for comes first and is never due: asked for by its very words, as above.
LOUD_TASKS = f"kind IN ({', '.join(sorted(repr(kind.value) for kind in LOUD))})"
Index(
    "ix_task_row_loud",
    task_row.c.municipality_id,
    sqlite_where=text(LOUD_TASKS),
    postgresql_where=text(LOUD_TASKS),
)

_barred = task_row.c.barred_id.is_not(None)
Index(
    "ix_task_row_barred",
    task_row.c.barred_id,
    sqlite_where=_barred,
    postgresql_where=_barred,
)

membership = Table(
    "membership",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("instance_id", "instance.id"),
    _reference("account_id", "account.id"),
    Column("role", String(16), nullable=False),
    _day("since", nullable=False),
    UniqueConstraint("account_id", "instance_id", "role"),
)
Index(None, membership.c.instance_id)

# A file somebody uploaded, as the event `seq` named it. Its bytes lie in the file store; an erased
# one keeps its row as a tombstone, without a name.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("instance_id", "instance.id"),
    Column("seq", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("name", Text),
    Column("size", Integer, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("erased", Integer, nullable=False, server_default="0"),
)
Index(None, attachment.c.instance_id, attachment.c.sha256)

# Mails that wait to be sent, written by the transaction that causes them. The address stands with the
# account alone. Whoever holds the text may hold a way in, so it goes when the mail is sent.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("municipality_id", "municipality.id"),
    _reference("instance_id", "instance.id", nullable=True),
    _reference("account_id", "account.id"),
    Column("subject", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),  # a path on this server; "": none
    _instant("created_at"),
    _count("tries"),
    _instant("next_try_at"),
    _instant("sent_at", nullable=True),
)
_unsent = outbox.c.sent_at.is_(None)
Index(
    "ix_outbox_unsent",
    outbox.c.next_try_at,
    sqlite_where=_unsent,
    postgresql_where=_unsent,
)
Index(None, outbox.c.instance_id)
Index(None, outbox.c.created_at)
