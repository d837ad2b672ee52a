"""What a command brings along: when, by whom, under which id, and what it says.

Rule: an id stands for one content of one account. The content is compared in canonical form, so
that a form sent twice is one command and a form sent with another text is another.
"""

from __future__ import annotations

import os
import re
from datetime import datetime

from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.storage import codec
from workflow.storage.events import Stamp

_COMMAND_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def stamp(content: object, account: int, at: datetime, command_id: str | None = None) -> Stamp:
    """Return the stamp of a command; without an id it gets one. Raises InvalidInput for a bad id."""
    if command_id is not None and not _COMMAND_ID.fullmatch(command_id):
        raise InvalidInput(InputProblem(name="command_id", problem=Problem.BAD_CHARACTER))
    return Stamp(
        at=at,
        day=codec.berlin_day(at),
        by=account,
        command_id=command_id or os.urandom(16).hex(),
        content=_canonical(content),
    )


def _canonical(content: object) -> str:
    named = [type(content).__name__, content]  # two commands may have the same fields
    try:
        return codec.canonical(named)
    except UnicodeEncodeError:  # half a surrogate pair, which the core is about to refuse
        return ascii(named)
