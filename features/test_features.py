"""Every scenario, once against the engine and once against the web."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from pytest_bdd import scenarios

from features.drivers.browser import PASSWORD
from features.drivers.driver import Driver
from features.drivers.engine import EngineDriver
from features.drivers.web import WebDriver, settings
from features.drivers.world import World
from web.app import create_app
from workflow.storage.sign_ins import SignIns

# Here and not in a conftest.py: only this module needs the steps.
pytest_plugins = ["features.steps.given", "features.steps.when", "features.steps.then"]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The town before anything has happened: every scenario gets a copy."""
    folder = tmp_path_factory.mktemp("stadt")
    # What the app would hash itself, made once: argon2 is slow on purpose.
    hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)
    with World.opened(folder) as world:
        for account in world.accounts.values():
            SignIns(world.service.database).set_password(account, hashed)
    return world


@pytest.fixture
def world(founded: World, tmp_path: Path) -> Iterator[World]:
    """A town of its own for every scenario."""
    with founded.copied(tmp_path) as copied:
        yield copied


@pytest.fixture(scope="session")
def app(founded: World) -> Flask:
    """The real app, made once; the driver puts it over the town of each scenario."""
    return create_app(settings(founded), founded.service)


@pytest.fixture(params=["engine", "web"], autouse=True)
def driver(request: pytest.FixtureRequest, world: World) -> Driver:
    """Run the scenario through each driver."""
    if request.param == "engine":
        return EngineDriver(world)
    return WebDriver(world, request.getfixturevalue("app"))


scenarios("freigaben", "nachweise", "quartier", "rechte", "schritte")
