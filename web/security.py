"""The headers that every answer carries, whatever its status.

Rule: nothing runs but our own style sheet and pictures; no page is kept on a shared computer; no
other site can frame, read or guess us (T-06, T-17). There is one place for this and no exception
but hashed static files and the handbook's pictures, which may be kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOXED = "default-src 'none'; frame-ancestors 'none'; sandbox"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: the CSRF check asks for the Referer on https.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), fullscreen=(), geolocation=(), microphone=(), "
        "payment=(), usb=()"
    ),
    "Cache-Control": "no-store",
}
HSTS = "max-age=31536000; includeSubDomains"
_KEPT_FOR_EVER = "public, max-age=31536000, immutable"
_KEPT_A_DAY = "public, max-age=86400"  # the handbook's pictures: the same for everybody
_ASKED_AGAIN = "no-cache"  # fonts and pictures that the style sheet names without a hash
_HASH_LENGTH = 12


def secure(app: Flask, *, https: bool) -> None:
    """Give every answer of the app its headers and every static address the hash of its file."""
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def add_hash(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and "filename" in values:
            values.setdefault("v", file_hash(folder / str(values["filename"])))

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = HSTS
        if request.endpoint == "static" and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = _static_caching(folder)
        elif request.endpoint == "help.picture" and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = _KEPT_A_DAY
        else:
            response.headers["Cache-Control"] = HEADERS["Cache-Control"]
            response.vary.add("Cookie")
        return response


@cache
def file_hash(file: Path) -> str | None:
    """Return the first digits of the file's SHA-256, None if there is no such file."""
    if not file.is_file():
        return None
    return hashlib.sha256(file.read_bytes()).hexdigest()[:_HASH_LENGTH]


def _static_caching(folder: Path) -> str:
    name = str((request.view_args or {}).get("filename", ""))
    asked = request.args.get("v")
    return _KEPT_FOR_EVER if asked and asked == file_hash(folder / name) else _ASKED_AGAIN
