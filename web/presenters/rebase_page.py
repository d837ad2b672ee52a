"""A newer version beneath an adaptation: what goes by itself, what wants a look, what cannot be had.

Rule: nothing is decided for the author; while something cannot be had together there is no button.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters.compare_page import ChangeRow, change_rows
from web.presenters.draft_stations import (
    COMPARISON,
    Station,
    draft_place,
    not_as_shown,
    stations,
)
from web.presenters.parts import Errors, Place
from web.presenters.status import Status
from web.presenters.templates_place import Bench, draft_name
from workflow.workbench import Review
from workflow.workbench.comparing import Finding, Level, Rebased, level_name, sentence, told

_SIGNS = {Level.CONFLICT: "critical", Level.LOOK: "notice", Level.SETTLED: "done"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What was found about one line of the adaptation."""

    status: Status
    line: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RebasePage:
    """The page; `changes` is what the new base makes of the adaptation."""

    title: str
    over: str
    heading: str
    errors: Errors | None
    says: str
    stations: tuple[Station, ...]
    findings: tuple[FindingRow, ...]
    silent: str
    changes: tuple[ChangeRow, ...]
    onto: str
    seen: int
    action: str
    button: str
    cancel: str
    place: Place


def rebase_page(
    bench: Bench, review: Review, found: Rebased, onto: str, *, overtaken: bool = False
) -> RebasePage:
    """Return the page of a draft and the version its base has; `overtaken`: it was saved meanwhile."""
    slug, heading = review.draft.slug, say("Auf {base} umstellen", base=onto)
    changes = told(found.before, found.after, spoken()) if found.after is not None else ()
    may = review.may_write and not found.has_conflicts
    return RebasePage(
        title=f"{heading} – {draft_name(review.draft)}",
        over=draft_name(review.draft),
        heading=heading,
        errors=not_as_shown(bench, review, say("Noch ist nichts übernommen"))
        if overtaken
        else None,
        says=_says(found, onto),
        stations=stations(bench, review, COMPARISON),
        findings=tuple(_rows(found)),
        silent="" if found.findings else say("Nichts davon berührt Ihre Anpassung."),
        changes=change_rows(changes),
        onto=onto,
        seen=review.draft.edition,
        action=paths.draft(bench.town.slug, slug, "grundlage"),
        button=say("Neue Grundlage übernehmen") if may else "",
        cancel=paths.draft(bench.town.slug, slug),
        place=draft_place(bench, review, say("Neue Grundlage")),
    )


def _says(found: Rebased, onto: str) -> str:
    number = sum(each.level is Level.CONFLICT for each in found.findings)
    if number:
        return say(
            "{count} müssen Sie zuerst selbst entscheiden. Ändern Sie die Zeilen im Text, dann "
            "lässt sich {base} übernehmen.",
            count=plural(number, "Stelle", "Stellen"),
            base=onto,
        )
    return say(
        "{base} lässt sich übernehmen. Der Entwurf wird so umgeschrieben, wie es hier steht; "
        "veröffentlicht wird damit nichts.",
        base=onto,
    )


def _rows(found: Rebased) -> Iterator[FindingRow]:
    for level, sign in _SIGNS.items():
        for each in found.findings:
            if each.level is level:
                yield _row(each, found, sign)


def _row(each: Finding, found: Rebased, sign: str) -> FindingRow:
    return FindingRow(
        status=Status(sign, level_name(each.level, spoken())),
        line=say("Zeile {line}", line=each.line) if each.line else "",
        text=sentence(each, found, spoken()),
    )
