"""E-mail addresses as accounts keep them: NFC, lower case, one address and nothing else (W-42)."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from web.typed import Unreadable, clean_line
from workflow.core.errors import Problem

LONGEST = 254


def read_address(raw: str) -> str:
    """Return an address that mail can be sent to; raises Unreadable."""
    typed = clean_line(raw, LONGEST)
    if not typed:
        raise Unreadable(Problem.EMPTY)
    try:
        # Whether its server answers today is no matter of the form.
        return validate_email(typed, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise Unreadable(Problem.NOT_AN_EMAIL) from error
