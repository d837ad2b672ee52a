"""A browser without scripts: one for each person, with its own cookies.

Rule: every page it gets is checked (`tests.web.page`), whichever scenario asks for it. Where the
session has ended it signs in through the form at the door, and where the password is asked for again
it gives it, as its person would.
"""

from __future__ import annotations

from io import BytesIO

from flask import Flask
from werkzeug.test import TestResponse

from features.drivers.page import Form, View
from features.drivers.world import PDF
from tests.web.page import Page, problems_of

PASSWORD = "ein-langer-satz-ohne-zahl"
_DOOR = "/anmelden"
_ASKED_AGAIN = 401  # for the password, before something risky or after the session has ended


class Browser:
    """Somebody's browser."""

    def __init__(self, app: Flask, email: str, cookie: str = "") -> None:
        self.client, self.email = app.test_client(), email
        self.name = str(app.config["SESSION_COOKIE_NAME"])
        if cookie:
            self.client.set_cookie(self.name, cookie)

    @property
    def cookie(self) -> str:
        """What this browser knows its person by: another one can go on with it."""
        kept = self.client.get_cookie(self.name)
        assert kept is not None
        return kept.value

    def open(self, path: str) -> View:
        """Return the page of an address."""
        return self._past_the_door(self._arrive(self.client.get(path)))

    def send(self, form: Form, file: bytes = PDF) -> tuple[int, View]:
        """Send a form; return how it was answered and the page one gets to see."""
        status, view = self._post(form, file)
        if status != _ASKED_AGAIN:
            return status, view
        asked = view.form(None, (("Passwort", PASSWORD),))
        assert asked is not None, view.text
        asked.fill((("Passwort", PASSWORD),))
        return self.send(asked)

    def _post(self, form: Form, file: bytes) -> tuple[int, View]:
        fields: dict[str, list[object]] = {}
        for name, value, is_file in form.sent():
            sent = (BytesIO(file if value else b""), value) if is_file else value
            fields.setdefault(name, []).append(sent)
        answer = self.client.post(form.url, data=fields, content_type=_encoding(form))
        return answer.status_code, self._arrive(answer)

    def after_the_end(self, form: Form) -> View:
        """Send a form although the session has ended; sign in, and return the page one finds."""
        self.client.delete_cookie(self.name)
        status, door = self._post(form, PDF)
        assert status == _ASKED_AGAIN, door.text
        return self._sign_in(door)

    def _arrive(self, response: TestResponse) -> View:
        while response.location:
            response = self.client.get(response.location)
        page = Page(response.text)
        wrong = problems_of(page)
        assert not wrong, f"{response.request.path}: {wrong}"
        return View(response.request.full_path.rstrip("?"), response.status_code, page)

    def _past_the_door(self, view: View) -> View:
        if not view.url.startswith(_DOOR):
            return view
        arrived = self._sign_in(view)
        assert not arrived.url.startswith(_DOOR), arrived.text
        return arrived

    def _sign_in(self, view: View) -> View:
        answers = (("E-Mail-Adresse", self.email), ("Passwort", PASSWORD))
        form = view.form("Anmelden", answers)
        assert form is not None
        form.fill(answers)
        return self.send(form)[1]


def _encoding(form: Form) -> str:
    return form.element.get("enctype", "application/x-www-form-urlencoded")
