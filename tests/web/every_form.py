"""Every form of the app as people of each role meet it, to be sent with anything in it.

Rule: nobody keeps a list of forms by hand: they are found by following the links, so that a new form
is judged by the same tests as the old ones.
"""

import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.web.conftest import HOST
from tests.web.page import Page, parsed, text_of
from web.input import COMMAND_ID, CSRF, new_command_id
from web.language import LANGUAGE_COOKIE

COOKIE = "__Host-quartiersweg"
HOME = f"https://{HOST}"
BEGINNINGS = ("/aufgaben", "/quartiere?sort=name", "/konto", "/konten", "/vertretungen")
AT_THE_DOOR = ("/anmelden", "/barriere-melden", "/passwort-vergessen")
SAME = 8  # pages of one kind: enough to meet each quartier
KINDS = ("text", "password", "email", "day", "number", "choice", "file")
_TYPED = frozenset({"text", "search", "tel", "url"})


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a form: what it asks for, and what stands in it."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as one person meets it, and where it goes."""

    email: str
    page: str
    url: str
    endpoint: str
    hidden: tuple[tuple[str, str], ...]
    controls: tuple[Control, ...]

    def __str__(self) -> str:
        """Say which form it is, for a failing test."""
        return f"{self.email.split('.')[0]} {self.page} -> {self.url}"

    @property
    def kind(self) -> tuple[object, ...]:
        """What two forms share that are the same but for what they are about."""
        asked = tuple((each.name, each.kind) for each in self.controls)
        return self.endpoint, asked, tuple(name for name, _ in self.hidden)

    def has(self, *kinds: str) -> bool:
        """Return whether it asks for something of these kinds."""
        return any(each.kind in kinds for each in self.controls)


def forms_of(app: Flask, visitor, email: str, begin=BEGINNINGS) -> Iterator[SentForm]:
    """Yield every form that somebody meets, one of each kind."""
    known = set()
    for path, page in _pages(app, visitor, begin):
        for element in page.all("form"):
            if element.get("method") == "post":
                form = _read(app, email, path, element)
                if form.kind not in known:
                    known.add(form.kind)
                    yield form


def _pages(app: Flask, visitor, begin) -> Iterator[tuple[str, Page]]:
    """Yield the pages that links lead to, some of each kind."""
    waiting, known, seen = deque(begin), set(begin), Counter[str]()
    adapter = app.url_map.bind(HOST)
    while waiting:
        path = waiting.popleft()
        answer = visitor.get(path)
        if answer.status_code == 302 and answer.location not in known:
            known.add(answer.location)
            waiting.append(answer.location)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        page = parsed(answer.text)
        yield path, page
        for link in page.all("a"):
            there = urlsplit(urljoin(HOME + path, link.get("href")))
            if there.netloc != HOST or there.path in known or "stand=" in there.query:
                continue
            known.add(there.path)
            kind = adapter.match(there.path, "GET")[0]
            seen[kind] += 1
            if seen[kind] <= SAME:
                waiting.append(there.path)


def _read(app: Flask, email: str, path: str, element: Element) -> SentForm:
    url = urldefrag(urljoin(path.partition("?")[0], element.get("action", ""))).url
    here = urlsplit(url).path
    hidden, controls = [], []
    hints = {e.get("id"): text_of(e) for e in element.iter("p") if e.get("class") == "hint"}
    for each in element.iter():
        if each.tag in {"input", "select", "textarea"} and each.get("name"):
            if each.get("type") == "hidden":
                hidden.append((each.get("name"), each.get("value", "")))
            else:
                controls.append(_control(each, hints))
    endpoint = app.url_map.bind(HOST).match(here, "POST")[0]
    return SentForm(email, path, here, endpoint, tuple(hidden), _chosen_once(controls))


def _control(each: Element, hints) -> Control:
    about = " ".join(hints.get(name, "") for name in each.get("aria-describedby", "").split())
    name, kind = each.get("name"), each.get("type", "text")
    if each.tag == "select":
        values = [o.get("value", "") for o in each.iter("option")]
        return Control(name, "choice", next((v for v in values if v), ""))
    if kind in {"radio", "checkbox"}:
        return Control(name, "choice", each.get("value", ""))
    if each.tag == "textarea":
        return Control(name, "text", (each.text or "").removeprefix("\n"))
    if "TT.MM.JJJJ" in about:
        return Control(name, "day", each.get("value", ""))
    if each.get("inputmode") in {"numeric", "decimal"} and kind == "text":
        return Control(name, "number", each.get("value", ""))
    return Control(name, "text" if kind in _TYPED else kind, each.get("value", ""))


def _chosen_once(controls: list[Control]) -> tuple[Control, ...]:
    """Return the controls, of radios and boxes with one name the first alone."""
    return tuple({each.name: each for each in reversed(controls)}.values())[::-1]


DEFAULTS = {
    "day": "15.06.2026",
    "number": "5",
    "text": "Ein Satz dazu.",
    "email": "neu@example.org",
}
Change = Callable[[Control], object]


class Sender:
    """Sends forms for one person, each as if it were the first."""

    def __init__(self, visitor, database: Path, *, signed_in: bool) -> None:
        self.visitor, self.database = visitor, database
        self.token = visitor.token("/konto" if signed_in else "/anmelden")
        self.cookie = visitor.get_cookie(COOKIE, domain=HOST).value
        self.kept = database.with_suffix(".kept")
        _copy(self.database, self.kept)

    def fields(self, form: SentForm, change: Change | None = None) -> dict[str, list[object]]:
        """Return what a browser would send, each control changed; None leaves it as it is."""
        sent: dict[str, list[object]] = {}
        for name, value in form.hidden:
            sent.setdefault(name, []).append(value)
        sent[CSRF] = [self.token]
        if COMMAND_ID in sent:
            sent[COMMAND_ID] = [new_command_id()]
        for each in form.controls:
            changed = change(each) if change else None
            if changed is not None:
                sent[each.name] = changed if isinstance(changed, list) else [changed]
            elif each.kind == "file":
                sent[each.name] = [(BytesIO(b""), "")]
            else:
                sent[each.name] = [each.value or DEFAULTS.get(each.kind, "")]
        return sent

    def send(self, form: SentForm, data, **more) -> TestResponse:
        """Send it."""
        return self.visitor.post(form.url, data=data, **more)

    def start_anew(self) -> None:
        """Undo whatever was done, even signing out."""
        _copy(self.kept, self.database)
        more = {"domain": HOST, "secure": True, "httponly": True}
        self.visitor.set_cookie(COOKIE, self.cookie, **more)
        self.visitor.delete_cookie(LANGUAGE_COOKIE, domain=HOST)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
