"""Where somebody goes after signing in: only to a page of ours.

Rule: `next` is not cleaned, it is recognised (T-16). What is not the path of one of our own pages,
written as we write it, leads to the start page.
"""

from __future__ import annotations

import re

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

# One slash, then plain path and query characters: no host, no scheme, no backslash, no control.
_PATH = re.compile(
    r"/(?:[A-Za-z0-9._~*,+=&%-][A-Za-z0-9._~*,+=&%/-]*)?(\?[A-Za-z0-9._~*,+=&%/-]*)?"
)
_LONGEST = 2000


def own_page(raw: str, otherwise: str) -> str:
    """Return `raw` if it is the address of a page of this app that can be opened by GET."""
    return raw if _is_ours(raw, "GET") else otherwise


def own_form(raw: str) -> bool:
    """Return whether `raw` is an address of this app that takes a form."""
    return "?" not in raw and _is_ours(raw, "POST")


def _is_ours(raw: str, method: str) -> bool:
    if len(raw) > _LONGEST or not _PATH.fullmatch(raw) or "//" in raw:
        return False
    path = raw.partition("?")[0]
    adapter = current_app.url_map.bind("localhost")
    try:
        endpoint, _ = adapter.match(path, method=method)
    except (HTTPException, RequestRedirect):
        return False
    # Back to the door itself would be a circle.
    return not str(endpoint).startswith(("account.", "code.", "links.", "static"))
