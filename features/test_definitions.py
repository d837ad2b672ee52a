"""Scenarios about written definitions: no quartier, no pages, so each runs once."""

from pytest_bdd import scenarios

from features.steps import MODULES

pytest_plugins = MODULES

scenarios("vorlagen")
