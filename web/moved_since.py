"""What to say where a page is missing because its quartier works with another version now.

Rule: an address or a form from before a move may name what is called otherwise now. Only who sees the
quartier is told so: to everybody else it looks like one that does not exist.
"""

from __future__ import annotations

from flask import request

from web.language import say
from web.presenters import dates
from web.reading import load_whole
from workflow.core.errors import WorkflowError


def moved_since() -> tuple[str, ...]:
    """Return that the quartier of this address was moved; nothing if it was not, or is not seen."""
    q = (request.view_args or {}).get("q")
    if q is None:
        return ()
    try:
        moves = load_whole(q).state.moved()
    except WorkflowError:
        return ()
    if not moves:
        return ()
    text = say(
        "Das Quartier arbeitet seit dem {day} mit einer anderen Version der Vorlage. Manches heißt "
        "seitdem anders, manches ist entfallen. Was erfasst war, steht im Verlauf.",
        day=dates.long_day(moves[-1].on),
    )
    return (text,)
