"""Handing out what people have uploaded, so that nothing in it can act (T-06).

Rule: always a download, never shown here; typed by our own table or not at all; sandboxed should a
browser open it all the same. The name comes from the engine, never from the address.
"""

from __future__ import annotations

from flask import Blueprint, Response, send_file

from web.language import said_later, say
from web.reading import open_file
from web.security import SANDBOXED
from web.security_log import record

blueprint = Blueprint("files", __name__)

UNKNOWN_TYPE = "application/octet-stream"
_NAMELESS = said_later("Datei")


@blueprint.get("/quartiere/<slug:q>/dateien/<digest:sha256>/<filename:name>")
def download(q: str, sha256: str, name: str) -> Response:  # noqa: ARG001 - for people to read
    """Hand out a file of a quartier to somebody who may see it."""
    document, path = open_file(q, sha256)
    record("sensitive_read", file=sha256)
    answer = send_file(
        path,
        mimetype=document.media_type or UNKNOWN_TYPE,
        as_attachment=True,
        download_name=document.name if isinstance(document.name, str) else say(_NAMELESS),
        etag=sha256,
        conditional=True,
    )
    answer.headers["Content-Security-Policy"] = SANDBOXED
    return answer
