"""Scenarios about written definitions: they stand before any quartier, so each runs once."""

from __future__ import annotations

from pytest_bdd import scenarios

from features.steps import MODULES

pytest_plugins = MODULES


scenarios("vorlagen")
