"""Mein Konto: what is about oneself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    choice_input,
    filled,
    line_input,
    password_input,
    summary,
)
from web.presenters.parts import Action, Errors
from web.presenters.passwords import CURRENT_PASSWORD, password_inputs
from workflow.storage.own_accounts import OwnSession
from workflow.storage.sign_ins import Credentials

_LANGUAGES = (("de", "Deutsch"), ("en", "English"))
_FEW_CODES = 3
_RENAME = f"{paths.OWN_ACCOUNT}/name"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """Where one is signed in."""

    where: str
    since: str
    used: str
    end: Action | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccountPage:
    """Everything about oneself."""

    title: str
    email: str
    name: Input
    language: Input
    factor: str
    factor_warns: bool
    factor_link: str
    sessions: tuple[SessionRow, ...]
    errors: Errors | None
    place: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPage:
    """The form for another password."""

    title: str
    email: str
    inputs: tuple[Input, ...]
    errors: Errors | None
    place: None = None


def own_account_page(
    me: Credentials,
    sessions: Iterable[OwnSession],
    codes_left: int,
    at: datetime,
    typed: Typed = UNTYPED,
) -> OwnAccountPage:
    """Return what is about oneself."""
    asked = line_input("name", say("Vor- und Nachname"))
    name = replace(asked, value=me.name, autocomplete="name")
    sent = typed if "name" in typed.values else UNTYPED
    (name,) = filled((name,), sent)
    options = [Option(code, title, chosen=code == spoken()) for code, title in _LANGUAGES]
    language = choice_input("language", say("Sprache der Seiten"), options)
    return OwnAccountPage(
        title=say("Mein Konto"),
        email=me.email,
        name=name,
        language=language,
        factor=_factor(me, codes_left),
        factor_warns=me.totp is not None and codes_left < _FEW_CODES,
        factor_link=say("Zweiten Faktor verwalten") if me.totp else say("Zweiten Faktor einrichten"),
        sessions=tuple(_sessions(sessions, at)),
        errors=summary(typed, None, (name, language)),
    )  # fmt: skip


def password_page(email: str, typed: Typed = UNTYPED) -> PasswordPage:
    """Return the form for another password."""
    current = password_input("current", say(CURRENT_PASSWORD), new=False)
    inputs = filled((current, *password_inputs()), typed)
    return PasswordPage(
        title=say("Passwort ändern"),
        email=email,
        inputs=inputs,
        errors=summary(typed, None, inputs),
    )


def _factor(me: Credentials, codes_left: int) -> str:
    if me.totp is None:
        return say(
            "Ausgeschaltet. Mit einem zweiten Faktor genügt ein gestohlenes Passwort nicht, um Ihr "
            "Konto zu öffnen."
        )
    left = plural(codes_left, "Wiederherstellungscode", "Wiederherstellungscodes")
    return say("Eingerichtet. Sie haben noch {left}.", left=left)


def _sessions(sessions: Iterable[OwnSession], at: datetime) -> Iterator[SessionRow]:
    for each in sessions:
        since = _moment(each.opened_at, at)
        yield SessionRow(
            where=say("Diese Anmeldung") if each.here else say("Andere Anmeldung"),
            since=since,
            used=_moment(each.used_at, at),
            end=None if each.here else _end(each, since),
        )


def _end(each: OwnSession, since: str) -> Action:
    return Action(
        label=say("Beenden"),
        context=say("Anmeldung seit {since}", since=since),
        url=f"{paths.OWN_ACCOUNT}/anmeldungen",
        post=True,
        data=(("session", str(each.number)),),
    )


def _moment(when: datetime, at: datetime) -> str:
    today, day = dates.day_of(at), dates.day_of(when)
    return say("{day}, {time} Uhr", day=dates.short_day(day, today), time=dates.clock(when))
