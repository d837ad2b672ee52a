"""What belongs to a municipality and to no quartier: roles, definitions, public pages, settings.

Rule: as in the rest of the core, `decide` answers with events or refuses, `evolve` never refuses.
The operator (the command line) acts as SYSTEM: it founds, and names the first admin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import (
    Blocker,
    ConflictingChange,
    Forbidden,
    NotFound,
    Reason,
    Rejected,
)
from workflow.core.municipality_definitions import (
    DefinitionCommand,
    DefinitionEvent,
    DefinitionPublished,
    Definitions,
    DefinitionWithdrawn,
    PublicationRequested,
    PublishDefinition,
    RequestPublication,
    WithdrawDefinition,
    decide_definitions,
    evolve_definitions,
)
from workflow.core.municipality_settings import (
    ChangeSettings,
    SettingsChanged,
    Settled,
    decide_settings,
    evolve_settings,
)
from workflow.core.state import Word, Words
from workflow.core.substitution import (
    EndSubstitution,
    NameSubstitute,
    SubstituteNamed,
    SubstitutionCommand,
    SubstitutionEnded,
    SubstitutionEvent,
    Substitutions,
    decide_substitution,
    evolve_substitutions,
)
from workflow.core.text import optional_text, spoken

ROLES = ("coordinator", "consultant", "admin")
# The pages that are open to everybody and speak for the municipality.
PAGES = ("accessibility", "barrier", "privacy", "imprint", "plain-language", "sign-language")
PAGE_WRITERS = frozenset({"admin"})
MAX_PAGE = 20_000


# --- commands ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMunicipality:
    """Take a municipality in."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole:
    """Give an account a role for the whole municipality."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRole:
    """Take it away again."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """Say something else on one of the PAGES; an empty text brings the shipped one back.

    `seen` is the edition of the page that was shown to whoever wrote.
    """

    page: str
    text: str
    seen: int | None = None


Command = (
    FoundMunicipality
    | GrantRole
    | RevokeRole
    | DefinitionCommand
    | WritePage
    | ChangeSettings
    | SubstitutionCommand
)


# --- events ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFounded:
    """A municipality was taken in."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted:
    """An account got a role for the whole municipality."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRevoked:
    """It lost it."""

    account: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWritten:
    """A page says something else; its words are the `text`."""

    page: str
    words: Words = field(default_factory=dict)


Event = (
    MunicipalityFounded
    | RoleGranted
    | RoleRevoked
    | DefinitionEvent
    | PageWritten
    | SettingsChanged
    | SubstitutionEvent
)


# --- state -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says, and how often it was written."""

    text: Word
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityState:
    """Who holds which role, which definitions are published, the pages, settings."""

    name: str
    roles: frozenset[tuple[int, str]] = frozenset()
    definitions: Definitions = field(default_factory=Definitions)
    pages: Mapping[str, PageText] = field(default_factory=dict)
    settled: Settled = field(default_factory=Settled)
    substitutions: Substitutions = field(default_factory=dict)
    substitutions_ever: int = 0


def evolve(state: MunicipalityState | None, event: Event) -> MunicipalityState:
    """Return the state after the event."""
    if isinstance(event, MunicipalityFounded):
        return MunicipalityState(name=event.name)
    if state is None:
        raise AssertionError("a municipality begins with being founded")
    match event:
        case RoleGranted() | RoleRevoked():
            held = {(event.account, event.role)}
            granted = isinstance(event, RoleGranted)
            return replace(state, roles=state.roles | held if granted else state.roles - held)
        case DefinitionPublished() | PublicationRequested() | DefinitionWithdrawn():
            return replace(state, definitions=evolve_definitions(state.definitions, event))
        case PageWritten():
            text = event.words.get("text", "")
            written = PageText(text=text, edition=_edition(state, event.page) + 1)
            return replace(state, pages={**state.pages, event.page: written})
        case SettingsChanged():
            return replace(state, settled=evolve_settings(state.settled, event))
        case SubstituteNamed() | SubstitutionEnded():
            ever = state.substitutions_ever + isinstance(event, SubstituteNamed)
            known = evolve_substitutions(state.substitutions, event)
            return replace(state, substitutions=known, substitutions_ever=ever)
        case _:
            assert_never(event)


# --- decisions -----------------------------------------------------------------------------------


def decide(
    state: MunicipalityState | None, command: Command, actor: Actor, today: date = date.min
) -> tuple[Event, ...]:
    """Return what follows; raises Forbidden, Rejected, InvalidInput or NotFound."""
    if isinstance(command, FoundMunicipality):
        _need(actor)
        return () if state else (MunicipalityFounded(name=command.name),)
    if state is None:
        raise NotFound
    match command:
        case GrantRole() | RevokeRole():
            return _roles(state, command, actor)
        case PublishDefinition() | RequestPublication() | WithdrawDefinition():
            four_eyes = state.settled.settings.four_eyes
            return decide_definitions(state.definitions, command, actor, four_eyes=four_eyes)
        case WritePage():
            return _write(state, command, actor)
        case ChangeSettings():
            return decide_settings(state.settled, command, actor)
        case NameSubstitute() | EndSubstitution():
            ever = state.substitutions_ever
            return decide_substitution(state.substitutions, ever, command, actor, today)
        case _:
            assert_never(command)


def _roles(
    state: MunicipalityState, command: GrantRole | RevokeRole, actor: Actor
) -> tuple[Event, ...]:
    _need(actor, "admin")
    if command.account == actor.account:  # nobody lifts or drops their own rights
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, thing=command.role, roles=("admin",)))
    if command.role not in ROLES:
        raise NotFound
    holds = (command.account, command.role) in state.roles
    if isinstance(command, GrantRole):
        granted = RoleGranted(account=command.account, role=command.role)
        return () if holds else (granted,)
    if holds and [role for _, role in state.roles].count(command.role) == 1:
        raise Rejected(Blocker(reason=Reason.LAST_OF_ROLE, thing=command.role))
    return (RoleRevoked(account=command.account, role=command.role),) if holds else ()


def _write(state: MunicipalityState, command: WritePage, actor: Actor) -> tuple[Event, ...]:
    _need(actor, *PAGE_WRITERS)
    if command.page not in PAGES:
        raise NotFound(command.page)
    text = optional_text("text", command.text, limit=MAX_PAGE)
    known, edition = state.pages.get(command.page), _edition(state, command.page)
    if text == (known.text if known else ""):
        return ()
    if command.seen is not None and command.seen < edition:
        raise ConflictingChange("", command.page, edition)
    return (PageWritten(page=command.page, words=spoken(text=text)),)


def _edition(state: MunicipalityState, page: str) -> int:
    known = state.pages.get(page)
    return known.edition if known else 0


def _need(actor: Actor, *roles: str) -> None:
    if actor != SYSTEM and actor.roles.isdisjoint(roles):
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=roles))
