"""How a view answers after something was done, and how it hands a table out.

Rule: every POST that succeeded ends in 303 with a fragment, so that a reload repeats nothing and
the keyboard's focus lands on the message (or on the row) without a script. What was done with one
press can be taken back from its message.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Response as Answer
from flask import flash, get_flashed_messages, redirect
from werkzeug.wrappers import Response

MESSAGE = "meldung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The button that takes back what was done: where it is sent, what was seen, where it leads."""

    url: str
    context: str
    seen: int
    next: str


@dataclass(frozen=True, slots=True)
class Message:
    """What has just happened, and how to take it back."""

    text: str
    undo: Undo | None = None


def done(message: str, url: str, *, undo: Undo | None = None) -> Response:
    """Say what was done and lead to the page of ours that shows it."""
    # What a session keeps is plain JSON.
    flash({"text": message, "undo": asdict(undo)} if undo else message)  # type: ignore[arg-type]
    return redirect(url if "#" in url else f"{url}#{MESSAGE}", code=303)


def messages() -> tuple[Message, ...]:
    """Return what the page has to say first; each is said once."""
    return tuple(_message(kept) for kept in get_flashed_messages())


def _message(kept: object) -> Message:
    if isinstance(kept, dict):
        return Message(kept["text"], Undo(**kept["undo"]))
    return Message(str(kept))


def table_file(content: bytes, name: str) -> Answer:
    """Hand a table out as a file of that name (`csv_text.written` makes the content)."""
    answer = Answer(content, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def text_file(content: str, name: str) -> Answer:
    """Hand a text out as a file of that name, to be kept and not shown."""
    answer = Answer(content, mimetype="text/plain")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
