"""The way of the schema from version to version, with Alembic, called from code.

Rule: each migration is one transaction, runs as the only writer, and afterwards the triggers that
guard the history are in place. A database that a newer program has made is not touched.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from workflow.storage import triggers
from workflow.storage.database import Database


class SchemaUnknown(Exception):
    """The database has a schema that this program does not know: it is older than the data."""


def upgrade(database: Database) -> None:
    """Bring the database to the schema of this program; raises SchemaUnknown."""
    with database.maintain() as connection:
        before = current(connection)
        scripts = ScriptDirectory.from_config(_config())
        if before is not None and before not in {
            each.revision for each in scripts.walk_revisions()
        }:
            raise SchemaUnknown(before)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        triggers.create(connection)


def current(connection: Connection) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """Return the revision that this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
