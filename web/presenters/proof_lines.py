"""What proves something, as lines: notes, documents and entries, each with the way to it.

Rule: what was erased is said to be, and leads nowhere; a place in the paper file is no link.
"""

from __future__ import annotations

from collections.abc import Iterator

from web import paths
from web.language import said_later, say
from web.presenters import dates
from web.presenters.parts import Earlier, ProofLine
from web.presenters.scene import Scene, is_erased, word
from web.presenters.values import record_title
from workflow.core.state import Document, DocumentKind, ItemState, split_key

_DOCUMENTS = {
    DocumentKind.FILE: ("file", said_later("Datei")),
    DocumentKind.LINK: ("link", said_later("Link")),
    DocumentKind.PLACE: ("place", said_later("Fundort in der Akte")),
}


def proof_lines(scene: Scene, state: ItemState) -> tuple[ProofLine, ...]:
    """Return what proves an item: its note, documents and entries."""
    lines = []
    if state.note is not None:
        lines.append(ProofLine(sign="note", kind=say("Notiz"), text=word(state.note)))
    lines += [document_line(scene, document) for document in state.documents]
    lines += [line for key in state.records for line in _record_line(scene, key)]
    return tuple(lines)


def earlier(scene: Scene, former: ItemState | None) -> Earlier | None:
    """Return what proved an item before it was open again; None if nothing did."""
    if former is None:
        return None
    lines = proof_lines(scene, former)
    if former.reason is not None:
        reason = ProofLine(sign="note", kind=say("Begründung"), text=word(former.reason))
        lines = (reason, *lines)
    title = say("Nachweis aus Runde {round}", round=former.round)
    if former.round == scene.state.instance.round and former.on is not None:
        title = say("Nachweis vom {day}", day=dates.short_day(former.on, scene.today))
    return Earlier(title=title, proofs=lines) if lines else None


def document_line(scene: Scene, document: Document) -> ProofLine:
    """Return a document with the way to it."""
    sign, kind = _DOCUMENTS[document.kind][0], say(_DOCUMENTS[document.kind][1])
    name = word(document.name)
    if is_erased(document) or document.kind is DocumentKind.PLACE:
        return ProofLine(sign=sign, kind=kind, text=name)
    if document.kind is DocumentKind.LINK:
        return ProofLine(sign=sign, kind=kind, text=name, url=name, outside=True)
    size = f"{name} ({_media(document.media_type)}{dates.file_size(document.size)})"
    return ProofLine(
        sign=sign, kind=kind, text=size, url=paths.file(scene.q, document.sha256, name)
    )


def _media(media_type: str) -> str:
    return "PDF, " if media_type == "application/pdf" else ""


def _record_line(scene: Scene, key: str) -> Iterator[ProofLine]:
    found = split_key(key)
    record = scene.state.record(*found) if found else None
    if found and record:
        singular = scene.definition.registers[found[0]].singular
        text = f"{singular} {record.number}: {record_title(scene, record)}"
        url = paths.record(scene.q, *found)
        yield ProofLine(sign="file", kind=say("Eintrag"), text=text, url=url)
