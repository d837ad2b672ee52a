"""A browser for everybody of a town, each signed in when they are needed first."""

from __future__ import annotations

from argon2 import PasswordHasher
from flask import Flask

from features.drivers.browser import PASSWORD, Browser
from features.drivers.world import World
from workflow.storage.sign_ins import SignIns


class Browsers:
    """Everybody's browser over one app."""

    def __init__(self, world: World, app: Flask) -> None:
        self._world, self._app = world, app
        self._known: dict[str, Browser] = {}
        self._hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)

    def of(self, person: str) -> Browser:
        """Return somebody's browser."""
        if person not in self._known:
            account = self._world.accounts[person]
            SignIns(self._world.service.database).set_password(account, self._hashed)
            email = f"{person.replace(' ', '.').lower()}@example.org"
            self._known[person] = Browser(self._app, email)
        return self._known[person]
