"""Moving quartiere through the pages: the plan, the question, the run, and the way back.

Rule: as in every web driver, what a person does never touches the service; a page that offers no
form must say why not.
"""

from __future__ import annotations

from argon2 import PasswordHasher
from flask import Flask

from features.drivers.browser import PASSWORD, Browser
from features.drivers.driver import Answer
from features.drivers.moving import Move
from features.drivers.page import View
from features.drivers.web import app_over
from features.drivers.world import World
from web import paths
from workflow.core import commands as c
from workflow.storage.sign_ins import SignIns

NAME = "kleines-quartier"
_DONE = 303
_STARTED = "Umstellung prüfen"


class MovingPages:
    """The pages on which quartiere are moved, and everybody's browser."""

    def __init__(self, world: World, app: Flask) -> None:
        self._world, self._app = world, app
        self._browsers: dict[str, Browser] = {}
        self._hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)
        self._run = ""

    def look(self, person: str, version: int) -> View:
        """Return the trial run."""
        return self._browser(person).open(paths.move(NAME, version))

    def move(self, person: str, version: int, reason: str, slugs: tuple[str, ...]) -> Answer:
        """Move some quartiere; refused is also what then waits."""
        browser, view = self._browser(person), self.look(person, version)
        form = view.form(_STARTED, ())
        if form is None:
            return Answer(accepted=False, told=view.text)
        next(form.element.iter("textarea")).text = reason
        for box in form.element.iter("input"):
            if box.get("type") == "checkbox":
                box.attrib.pop("checked", None)
                if box.get("value") in slugs:
                    box.set("checked", "")
        _, asked = browser.send(form)
        confirm = asked.form("Quartiere umstellen", ())
        assert confirm is not None, asked.text
        status, run = browser.send(confirm)
        self._run = run.url
        waits = "wartet" in run.text and len(slugs) == 1
        return Answer(accepted=status == _DONE and not waits, told=run.text)

    def carry_on(self, person: str) -> Answer:
        """Let the run go on."""
        browser = self._browser(person)
        form = browser.open(self._run).form("Wartende Quartiere noch einmal umstellen", ())
        assert form is not None
        status, view = browser.send(form)
        return Answer(accepted=status == _DONE, told=view.text)

    def undo(self, person: str, slug: str, reason: str) -> Answer:
        """Take the last move of a quartier back."""
        browser = self._browser(person)
        view = browser.open(f"{paths.quarter(slug)}/ablauf/ruecknahme")
        answers = (("Begründung", reason),)
        form = view.form("Umstellung zurücknehmen", answers)
        if form is None:
            return Answer(accepted=False, told=view.text)
        form.fill(answers)
        status, view = browser.send(form)
        return Answer(accepted=status == _DONE, told=view.text)

    def _browser(self, person: str) -> Browser:
        if person not in self._browsers:
            account = self._world.accounts[person]
            SignIns(self._world.service.database).set_password(account, self._hashed)
            email = f"{person.replace(' ', '.').lower()}@example.org"
            self._browsers[person] = Browser(self._app, email)
        return self._browsers[person]


class WebMove(Move):
    """What people do about a move in the browser; what came of it is looked up as before."""

    def __init__(self, world: World, told: list[Answer]) -> None:
        super().__init__(world, told)
        self.pages = MovingPages(world, app_over(world))

    def do(self, person: str, command: c.Command) -> None:
        """Move the quartier, or take that back."""
        if isinstance(command, c.UndoMove):
            self.told.append(self.pages.undo(person, self.world.slug, command.reason))
            return
        assert isinstance(command, c.MoveToVersion)
        slugs = (self.world.slug,)
        self.told.append(self.pages.move(person, 2, command.reason, slugs))

    def move_all(self, person: str, version: int, reason: str) -> None:
        """Move every quartier there is."""
        slugs = (self.world.slug, "suedhang")
        self.told.append(self.pages.move(person, version, reason, slugs))
        self.run = 1

    def carry_on(self, person: str) -> None:
        """Let the run go on."""
        self.told.append(self.pages.carry_on(person))
