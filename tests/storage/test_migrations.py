"""The migrations lead to the tables as they are written, with everything that guards them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from workflow.storage import migrations, triggers
from workflow.storage.database import Database
from workflow.storage.tables import metadata


def test_the_migrated_schema_is_the_written_one(database):
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_triggers_are_there_after_migrating(database):
    with database.read() as connection:
        assert triggers.missing(connection) == frozenset()


def test_a_trigger_that_was_dropped_is_missed(database):
    with database.maintain() as connection:
        on = " ON event" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER event_no_update{on}"))
    with database.read() as connection:
        assert triggers.missing(connection) == {"event_no_update"}
    migrations.upgrade(database)
    with database.read() as connection:
        assert triggers.missing(connection) == frozenset()


def test_upgrading_again_changes_nothing(database):
    migrations.upgrade(database)
    with database.read() as connection:
        assert migrations.current(connection) == migrations.head()


def test_a_schema_from_the_future_is_left_alone(sqlite_url):
    database = Database(sqlite_url)
    with database.maintain() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrations.SchemaUnknown):
        migrations.upgrade(database)
    database.close()
