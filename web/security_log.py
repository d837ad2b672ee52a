"""The security log: who came in, who was kept out, what was handed out.

Rule: one JSON line per event with OWASP's words for it, ids and places in the program only. Never
what was typed, an address, a name, a token: whoever reads the log learns nothing about people.
"""

from __future__ import annotations

import json
import logging
import sys

from flask import has_request_context, request
from flask_login import current_user

from web.context import now

NAME = "quartiersweg.security"
log = logging.getLogger(NAME)


def record(event: str, **facts: str | int) -> None:
    """Write one line: the event, when, at which address of the program, by which account."""
    known: dict[str, str | int | None] = {"at": now().isoformat(timespec="seconds"), "event": event}
    if has_request_context():
        known["endpoint"] = request.endpoint
        known["account"] = getattr(current_user, "account", None)
    # JSON escapes line ends and control characters: an event stays one line.
    log.info(json.dumps(known | facts, ensure_ascii=True))


def to_output() -> None:
    """Send the lines to the standard output, where whoever runs the server collects them."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
