"""A page as a person sees it: its text, its links, and the forms one can fill in.

Rule: what a person goes by is what counts here: the words on a label, an option or a button. No
name, class or id of the markup stands in a way (`ways`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import Element

from tests.web.page import Page, text_of

_CONTROLS = frozenset({"input", "select", "textarea"})
_UNREAD = frozenset({"textarea", "select", "svg"})  # what was typed is not what one is told
Question = tuple[str, str]  # the label, and what a person answers


class View:
    """What came back from an address."""

    def __init__(self, url: str, status: int, page: Page) -> None:
        self.url, self.status, self.page = url, status, page

    @property
    def main(self) -> Element:
        """The page without the frame around it."""
        return self.page.all("main")[0]

    @property
    def text(self) -> str:
        """What stands on the page, a line for each piece of text."""
        return "\n".join(_lines(self.main))

    def leads_to(self, path: str) -> bool:
        """Return whether a link leads there."""
        links = (urljoin(self.url, link.get("href", "")) for link in self.page.all("a"))
        return any(urldefrag(link).url == path for link in links)

    def form(self, button: str | None, answers: Sequence[Question]) -> Form | None:
        """Return the form that has this button (any: None) and asks for these answers, if one does."""
        forms = (Form(element, self.url) for element in self.main.iter("form"))
        named = (form for form in forms if button in (None, form.button))
        return next((form for form in named if form.asks_for(answers)), None)

    def status_word(self) -> str:
        """Return the word of the first sign: of the step, or of the Lage."""
        tags = (each for each in self.main.iter("span") if "tag" in each.get("class", "").split())
        return text_of(next(tags))

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield the rows of a list of work: the word of the sign, and the heading."""
        for row in self.main.iter("li"):
            heads, heard = list(row.iter("h3")), row.findall("span/span[@class='hear']")
            if heads and heard:
                yield text_of(heard[0]).removesuffix(":"), text_of(heads[0])


class Form:
    """A form with what stands in it."""

    def __init__(self, element: Element, url: str) -> None:
        self.element = element
        self.url = urldefrag(urljoin(url, element.get("action", ""))).url
        self.button = text_of(next(element.iter("button")))

    def asks_for(self, answers: Sequence[Question]) -> bool:
        """Return whether there is a place for each answer."""
        return all(self._place(label) is not None for label, _ in answers)

    def fill(self, answers: Sequence[Question]) -> None:
        """Type or choose the answers; what is not answered stays as it is."""
        for label, answer in answers:
            place = self._place(label)
            assert place is not None, label
            _ANSWERED.get(place.tag, _type)(place, answer)

    def sent(self) -> list[tuple[str, str, bool]]:
        """Return what a browser sends: name, value, and whether the value names a file."""
        controls = (e for e in self.element.iter() if e.tag in _CONTROLS and e.get("name"))
        return [
            (each.get("name", ""), value, each.get("type") == "file")
            for each in controls
            for value in _values(each)
        ]

    def _place(self, label: str) -> Element | None:
        for each in self.element.iter("label"):
            if (each.text or "").strip() == label and each.get("for"):
                return next(c for c in self.element.iter() if c.get("id") == each.get("for"))
        for group in self.element.iter("fieldset"):
            if (next(group.iter("legend")).text or "").strip() == label:
                return group
        return None


def _lines(element: Element) -> Iterator[str]:
    if element.tag in _UNREAD:
        return
    yield from _line(element.text)
    for child in element:
        yield from _lines(child)
        yield from _line(child.tail)


def _line(text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield " ".join(text.split())


def _type(place: Element, answer: str) -> None:
    if place.tag == "textarea":
        place.text = answer
    else:
        place.set("value", answer)


def _choose(place: Element, answer: str) -> None:
    for option in place.iter("option"):
        option.attrib.pop("selected", None)
        if text_of(option) == answer:
            option.set("selected", "")
    assert any("selected" in option.attrib for option in place.iter("option")), answer


def _tick(place: Element, answer: str) -> None:
    for label in place.iter("label"):
        said, box = next(label.iter("span")), next(label.iter("input"))
        box.attrib.pop("checked", None)
        if (said.text or "").strip() == answer:
            box.set("checked", "")
    assert any("checked" in box.attrib for box in place.iter("input")), answer


_ANSWERED = {"select": _choose, "fieldset": _tick}


def _values(control: Element) -> Iterator[str]:
    """Yield what a browser sends for a control: nothing, one value or several."""
    if control.tag == "textarea":
        yield control.text or ""
    elif control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        yield from ((option.get("value") or "") for option in (chosen or options[:1])[-1:])
    elif control.get("type") in {"radio", "checkbox"}:
        yield from [control.get("value", "")] if "checked" in control.attrib else []
    else:
        yield control.get("value", "")
