"""After a form was sent, the focus is where there is something to read: without any script.

Every form is found on the pages it stands on (`places.py`) and sent twice: with nonsense, and with
something that may well be true. What comes of it is judged by what was answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, Response
from werkzeug.routing import MapAdapter

from tests.browser.conftest import HOST, Served, SignIn
from tests.browser.places import ADMIN, COORDINATOR, DEVELOPER, MANAGER, PASSWORD, PLACES

FORMS = "main form[method=post]"
OK, SEE_OTHER, INVALID = 200, 303, 422
FEWEST = 40  # kinds of forms: that the search still finds them
NONSENSE, SENSE = "nonsense", "sense"
READ = """forms => forms.map(form => ({action: form.getAttribute('action') || '',
  names: [...form.querySelectorAll('[name]')].map(each => each.name)}))"""
# To find a form, a page need not be drawn: what the server answers is enough.
READ_TEXT = f"""([text, forms]) => ({READ})([...new DOMParser()
  .parseFromString(text, 'text/html').querySelectorAll(forms)])"""
# Opens what is folded and answers every question: nonsense is longer than any text may be.
FILL = """(form, [sense, known]) => {
  for (let fold = form.closest('details'); fold; fold = fold.parentElement.closest('details'))
    fold.open = true;
  for (const fold of form.querySelectorAll('details')) fold.open = true;
  for (const each of form.querySelectorAll('input, select, textarea')) {
    const kind = each.tagName === 'INPUT' ? each.type : each.tagName.toLowerCase();
    if (['hidden', 'file', 'submit'].includes(kind)) continue;
    if (kind === 'radio') each.checked ||= !form.querySelector(`[name="${each.name}"]:checked`);
    else if (kind === 'checkbox') each.checked = sense;
    else if (kind === 'select') each.selectedIndex = Math.min(1, each.options.length - 1);
    else if (!sense) each.value = kind === 'email' ? '' : 'x'.repeat(30000);
    else if (kind === 'password') each.value = known;
    else if (kind === 'email') each.value = 'neu@example.org';
    else each.value = each.inputMode === 'numeric' || each.inputMode === 'decimal' ? '3' : '1.7.2026';
  } }"""
# Ends the session or the account's own way in (the settings could: a second factor for everybody);
# `test_shell.py` and `tests/web/test_settings.py` look at what comes then.
LEFT = {
    "own_account.end_all",
    "own_account.end_one",
    "own_account.choose_language",
    "settings.show",
}
WHERE = """() => { const each = document.activeElement, lines = document.querySelector('#fehler');
  return {id: each.id, tag: each.tagName, text: each.innerText?.slice(0, 60), errors: !!lines} }"""


Kind = tuple[str, ...]  # the endpoint, and the names of what is asked


@dataclass(frozen=True, slots=True)
class Form:
    """A form on a page."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of sending a form."""

    form: Form
    how: str
    status: int  # of the answer to the POST itself
    title: str
    there: dict[str, object]
    fragment: str

    @property
    def is_told(self) -> bool:
        """Whether whoever sent it stands where there is something to read."""
        if self.status == SEE_OTHER:
            return bool(self.fragment) and self.there["id"] == self.fragment
        return self.there["id"] == "fehler" and self.title.startswith("Fehler: ")


def test_10_the_focus_is_on_what_was_wrong_or_on_what_was_done(town: Served, sign_in: SignIn):
    adapter = town.app.url_map.bind(HOST)
    known: set[Kind] = set()
    sent: list[Sent] = []
    for who in (COORDINATOR, MANAGER, DEVELOPER, ADMIN):
        page = sign_in(who)
        for form in list(_new_forms(page, adapter, who, known)):
            for how in (NONSENSE, SENSE):
                page.goto(form.path)
                kinds = _kinds(adapter, page.url, page.locator(FORMS).evaluate_all(READ))
                if form.kind in kinds:  # it may be gone after what was sent before
                    sent.append(_sent(page, form, kinds.index(form.kind), how))
    assert [each for each in sent if not each.is_told] == []
    assert {each.status for each in sent} == {SEE_OTHER, INVALID}
    assert len(known) >= FEWEST


def _new_forms(page: Page, adapter: MapAdapter, who: str, known: set[Kind]) -> Iterator[Form]:
    """Find the first form of each kind that nobody has met before."""
    for place in PLACES:
        if place.who != who or place.status != OK or place.then:
            continue
        answer = page.request.get(place.path)
        read = page.evaluate(READ_TEXT, [answer.text(), FORMS])
        for kind in _kinds(adapter, answer.url, read):
            if kind not in known and kind[0] not in LEFT:
                known.add(kind)
                yield Form(place.path, kind)


def _kinds(adapter: MapAdapter, url: str, forms: list[dict[str, Any]]) -> list[Kind]:
    """What each form of a page is for, and what it asks."""
    return [
        (adapter.match(urlsplit(urljoin(url, form["action"])).path, "POST")[0], *form["names"])
        for form in forms
    ]


def _sent(page: Page, form: Form, index: int, how: str) -> Sent:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        if answer.request.method == "POST":
            answers.append(answer)

    page.on("response", note)
    found = page.locator(FORMS).nth(index)
    found.evaluate(FILL, [how == SENSE, PASSWORD])
    with page.expect_navigation():
        found.locator("button").last.click()
    page.remove_listener("response", note)
    return Sent(
        form=form,
        how=how,
        status=answers[0].status,
        title=page.title(),
        there=page.evaluate(WHERE),
        fragment=urlsplit(page.url).fragment,
    )
