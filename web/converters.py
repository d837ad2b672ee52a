"""The only kinds of variable parts in our addresses.

Rule: what does not match is no address at all (404), before any view or query sees it. The stock
`int` takes Arabic digits and numbers no database holds; `path` and `string` take anything.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

_LARGEST = 2**53  # beyond it JSON readers lose digits; SQLite and PostgreSQL hold more


class SlugConverter(BaseConverter):
    """An id of a definition: a step, an item, a register, an approval."""

    regex = r"[a-z][a-z0-9-]{0,63}"


class TokenConverter(BaseConverter):
    """The token of a link that we have sent, whole or cut off."""

    regex = r"[A-Za-z0-9_-]{1,128}"


class ExceptionConverter(BaseConverter):
    """What a request excepts: the id of a condition, or `item:` and the id of an item."""

    regex = rf"(?:item:)?{SlugConverter.regex}"


class NumberConverter(BaseConverter):
    """A number that we have given: ASCII digits, from 1 on, written without leading zeros."""

    regex = r"[1-9][0-9]{0,15}"

    def to_python(self, value: str) -> int:
        """Return the number; no address if it is larger than any we give."""
        number = int(value)
        if number > _LARGEST:
            raise ValidationError
        return number

    def to_url(self, value: int) -> str:
        """Return the number as it stands in an address."""
        return str(int(value))


class MessageConverter(BaseConverter):
    """The code of a message about a process definition: E051, W104."""

    regex = r"[EW][0-9]{3}"


class DigestConverter(BaseConverter):
    """The SHA-256 of a file's content."""

    regex = r"[0-9a-f]{64}"


class FileNameConverter(BaseConverter):
    """The last part of a download's address: there for people, never read."""

    regex = r"[^/]{1,255}"


def register_converters(app: Flask) -> None:
    """Make our kinds of parts known to the app's addresses, each by its name."""
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.converters["exception"] = ExceptionConverter
    app.url_map.converters["token"] = TokenConverter
    app.url_map.converters["number"] = NumberConverter
    app.url_map.converters["message"] = MessageConverter
    app.url_map.converters["digest"] = DigestConverter
    app.url_map.converters["filename"] = FileNameConverter
