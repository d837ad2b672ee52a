"""Every scenario, once against the engine and once against the web."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from features.drivers.driver import Driver
from features.drivers.engine import EngineDriver
from features.drivers.world import World

# Here and not in a conftest.py: only this module needs the steps.
pytest_plugins = ["features.steps.given", "features.steps.when", "features.steps.then"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A town of its own for every scenario."""
    with World.opened(tmp_path) as opened:
        yield opened


@pytest.fixture(params=[EngineDriver], ids=["engine"], autouse=True)
def driver(request: pytest.FixtureRequest, world: World) -> Driver:
    """Run the scenario through each driver."""
    driver: Driver = request.param(world)
    return driver


scenarios("freigaben", "nachweise", "quartier", "rechte", "schritte")
