"""What keeps the history from being changed in the database itself, past this program.

Rule: an event is never updated, deleted or replaced; of its words, values may be taken out and
nothing else. SQLite's `INSERT OR REPLACE` slips past triggers on update and delete, so that an
insert over something that exists is refused as well. A migration that rebuilds one of these tables
has to create the triggers again; a test looks for them after every migration.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

_SQLITE = {
    "event_no_update": """
        BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
    "event_no_delete": """
        BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END""",
    "event_no_replace": """
        BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND seq = NEW.seq)
          OR EXISTS (SELECT 1 FROM event WHERE command_id = NEW.command_id)
        BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END""",
    "event_payload_only_erased": """
        BEFORE UPDATE ON event_payload
        WHEN NEW.event_id IS NOT OLD.event_id OR EXISTS (
          SELECT 1 FROM json_each(NEW.words) AS kept
          WHERE kept.value IS NOT (
            SELECT was.value FROM json_each(OLD.words) AS was WHERE was.key = kept.key))
        BEGIN SELECT RAISE(ABORT, 'words are erased, never changed'); END""",
    "event_payload_no_delete": """
        BEFORE DELETE ON event_payload
        BEGIN SELECT RAISE(ABORT, 'words are erased one by one, never deleted'); END""",
    "event_payload_no_replace": """
        BEFORE INSERT ON event_payload
        WHEN EXISTS (SELECT 1 FROM event_payload WHERE event_id = NEW.event_id)
        BEGIN SELECT RAISE(ABORT, 'words are erased, never changed'); END""",
}

_POSTGRES_FUNCTIONS = {
    "event_is_append_only": """
        BEGIN RAISE EXCEPTION 'an event is never changed, deleted or replaced'; END""",
    "event_payload_is_only_erased": """
        BEGIN
          IF NEW.event_id <> OLD.event_id OR EXISTS (
            SELECT 1 FROM jsonb_each(NEW.words::jsonb) AS kept
            WHERE kept.value IS DISTINCT FROM (OLD.words::jsonb -> kept.key)
          ) THEN RAISE EXCEPTION 'words are erased, never changed'; END IF;
          RETURN NEW;
        END""",
}
_POSTGRES = {
    "event_no_update": """
        BEFORE UPDATE OR DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION event_is_append_only()""",
    "event_no_truncate": """
        BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()""",
    "event_payload_only_erased": """
        BEFORE UPDATE ON event_payload
        FOR EACH ROW EXECUTE FUNCTION event_payload_is_only_erased()""",
    "event_payload_no_delete": """
        BEFORE DELETE ON event_payload
        FOR EACH ROW EXECUTE FUNCTION event_is_append_only()""",
    "event_payload_no_truncate": """
        BEFORE TRUNCATE ON event_payload
        FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()""",
}

# What must be there, by database.
TRIGGERS: Mapping[str, frozenset[str]] = {
    "sqlite": frozenset(_SQLITE),
    "postgresql": frozenset(_POSTGRES),
}


def create(connection: Connection) -> None:
    """Create the triggers; replaces those that are there."""
    if connection.dialect.name == "sqlite":
        for name, body in _SQLITE.items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")
        return
    for name, body in _POSTGRES_FUNCTIONS.items():
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        )
    for name, body in _POSTGRES.items():
        connection.exec_driver_sql(f"CREATE OR REPLACE TRIGGER {name} {body}")


def missing(connection: Connection) -> frozenset[str]:
    """Return the names of the triggers that are not there (any more)."""
    where = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    there = {name for (name,) in connection.exec_driver_sql(where)}
    return TRIGGERS[connection.dialect.name] - there
