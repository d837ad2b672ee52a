"""A form that comes back filled after its session had ended: shown, never sent.

Rule: the page is asked for as by GET, which changes nothing; what was typed travels beside it. A
view that shows a form shows it with `typed_before`; if one does not, nothing is lost: the texts
alone are shown then. What stood in the form about the state it was opened on stays there, so that
nobody's change since then is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app, flash, g, request, session
from flask_login import current_user
from markupsafe import escape
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import EnvironBuilder

from web.input import HOUSEKEEPING, SEEN
from web.kept import Hidden
from web.presenters.inputs import UNTYPED, Typed
from workflow.core.errors import WorkflowError

FORM = "form"  # which of the small forms of a page it was


def typed_before() -> Typed:
    """Return what was typed into the form of this page before the session ended."""
    kept = _kept()
    values = {name: sent for name, sent in kept.lists() if name not in HOUSEKEEPING}
    return Typed(values) if values else UNTYPED


def first_seen(seen: int) -> str:
    """Return the sequence that was shown when the form was opened: it stays, whatever is shown now."""
    kept = request.form if request.method == "POST" else _kept()
    return kept.get(SEEN) or str(seen)


def _kept() -> MultiDict[str, str]:
    found: MultiDict[str, str] = g.get("typed_before") or MultiDict()
    return found


def page_again(path: str, kept: Iterable[Hidden], says: Iterable[str]) -> str | None:
    """Return the page of the form that was sent to this address, filled; None if there is none.

    The page is made as if its own address had been asked for, so that its links and forms are right.
    """
    values = MultiDict((each.name, each.value) for each in kept)
    asked = page_of(path)
    if asked is None:
        return None
    page, endpoint, arguments = asked
    if page != path:
        values.add(FORM, path.removeprefix(f"{page}/"))
    try:
        return _made(page, endpoint, arguments, values, says)
    except (HTTPException, WorkflowError):
        return None  # another person has signed in, or it is not there any more


def page_of(path: str) -> tuple[str, str, Mapping[str, Any]] | None:
    """Return the page that holds the form: of the address itself, or of the one above it."""
    adapter = current_app.url_map.bind("localhost")
    for page in (path, path.rpartition("/")[0]):
        try:
            endpoint, arguments = adapter.match(page, method="GET")
        except (HTTPException, RequestRedirect):
            continue
        return page, str(endpoint), arguments
    return None


def _made(
    page: str,
    endpoint: str,
    arguments: Mapping[str, Any],
    values: MultiDict[str, str],
    says: Iterable[str],
) -> str | None:
    person, signed_in = current_user._get_current_object(), dict(session)  # noqa: SLF001 - the proxy's own door
    cookies = [("Cookie", request.headers.get("Cookie", ""))]
    asked = EnvironBuilder(path=page, base_url=request.host_url, headers=cookies)
    with current_app.request_context(asked.get_environ()):
        session.clear()
        session.update(signed_in)
        g._login_user = person  # where flask-login keeps it  # noqa: SLF001
        if current_app.preprocess_request() is not None:
            return None  # the gate before every page holds for this one too
        g.typed_before = values
        for each in says:
            flash(each)
        answer = current_app.view_functions[endpoint](**arguments)
        kept_on = dict(session)
    session.update(kept_on)  # the token of the page's forms
    return answer if isinstance(answer, str) and _shows(answer, values) else None


def _shows(page: str, values: MultiDict[str, str]) -> bool:
    """Return whether all that was typed stands in the page: its form may be open no more."""
    there = page.replace("\r\n", "\n")
    typed = (
        text.replace("\r\n", "\n")
        for name, text in values.items(multi=True)
        if name not in HOUSEKEEPING and name != FORM
    )
    return all(str(escape(text)) in there for text in typed)
