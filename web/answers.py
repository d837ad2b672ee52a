"""How a view answers after something was done.

Rule: every POST that succeeded ends in 303 with a fragment, so that a reload repeats nothing and
the keyboard's focus lands on the message (or on the row) without a script.
"""

from __future__ import annotations

from flask import flash, redirect
from werkzeug.wrappers import Response

MESSAGE = "meldung"


def done(message: str, url: str) -> Response:
    """Say what was done and lead to the page of ours that shows it."""
    flash(message)
    return redirect(url if "#" in url else f"{url}#{MESSAGE}", code=303)
