"""What keeps a draft from being published, and who has asked for it: what its last station shows."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Blocker
from workflow.core.municipality_definitions import Definitions, PublicationRequested
from workflow.definitions.publishing import Examined
from workflow.storage.drafts import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A draft that somebody else wants published, and that this person may publish."""

    slug: str
    name: str
    version: int
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A draft beside what is published, as one person finds it.

    `examined`: all there is to say about its text. Where it can be used: `blocker` keeps this person
    from publishing it, `may_request` whether they may ask others to, `request` who has asked.
    `is_published`: this very version is.
    """

    draft: Draft
    examined: Examined
    known: Definitions
    may_write: bool
    four_eyes: bool
    blocker: Blocker | None = None
    request: PublicationRequested | None = None
    is_published: bool = False

    @property
    def definition(self) -> ProcessDefinition | None:
        """The definition, unless something keeps it from being used."""
        return self.examined.definition

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(each.is_error for each in self.examined.problems)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.examined.problems) - self.errors
