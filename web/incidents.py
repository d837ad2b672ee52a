"""What went wrong by the program's fault: a number for the reader, the cause for the log.

Rule: nobody is shown what stands in an exception; it may hold what others have written.
"""

from __future__ import annotations

import logging
import secrets

from flask import request

log = logging.getLogger(__name__)


def incident(error: BaseException) -> str:
    """Return the number under which the log knows what happened."""
    number = secrets.token_hex(3).upper()
    log.error("incident %s at %s", number, request.endpoint, exc_info=error)
    return number
