"""What a sentence of the history is made of: its kind, its sign, its thing, its details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from web.language import said_later, say, spoken
from web.presenters.proof_lines import document_line
from web.presenters.scene import Scene, quote
from workflow.core.evolve.words import named
from workflow.core.sentences.places import Place
from workflow.core.state import Document, Words

GATES, ITEMS, DATA, COURSE, TALK = "freigaben", "punkte", "angaben", "ablauf", "kommentare"
KINDS: Mapping[str, str] = {
    GATES: said_later("Freigaben und Entscheidungen"),
    ITEMS: said_later("Checkliste und Nachweise"),
    DATA: said_later("Angaben und Register"),
    COURSE: said_later("Ablauf, Team und Lage"),
    TALK: said_later("Kommentare und Vorschläge"),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that belongs to a sentence; `was` is what stood there before, None if no matter."""

    label: str
    text: str
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened: a sign, a sentence, where it is, and what belongs to it."""

    kind: str
    sign: str
    text: str
    thing: str = ""
    url: str = ""
    step: str = ""
    details: tuple[Detail, ...] = ()
    weighty: bool = False


def proof(scene: Scene, documents: Sequence[Document], words: Words) -> tuple[Detail, ...]:
    """Return a note, a reason and documents as details."""
    found = list(said(words, note=say("Notiz"), reason=say("Begründung")))
    for document in named(tuple(documents), words):
        line = document_line(scene, document)
        found.append(Detail(line.kind, line.text))
    return tuple(found)


def said(words: Words, **labels: str) -> tuple[Detail, ...]:
    """Return the words with these keys in quotes, under these labels."""
    return tuple(Detail(label, quote(words[key])) for key, label in labels.items() if key in words)


def changed(label: str, was: str, now: str) -> Detail:
    """Return a value with what stood there before; nothing has its own word."""
    return Detail(label, now or say("leer"), was=was or say("leer"))


def item_name(scene: Scene, holder: str, item: str) -> str:
    """Return an item's text, or its id if the definition has it no more."""
    place = Place(definition=scene.definition, language=spoken(), holder=holder)
    found = place.checklist.get(item)
    return found.text if found else item
