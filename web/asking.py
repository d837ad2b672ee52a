"""Forms that are about no quartier: shown, taken, or shown again with what is wrong.

Rule: as with a quartier, nothing typed is lost and every no says why; only passwords never come back.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web.input import Submission
from web.kept import typed_now
from web.presenters.inputs import Typed
from web.restored import typed_before
from workflow.core.errors import InvalidInput

INVALID = 422


def ask(show: Callable[[Typed], str], act: Callable[[Submission], Response]) -> ResponseReturnValue:
    """Show the form (GET), or do what it says (POST) and show it again if it cannot be taken."""
    if request.method != "POST":
        return show(typed_before())
    try:
        return act(Submission(request.form))
    except InvalidInput as error:
        return show(Typed(typed_now(), error.problems)), INVALID
