"""The handbook: Markdown files that come with the program, read once and shown as help.

Rule: the files are the program's own, and still no HTML in them counts. Links between chapters and
pictures are written so that they also work where the files are read as they are; here they become
our addresses.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from web import paths

# In the wheel beside this module, in a checkout among the documents.
_PLACES = (Path(__file__).parent / "handbuch", Path(__file__).parents[1] / "docs" / "handbuch")
FOLDER = next((place for place in _PLACES if place.is_dir()), _PLACES[0])
PICTURES = next(
    (place for place in (FOLDER / "bilder", FOLDER.parent / "bilder") if place.is_dir()),
    FOLDER / "bilder",
)
CHAPTERS = (
    "quartiersmanagement",
    "quartiersentwicklung",
    "quartierskoordination",
    "berichte",
    "konto",
    "kontenverwaltung",
    "beratung",
    "meldungen",
    "betrieb",
    "begriffe",
)
# What the checker of definitions says: a page for each code, in a folder below its chapter.
MESSAGES = "meldungen"
MESSAGE_CODES = tuple(sorted(page.stem for page in (FOLDER / MESSAGES).glob("*.md")))
# Where each variant that ships comes from: a page for each, below the chapter for consultants.
VARIANTS = "varianten"
VARIANT_NAMES = tuple(sorted(page.stem for page in (FOLDER / VARIANTS).glob("*.md")))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_FILE = re.compile(r"([A-Za-z0-9./-]+)\.md(#[a-z0-9-]+)?")
# Where a screen is narrow, a row is a card; the roles keep it a table for those who hear it.
_ROLES = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
    "th_open": "columnheader",
    "td_open": "cell",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level, to jump to."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file: its heading, its first sentence, its sections, the rest as HTML."""

    slug: str
    title: str
    says: Markup
    sections: tuple[Section, ...]
    html: Markup


@cache
def chapter(slug: str) -> Chapter:
    """Return a chapter of CHAPTERS, or a page below one: `meldungen/E051`, `varianten/...`."""
    reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    tokens = reader.parse((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))
    title, rest = tokens[1].content, tokens[6:]
    sections = tuple(_named(rest))
    _lay_out_tables(rest)
    for token in rest:
        for inner in token.children or ():
            _lead_home(inner, posixpath.dirname(slug))
    says, html = (
        Markup(reader.renderer.render(part, reader.options, {}))  # noqa: S704 - our own files
        for part in (tokens[4:5], rest)
    )
    return Chapter(slug=slug, title=title, says=says, sections=sections, html=html)


def anchor_of(title: str) -> str:
    """Return the name of a heading: lower case, ASCII, hyphens."""
    plain = title.lower().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _named(tokens: Sequence[Token]) -> Iterator[Section]:
    for opening, text in pairwise(tokens):
        if opening.type == "heading_open":
            anchor = anchor_of(text.content)
            opening.attrs = {**opening.attrs, "id": anchor}
            if opening.tag == "h2":
                yield Section(anchor, text.content)


def _lay_out_tables(tokens: Sequence[Token]) -> None:
    heads: list[str] = []
    column = 0
    for opening, text in pairwise(tokens):
        if opening.type not in _ROLES:
            continue
        attrs: dict[str, str | int | float] = {"role": _ROLES[opening.type]}
        match opening.type:
            case "table_open":
                heads, attrs["class"] = [], "table cards"
            case "tr_open":
                column = 0
            case "th_open":
                heads.append(text.content)
                attrs["scope"] = "col"
            case "td_open":
                attrs["data-head"] = heads[column]
                column += 1
            case _:
                pass
        opening.attrs = {**opening.attrs, **attrs}


def _lead_home(token: Token, folder: str) -> None:
    if token.type == "image":
        name = str(token.attrs["src"]).rsplit("/", 1)[-1]
        width, height = _size_of(PICTURES / name)
        size: dict[str, str | int | float] = {"width": width, "height": height}
        # Its place is kept free, and it is fetched when somebody reads that far.
        token.attrs = {**token.attrs, "src": paths.picture(name), **size, "loading": "lazy"}
    if token.type == "link_open":
        found = _FILE.fullmatch(str(token.attrs["href"]))
        if found:
            target = posixpath.normpath(posixpath.join(folder, found[1]))
            token.attrs = {**token.attrs, "href": paths.help_on(target) + (found[2] or "")}


def _size_of(picture: Path) -> tuple[int, int]:
    """Return how wide and how high a picture is: its head says so, in three bytes each, less one."""
    head = picture.read_bytes()[:30]
    return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
