"""Which versions of definitions a municipality has published, asked for and withdrawn.

Rules: a version is published once and never changes, its number only ever grows; what is withdrawn
stays withdrawn. Where the municipality wants four eyes, nobody publishes what they asked for
themselves. A request holds for the very text it was made for: another text is another request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import (
    Blocker,
    Forbidden,
    InputProblem,
    InvalidInput,
    NotFound,
    Problem,
    Reason,
    Rejected,
)
from workflow.core.policy import CONSULTANT, COORDINATOR
from workflow.core.state import Words
from workflow.core.text import required_text, spoken

# Who writes and publishes; who reads drafts, is the second pair of eyes and may withdraw.
DEFINITION_WRITERS = frozenset({CONSULTANT})
DEFINITION_READERS = frozenset({CONSULTANT, COORDINATOR})

Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDefinition:
    """Make a version of a definition available; a version is published once and never changes.

    `source` is the digest of the written text, "" if only the canonical form is known; `extends`
    names what it builds on (`id@version`), `base` is the digest of that.
    """

    definition: str
    version: int
    digest: str
    source: str = ""
    extends: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPublication:
    """Ask somebody else to publish a version whose text has this digest."""

    definition: str
    version: int
    digest: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDefinition:
    """Let no new quartier start with a version, and nothing build on it; what runs goes on."""

    definition: str
    version: int
    reason: str


DefinitionCommand = PublishDefinition | RequestPublication | WithdrawDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionPublished:
    """A version of a definition is available."""

    definition: str
    version: int
    digest: str
    source: str = ""
    extends: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRequested:
    """Somebody asked for a version to be published by somebody else."""

    definition: str
    version: int
    digest: str
    source: str
    account: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionWithdrawn:
    """A version can be used for nothing new; its words are the `reason`."""

    definition: str
    version: int
    words: Words = field(default_factory=dict)


DefinitionEvent = DefinitionPublished | PublicationRequested | DefinitionWithdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published version."""

    digest: str
    withdrawn: bool = False


class Standing(StrEnum):
    """How a version that somebody wants to publish stands to those that are published."""

    NEW = "new"
    SAME = "same"  # published already, with this content
    OTHER_CONTENT = "other-content"
    WITHDRAWN = "withdrawn"
    LOWER = "lower"  # than one that is published


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """What is published, and the last request for each version that is not."""

    published: Mapping[Key, Published] = field(default_factory=dict)
    requests: Mapping[Key, PublicationRequested] = field(default_factory=dict)

    def newest(self, definition: str) -> int:
        """Return the highest version that was ever published, 0 if none was."""
        return max((number for name, number in self.published if name == definition), default=0)

    def standing(self, definition: str, version: int, digest: str) -> Standing:
        """Return how a version stands to what is published."""
        known = self.published.get((definition, version))
        if known is None:
            return Standing.NEW if version > self.newest(definition) else Standing.LOWER
        if known.withdrawn:
            return Standing.WITHDRAWN
        return Standing.SAME if known.digest == digest else Standing.OTHER_CONTENT

    def is_withdrawn(self, name: str) -> bool:
        """Whether a version, named as `id@version`, was withdrawn."""
        gone = (key for key, each in self.published.items() if each.withdrawn)
        return name in (f"{definition}@{version}" for definition, version in gone)

    def request_for(
        self, wanted: PublishDefinition | RequestPublication
    ) -> PublicationRequested | None:
        """Return the request that was made for this very text."""
        found = self.requests.get((wanted.definition, wanted.version))
        if found is None or (found.digest, found.source) != (wanted.digest, wanted.source):
            return None
        return found


def evolve_definitions(known: Definitions, event: DefinitionEvent) -> Definitions:
    """Return what is known after an event."""
    key = (event.definition, event.version)
    match event:
        case DefinitionPublished():
            published = {**known.published, key: Published(digest=event.digest)}
            waiting = {name: each for name, each in known.requests.items() if name != key}
            return Definitions(published=published, requests=waiting)
        case PublicationRequested():
            return replace(known, requests={**known.requests, key: event})
        case DefinitionWithdrawn():
            gone = replace(known.published[key], withdrawn=True)
            return replace(known, published={**known.published, key: gone})
        case _:
            assert_never(event)


