"""Reading through the eyes of who is signed in: the one way of every room.

Rule: it always says the day, because whoever acts for somebody today sees what they see. No other
module of the web asks the service for these; a test holds that.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from web.context import service, signed_in, today
from web.foreign import as_spoken
from workflow.core.definition import ProcessDefinition
from workflow.core.state import Document
from workflow.service import Whole
from workflow.storage.queries import Reading


def open_view() -> AbstractContextManager[Reading]:
    """Open a consistent view of the database."""
    return service().reading(signed_in(), today=today())


def load_whole(q: str, *, on: date | None = None) -> Whole:
    """Return a quartier, as it stood at the end of a day if one is named; raises NotFound."""
    whole = service().load_whole(q, account=signed_in(), today=today(), on=on)
    return replace(whole, definition=as_spoken(whole.definition))


def read_definition(digest: str) -> ProcessDefinition:
    """Return a definition as a page in the spoken language shows it; raises NotFound."""
    return as_spoken(service().definition(digest))


def open_file(q: str, sha256: str) -> tuple[Document, Path]:
    """Return a file of a quartier and where its bytes are; raises NotFound, FileDamaged."""
    return service().open_file(q, sha256, account=signed_in(), today=today())


def store_file(q: str, content: BinaryIO, name: str) -> Document:
    """Keep a file that was sent; raises NotFound, InvalidInput and StorageUnavailable."""
    return service().store_file(q, content, name, account=signed_in(), today=today())
