"""A whole quartier as plain files: what it is, what happened, by which rules, with every file.

Rule: nothing is left out and nothing needs this program to be read. The export goes into an empty
folder; names of files inside are digests, the names people gave stand in `dateien.json`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec
from sqlalchemy import select

from workflow.core.errors import FolderNotEmpty
from workflow.storage import attached, codec, events, loading, versions
from workflow.storage.attachments import FileStore
from workflow.storage.events import StoredEvent
from workflow.storage.loading import LoadedInstance
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account

_NAMES = Statement(select(account.c.id, account.c.name).order_by(account.c.id))


def export(tx: Transaction, files: FileStore, loaded: LoadedInstance, target: Path) -> int:
    """Write everything about a quartier into an empty folder; returns the number of files there.

    Raises FolderNotEmpty, and FileDamaged or NotFound for an attachment that is not what it was.
    """
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise FolderNotEmpty(target)
    history = events.load(tx, events.instance_stream(loaded.id))
    named = [each for each in attached.stored_files(tx, loaded.id) if not each.is_erased]
    people = {each.by for each in history}
    _write(target / "quartier.json", _quartier(tx, loaded))
    _write(target / "ereignisse.json", [_event(row) for row in history])
    _write(
        target / "personen.json", {str(n): name for n, name in tx.all(_NAMES, {}) if n in people}
    )
    _write(target / "dateien.json", [_file(each) for each in named])
    stored = versions.canonical(tx, loaded.definition) or b""
    (target / "prozessvorlage.json").write_bytes(stored)
    for digest in {each.former for each in loading.load_moves(tx, loaded)} - {loaded.definition}:
        former = versions.canonical(tx, digest) or b""
        (target / f"prozessvorlage-{digest[:12]}.json").write_bytes(former)
    for digest in sorted({each.document.sha256 for each in named}):
        (target / "dateien").mkdir(exist_ok=True)
        shutil.copyfile(files.path(loaded.id, digest), target / "dateien" / digest)
    return sum(1 for path in target.rglob("*") if path.is_file())


def _quartier(tx: Transaction, loaded: LoadedInstance) -> Mapping[str, object]:
    state = loading.load_whole(tx, loaded)
    return {
        "id": loaded.id,
        "slug": loaded.slug,
        "definition": loaded.definition,
        "head": {"seq": loaded.head.seq, "hash": loaded.head.hash.hex()},
        "instance": state.instance,
        "steps": state.steps,
        "moves": state.moves,
        "records": [record for found in state.records.values() for record in found.values()],
    }


def _event(row: StoredEvent) -> Mapping[str, object]:
    return {
        "seq": row.seq,
        "type": row.type,
        "at": row.at,
        "day": row.day,
        "by": row.by,
        "facts": codec.read(row.facts),
        "digests": codec.read(row.digests),
        "words": {key: word for key, (_, word) in codec.decode_payload(row.words).items()},
        "hash": row.hash.hex(),
    }


def _file(file: attached.Attached) -> Mapping[str, object]:
    document = file.document
    return {
        "sha256": document.sha256,
        "name": document.name,
        "size": document.size,
        "media_type": document.media_type,
        "event": file.seq,
    }


def _write(path: Path, content: object) -> None:
    text = msgspec.json.format(codec.canonical(content), indent=2)
    path.write_text(text + "\n", encoding="utf-8")
