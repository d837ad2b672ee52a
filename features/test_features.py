"""Every scenario, once against the engine and once against the web."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from features.drivers.driver import Driver
from features.drivers.engine import EngineDriver
from features.drivers.web import Site, WebDriver
from features.drivers.world import World
from features.steps import MODULES

# Here and not in a conftest.py: only this module needs the steps.
pytest_plugins = MODULES


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Site]:
    """The town before anything has happened, and its site: every scenario gets a copy."""
    with World.opened(tmp_path_factory.mktemp("stadt")) as world:
        site = Site.over(world)
    return world, site


@pytest.fixture
def world(founded: tuple[World, Site], tmp_path: Path) -> Iterator[World]:
    """A town of its own for every scenario."""
    with founded[0].copied(tmp_path) as copied:
        yield copied


@pytest.fixture(params=["engine", "web"], autouse=True)
def driver(request: pytest.FixtureRequest, founded: tuple[World, Site], world: World) -> Driver:
    """Run the scenario through each driver."""
    if request.param == "engine":
        return EngineDriver(world)
    return WebDriver(world, founded[1])


scenarios("freigaben", "nachweise", "quartier", "rechte", "register", "schritte")
