"""Overlays through the pages of the workbench: written as drafts, each on one that is published.

Rule: as in every web driver, what a person does never touches the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from features.drivers.adapting import Adapting, Mistake, Rows
from features.drivers.desk_web import DeskPages
from features.drivers.page import View
from features.drivers.web import app_over
from features.drivers.world import World
from tests.web.page import text_of

_WRITER = "Samir Haddad"


class WebAdapting(Adapting):
    """What the one who writes an overlay sees in the browser."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world, self._app = world, app_over(world)
        self._pages: DeskPages | None = None

    def write(self, says: str) -> None:
        """Begin a draft with an overlay; what it builds on is published first."""
        if self._pages is not None:
            published = self._pages.publish(_WRITER)
            assert published.accepted, published.told
        super().write(says)
        self._pages = DeskPages(self._world, self._app, self.name)
        begun = self._pages.begin(_WRITER, self.texts[self.name])
        assert begun.accepted, begun.told

    def check(self) -> None:
        """Press the button under the text."""
        pages = self._draft()
        saved = pages.save(_WRITER, pages.opened(_WRITER), self.texts[self.name])
        assert saved.accepted, saved.told

    def mistakes(self) -> list[Mistake]:
        """Return the findings as they stand above the text."""
        return list(_mistakes(self._draft().look(_WRITER)))

    def is_usable(self) -> bool:
        """Return whether the pages offer to publish it."""
        return self._draft().may_publish(_WRITER)

    def title(self, step: str) -> str:
        """Return the heading of the step in the preview."""
        heading = next(self._preview(step).main.iter("h2"))
        return text_of(heading).removeprefix(text_of(heading[0])).strip()

    def items(self, step: str) -> list[str]:
        """Return what stands in the checklist of the preview."""
        lists = (each for each in self._preview(step).main.iter("ul") if _is_checklist(each))
        return [text_of(next(row.iter("h3"))) for each in lists for row in each.findall("li")]

    def value(self, path: str) -> str:
        """Return the text that stands under the path."""
        return "\n\n".join(text_of(each) for each in self._outline(path).main.iter("blockquote"))

    def story(self, path: str) -> Rows:
        """Return the list of what was done, as it reads."""
        lists = self._outline(path).main.iter("ol")
        return [_stage(text_of(row), self.name) for each in lists for row in each.findall("li")]

    def parts(self, path: str) -> Rows:
        """Return the table of what stands beneath."""
        return [_part(row) for each in self._outline(path).main.iter("tbody") for row in each]

    def found(self, word: str) -> list[str]:
        """Return the paths that the page offers."""
        links = self._outline(word).main.iter("a")
        return [text_of(code) for each in links for code in each.iter("code")]

    def _outline(self, path: str) -> View:
        return self._draft().look(_WRITER, f"aufbau?{urlencode({'pfad': path})}")

    def _preview(self, step: str) -> View:
        return self._draft().look(_WRITER, f"vorschau?{urlencode({'schritt': step})}")

    def _draft(self) -> DeskPages:
        assert self._pages is not None
        return self._pages


def _is_checklist(element: Element) -> bool:
    return "checklist" in element.get("class", "").split()


def _stage(text: str, own: str) -> list[str]:
    """Read a line such as: Davor „Hinsehen“: geändert, erste@1, Zeile 7."""
    text, _, reason = text.partition(". Grund: ")
    said, _, where = re.sub(r", Zeile \d+$", "", text).rpartition(", ")
    where = own if where == "hier" else where.partition("@")[0]
    former = re.fullmatch(r"Davor (.+): ([^:]+)", said)
    if former is not None:
        return [former[2], where, former[1].strip("„“")]
    return [said.lower(), where, reason]


def _part(row: Element) -> list[str]:
    name, content, kind, _ = row
    under = [text_of(each) for each in content.iter("span") if each.get("class") == "under"]
    note = "".join(under)
    text = text_of(content).removesuffix(note).strip()
    return [text_of(name), text_of(kind), text, note.partition(":")[0]]


def _mistakes(view: View) -> Iterator[Mistake]:
    for row in (each for each in view.main.iter("li") if each.findall("div/p/b")):
        said, about = row.findall("div/p")
        path = next((text_of(each) for each in about if "aufbau" in each.get("href", "")), "")
        bold = said[0]
        line = re.search(r"Zeile (\d+)", text_of(bold))
        yield Mistake(
            path=path,
            line=int(line[1]) if line else 0,
            text=(bold.tail or "").strip(),
        )
