"""Reading through the eyes of who is signed in: the one way of every room.

Rule: it always says the day, because whoever acts for somebody today sees what they see. No other
module of the web asks the service for these; a test holds that.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from web.context import service, signed_in, today
from web.foreign import as_spoken
from workflow.core.definition import Definitions, ProcessDefinition
from workflow.core.municipality_settings import Local, Settings
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


def read_definition(digest: str, settings: Settings) -> ProcessDefinition:
    """Return a definition as a municipality's page in the spoken language shows it; raises NotFound."""
    return as_spoken(service().definition(digest, settings.gender_form))


def read_definitions(digests: Iterable[str], local: Local) -> Definitions:
    """Return definitions as pages of several municipalities show them; raises NotFound."""
    forms = {settings.gender_form: settings for settings in local.values()}
    return {
        (digest, form): read_definition(digest, settings)
        for digest in set(digests)
        for form, settings in forms.items()
    }


def open_file(q: str, sha256: str) -> tuple[Document, Path]:
    """Return a file of a quartier and where its bytes are; raises NotFound, FileDamaged."""
    return service().open_file(q, sha256, account=signed_in(), today=today())


def store_file(q: str, content: BinaryIO, name: str) -> Document:
    """Keep a file that was sent; raises NotFound, InvalidInput and StorageUnavailable."""
    return service().store_file(q, content, name, account=signed_in(), today=today())