def decide_definitions(
    known: Definitions, command: DefinitionCommand, actor: Actor, *, four_eyes: bool
) -> tuple[DefinitionEvent, ...]:
    """Return what follows; raises Forbidden, Rejected, InvalidInput or NotFound."""
    match command:
        case PublishDefinition():
            return _publish(known, command, actor, four_eyes=four_eyes)
        case RequestPublication():
            return _request(known, command, actor)
        case WithdrawDefinition():
            return _withdraw(known, command, actor)
        case _:
            assert_never(command)


def why_not_publish(
    known: Definitions, wanted: PublishDefinition, actor: Actor, *, four_eyes: bool
) -> Blocker | None:
    """Return what keeps this person from publishing a text; None: nothing.

    The coordination publishes what a consultant asked it to; the operator is nobody's colleague.
    """
    if actor == SYSTEM:
        return None
    request = known.request_for(wanted)
    may = DEFINITION_WRITERS if request is None else DEFINITION_READERS
    if actor.roles.isdisjoint(may):
        return Blocker(reason=Reason.NOT_ALLOWED, roles=tuple(sorted(may)))
    if not four_eyes:
        return None
    if request is None:
        return Blocker(reason=Reason.PUBLICATION_NOT_REQUESTED, roles=(CONSULTANT,))
    if request.account == actor.account:
        return Blocker(reason=Reason.OWN_PUBLICATION, roles=(CONSULTANT, COORDINATOR))
    return None


def may_publish(
    known: Definitions, request: PublicationRequested, actor: Actor, *, four_eyes: bool
) -> bool:
    """Return whether this person may publish what somebody asked for."""
    wanted = PublishDefinition(
        definition=request.definition,
        version=request.version,
        digest=request.digest,
        source=request.source,
    )
    return why_not_publish(known, wanted, actor, four_eyes=four_eyes) is None


def check_drafting(actor: Actor) -> None:
    """Raise Forbidden unless this person may write definitions."""
    _need(actor, DEFINITION_WRITERS)


def check_reading(actor: Actor) -> None:
    """Raise Forbidden unless this person may read drafts."""
    _need(actor, DEFINITION_READERS)


def _publish(
    known: Definitions, command: PublishDefinition, actor: Actor, *, four_eyes: bool
) -> tuple[DefinitionPublished, ...]:
    blocker = why_not_publish(known, command, actor, four_eyes=four_eyes)
    if blocker is not None and blocker.reason is Reason.NOT_ALLOWED:
        raise Forbidden(blocker)
    if not _is_new(known, command):
        return ()
    if blocker is not None:
        raise Rejected(blocker)
    if known.is_withdrawn(command.extends):
        raise InvalidInput(InputProblem(name="extends", problem=Problem.NO_SUCH_CHOICE))
    event = DefinitionPublished(
        definition=command.definition,
        version=command.version,
        digest=command.digest,
        source=command.source,
        extends=command.extends,
        base=command.base,
    )
    return (event,)


def _request(
    known: Definitions, command: RequestPublication, actor: Actor
) -> tuple[PublicationRequested, ...]:
    _need(actor, DEFINITION_WRITERS)
    if not _is_new(known, command) or known.request_for(command) is not None:
        return ()
    event = PublicationRequested(
        definition=command.definition,
        version=command.version,
        digest=command.digest,
        source=command.source,
        account=actor.account,
    )
    return (event,)


def _is_new(known: Definitions, wanted: PublishDefinition | RequestPublication) -> bool:
    """Whether it is not published yet; raises InvalidInput if this version never can be."""
    standing = known.standing(wanted.definition, wanted.version, wanted.digest)
    if standing in (Standing.NEW, Standing.SAME):
        return standing is Standing.NEW
    # What is published never changes: the author has to count the version up.
    next_one = str(known.newest(wanted.definition) + 1)
    raise InvalidInput(InputProblem(name="version", problem=Problem.TOO_SMALL, limit=next_one))


def _withdraw(
    known: Definitions, command: WithdrawDefinition, actor: Actor
) -> tuple[DefinitionWithdrawn, ...]:
    _need(actor, DEFINITION_READERS)
    found = known.published.get((command.definition, command.version))
    if found is None:
        raise NotFound(f"{command.definition}@{command.version}")
    if found.withdrawn:
        return ()
    reason = required_text("reason", command.reason)
    words = spoken(reason=reason)
    return (
        DefinitionWithdrawn(definition=command.definition, version=command.version, words=words),
    )


def _need(actor: Actor, roles: frozenset[str]) -> None:
    if actor != SYSTEM and actor.roles.isdisjoint(roles):
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=tuple(sorted(roles))))
