"""The workbench through its pages: a draft begun with a file, typed into, checked, published.

Rule: as in every web driver, what a person does never touches the service; a page that offers no
form must say why not.
"""

from __future__ import annotations

from copy import copy

from flask import Flask

from features.drivers.browsers import Browsers
from features.drivers.desk import NAME, Desk
from features.drivers.driver import Answer
from features.drivers.page import Form, Question, View
from features.drivers.web import app_over
from features.drivers.world import World
from web import paths

TEXT = "Text der Vorlage (YAML)"
_PUBLISH = "veröffentlichen"  # behind the number of the version
_SAVE = "Speichern und prüfen"
_FOUND, _DONE = 200, 303


class DeskPages:
    """The pages of the workbench with one draft, and everybody's browser."""

    def __init__(self, world: World, app: Flask, name: str = NAME) -> None:
        self._name = name
        self._town = world.town
        self._browser = Browsers(world, app).of

    def next_door(self, world: World) -> DeskPages:
        """Return the pages of another town, in the same browsers."""
        pages = copy(self)
        pages._town = world.town
        return pages

    def begin(self, person: str, text: str) -> Answer:
        """Begin a draft with a file."""
        form = self._form(
            person, paths.new_draft(self._town), "Datei hochladen", (("Datei", "egal.yaml"),)
        )
        return self._send(person, form, text.encode())

    def opened(self, person: str) -> Form:
        """Return the form with the text, as somebody has it in front of them."""
        return self._form(person, paths.draft(self._town, self._name), _SAVE, ())

    def save(self, person: str, form: Form, text: str) -> Answer:
        """Type another text and save."""
        form.fill(((TEXT, text),))
        return self._send(person, form)

    def type(self, person: str, text: str) -> Answer:
        """Open the draft, type another text and save; where that is not offered, what the page says."""
        view = self.look(person)
        form = view.form(_SAVE, ())
        if form is None:
            return Answer(accepted=False, told=view.text)
        return self.save(person, form, text)

    def publish(self, person: str) -> Answer:
        """Publish the draft; where that is not offered, what the pages say about it."""
        return self._last_station(person, _PUBLISH)

    def may_publish(self, person: str) -> bool:
        """Return whether the last station offers it."""
        return _offered(self.look(person, "veroeffentlichung"), _PUBLISH) is not None

    def request(self, person: str) -> Answer:
        """Ask for the draft to be published."""
        return self._last_station(person, "Veröffentlichung anfragen")

    def look(self, person: str, station: str = "") -> View:
        """Return the page of the draft, or of a station behind it."""
        return self._browser(person).open(paths.draft(self._town, self._name, station))

    def withdraw(self, person: str, version: int, reason: str) -> Answer:
        """Withdraw a version."""
        path = paths.withdrawal(self._town, self._name, version)
        assert (
            self._browser(person)
            .open(paths.version(self._town, self._name, version))
            .leads_to(path)
        )
        answers = (("Begründung", reason),)
        form = self._form(person, path, "Version zurückziehen", answers)
        form.fill(answers)
        return self._send(person, form)

    def _last_station(self, person: str, button: str) -> Answer:
        view = self.look(person, "veroeffentlichung")
        form = _offered(view, button)
        if form is not None:
            return self._send(person, form)
        return Answer(accepted=False, told=f"{view.text}\n{self.look(person).text}")

    def _form(self, person: str, path: str, button: str, answers: tuple[Question, ...]) -> Form:
        view: View = self._browser(person).open(path)
        form = view.form(button, answers)
        assert form is not None, view.text
        form.fill(answers)
        return form

    def _send(self, person: str, form: Form, file: bytes = b"") -> Answer:
        status, view = self._browser(person).send(form, file)
        return Answer(accepted=status == _DONE, told=view.text)


def _offered(view: View, button: str) -> Form | None:
    forms = (Form(each, view.url) for each in view.main.iter("form"))
    return next((each for each in forms if each.button.endswith(button)), None)


class WebDesk(Desk):
    """The workbench as people use it in the browser; what is kept is looked up as before."""

    def __init__(self, world: World, told: list[Answer], pages: DeskPages | None = None) -> None:
        super().__init__(world, told)
        self.pages = pages or DeskPages(world, app_over(world))
        self.forms: dict[str, Form] = {}

    def next_door(self, name: str, town: str) -> Desk:
        """Return the workbench of another town, in the same browsers."""
        world = self.world.next_door(name, town)
        return WebDesk(world, self.told, self.pages.next_door(world))

    def read(self, person: str) -> None:
        """Open the page of the draft."""
        view = self.pages.look(person)
        self.told.append(Answer(accepted=view.status == _FOUND, told=view.text))

    def begin(self, person: str, text: str) -> None:
        """Begin a draft with a file."""
        self.told.append(self.pages.begin(person, text))

    def open(self, person: str) -> None:
        """Keep the form that somebody has in front of them."""
        self.forms[person] = self.pages.opened(person)

    def save(self, person: str, text: str, seen: int) -> None:
        """Type a text into the form and save it."""
        assert seen == self.draft().edition
        self.told.append(self.pages.type(person, text))

    def save_opened(self, person: str, text: str) -> None:
        """Type a text into the form that was opened before."""
        self.told.append(self.pages.save(person, self.forms[person], text))

    def publish(self, person: str, text: str = "") -> None:
        """Publish the draft, or a text: then it is a draft first."""
        if text:
            self.begin(person, text)
        self.told.append(self.pages.publish(person))

    def request(self, person: str) -> None:
        """Ask for the draft to be published."""
        self.told.append(self.pages.request(person))

    def preview(self, step: str) -> str:
        """Read the station of the preview."""
        text = self.pages.look("Samir Haddad", f"vorschau?schritt={step}").text
        return "" if "Die Vorschau zeigt ihn, sobald" in text else text

    def withdraw(self, person: str, version: int, reason: str) -> None:
        """Withdraw a version."""
        self.told.append(self.pages.withdraw(person, version, reason))
