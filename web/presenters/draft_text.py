"""The first station of a draft: its text, and what the check says about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.draft_findings import Findings, findings
from web.presenters.draft_stations import (
    TEXT,
    Station,
    draft_place,
    not_as_shown,
    saved_meanwhile,
    stations,
)
from web.presenters.forms_page import FormPage
from web.presenters.inputs import Input, file_input
from web.presenters.parts import ErrorLine, Errors, Link, Place
from web.presenters.template_version import merged_link
from web.presenters.templates_place import Bench, draft_name
from workflow.workbench import Review
from workflow.workbench.comparing import matched

FILE_NAME = "file"
SPARE = 200  # numbers for lines that are still to be written
MOST_PASSAGES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Lines that differ between two texts."""

    where: str
    typed: str
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """That somebody else has saved meanwhile, and where both texts differ."""

    says: tuple[str, ...]
    passages: tuple[Passage, ...]
    keep: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """The page; who only reads it has no button. `numbers` stand beside the lines."""

    title: str
    heading: str
    says: str
    stations: tuple[Station, ...]
    errors: Errors | None
    findings: Findings | None
    text: str
    hint: str
    rows: int
    numbers: str
    seen: int
    may_write: bool
    button: str
    here: str
    file: str
    file_label: str
    links: tuple[Link, ...]
    upload: str
    upload_input: Input
    discard: str
    conflict: Conflict | None
    place: Place


def draft_page(
    bench: Bench,
    review: Review,
    *,
    typed: str | None = None,
    wrong: str = "",
    wrong_file: str = "",
    conflict: bool = False,
) -> DraftPage:
    """Return the page; `typed`: a text that could not be saved, `wrong` says why.

    `wrong_file` says why a file could not be taken.
    """
    draft, here = review.draft, paths.draft(bench.town.slug, review.draft.slug)
    text = draft.text if typed is None else typed
    told = findings(review.examined.problems, draft.text, here) if typed is None else None
    heading = say("Text der Vorlage prüfen")
    count = text.count("\n") + (not text.endswith("\n"))
    size = dates.file_size(len(draft.text.encode()))
    refused = ErrorLine(text=wrong or wrong_file, url="#text" if wrong else f"#{FILE_NAME}")
    return DraftPage(
        title=f"{heading} – {draft_name(draft)}",
        heading=heading,
        says=say(
            "Zuletzt gespeichert am {day}, {time} Uhr, von {who}",
            day=bench.when(dates.day_of(draft.changed_at)),
            time=dates.clock(draft.changed_at),
            who=bench.by(draft.changed_by),
        ),
        stations=stations(bench, review, TEXT),
        errors=_refused(refused) if refused.text else told.errors if told else None,
        findings=told,
        text=text,
        hint=say(
            "{lines}. Eingerückt wird mit 2 Leerzeichen. Mit der Tabulatortaste verlassen Sie das Feld.",
            lines=plural(count, "Zeile", "Zeilen"),
        ),
        rows=max(count + 2, 12),
        numbers="\n".join(map(str, range(1, count + SPARE))),
        seen=draft.edition,
        may_write=review.may_write,
        button=say("Meinen Text speichern") if conflict else say("Speichern und prüfen"),
        here=here,
        file=paths.draft_file(bench.town.slug, draft.slug),
        links=tuple(_links(review, here)),
        file_label=say("Datei herunterladen (YAML, {size})", size=size),
        upload=paths.draft(bench.town.slug, draft.slug, "datei"),
        upload_input=replace(
            file_input(FILE_NAME, say("Datei"), hint=_file_hint()), error=wrong_file
        ),
        discard=paths.draft(bench.town.slug, draft.slug, "verwerfen"),
        conflict=_conflict(bench, review, text) if conflict else None,
        place=draft_place(bench, review, say("Text prüfen")),
    )


def _refused(line: ErrorLine) -> Errors:
    what = plural(1, "Angabe", "Angaben")
    return Errors(heading=say("Bitte prüfen Sie {what}", what=what), lines=(line,))


def _links(review: Review, here: str) -> Iterator[Link]:
    if review.examined.checked.base and review.definition is not None:
        yield merged_link(here)
    yield Link(say("Aufbau mit Ids ansehen"), paths.outline(here))


def discard_page(bench: Bench, review: Review, *, overtaken: bool = False) -> FormPage:
    """Return the question whether a draft is thrown away; `overtaken`: it was saved meanwhile."""
    heading, draft = say("Entwurf verwerfen"), review.draft
    return FormPage(
        title=f"{heading} – {draft_name(draft)}",
        place=draft_place(bench, review, heading),
        over=draft_name(draft),
        heading=heading,
        says=(
            say(
                "Der Text des Entwurfs wird gelöscht und lässt sich nicht zurückholen. "
                "Veröffentlichte Versionen bleiben, wie sie sind."
            ),
            say("Laden Sie die Datei vorher herunter, wenn Sie den Text noch brauchen."),
        ),
        errors=not_as_shown(bench, review, say("Der Entwurf ist noch da")) if overtaken else None,
        seen=draft.edition,
        overtaken=overtaken,
        action="",
        button=heading,
        cancel=paths.draft(bench.town.slug, draft.slug),
        leave=say("Abbrechen, nichts verwerfen"),
    )


def _file_hint() -> str:
    return say("Eine Textdatei (YAML, UTF-8), höchstens 1 MB. Wie sie heißt, ist gleich")


def passages(typed: str, stored: str) -> tuple[Passage, ...]:
    """Return where two texts differ, line by line."""
    return tuple(_passages(typed.split("\n"), stored.split("\n")))[:MOST_PASSAGES]


def _passages(typed: list[str], stored: list[str]) -> Iterator[Passage]:
    for tag, i, j, k, m in matched(stored, typed).get_opcodes():
        if tag != "equal":
            yield Passage(
                where=say("ab Zeile {line}", line=k + 1),
                typed="\n".join(typed[k:m]),
                stored="\n".join(stored[i:j]),
            )


def _conflict(bench: Bench, review: Review, typed: str) -> Conflict:
    draft = review.draft
    return Conflict(
        says=(
            saved_meanwhile(bench, draft),
            say(
                "Noch ist Ihr Text nicht gespeichert. Er steht unten, ganz. Übernehmen Sie dort, was "
                "vom gespeicherten Stand bleiben soll: Ihr Text ersetzt ihn."
            ),
        ),
        passages=passages(typed, draft.text),
        keep=paths.draft(bench.town.slug, draft.slug),
    )
