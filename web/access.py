"""Who may reach which address: one table, and the gate that keeps it.

Rule: closed by default. What is not in `ROUTES` is refused while running and fails a test. The
gate only knows whether somebody is signed in; what they may see and do there the engine decides,
inside the transaction, and hides what is foreign (404).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

log = logging.getLogger(__name__)

FORM_BYTES = 256 * 1024
UPLOAD_BYTES = 21 * 1024 * 1024  # a file of 20 MB and the form around it


class Audience(StrEnum):
    """Who may reach an address at all."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True, slots=True)
class Route:
    """Who may reach an address, and whether it takes files."""

    audience: Audience = Audience.SIGNED_IN
    upload: bool = False


PUBLIC = Route(Audience.EVERYONE)
SIGNED_IN = Route()
UPLOAD = Route(upload=True)

# (endpoint, method); HEAD counts as GET.
ROUTES: Mapping[tuple[str, str], Route] = {
    ("static", "GET"): PUBLIC,
    ("account.start", "GET"): PUBLIC,
    ("account.sign_in", "GET"): PUBLIC,
    ("account.sign_in", "POST"): PUBLIC,
    ("account.sign_out", "POST"): SIGNED_IN,
    ("files.download", "GET"): SIGNED_IN,
}


def guard(app: Flask, routes: Mapping[tuple[str, str], Route] = ROUTES) -> None:
    """Put the gate before every request, and before anything reads its body."""

    @app.before_request
    def check_access() -> Response | None:
        if request.endpoint is None:
            return None  # no such address: the routing says so
        route = routes.get((request.endpoint, _method()))
        if route is None:
            log.critical("route without a rule: %s %s", request.endpoint, request.method)
            raise Forbidden
        return _check(route)


def _method() -> str:
    return "GET" if request.method == "HEAD" else request.method


def _check(route: Route) -> Response | None:
    if route.upload:
        # Here and not in the view: the CSRF check reads the form before any view runs. For
        # somebody whose session has ended too, else the text beside the file would be lost.
        request.max_content_length = UPLOAD_BYTES
    if route.audience is Audience.SIGNED_IN and not current_user.is_authenticated:
        if _method() == "GET":
            return redirect(url_for("account.sign_in", next=_asked_for()))
        raise Unauthorized
    return None


def _asked_for() -> str:
    return request.full_path.rstrip("?")
