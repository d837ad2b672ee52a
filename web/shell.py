"""The frame around every page: who is signed in, where, whom to ask.

Rule: everything is looked up when the template asks for it, so that a page without a frame (the
error page of a broken database) asks nothing. Roles are neutral nouns: software genders nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import g, request, url_for
from flask_login import current_user

from web import paths
from web.context import service, surroundings, today
from web.language import say, spoken
from web.presenters.public_pages import SHORT, SLUGS, public_url
from web.presenters.roles import ROLE_NAMES
from web.sessions import Person, owes_factor
from web.topics import Topic, topic
from workflow.core.municipality_definitions import DEFINITION_READERS
from workflow.core.policy import SETTINGS_WRITERS
from workflow.core.sentences.language import Language
from workflow.storage import queries


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link at the foot of every page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Another language that these pages speak, by its own name."""

    code: Language
    name: str


MOST_COUNTED = 100  # more than that nobody reads, and the service counts no further
_OPEN_TASKS = "open_tasks"
_LANGUAGES = (OtherLanguage("de", "Deutsch"), OtherLanguage("en", "English"))


class Shell:
    """What `layout.html` shows around a page."""

    @property
    def person(self) -> str:
        """The name of who is signed in, "" if nobody is."""
        return _person().name if current_user.is_authenticated else ""

    @property
    def roles(self) -> str:
        """What this person is, anywhere; rights are asked for elsewhere and each time anew."""
        return " · ".join(say(name) for role, name in ROLE_NAMES.items() if role in self._held)

    @cached_property
    def tasks(self) -> str:
        """How many tasks are open for who is signed in: "7", "99+"; "" if none."""
        known = g.get(_OPEN_TASKS)
        number = _count_tasks() if known is None else known
        return f"{MOST_COUNTED - 1}+" if number >= MOST_COUNTED else str(number or "")

    @property
    def rooms_are_open(self) -> bool:
        """Whether somebody is signed in for whom the rooms are open: nobody owes a second factor."""
        return current_user.is_authenticated and not owes_factor()

    @property
    def keeps_accounts(self) -> bool:
        """Whether the room of the accounts is worth a link; who may enter it, it asks itself."""
        return "admin" in self._held

    @property
    def reads_templates(self) -> bool:
        """Whether the room of the process definitions is worth a link."""
        return not self._held.isdisjoint(DEFINITION_READERS)

    @property
    def settings_url(self) -> str:
        """Where who changes the settings finds them, "" for others; they may read them all the same."""
        return "" if self._held.isdisjoint(SETTINGS_WRITERS) else paths.SETTINGS

    @cached_property
    def _held(self) -> frozenset[str]:
        return surroundings().sign_ins.roles(_person().account)

    @property
    def municipality(self) -> str:
        """Where the person who is signed in works, "" if nobody is."""
        return _person().municipality_name if current_user.is_authenticated else ""

    @property
    def room(self) -> str:
        """The room of the main navigation this page belongs to: the first part of its address."""
        return request.path.split("/")[1]

    @property
    def account_url(self) -> str:
        """Where people find what is about themselves."""
        return paths.OWN_ACCOUNT

    @property
    def leave_url(self) -> str:
        """Where the button for signing out leads."""
        return url_for("account.sign_out")

    @property
    def here(self) -> str:
        """The address of this page, to come back to; a refusal has none."""
        found = request.method == "GET" and request.url_rule is not None
        return request.full_path.rstrip("?") if found else ""

    @property
    def languages(self) -> tuple[OtherLanguage, ...]:
        """The languages that this page could be in and is not."""
        return tuple(each for each in _LANGUAGES if each.code != spoken())

    @property
    def contact(self) -> str:
        """Whom people ask for help."""
        return surroundings().settings.contact

    @property
    def footer(self) -> tuple[FooterLink, ...]:
        """Help and the pages that the law asks for; the operator's own addresses go first."""
        settings = surroundings().settings
        named = {
            "accessibility": settings.accessibility_url,
            "privacy": settings.privacy_url,
            "imprint": settings.imprint_url,
        }
        return (
            FooterLink(say("Hilfe"), self.help_url),
            *(
                FooterLink(say(SHORT[page]), named.get(page) or public_url(page))
                for page in SLUGS.values()
            ),
        )

    @property
    def help_url(self) -> str:
        """Where help for this page begins: its part of the handbook, or the handbook."""
        return self.topic.url if self.topic else paths.HELP

    @cached_property
    def topic(self) -> Topic | None:
        """What the handbook says about this page to who is here."""
        held = self._held if current_user.is_authenticated else ()
        return topic(request.endpoint, held)


def tasks_are(number: int) -> None:
    """Tell the frame how many tasks are open: the page has counted them already."""
    g.setdefault(_OPEN_TASKS, number)


def _count_tasks() -> int:
    return queries.open_count(service().database, _person().account, today=today())


def _person() -> Person:
    return cast("Person", current_user)
