"""The pages that are open to everybody: what the municipality says there, or the shipped text.

Rule: a text is plain. An empty line makes a paragraph, `# ` a heading, `- ` an entry of a list, an
address on its own line a link; nothing else means anything. As long as nobody has written a page,
it says so, and says what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from web import paths
from web.language import said_later, say
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Typed,
    filled,
    line_input,
    summary,
    text_input,
)
from web.presenters.parts import Errors, Link
from web.presenters.public_defaults import DEFAULTS
from workflow.storage.queries import PublicPage, Town

# The pages of the core by their addresses, in the order of the foot.
SLUGS: Mapping[str, str] = MappingProxyType(
    {
        "barrierefreiheit": "accessibility",
        "barriere-melden": "barrier",
        "leichte-sprache": "plain-language",
        "gebaerdensprache": "sign-language",
        "datenschutz": "privacy",
        "impressum": "imprint",
    }
)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "accessibility": said_later("Erklärung zur Barrierefreiheit"),
        "barrier": said_later("Barriere melden"),
        "plain-language": said_later("Leichte Sprache"),
        "sign-language": said_later("Gebärdensprache"),
        "privacy": said_later("Datenschutz"),
        "imprint": said_later("Impressum"),
    }
)
SHORT: Mapping[str, str] = MappingProxyType(
    {**TITLES, "accessibility": said_later("Barrierefreiheit")}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text: `kind` is heading, list, link or lines."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A public page; without a town the reader chooses one first."""

    title: str
    heading: str
    over: str
    parts: tuple[Part, ...]
    shipped: str = ""
    towns: tuple[Link, ...] = ()
    edit: Link | None = None
    place: None = None


def text_page(
    page: str, found: PublicPage, town: Town | None, towns: tuple[Town, ...], *, may_write: bool
) -> TextPage:
    """Return what a page says for a town, or which towns there are to choose from."""
    heading, own = say(TITLES[page]), bool(found.text)
    return TextPage(
        title=heading if town is None else f"{heading} – {town.name}",
        heading=heading,
        over=town.name if town else "",
        parts=() if town is None else tuple(parts_of(found.text or shipped_text(page))),
        shipped="" if own or town is None else _not_written(),
        towns=() if town else tuple(Link(each.name, public_url(page, each)) for each in towns),
        edit=Link(say("Text bearbeiten"), edit_url(page)) if may_write else None,
    )


def _not_written() -> str:
    return say(
        "Ihre Kommune hat diesen Text noch nicht ausgefüllt. Hier steht, was das Programm dazu "
        "weiß und was noch hineingehört."
    )


def shipped_text(page: str) -> str:
    """Return the text that holds until the municipality writes its own."""
    return "\n\n".join(say(text) for text in DEFAULTS[page])


def public_url(page: str, town: Town | None = None) -> str:
    """Return the address of a page; with a town for whoever is not signed in."""
    slug = next(slug for slug, key in SLUGS.items() if key == page)
    return f"{paths.public(slug)}?kommune={town.slug}" if town else paths.public(slug)


def edit_url(page: str) -> str:
    """Return where the admin writes a page."""
    return f"{public_url(page)}/bearbeiten"


def parts_of(text: str) -> Iterator[Part]:
    """Yield the pieces of a plain text."""
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = tuple(line.strip() for line in block.splitlines() if line.strip())
        if not lines:
            continue
        if lines[0].startswith("# "):
            yield Part("heading", (lines[0][2:].strip(),))
            lines = lines[1:]
        yield from _part(lines)


def _part(lines: tuple[str, ...]) -> Iterator[Part]:
    if not lines:
        return
    if all(line.startswith("- ") for line in lines):
        yield Part("list", tuple(line[2:].strip() for line in lines))
    elif len(lines) == 1 and lines[0].startswith("https://") and " " not in lines[0]:
        yield Part("link", lines)
    else:
        yield Part("lines", lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """The page on which a barrier is reported; without a button only the contact is shown."""

    text: TextPage
    title: str
    heading: str
    inputs: tuple[Input, ...]
    errors: Errors | None
    action: str
    button: str
    contact: str
    place: None = None


def report_page(
    text: TextPage, typed: Typed, where: str, contact: str, *, sends_mail: bool
) -> ReportPage:
    """Return the form; where no mail is sent, whom to call or write to."""
    asks = sends_mail and not text.towns
    inputs = filled(_report_questions(where), typed) if asks else ()
    return ReportPage(
        text=text,
        title=text.title,
        heading=text.heading,
        inputs=inputs,
        errors=summary(typed, None, inputs),
        action="#fehler",
        button=say("Meldung senden") if asks else "",
        contact=contact,
    )


def _report_questions(where: str) -> tuple[Input, ...]:
    place = line_input(
        "where",
        say("Auf welcher Seite?"),
        say("Ihre Überschrift oder Adresse, wenn Sie sie wissen"),
        optional=True,
    )
    reply = line_input(
        "reply",
        say("Wie erreichen wir Sie?"),
        say("E-Mail-Adresse oder Telefon, wenn Sie eine Antwort möchten"),
        optional=True,
    )
    return (
        text_input("what", say("Was hindert Sie?"), say("So, wie Sie es jemandem erzählen würden")),
        replace(place, value=where),
        replace(reply, autocomplete="email"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """The form in which a page is written."""

    title: str
    inputs: tuple[Input, ...]
    errors: Errors | None
    seen: int
    cancel: str
    place: None = None


def write_page(page: str, found: PublicPage, typed: Typed = UNTYPED) -> WritePage:
    """Return the form with what the page says now; at first with the shipped text."""
    hint = say(
        "Eine leere Zeile beginnt einen neuen Absatz, „# “ eine Überschrift, „- “ den Eintrag einer "
        "Liste. Eine Adresse, die allein in ihrer Zeile steht, wird zum Link. Leer: Es gilt wieder "
        "der mitgelieferte Text."
    )
    question = replace(text_input("text", say("Text"), hint), optional=True)
    asked = replace(question, value=found.text or shipped_text(page), width="tall")
    inputs = filled((asked,), typed)
    return WritePage(
        title=say("„{page}“ bearbeiten", page=say(TITLES[page])),
        inputs=inputs,
        errors=summary(typed, None, inputs),
        seen=found.edition,
        cancel=public_url(page),
    )
