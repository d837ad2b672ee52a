"""The scenario through the real pages: signed in, clicked, filled in, read.

Rule: what a person of a scenario does never touches the service here. A form that is offered must
be linked from where its person begins; a page that offers none must say why not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from argon2 import PasswordHasher
from flask import Flask

from features.drivers.browser import PASSWORD, Browser
from features.drivers.driver import Answer, Duty
from features.drivers.page import Form, View
from features.drivers.people import PEOPLE
from features.drivers.registers_web import WebRegisters
from features.drivers.ways import Way, ways
from features.drivers.world import PAPER, World
from tests.web.page import text_of
from web import paths
from web.app import create_app
from web.config import Settings
from web.context import Surroundings, surround
from web.presenters.status import DROPPED, OVERDUE, SETTLED
from workflow.core.commands import Command
from workflow.core.municipality_settings import ChangeSettings
from workflow.core.state import Document, DocumentKind
from workflow.storage.sign_ins import SignIns

HOST = "localhost"
_FOUND, _DONE, _MISSING = 200, 303, 404
_REFUSED = frozenset({403, 409, 422})


@dataclass(frozen=True, slots=True)
class Site:
    """The real app, made once, and the cookies of everybody who has signed in."""

    app: Flask
    cookies: Mapping[str, str]

    @classmethod
    def over(cls, world: World) -> Site:
        """Put the app over the town that every scenario copies, and sign everybody in there."""
        # What the app would hash itself, made once: argon2 is slow on purpose.
        hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)
        for account in world.accounts.values():
            SignIns(world.service.database).set_password(account, hashed)
        app = create_app(_settings(world), world.service, clock=lambda: world.now)
        browsers = {each.name: Browser(app, each.email) for each in PEOPLE}
        for browser in browsers.values():
            browser.open(paths.TASKS)
        return cls(app, {name: browser.cookie for name, browser in browsers.items()})


class WebDriver(WebRegisters):
    """Drives the pages; the app stands over the world of this scenario."""

    def __init__(self, world: World, site: Site) -> None:
        self.world = world
        surround(site.app.extensions, _surroundings(world))
        self.browsers = {
            each.name: Browser(site.app, each.email, site.cookies[each.name]) for each in PEOPLE
        }

    def attempt(self, person: str, command: Command | ChangeSettings) -> Answer:
        """Do it as a person would, and return what the page then says."""
        self.world.now += timedelta(minutes=1)
        view: View | None = None
        for way in ways(command, self.world):
            view, form = self._form(person, way)
            if form is not None:
                return self._send(person, form, way)
        assert view is not None
        return Answer(accepted=False, told=view.text)

    def _form(self, person: str, way: Way) -> tuple[View, Form | None]:
        browser = self.browsers[person]
        start = browser.open(way.start)
        view = start if way.page == way.start else browser.open(way.page)
        form = view.form(way.button, way.answers)
        linked = view is start or start.leads_to(way.page)
        assert form is None or linked, f"{way.page} is open, but {way.start} does not lead there"
        return view, form

    def _send(self, person: str, form: Form, way: Way) -> Answer:
        form.fill(way.answers)
        status, view = self.browsers[person].send(form)
        assert status == _DONE or status in _REFUSED, (status, view.text)
        return Answer(accepted=status == _DONE, told=view.text)

    def paper(self, person: str) -> Document:
        """Return the minutes of a meeting; the form uploads them."""
        assert person in self.world.accounts
        return Document(kind=DocumentKind.FILE, name=PAPER)

    def finds(self, person: str) -> bool:
        """Return whether the quartier is there for somebody: listed, and to be opened."""
        browser, page = self.browsers[person], paths.quarter(self.world.slug)
        there = browser.open(page).status != _MISSING
        assert there == browser.open(paths.QUARTERS).leads_to(page)
        return there

    def is_unled(self, person: str) -> bool:
        """Whether the team page says so."""
        team = self.browsers[person].open(paths.about(self.world.slug, "team"))
        return "Niemand leitet dieses Quartier" in team.text

    def stands(self, step: str, on: date | None = None) -> str:
        """Return the word beneath the heading of the step's page."""
        page = paths.step(self.world.slug, step)
        return self.browsers["Petra Voss"].open(f"{page}{_as_of(on)}").status_word()

    def settled(self, step: str, item: str) -> bool:
        """Return whether the row of an item says that it is done or set aside."""
        view = self.browsers["Petra Voss"].open(paths.step(self.world.slug, step))
        text = self.world.definition.steps[step].checklist[item].text
        (sign,) = [sign for sign, title in view.rows() if title == text]
        return sign in {SETTLED.word, DROPPED.word}

    def is_stale(self, step: str) -> bool:
        """Return whether the gate says that something has changed since."""
        return "Seit der Freigabe hat sich etwas geändert" in self.reads("Petra Voss", step)

    def life(self) -> str:
        """Return what the overview says of the quartier as a whole."""
        text = self.reads("Petra Voss")
        found = re.search(r"Das Quartier ist (\w+)", text)
        paused = "pausiert" if "Pausiert seit" in text else "läuft"
        return found[1] if found else paused

    def situation(self, on: date | None = None) -> str:
        """Return the word of the Lage on the overview."""
        page = f"{paths.quarter(self.world.slug)}{_as_of(on)}"
        return self.browsers["Petra Voss"].open(page).status_word()

    def is_still(self) -> bool:
        """Return whether the quartier is listed where nothing moves."""
        view = self.browsers["Petra Voss"].open(f"{paths.QUARTERS}?was=stillstand")
        return view.leads_to(paths.quarter(self.world.slug))

    def is_called(self, register: str, title: str) -> bool:
        """Return whether the heading of the register's page ends so."""
        page = paths.register(self.world.slug, register)
        view = self.browsers["Petra Voss"].open(page)
        return text_of(next(view.main.iter("h1"))).endswith(title)

    def was_there(self, on: date) -> bool:
        """Return whether the overview shows that day; if not, it must say why."""
        view = self.browsers["Petra Voss"].open(f"{paths.quarter(self.world.slug)}{_as_of(on)}")
        assert view.status == _FOUND or "gab es dieses Quartier hier noch nicht" in view.text
        return view.status == _FOUND

    def may_change(self, person: str, on: date) -> bool:
        """Return whether a page of that day has a form; if not, it must say why."""
        slug = self.world.slug
        pages = (paths.quarter(slug), paths.step(slug, "leitbild"), paths.about(slug, "team"))
        views = [self.browsers[person].open(f"{page}{_as_of(on)}") for page in pages]
        assert all("Hier lässt sich nichts ändern." in view.text for view in views)
        return any(list(view.main.iter("form")) for view in views)

    def reads(self, person: str, step: str = "") -> str:
        """Return the page of a step, or the overview."""
        return self.browsers[person].open(paths.holder(self.world.slug, step)).text

    def opens(self, step: str) -> tuple[str, ...]:
        """Return the steps that the gate on the page of a step says it opens."""
        found = re.search(r"ab und öffnet Schritt ([\d, und]+)", self.reads("Petra Voss", step))
        numbers = re.findall(r"\d+", found[1]) if found else []
        return tuple(list(self.world.definition.steps)[int(number) - 1] for number in numbers)

    def foretells(self, person: str, step: str) -> tuple[str, ...]:
        """Return the steps that the page of a new round says will wait again."""
        text = self.browsers[person].open(f"{paths.step(self.world.slug, step)}/runde").text
        found = re.search(r"warten dann wieder: ([^.]*)\.", text)
        numbers = re.findall(r"Schritt (\d+)", found[1]) if found else []
        return tuple(list(self.world.definition.steps)[int(number) - 1] for number in numbers)

    def files(self, person: str) -> tuple[str, ...]:
        """Return the names in the list of files."""
        view = self.browsers[person].open(paths.files(self.world.slug))
        heads = (each for each in view.main.iter("th") if each.get("scope") == "row")
        return tuple("".join(each.itertext()).strip() for each in heads)

    def report(self, person: str, number: int = 0) -> str:
        """Return the page of a report."""
        page = paths.report(self.world.slug, str(number) if number else "entwurf")
        return self.browsers[person].open(page).text

    def reports(self, on: date | None = None) -> tuple[int, ...]:
        """Return the numbers in the list of reports, each of which must be there to read."""
        browser, page = self.browsers["Petra Voss"], paths.reports(self.world.slug)
        text = browser.open(f"{page}{_as_of(on)}").text
        numbers = [int(each) for each in re.findall(r"Sachstandsbericht Nr\. (\d+)", text)]
        for number in numbers:
            assert browser.open(f"{page}/{number}{_as_of(on)}").status == _FOUND
        return tuple(sorted(numbers))

    def compares(self, first: date) -> str:
        """Return the page that compares that day with today."""
        page = f"{paths.comparison(self.world.slug)}?von={first:%d.%m.%Y}"
        return self.browsers["Petra Voss"].open(page).text

    def recalls(self, person: str) -> str:
        """Return the page of the history."""
        return self.browsers[person].open(paths.history(self.world.slug)).text

    def finished(self, person: str) -> tuple[str, ...]:
        """Return what is folded at the foot of Meine Aufgaben."""
        aside = self.browsers[person].open(paths.TASKS).main.find(".//aside/details/ul")
        return tuple(text_of(row) for row in aside.iter("a")) if aside is not None else ()

    def owes(self, person: str) -> tuple[Duty, ...]:
        """Return the rows of Meine Aufgaben."""
        rows = self.browsers[person].open(paths.TASKS).rows()
        return tuple(Duty(title, sign == OVERDUE.word) for sign, title in rows)


def _as_of(day: date | None) -> str:
    return f"?stand={day:%d.%m.%Y}" if day else ""


def app_over(world: World) -> Flask:
    """Return an app of its own over the town of one scenario."""
    return create_app(_settings(world), world.service, clock=lambda: world.now)


def _surroundings(world: World) -> Surroundings:
    """Return what the app is made with: the world's town, and its calendar as the only clock."""
    return Surroundings.over(world.service, _settings(world), lambda: world.now)


def _settings(world: World) -> Settings:
    """Return the settings of an office that reaches the server in its own house."""
    return Settings(
        secret_key="0123456789abcdefghijklmnopqrstuvwxyz",
        base_url=f"http://{HOST}",
        trusted_hosts=(HOST,),
        database_url=f"sqlite:///{world.folder / 'daten.db'}",
        attachments=world.folder / "dateien",
        sends_mail=True,
    )
