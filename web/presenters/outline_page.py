"""How a version or draft is made, one level at a time: every id, and why a value is as it is.

Rule: told by the same code as on the command line. A path that leads to nothing is answered with what
was probably meant; a draft with errors is shown as far as it can be merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from web import paths
from web.language import say, spoken
from web.presenters.draft_stations import draft_place
from web.presenters.inputs import Input
from web.presenters.looking_back import Question
from web.presenters.outline_rows import (
    Deed,
    OutlineRow,
    in_language,
    outline_row,
    source,
    told,
)
from web.presenters.parts import Crumb, Link, Place
from web.presenters.template_version import merged_link, version_place
from web.presenters.templates_place import Bench, draft_name, version_name
from workflow.workbench import Finding, Language, Review
from workflow.workbench.opening import (
    HELP_LANGUAGE,
    Opened,
    Outline,
    PathUnknown,
    kind_name,
    likely,
    outline,
)

PATH = "pfad"
MOST_FINDINGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePage:
    """The page. `notes` say first what keeps something from being shown; `meant`: what to try."""

    title: str
    over: str
    heading: str
    notes: tuple[str, ...]
    back: Link
    question: Question
    path: str = ""
    says: tuple[str, ...] = ()
    help: str = ""
    text: str = ""
    yaml: str = ""
    story: tuple[Deed, ...] = ()
    rows: tuple[OutlineRow, ...] = ()
    more: str = ""
    unset: tuple[tuple[str, str], ...] = ()
    meant: tuple[Link, ...] = ()
    files: tuple[Link, ...] = ()
    place: Place


def version_outline(bench: Bench, v: str, number: int, found: Opened, path: str) -> OutlinePage:
    """Return the page for a version."""
    here, name = paths.version(bench.town.slug, v, number), version_name(number)
    page = _page(bench, found, here, path, name)
    place = version_place(bench, v, Crumb(name, here), *_crumbs(here, page.path))
    title = f"{page.title} – {bench.titled(v)}"
    return replace(page, title=title, back=Link(say("Version ansehen"), here), place=place)


def draft_outline(bench: Bench, review: Review, found: Opened | None, path: str) -> OutlinePage:
    """Return the page for a draft; `found` is None where it cannot be merged at all."""
    here = paths.draft(bench.town.slug, review.draft.slug)
    if found is None:
        page = _empty(here, path, say("Entwurf"))
        first = say("Was der Entwurf ergibt, lässt sich erst zeigen, wenn das behoben ist:")
    else:
        page = _page(bench, found, here, path, say("Entwurf"))
        first = say("Der Entwurf hat noch Fehler. Was davon betroffen ist, kann hier fehlen:")
    place = draft_place(bench, review, "")
    crumbs = (*place.crumbs[:-1], Crumb(say("Entwurf"), here), *_crumbs(here, page.path))
    errors = [each for each in review.examined.problems if each.is_error]
    return replace(
        page,
        title=f"{page.title} – {draft_name(review.draft)}",
        notes=(first, *_findings(errors)) if errors else (),
        back=Link(say("Text ansehen"), here),
        place=replace(place, crumbs=crumbs),
    )


# --- what stands there -----------------------------------------------------------------------


def _page(bench: Bench, found: Opened, here: str, path: str, name: str) -> OutlinePage:
    page = replace(_empty(here, path, name), files=tuple(_files(found, here)))
    try:
        level = outline(found, path)
    except PathUnknown as error:
        meant = tuple(_meant(found, here, error))
        says = say("Einen Pfad „{path}“ gibt es hier nicht.", path=error.path)
        hint = (say("Das kann gemeint sein:"),) if meant else ()
        return replace(page, says=(says, *hint), meant=meant)
    heading = in_language(level.title, level.language) or level.path.rpartition(".")[2]
    return replace(
        page,
        title=" – ".join(filter(None, (level.path and level.title, level.path, page.title))),
        over=kind_name(level.kind, spoken()) if level.path else name,
        heading=heading if level.path else page.heading,
        path=level.path,
        says=tuple(_says(bench, found, level)),
        help=in_language(level.help, HELP_LANGUAGE),
        text=in_language(level.value, level.language) if level.is_text else "",
        yaml="" if level.is_text else level.value,
        story=tuple(told(bench, found, level)),
        rows=tuple(outline_row(bench, found, here, each) for each in level.parts),
        more=say("{count} weitere stehen im YAML.", count=level.left_out) if level.left_out else "",
        unset=tuple((key, in_language(text, HELP_LANGUAGE)) for key, text in level.unset),
    )


def _empty(here: str, path: str, name: str) -> OutlinePage:
    """Return the page as it is before anything is looked at."""
    heading = say("Aufbau")
    return OutlinePage(
        title=f"{heading} – {name}",
        over=name,
        heading=heading,
        notes=(),
        back=Link("", here),
        question=_question(here, path),
        place=Place(name="", crumbs=(), tabs=()),
    )


def _question(here: str, path: str) -> Question:
    label = say("Pfad, Id oder ein Wort aus dem Titel")
    return Question(
        name=say("Eine Stelle suchen"),
        inputs=(Input(name=PATH, label=label, value=path, width="wide", autocomplete="off"),),
        url=paths.outline(here),
        button=say("Stelle anzeigen"),
    )


def _meant(found: Opened, here: str, error: PathUnknown) -> Iterator[Link]:
    if error.near:
        yield Link(error.near, paths.outline(here, error.near))
    for part in likely(found, error.path):
        if part.path != error.near:
            text = in_language(part.text, part.language)
            yield Link(part.path, paths.outline(here, part.path), text)


def _says(bench: Bench, found: Opened, level: Outline) -> Iterator[str]:
    if level.whole:
        yield say("Gehört zu {path}. Ändern lässt sich nur das Ganze.", path=level.whole)
    if level.lock is not None:
        where = source(bench, found, level.lock.file, level.lock.line, "")
        yield say(
            "Geschützt durch {path} ({place}): Keine Anpassung darf das ändern.",
            path=level.lock.path,
            place=where.text,
        )
    if not level.path:
        yield say(
            "Hier steht jede Id, die eine Anpassung nennen kann, mit ihrem Pfad und der Zeile, "
            "aus der sie kommt."
        )
    elif not level.stages:
        yield say("Nirgends gesetzt: Es gilt, was das Format vorgibt.")


# --- around it -------------------------------------------------------------------------------


def _crumbs(here: str, path: str) -> Iterator[Crumb]:
    parts = path.split(".") if path else []
    yield Crumb(say("Aufbau"), paths.outline(here) if parts else "")
    for length, part in enumerate(parts, start=1):
        above = ".".join(parts[:length])
        yield Crumb(part, paths.outline(here, above) if length < len(parts) else "")


def _files(found: Opened, here: str) -> Iterator[Link]:
    yield Link(say("Datei herunterladen (YAML)"), f"{here}.yaml")
    if found.merged is not None:
        yield merged_link(here)


def _findings(errors: list[Finding]) -> Iterator[str]:
    for each in errors[:MOST_FINDINGS]:
        text = each.text(Language(spoken()))
        line = each.place.line
        yield say("Zeile {line}: {text}", line=line, text=text) if line else text
    if len(errors) > MOST_FINDINGS:
        yield say("Es gibt noch {count} weitere Befunde.", count=len(errors) - MOST_FINDINGS)
