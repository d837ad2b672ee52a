"""Overlays through the pages of the workbench: written as drafts, each on one that is published.

Rule: as in every web driver, what a person does never touches the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from features.drivers.adapting import Adapting, Mistake
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

    def _preview(self, step: str) -> View:
        return self._draft().look(_WRITER, f"vorschau?{urlencode({'schritt': step})}")

    def _draft(self) -> DeskPages:
        assert self._pages is not None
        return self._pages


def _is_checklist(element: Element) -> bool:
    return "checklist" in element.get("class", "").split()


def _mistakes(view: View) -> Iterator[Mistake]:
    for row in (each for each in view.main.iter("li") if each.findall("div/p/b")):
        said, about = row.findall("div/p")
        bold = said[0]
        line = re.search(r"Zeile (\d+)", text_of(bold))
        yield Mistake(
            path=(about.text or "").strip().removesuffix("·").strip(),
            line=int(line[1]) if line else 0,
            text=(bold.tail or "").strip(),
        )
