"""The last station of a draft: what would be published, and who may do it.

Rule: whether somebody may publish the engine says; here it only becomes sentences and one button.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.draft_findings import Findings, findings
from web.presenters.draft_stations import (
    PUBLISHING,
    Station,
    draft_place,
    not_as_shown,
    stations,
)
from web.presenters.inputs import NO_DEFINITION
from web.presenters.parts import Errors, Fact, Place
from web.presenters.templates_place import Bench, draft_name, version_name
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Reason
from workflow.core.sentences import blocker_sentence
from workflow.storage.queries import Requested
from workflow.workbench import Review

PUBLISH, REQUEST = "veroeffentlichung", "anfrage"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPage:
    """The page; without a button there is nothing to press, and `says` says why."""

    title: str
    over: str
    heading: str
    errors: Errors | None
    says: tuple[str, ...]
    stations: tuple[Station, ...]
    facts: tuple[Fact, ...]
    changes_title: str
    changes: tuple[str, ...]
    findings: Findings | None
    seen: int
    action: str
    button: str
    cancel: str
    place: Place


def publish_page(
    bench: Bench,
    review: Review,
    *,
    requested: Requested | None = None,
    changes: Sequence[str] = (),
    against: str = "",
    overtaken: bool = False,
) -> PublishPage:
    """Return the page; `changes` are sentences, `against` names the version they are told against.

    `overtaken`: somebody wanted to publish what they were shown, and it was saved anew meanwhile.
    """
    draft, definition = review.draft, review.definition
    heading = say("Veröffentlichen")
    action, button = _deed(review)
    told = review.examined.problems
    return PublishPage(
        title=f"{heading} – {draft_name(draft)}",
        over=definition.title if definition else draft.name,
        heading=heading,
        errors=not_as_shown(bench, review, say("Noch ist nichts veröffentlicht"))
        if overtaken
        else None,
        says=tuple(_says(bench, review, requested)),
        stations=stations(bench, review, PUBLISHING),
        facts=tuple(_facts(bench, review, definition)) if definition else (),
        changes_title=say("Was sich gegenüber {version} ändert", version=against)
        if against
        else "",
        changes=tuple(changes),
        findings=findings(told, draft.text, paths.draft(bench.town.slug, draft.slug))
        if definition and told
        else None,
        seen=draft.edition,
        action=paths.draft(bench.town.slug, draft.slug, action),
        button=button,
        cancel=paths.draft(bench.town.slug, draft.slug),
        place=draft_place(bench, review, heading),
    )


def _deed(review: Review) -> tuple[str, str]:
    """Return what can be done now: where it is sent, and what the button says."""
    if review.definition is None or review.is_published:
        return PUBLISH, ""
    if review.blocker is None:
        number = review.definition.version
        return PUBLISH, say("Version {number} veröffentlichen", number=number)
    if review.blocker.reason is Reason.PUBLICATION_NOT_REQUESTED and review.may_write:
        return REQUEST, say("Veröffentlichung anfragen")
    return PUBLISH, ""


def _says(bench: Bench, review: Review, requested: Requested | None) -> Iterator[str]:
    if review.definition is None:
        yield say("Der Text hat noch Fehler. Veröffentlichen lässt er sich erst ohne.")
        return
    if review.is_published:
        yield say(
            "Diese Version ist veröffentlicht. Für die nächste zählen Sie im Text `version` hoch."
        )
        return
    if requested is not None:
        yield say(
            "Angefragt am {day}, {time} Uhr, von {who}.",
            day=bench.when(dates.day_of(requested.at)),
            time=dates.clock(requested.at),
            who=bench.by(requested.by),
        )
    if review.blocker is not None:
        if not review.may_write and review.request is None:
            yield say("Entwürfe veröffentlicht die Beratung. Sie lesen mit.")
            return
        said = blocker_sentence(review.blocker, NO_DEFINITION, spoken())
        yield say("{reason}.", reason=said)
        return
    yield say(
        "Eine veröffentlichte Version ändert sich nie. Neue Quartiere können dann mit ihr beginnen; "
        "laufende bleiben bei ihrer, bis jemand sie umstellt."
    )


def _facts(bench: Bench, review: Review, definition: ProcessDefinition) -> Iterator[Fact]:
    yield Fact(label=say("Vorlage"), value=definition.title)
    yield Fact(label=say("Id"), value=f"{definition.id}@{definition.version}")
    if review.examined.checked.base:
        yield Fact(label=say("Baut auf"), value=review.examined.checked.base)
    newest = bench.newest(definition.id)
    yield Fact(
        label=say("In Kraft ist"),
        value=version_name(newest.version) if newest else say("noch keine Version"),
    )
    yield Fact(label=say("Läuft in"), value=bench.runs(definition.id))
    warnings = review.warnings
    yield Fact(
        label=say("Prüfung"),
        value=plural(warnings, "Warnung", "Warnungen") if warnings else say("keine Warnung"),
    )
