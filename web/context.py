"""What belongs to one request: the settings, the hour, the person.

Rule: the only clock of the web is here and is handed in, so that a test can set it; nothing else
asks the machine for the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from flask import current_app
from flask_login import current_user

from web.config import Settings
from web.presenters.dates import day_of
from workflow.service import Service
from workflow.storage.account_keeping import AccountKeeping
from workflow.storage.account_links import AccountLinks
from workflow.storage.own_accounts import OwnAccounts
from workflow.storage.sign_ins import SignIns

Clock = Callable[[], datetime]
_KEY = "quartiersweg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the app was made with; the same for every request."""

    settings: Settings
    service: Service
    sign_ins: SignIns
    links: AccountLinks
    keeping: AccountKeeping
    own: OwnAccounts
    clock: Clock

    @classmethod
    def over(cls, service: Service, settings: Settings, clock: Clock) -> Surroundings:
        """Return what an app over this engine is made with."""
        return cls(
            settings=settings,
            service=service,
            sign_ins=SignIns(service.database),
            links=AccountLinks(service.database),
            keeping=AccountKeeping(service.database),
            own=OwnAccounts(service.database),
            clock=clock,
        )


def machine_clock() -> datetime:
    """Return the instant in UTC."""
    return datetime.now(UTC)


def surroundings() -> Surroundings:
    """Return what the running app was made with."""
    return cast("Surroundings", current_app.extensions[_KEY])


def surround(extensions: dict[str, object], made_with: Surroundings) -> None:
    """Keep what the app was made with where `surroundings` finds it."""
    extensions[_KEY] = made_with


def service() -> Service:
    """Return the one door to the engine."""
    return surroundings().service


def now() -> datetime:
    """Return the instant of this request in UTC."""
    return surroundings().clock()


def today() -> date:
    """Return the day of this request in Germany."""
    return day_of(now())


def sends_mail() -> bool:
    """Whether a letter reaches anybody: no mail server, no mail."""
    return surroundings().settings.sends_mail


def signed_in() -> int:
    """Return the account of who is signed in; the gate has seen to it that somebody is."""
    return int(current_user.account)
