"""The frame around every page: who is signed in, what waits, whom to ask.

Rule: everything is looked up when the template asks for it, so that a page without a frame (the
error page of a broken database) asks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import request, url_for
from flask_login import current_user

from web.context import surroundings
from web.sessions import Person


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link at the foot of every page."""

    label: str
    url: str


class Shell:
    """What `layout.html` shows around a page."""

    @property
    def person(self) -> str:
        """The name of who is signed in, "" if nobody is."""
        return self._person.name if self._person else ""

    @property
    def room(self) -> str:
        """The room of the main navigation this page belongs to: the first part of its address."""
        return request.path.split("/")[1]

    @property
    def leave_url(self) -> str:
        """Where the button for signing out leads."""
        return url_for("account.sign_out")

    @property
    def contact(self) -> str:
        """Whom people ask for help."""
        return surroundings().settings.contact

    @cached_property
    def _person(self) -> Person | None:
        return cast("Person", current_user) if current_user.is_authenticated else None
