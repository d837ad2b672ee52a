"""What every page of ours holds, whatever it shows: checked on each answer in HTML of every test.

The numbers are the points of the acceptance list that a check holds: 3 valid, 4 no script, 5 no style
of its own, 12 no meaning by colour alone, 16 headings, labels, language, 17 buttons, 20 no dead end.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

from web.input import CODE_AGAIN, PASSWORD_AGAIN

CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit"}
# What a browser may fill in, by what a control is called; it offers nothing for anything else.
_ANY_PASSWORD, _CODE = {"current-password", "new-password"}, {"one-time-code"}
FILLED_IN = {
    None: {"username", "off"},  # only shown: whose password it is, for the keeper of passwords
    "email": {"username", "off"},  # off: the address of somebody else
    "name": {"name", "off"},
    "reply": {"email"},
    "password": _ANY_PASSWORD,
    "repeat": {"new-password"},
    "current": {"current-password"},
    PASSWORD_AGAIN: {"current-password"},
    "code": _CODE,
    CODE_AGAIN: _CODE,
}
TYPED_INTO = {"text", "email", "password", "search", "tel", "url"}
LANGUAGES = {"de", "en"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby")
# What may stand in a list, and what may not stand in text: a parser mends or lets both pass.
CONTENT = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}}
PHRASES = {"p", "span", "b", "strong", "small", "label", "button", "h1", "h2", "h3", "dt", "legend"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "form", "section", "article", "nav", "fieldset"}
BLOCKS |= {"h1", "h2", "h3", "h4", "details", "blockquote", "main", "header", "footer"}
ACTING = {"a", "button", "input", "select", "textarea", "summary"}
VERBS = re.compile(
    r"""(
    abbrechen|ablehnen|abmelden|abschließen|anfordern|anfragen|anlegen|anmelden|annehmen|
    anzeigen|archivieren|aufnehmen|auslassen|ausschalten|beenden|beginnen|bestätigen|
    einschalten|eintragen|entfernen|erinnern|erneuern|festschreiben|fortsetzen|geben|gewähren|
    hinzufügen|lassen|lösen|machen|markieren|melden|nehmen|öffnen|pausieren|prüfen|
    schließen|senden|speichern|suchen|übergeben|übernehmen|zeigen|zurücksetzen|zurückziehen|
    aktualisieren|ändern|ansehen|antworten|beantworten|bearbeiten|behalten|einladen|
    einrichten|einschätzen|entscheiden|erfüllen|erledigen|freigeben|herunterladen|
    hochladen|schaffen|setzen|stellen|veröffentlichen|verwalten|verwerfen|wählen|zuweisen|
    erledigt  # one press, and the row says so: the button is named after what it then says
    )$""",
    re.VERBOSE,
)


class Page:
    """A parsed page. Parsing is strict: what a browser would have to mend is an error."""

    def __init__(self, html: str) -> None:
        self.root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
            html
        )

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(tag))

    def title(self) -> str:
        return text_of(self.all("title")[0])

    def filled_in(self) -> dict[str | None, str]:
        """What a browser is to fill in, by the name of the control."""
        typed = [each for each in self.all("input") if each.get("type") in TYPED_INTO]
        tokens = {each.get("name"): each.get("autocomplete") for each in typed}
        return {name: token for name, token in tokens.items() if token != "off"}

    def h1(self) -> str:
        """The heading without the small line above it that says where one is."""
        heading = deepcopy(self.all("h1")[0])
        for above in heading.findall("span[@class='over']"):
            tail = above.tail
            above.clear()
            above.tail = tail
        return text_of(heading)

    def forms(self) -> list[dict[str, str]]:
        """The hidden fields of each form, by name; but for the one at the foot of every page."""
        return [
            {
                field.get("name", ""): field.get("value", "")
                for field in form.iter("input")
                if field.get("type") == "hidden"
            }
            for form in self.all("form")
            if form.get("action") != "/sprache"
        ]


@lru_cache(maxsize=1)
def parsed(html: str) -> Page:
    """The page as a tree. Who has just checked an answer need not parse it again to read it."""
    return Page(html)


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# What is new each time a page is shown; an empty one is left, it is a mistake.
_FRESH = re.compile(r'(name="(?:csrf_token|command_id)" value=")[^"]+')
_sound: set[bytes] = set()


def problems_in(html: str) -> list[str]:
    """Everything that is wrong with a page; a sound one that comes again is not parsed again."""
    seen = hashlib.sha256(_FRESH.sub(r"\1", html).encode()).digest()
    if seen in _sound:
        return []
    wrong = problems_of(parsed(html))
    if not wrong:
        _sound.add(seen)
    return wrong


def problems_of(page: Page) -> list[str]:
    """Everything that is wrong with a page."""
    return [
        *_frame(page),
        *_ids(page),
        *_labels(page),
        *_forms(page),
        *_acting(page),
        *_content(page),
        *_signs(page),
        *_buttons(page),
        *_links(page),
        *_headings(page),
    ]


def _frame(page: Page) -> Iterator[str]:
    if page.root.get("lang") not in LANGUAGES:
        yield "the language is not said"
    h1 = page.all("h1")
    if len(h1) != 1:
        yield f"{len(h1)} h1 instead of one"
    elif page.h1() not in page.title():
        yield f"the heading {page.h1()!r} does not appear in the title {page.title()!r}"


def _content(page: Page) -> Iterator[str]:
    """3: what a validator says beyond what a parser minds."""
    for each in page.root.iter():
        allowed = CONTENT.get(each.tag)
        for inner in each:
            if allowed and inner.tag not in allowed:
                yield f"<{inner.tag}> stands in a <{each.tag}>"
        for inner in each.iter() if each.tag in PHRASES | {"a"} else ():
            if inner is each:
                continue
            if each.tag in PHRASES and inner.tag in BLOCKS:
                yield f"<{inner.tag}> stands in a <{each.tag}>"
            if each.tag in {"a", "button"} and inner.tag in ACTING:
                yield f"<{inner.tag}> can be used inside a <{each.tag}>"


def _signs(page: Page) -> Iterator[str]:
    """12: a status is a sign and a word, the sign for the eye alone."""
    for each in page.root.iter():
        classes = set((each.get("class") or "").split())
        if "sign" in classes and each.get("aria-hidden") != "true":
            yield "a sign is read out"
        if classes & {"tag", "cell"}:
            if not text_of(each):
                yield f"the status {classes} has no word"
            if not any("sign" in (inner.get("class") or "").split() for inner in each.iter()):
                yield f"the status {text_of(each)!r} has no sign"


def _buttons(page: Page) -> Iterator[str]:
    """3 and 17: a button says that it sends, and what it does."""
    for button in page.all("button"):
        if button.get("type") != "submit":
            yield f"the button {text_of(button)!r} has no type"
        shown = deepcopy(button)
        for heard in shown.findall(".//span[@class='hear']"):
            heard.text = ""
        german = page.root.get("lang") == "de" and button.get("lang") is None
        if german and not VERBS.search(text_of(shown).lower()):
            yield f"the button {text_of(button)!r} does not say what it does"


def _ids(page: Page) -> Iterator[str]:
    counted = Counter(each.get("id") for each in page.root.iter() if each.get("id") is not None)
    yield from (
        f"id {name!r} appears {count} times" for name, count in counted.items() if count > 1
    )
    for each in page.root.iter():
        for attribute in REFERENCES:
            for name in each.get(attribute, "").split():
                if name not in counted:
                    yield f"{each.tag} {attribute}={name!r} points nowhere"


def _labels(page: Page) -> Iterator[str]:
    named = {label.get("for") for label in page.all("label")}
    inside = {id(each) for label in page.all("label") for each in label.iter()}
    for each in page.root.iter():
        if each.tag not in CONTROLS or each.get("type") in UNLABELLED:
            continue
        if each.get("id") not in named and id(each) not in inside and not each.get("aria-label"):
            yield f"{each.tag} {each.get('name')!r} has no label"
        if each.tag == "input" and each.get("type", "text") in TYPED_INTO:
            token, name = each.get("autocomplete"), each.get("name")
            if token not in FILLED_IN.get(name, {"off"}):
                yield f"a browser must not fill {token!r} into {name!r}"


def _forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if not form.get("action"):
            yield "a form has no action"
        if form.get("method", "get").lower() != "post":
            continue
        tokens = [each for each in form.iter("input") if each.get("name") == "csrf_token"]
        if len(tokens) != 1 or not tokens[0].get("value"):
            yield f"the form to {form.get('action')!r} has no token against forgery"
        if not list(form.iter("button")):
            yield f"the form to {form.get('action')!r} has no button"


def _acting(page: Page) -> Iterator[str]:
    for each in page.root.iter():
        if each.tag in {"script", "style", "iframe", "object", "embed", "base"}:
            yield f"there is a <{each.tag}>"
        for name, value in each.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"{each.tag} has {name}="
            if name != "value" and value.strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                yield f"{each.tag} {name}={value[:40]!r}"


def _links(page: Page) -> Iterator[str]:
    ids = {each.get("id") for each in page.root.iter()}
    for link in page.all("a"):
        href = link.get("href")
        if not href or href == "#":
            yield f"the link {text_of(link)!r} leads nowhere"
        elif href.startswith("#") and href[1:] not in ids:
            yield f"the link {text_of(link)!r} leads to {href!r}, which is not on the page"
        if not text_of(link) and not link.get("aria-label"):
            yield f"the link to {href!r} has no text"


def _headings(page: Page) -> Iterator[str]:
    # What keeps a form from being taken comes before everything else, with a heading of its own.
    summary = {
        id(each) for div in page.all("div") if div.get("id") == "fehler" for each in div.iter()
    }
    before = 0
    for each in page.root.iter():
        if each.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and id(each) not in summary:
            level = int(each.tag[1])
            if level > before + 1:
                yield f"h{level} {text_of(each)!r} follows h{before}"
            before = level
