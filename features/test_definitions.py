"""Scenarios about written definitions: they stand before any quartier, so each runs once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from features.drivers.world import World
from features.steps import MODULES

pytest_plugins = MODULES


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A town of its own for every scenario."""
    with World.opened(tmp_path) as world:
        yield world


scenarios("vorlagen")
