"""One way to a form, and the answers that many forms ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from features.drivers.page import Question
from features.drivers.world import World
from workflow.core.commands import Command
from workflow.core.municipality_settings import ChangeSettings
from workflow.core.state import Document, DocumentKind

_DOCUMENTS = {
    DocumentKind.FILE: "Datei",
    DocumentKind.LINK: "Link",
    DocumentKind.PLACE: "Fundort in der Akte",
}


@dataclass(frozen=True, slots=True)
class Way:
    """From the page where a person begins to the form they fill in."""

    start: str
    page: str
    button: str
    answers: tuple[Question, ...] = ()


@singledispatch
def ways(command: Command | ChangeSettings, world: World) -> tuple[Way, ...]:
    """Return the ways to do this; a person takes the first that is open to them."""
    raise NotImplementedError(f"no page for {type(command).__name__} in {world.slug}")


def answered(*questions: Question) -> tuple[Question, ...]:
    return tuple((label, answer) for label, answer in questions if answer)


def as_typed(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def papers(documents: tuple[Document, ...]) -> tuple[Question, ...]:
    return tuple((_DOCUMENTS[each.kind], str(each.name)) for each in documents)
