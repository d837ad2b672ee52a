"""The scenarios of moving quartiere once more, through the pages."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

from features.drivers.driver import Answer
from features.drivers.moving import Move
from features.drivers.moving_web import WebMove
from features.drivers.world import World
from features.steps import MODULES

pytest_plugins = MODULES


@pytest.fixture
def moving(world: World, told: list[Answer]) -> Move:
    """The move of the scenario, in the browser."""
    return WebMove(world, told)


scenarios("vorlagen/umstellen.feature")
