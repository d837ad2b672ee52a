"""Real databases for the storage tests: each test gets its own SQLite file or an empty PostgreSQL."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, inspect

from tests.storage.world import World, at
from tests.unit.core.newer import NEWER
from tests.unit.core.small import SMALL
from tests.unit.core.story import DAY
from workflow.core.municipality import GrantRole
from workflow.definitions.library import compile_definition
from workflow.service import Service
from workflow.storage import migrations
from workflow.storage.database import Database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """An empty, migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    database = Database(f"sqlite:///{path}")
    migrations.upgrade(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres_url):
    """A migrated PostgreSQL database."""
    database = Database(postgres_url)
    migrations.upgrade(database)
    database.close()
    return postgres_url


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    """The URL of an SQLite database that is migrated and empty."""
    path = tmp_path / "quartiersweg.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def empty_postgres_url(migrated_postgres_url):
    """The URL of a PostgreSQL database that is migrated and empty."""
    engine = create_engine(migrated_postgres_url)
    with engine.begin() as connection:
        tables = [name for name in inspect(connection).get_table_names() if "alembic" not in name]
        # The triggers refuse it to everybody else; only a superuser can set them aside.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
    engine.dispose()
    return migrated_postgres_url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request):
    """The URL of an empty database, once of each kind."""
    fixture = {"sqlite": "sqlite_url", "postgres": "empty_postgres_url"}[request.param]
    return request.getfixturevalue(fixture)


@pytest.fixture
def database(database_url):
    """An open, empty database, once of each kind."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def service(database, tmp_path):
    """The engine over an empty database, once of each kind."""
    return Service(database, tmp_path / "files", compile_definition)


@pytest.fixture
def world(service):
    """A municipality with people and a published definition."""
    return World.found(service)


@pytest.fixture
def instance(world):
    """A quartier that was just started."""
    return world.start().instance


NEWER_STORED = b'{"title": "Klein", "version": 2}'


@pytest.fixture
def small_world(database, tmp_path):
    """A municipality that works by the small procedure of the core's tests; there is a newer version."""
    service = Service(
        database, tmp_path / "files", lambda stored: NEWER if stored == NEWER_STORED else SMALL
    )
    world = World.found(service)
    service.publish(world.place, NEWER_STORED, account=None, at=at(DAY))
    second = service.add_account(world.place, "zwei@musterstadt.example", "Zwei", at=at(DAY))
    service.govern(
        world.place, GrantRole(account=second, role="coordinator"), account=None, at=at(DAY)
    )
    return replace(world, definition=SMALL)
