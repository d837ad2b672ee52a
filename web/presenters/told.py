"""What a sentence of the history is made of: its kind, its sign, its thing, its details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.presenters.items import document_line
from web.presenters.scene import Scene, quote
from workflow.core.evolve.words import named
from workflow.core.sentences.places import Place
from workflow.core.state import Document, Words

GATES, ITEMS, DATA, COURSE, TALK = "freigaben", "punkte", "angaben", "ablauf", "kommentare"
KINDS = {
    GATES: "Freigaben und Entscheidungen",
    ITEMS: "Checkliste und Nachweise",
    DATA: "Angaben und Register",
    COURSE: "Ablauf, Team und Lage",
    TALK: "Kommentare und Vorschläge",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened: a sign, a sentence, where it is, and what belongs to it."""

    kind: str
    sign: str
    text: str
    thing: str = ""
    url: str = ""
    step: str = ""
    details: tuple[tuple[str, str], ...] = ()
    weighty: bool = False


def proof(scene: Scene, documents: Sequence[Document], words: Words) -> tuple[tuple[str, str], ...]:
    """Return a note, a reason and documents as details."""
    found = list(said(words, note="Notiz", reason="Begründung"))
    for document in named(tuple(documents), words):
        line = document_line(scene, document)
        found.append((line.kind, line.text))
    return tuple(found)


def said(words: Words, **labels: str) -> tuple[tuple[str, str], ...]:
    """Return the words with these keys in quotes, under these labels."""
    return tuple((label, quote(words[key])) for key, label in labels.items() if key in words)


def item_name(scene: Scene, holder: str, item: str) -> str:
    """Return an item's text, or its id if the definition has it no more."""
    place = Place(definition=scene.definition, language="de", holder=holder)
    found = place.checklist.get(item)
    return found.text if found else item
