"""The scenarios of the workbench once more, through its pages."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

from features.drivers.desk import Desk
from features.drivers.desk_web import WebDesk
from features.drivers.driver import Answer
from features.drivers.world import World
from features.steps import MODULES

pytest_plugins = MODULES


@pytest.fixture
def desk(world: World, told: list[Answer]) -> Desk:
    """The workbench of the town, in the browser."""
    return WebDesk(world, told)


scenarios(
    "vorlagen/veroeffentlichen.feature",
    "vorlagen/vorschau.feature",
    "vorlagen/zwei_kommunen.feature",
)
