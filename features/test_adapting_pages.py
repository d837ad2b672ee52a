"""The scenarios of adapting a definition once more, through the pages of the workbench."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios

from features.drivers.adapting import Adapting
from features.drivers.adapting_web import WebAdapting
from features.drivers.world import World
from features.steps import MODULES

pytest_plugins = MODULES


@pytest.fixture
def adapting(world: World) -> Adapting:
    """The overlays of the scenario, in the browser."""
    return WebAdapting(world)


scenarios("vorlagen/anpassen.feature", "vorlagen/herkunft.feature")
