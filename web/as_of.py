"""Pages that show a quartier as it stood on a day: `?stand=31.12.2025`.

Rule: the day stands in the address and nowhere else. On such a page every link and every filter
that stays in the quartier keeps it: that is done here, once, on the finished page, so that no room
can forget it. The one link that does not is the way back to today, which names no address at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, g, request
from werkzeug.wrappers import Response

from web import paths
from web.presenters.parts import Place
from web.typed import read_day

PARAMETER = "stand"
_READING = frozenset({"GET", "HEAD"})
_TAG = re.compile(r'<(a|form)(\s[^>]*?)?\s(?:href|action)="(?P<url>[^"]*)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Shown:
    """The day that a page shows: of which quartier, and where that page stands today."""

    q: str
    day: date
    place: Place


def asked_day() -> date | None:
    """Return the day that the address of a page asks for; None: today. Raises Unreadable."""
    raw = request.args.get(PARAMETER, "").strip()
    return read_day(raw) if raw and request.method in _READING else None


def show_as_of(shown: Shown) -> None:
    """Say that the page of this request shows a quartier as it stood on a day."""
    g.as_of = shown


def shown_day() -> Shown | None:
    """Return the day that the page of this request shows; None: today."""
    found: Shown | None = g.get("as_of")
    return found


def show_today() -> None:
    """Say that the page of this request shows no past day after all."""
    g.pop("as_of", None)


def keep_days(app: Flask) -> None:
    """Let every page that shows a past day keep it in its links."""

    @app.after_request
    def keep(response: Response) -> Response:
        shown = shown_day()
        if shown is not None and response.mimetype == "text/html":
            response.set_data(with_day(response.get_data(as_text=True), shown.q, shown.day))
        return response


def with_day(html: str, q: str, day: date) -> str:
    """Return the page with the day in each link, and in each filter, that stays in the quartier."""
    home, kept = paths.quarter(q), f"{PARAMETER}={day.isoformat()}"

    def keep(tag: re.Match[str]) -> str:
        whole, url = tag.group(0), tag.group("url")
        if not _is_within(url, home):
            return whole
        if tag.group(1) == "form":
            field = f'<input type="hidden" name="{PARAMETER}" value="{day.isoformat()}">'
            return whole if _posts(whole) else whole + field
        start, end = tag.start("url") - tag.start(), tag.end("url") - tag.start()
        return whole[:start] + _extended(url, kept) + whole[end:]

    return _TAG.sub(keep, html)


def _is_within(url: str, home: str) -> bool:
    found = urlsplit(unescape(url))
    names_a_day = any(name == PARAMETER for name, _ in parse_qsl(found.query))
    return (
        found.path == home or found.path.startswith((f"{home}/", f"{home}."))
    ) and not names_a_day


def _posts(tag: str) -> bool:
    return 'method="post"' in tag


def _extended(url: str, kept: str) -> str:
    """Return an address, as it stands in a page, with one more thing in its query."""
    address, mark, fragment = url.partition("#")
    return f"{address}{'&amp;' if '?' in address else '?'}{kept}{mark}{fragment}"
