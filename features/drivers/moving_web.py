"""Moving quartiere through the pages: the plan, the question, the run, and the way back.

Rule: as in every web driver, what a person does never touches the service; a page that offers no
form must say why not.
"""

from __future__ import annotations

from flask import Flask

from features.drivers.browsers import Browsers
from features.drivers.driver import Answer
from features.drivers.moving import Move
from features.drivers.page import View
from features.drivers.web import app_over
from features.drivers.world import World
from web import paths
from workflow.core import commands as c

NAME = "kleines-quartier"
_DONE = 303
_STARTED = "Umstellung prüfen"


class MovingPages:
    """The pages on which quartiere are moved, and everybody's browser."""

    def __init__(self, world: World, app: Flask) -> None:
        self._town = world.town
        self._browser = Browsers(world, app).of
        self._run = ""

    def look(self, person: str, version: int) -> View:
        """Return the trial run."""
        return self._browser(person).open(paths.move(self._town, NAME, version))

    def move(
        self, person: str, version: int, reason: str, slugs: tuple[str, ...], *, tells: bool = True
    ) -> Answer:
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
        if not tells:
            form.fill((("Sollen die Teams eine E-Mail bekommen?", "Nein, niemand"),))
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

    def move_all(self, person: str, version: int, reason: str, *, tells: bool = True) -> None:
        """Move every quartier there is, and tell the teams of it or not."""
        slugs = (self.world.slug, "suedhang")
        self.told.append(self.pages.move(person, version, reason, slugs, tells=tells))
        self.run = 1

    def carry_on(self, person: str) -> None:
        """Let the run go on."""
        self.told.append(self.pages.carry_on(person))
